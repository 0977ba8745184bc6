// How fast the page is, printed, and how it looks, as pictures in target/screenshots.
import assert from 'node:assert/strict';
import test from 'node:test';
import { call, field, picture, show, TYPE, withPage } from './browser.mjs';

test('the time to the form is measured', async (t) => {
  const operations = await call(`/nodes/${TYPE}/1/operations`);
  await withPage('items/list', async (page) => {
    const cold = await measured(page);
    const warm = [];
    for (const operation of operations.filter((one) => one.operation !== 'list')) {
      await show(page, operation);
      warm.push(await measured(page));
    }
    warm.sort((a, b) => a - b);
    const [median, worst] = [warm[Math.floor(warm.length / 2)], warm.at(-1)].map(Math.round);
    t.diagnostic(`first render of a form: ${median} ms in the middle, ${worst} ms at most; ${Math.round(cold)} ms with the page itself`);
  });
});

/** The latest measure, in milliseconds, which is taken out. */
async function measured(page) {
  const handle = await page.waitForFunction(() => performance.getEntriesByName('nodewright: operation').at(-1)?.duration);
  const milliseconds = await handle.jsonValue();
  await page.evaluate(() => performance.clearMeasures());
  return milliseconds;
}

for (const colorScheme of ['light', 'dark']) {
  test(`pictures in ${colorScheme}`, async () => {
    await withPage('items/list', async (page) => {
      await page.getByRole('textbox', { name: 'Input items' }).fill('[\n  { "json": { "collection": "articles" } }\n]');
      await page.getByRole('button', { name: 'Expression for Collection Name' }).click();
      await field(page, 'collection').getByRole('textbox').fill('{{ $json.collection }}');
      await field(page, 'splitIntoItems').getByRole('switch').check();
      await page.getByRole('button', { name: 'Run' }).click();
      await page.locator('tbody tr').nth(2).waitFor();
      await page.screenshot({ path: picture(`list-${colorScheme}.png`) });
      await page.getByRole('tab', { name: 'JSON' }).click();
      await page.getByLabel('Add to Additional Fields').selectOption('Aggregate');
      await page.screenshot({ path: picture(`json-${colorScheme}.png`) });
      await show(page, { resource: 'auth', operation: 'login' });
      await page.getByRole('button', { name: 'Run' }).click();
      await page.locator('.field-wrong').first().waitFor();
      await page.screenshot({ path: picture(`errors-${colorScheme}.png`) });
      await page.setViewportSize({ width: 420, height: 900 });
      await page.screenshot({ path: picture(`narrow-${colorScheme}.png`) });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 420, `the page is ${wide} wide on a screen of 420`);
    }, { colorScheme });
  });
}
