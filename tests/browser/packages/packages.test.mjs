// Nodes of real packages as forms: the fields are those that the server says are displayed, selects change them, options load,
// and an execution reaches the service.
import assert from 'node:assert/strict';
import test from 'node:test';
import { call, choice, required, show, stored, withPage } from '../browser.mjs';

/** The first so many operations of a node are looked at; the rest differ in what their descriptions say only. */
const OPERATIONS = 4;
const SELECTS = 3;

const seen = { selects: 0, lists: 0 };
const nodes = JSON.parse(required('NODEWRIGHT_PACKAGES'));

for (const { type, version, notices } of nodes) {
  test(type, async () => {
    // Notices are shown, and are no fields.
    const node = { type, version, notices };
    const operations = (await call(`/nodes/${encodeURIComponent(type)}/${version}/operations`)).map((one) => ({
      resource: one.resource ?? '',
      operation: one.operation ?? '',
    }));
    assert.ok(operations.length > 0);
    await withPage(
      `${part(operations[0].resource)}/${part(operations[0].operation)}`,
      async (page) => {
        let [selects, loaded] = [0, 0];
        for (const operation of operations.slice(0, OPERATIONS)) {
          await show(page, operation, node);
          await agrees(page, operation, node);
          selects += await flip(page, operation, node);
          loaded += await load(page);
        }
        await run(page);
        seen.selects += selects;
        seen.lists += loaded;
      },
      // What a form asks for before it is filled in is answered by an error.
      {
        type,
        version,
        permissions: ['clipboard-read', 'clipboard-write'],
        expected: [/\/(options|evaluate|execute)$/],
      },
    );
  });
}

test('selects and lists of options were among them', () => {
  assert.ok(seen.selects >= 20 && seen.lists >= 6, JSON.stringify(seen));
});

const part = (text) => encodeURIComponent(text);

/** The page shows what the server says is displayed, with what the page has stored. */
async function agrees(page, { resource, operation }, { type, version, notices }) {
  const values = {
    ...(await stored(page)),
    ...(resource && { resource }),
    ...(operation && { operation }),
  };
  const answer = await call('/parameters', {
    type,
    typeVersion: version,
    values,
  });
  const displayed = Object.keys(answer.parameters).filter(
    (name) => ![...notices, 'resource', 'operation'].includes(name),
  );
  const expected = displayed.sort();
  await page
    .waitForFunction(
      (wanted) => {
        const names = [...document.querySelectorAll('[data-parameter]')].map((one) => one.dataset.parameter);
        return wanted.every((name) => names.includes(name));
      },
      expected,
      { timeout: 10_000 },
    )
    .catch(() => {});
  const shown = await page
    .locator('[data-parameter]')
    .evaluateAll((fields) => fields.map((one) => one.dataset.parameter).filter((name) => !name.includes('.')))
    .then((names) => names.filter((name) => !notices.includes(name)));
  assert.deepEqual([...new Set(shown)].sort(), expected, `${resource}/${operation}`);
}

/** Chooses another value of each select, one after the other; how many were there. */
async function flip(page, operation, node) {
  const ids = await page
    .locator('select[id^="parameters."]:not(.adder)')
    .evaluateAll((all) => all.filter((one) => one.options.length > 1).map((one) => one.id));
  const own = ids.filter((id) => id.split('.').length === 2);
  for (const id of own.slice(0, SELECTS)) {
    const select = page.locator(`[id="${id}"]`);
    if ((await select.count()) === 0) continue; // An earlier one has hidden it.
    const before = await select.inputValue();
    const values = await select.locator('option').evaluateAll((all) => all.map((one) => one.value));
    await select.selectOption(values.find((value) => value !== before && value !== '-1'));
    await agrees(page, operation, node);
    if (before !== '-1') await select.selectOption(before);
  }
  return own.length;
}

/** Opens the lists that the service gives; how many came. */
async function load(page) {
  const lists = page.locator('[data-parameter] input[role="combobox"]');
  let loaded = 0;
  for (let at = 0; at < Math.min(await lists.count(), SELECTS); at += 1) {
    const answered = page.waitForResponse((response) => response.url().endsWith('/options'), { timeout: 10_000 });
    await lists.nth(at).focus();
    const answer = await answered.catch(() => undefined);
    const { options = [] } = answer?.ok() ? await answer.json() : {};
    if (options.length > 0) {
      await choice(page).first().waitFor();
      loaded += 1;
    }
    await page.keyboard.press('Escape');
  }
  return loaded;
}

/** Fills in what is empty, and runs. */
async function run(page) {
  const texts = page.locator('[data-parameter] input[type="text"], [data-parameter] textarea');
  for (let at = 0; at < (await texts.count()); at += 1) {
    if ((await texts.nth(at).inputValue()) === '') await texts.nth(at).fill('1');
  }
  const answered = page.waitForResponse((response) => response.url().endsWith('/execute'));
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Run' }).click();
  const answer = await (await answered).json();
  assert.ok(Array.isArray(answer) || answer.outputs || answer.message, JSON.stringify(answer).slice(0, 300));
}
