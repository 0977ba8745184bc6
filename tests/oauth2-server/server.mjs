#!/usr/bin/env node
// A real OAuth2 server (oidc-provider) and the user's browser, driven by lines of JSON.
//
// Prints {"issuer": URL} once it listens, then one line for every line it reads, in order:
//   {"login": address}     {"status", "shown"}: what the last page is, after the user has logged in and agreed
//   {"deny": address}      the same, after the user has refused
//   {"tokens": true}       {"issued": count}: how many refreshes were answered so far
//
// GET /resource answers {"client", "scope"} of an access token, and 401 otherwise.

import http from 'node:http';
import readline from 'node:readline';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { install } from '../npm/install.mjs';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));

const home = await install('oauth2-server', SOURCE, ['package.json', 'package-lock.json', '.npmrc']);
const { resolve } = createRequire(path.join(home, 'package.json'));
const { Provider } = await import(pathToFileURL(resolve('oidc-provider')));

// What the provider warns of (development keys, development pages) is meant here; standard output is for answers.
console.warn = console.info = console.log = console.error;

const server = http.createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const native = {
  application_type: 'native',
  redirect_uris: ['http://127.0.0.1/callback'],
  grant_types: ['authorization_code', 'refresh_token'],
};
const provider = new Provider(issuer, {
  clients: [
    { ...native, client_id: 'public', token_endpoint_auth_method: 'none' },
    { ...native, client_id: 'in-header', client_secret: 'secret-in-header', token_endpoint_auth_method: 'client_secret_basic' },
    { ...native, client_id: 'in-body', client_secret: 'secret-in-body', token_endpoint_auth_method: 'client_secret_post' },
    {
      client_id: 'machine', client_secret: 'secret-of-machine', token_endpoint_auth_method: 'client_secret_basic',
      redirect_uris: [], response_types: [], grant_types: ['client_credentials'],
    },
  ],
  features: { clientCredentials: { enabled: true }, devInteractions: { enabled: true } },
  pkce: { required: (_, client) => client.clientId === 'public' },
  // A refresh token counts once: whoever uses an old one loses the grant.
  issueRefreshToken: () => true,
  rotateRefreshToken: () => true,
  scopes: ['openid', 'read'],
});
let refreshes = 0;
provider.on('grant.success', (ctx) => { if (ctx.oidc.params.grant_type === 'refresh_token') refreshes += 1; });
provider.use(async (ctx, next) => {
  if (ctx.path !== '/resource') return next();
  const text = (ctx.get('authorization').match(/^Bearer (.+)$/) ?? [])[1] ?? '';
  const token = (await provider.AccessToken.find(text)) ?? (await provider.ClientCredentials.find(text));
  ctx.status = token ? 200 : 401;
  ctx.body = token ? { client: token.clientId, scope: token.scope ?? null } : { message: `unknown token ${text}` };
});
server.on('request', provider.callback());

// Goes where the server sends the user, with cookies, until a page is shown.
async function browse(url, cookies, options = {}) {
  for (;;) {
    const own = new URL(url).origin === issuer ? { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') } : {};
    const answer = await fetch(url, { ...options, headers: { ...own, ...options.headers }, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (!location) return { url, status: answer.status, shown: await answer.text() };
    url = new URL(location, url).href;
    options = {};
  }
}

function submit(page, cookies, fields) {
  const action = page.shown.match(/action="([^"]+)"/)[1];
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return browse(new URL(action, page.url).href, cookies, { method: 'POST', headers, body: new URLSearchParams(fields) });
}

async function answer(step) {
  const cookies = new Map();
  if (step.tokens) return { issued: refreshes };
  let page = await browse(step.login ?? step.deny, cookies);
  if (page.status === 200 && page.url.startsWith(issuer)) {
    if (step.deny) page = await browse(new URL(page.shown.match(/href="([^"]+\/abort)"/)[1], page.url).href, cookies);
    else {
      page = await submit(page, cookies, { prompt: 'login', login: 'ann', password: 'any' });
      page = await submit(page, cookies, { prompt: 'consent' });
    }
  }
  return { status: page.status, shown: page.shown };
}

const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
print({ issuer });
for await (const line of readline.createInterface({ input: process.stdin })) print(await answer(JSON.parse(line)));
process.exit(0);
