// A browser with the page open in it, and what the tests ask of it.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

/** Where `nodewright serve --sandbox` listens. */
export const SERVER = required('NODEWRIGHT_URL');
export const TYPE = 'n8n-nodes-directus.directus';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function required(name) {
  const value = process.env[name];
  assert.ok(value, `${name} is not set; run these tests with: cargo test -p nodewright-tests browser`);
  return value;
}

/**
 * Runs `test` with a page that shows an operation such as `auth/logout`, then checks that its console has no errors but
 * those that `expected` names. What the page is to find can be put in its way by `prepare`.
 */
export async function withPage(
  operation,
  test,
  { server = SERVER, expected = [], prepare, type, version, ...options } = {},
) {
  const browser = await chromium.launch({
    executablePath: required('NODEWRIGHT_CHROMIUM'),
    args: FLAGS,
  });
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'light',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on(
      'console',
      (message) => message.type() === 'error' && errors.push(`${message.text()} ${message.location().url}`),
    );
    await prepare?.(page);
    await page.goto(server + hash(operation, { type, version }));
    await test(page);
    assert.deepEqual(
      errors.filter((error) => !expected.some((pattern) => pattern.test(error))),
      [],
    );
  } finally {
    await browser.close();
  }
}

function hash(operation, { type = TYPE, version = 1 } = {}) {
  return `/#/${encodeURIComponent(type)}/${version}/${operation}`;
}

/** Shows another operation, as a link to it does. */
export async function show(page, { resource, operation }, node) {
  const path = [resource, operation].map(encodeURIComponent).join('/');
  await page.evaluate((to) => {
    location.hash = to;
  }, hash(path, node).slice(1));
  await page.locator(`a[aria-current="page"][href$="/${path}"]`).waitFor();
  await page.locator('.workbench form').waitFor({ state: 'attached' });
}

/** Calls the server's API. */
export async function call(path, body) {
  const request = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  const response = await fetch(SERVER + path, request);
  assert.ok(response.ok, `${path}: ${response.status} ${response.ok ? '' : await response.text()}`);
  return response.json();
}

/** A choice of the list that is open below a field. */
export function choice(page, name) {
  return page.getByRole('listbox').getByRole('option', name ? { name } : {});
}

export function field(page, parameter) {
  return page.locator(`[data-parameter="${parameter}"]`);
}

/** The parameters that the page has stored, from the node that it copies; needs the permissions of the clipboard. */
export async function stored(page) {
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.getByRole('button', { name: 'n8n', exact: true }).click();
  const copied = await page.evaluate(async () => {
    for (;;) {
      const text = await navigator.clipboard.readText();
      if (text) return text;
      await new Promise(requestAnimationFrame);
    }
  });
  return JSON.parse(copied).nodes[0].parameters;
}

/** A path in the folder for pictures, which is not part of the project. */
export function picture(name) {
  const folder = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
  mkdirSync(folder, { recursive: true });
  return folder + name;
}
