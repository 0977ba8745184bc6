#!/usr/bin/env node
// Runs a real Directus for tests, and installs it first where need be.
//
//   serve.mjs [--port N] [--reach-loopback] [--detached] [NAME=VALUE ...]
//
// Prints one line of JSON, {"url", "data", "pid"}, once Directus answers. Stops, and removes all data, when its standard
// input ends (as it does when whoever started it is gone) or on SIGTERM; with --detached only on SIGTERM.
//   NAME=VALUE         any setting of Directus
//   --reach-loopback   lets Directus' own requests (/files/import, flows) get to servers on this machine

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { install } from './install.mjs';
import { command, environment } from './launch.mjs';

const { values: flags, positionals: settings } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, 'reach-loopback': { type: 'boolean' }, detached: { type: 'boolean' } },
});
const overrides = Object.fromEntries(
  settings.map((setting) => {
    const name = setting.split('=', 1)[0];
    if (name === setting) throw new Error(`${setting} is no setting: give NAME=VALUE`);
    return [name, setting.slice(name.length + 1)];
  }),
);

let directus;
let data;

function stop(status) {
  directus?.kill('SIGKILL');
  if (data) rmSync(data, { recursive: true, force: true });
  process.exit(status);
}
process.on('SIGTERM', () => stop(0));
process.on('SIGINT', () => stop(0));
if (!flags.detached) process.stdin.resume().on('end', () => stop(0));

const home = await install();
data = mkdtempSync(path.join(os.tmpdir(), 'directus-'));
for (const folder of ['mail', 'uploads', 'extensions']) mkdirSync(path.join(data, folder));
cpSync(path.join(home, 'template.db'), path.join(data, 'data.db'));

const socket = net.createServer();
socket.on('error', (error) => {
  console.error(`directus-server: ${error.message}`);
  stop(1);
});
socket.listen(Number(flags.port ?? 0), '127.0.0.1', () => {
  const { port } = socket.address();
  const url = `http://127.0.0.1:${port}`;
  const [program, args] = command(home, ['start'], { reachLoopback: flags['reach-loopback'] });
  const log = openSync(path.join(data, 'server.log'), 'a');
  directus = spawn(program, args, {
    cwd: data,
    env: environment(home, data, { HOST: '127.0.0.1', PORT: String(port), PUBLIC_URL: url, ...overrides }),
    stdio: ['ignore', log, log, 'ipc'],
  });
  // From here on the connections are Directus' to accept.
  directus.send('listen', socket, () => socket.close());
  directus.on('message', (message) => {
    if (message === 'ready') console.log(JSON.stringify({ url, data, pid: directus.pid }));
  });
  directus.on('exit', (status, signal) => {
    console.error(`directus-server: Directus ended (${signal ?? status}):`);
    console.error(readFileSync(path.join(data, 'server.log'), 'utf8').slice(-4000));
    stop(1);
  });
});
