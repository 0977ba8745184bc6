#!/usr/bin/env node
// The official client of the Model Context Protocol, driven by lines of JSON.
//
//   client.mjs stdio COMMAND [ARGUMENT ...]
//   client.mjs http URL [TOKEN]
//
// Prints {"ready": {server's name and version}} or {"failed": reason, "code": status} once it has connected, then one line for every
// line it reads, in order:
//   {"list": true}                        {"tools": [...], "uncompilable": [names of tools with a bad schema]}
//   {"call": name, "arguments": {...}}    {"result": ...} or {"error": {code, message}}
//   {"start": name, "arguments": {...}}   {"started": name}: the call is on its way
//   {"cancel": reason}                    the same as for "call", once the call that was started is cancelled

import readline from 'node:readline';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { install } from '../npm/install.mjs';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));

const home = await install('mcp-client', SOURCE, ['package.json', 'package-lock.json', '.npmrc']);
const { resolve } = createRequire(path.join(home, 'package.json'));
const load = (name) => import(pathToFileURL(resolve(name)));
const sdk = '@modelcontextprotocol/sdk/client';
const { Client } = await load(`${sdk}/index.js`);
const { default: Ajv } = await load('ajv/dist/2020.js');

const client = new Client({ name: 'tests', version: '0.0.0' });

async function transport([kind, at, ...rest]) {
  if (kind === 'stdio') {
    const { StdioClientTransport } = await load(`${sdk}/stdio.js`);
    return new StdioClientTransport({ command: at, args: rest });
  }
  const { StreamableHTTPClientTransport } = await load(`${sdk}/streamableHttp.js`);
  const headers = rest.length ? { authorization: `Bearer ${rest[0]}` } : {};
  return new StreamableHTTPClientTransport(new URL(at), { requestInit: { headers } });
}

async function list() {
  const tools = [];
  let cursor;
  do {
    const page = await client.listTools({ cursor });
    tools.push(...page.tools);
    cursor = page.nextCursor;
  } while (cursor);
  return { tools, uncompilable: tools.filter((tool) => !compiles(tool)).map((tool) => tool.name) };
}

// `strict` is about keywords that are not of JSON Schema, which are allowed.
const ajv = new Ajv({ strict: false, logger: false });

function compiles({ inputSchema, outputSchema }) {
  try {
    for (const schema of [inputSchema, outputSchema ?? {}]) ajv.compile(schema);
    return true;
  } catch {
    return false;
  }
}

async function call(name, given, signal) {
  try {
    return { result: await client.callTool({ name, arguments: given }, undefined, { signal }) };
  } catch ({ code, message }) {
    return { error: { code, message } };
  }
}

let started;

function start(name, given) {
  const controller = new AbortController();
  started = { controller, done: call(name, given, controller.signal) };
  return { started: name };
}

function cancel(reason) {
  started.controller.abort(reason);
  return started.done;
}

function answer({ list: lists, call: called, start: begun, cancel: reason, arguments: given }) {
  if (lists) return list();
  if (called) return call(called, given);
  if (begun) return start(begun, given);
  return cancel(reason);
}

const print = (value) => console.log(JSON.stringify(value));
try {
  await client.connect(await transport(process.argv.slice(2)));
} catch ({ code, message }) {
  print({ failed: message, code });
  process.exit(0);
}
print({ ready: client.getServerVersion() });
for await (const line of readline.createInterface({ input: process.stdin })) {
  print(await answer(JSON.parse(line)));
}
await client.close();
