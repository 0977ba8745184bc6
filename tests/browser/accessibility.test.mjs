// What axe finds, in light and dark.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import test from 'node:test';
import { choice, field, withPage } from './browser.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } };

for (const colorScheme of ['light', 'dark']) {
  test(`nothing is against WCAG A and AA in ${colorScheme}`, async () => {
    await withPage('items/list', async (page) => {
      await page.evaluate(axe);
      await page.locator('.workbench form').waitFor();
      await clean(page, 'the form as it comes');
      await field(page, 'collection').getByRole('combobox').focus();
      await choice(page).first().waitFor();
      await clean(page, 'an open list of choices');
      await choice(page).first().click();
      await page.getByRole('button', { name: 'Expression for Split Into Items' }).click();
      await field(page, 'splitIntoItems').getByRole('textbox').fill('{{ true }}');
      await field(page, 'splitIntoItems').locator('.preview-value', { hasText: 'true' }).waitFor();
      await page.getByRole('button', { name: 'Run' }).click();
      await page.locator('tbody tr').first().waitFor();
      await clean(page, 'a table');
      for (const name of ['Aggregate', 'Deep (JSON)', 'Export']) await page.getByLabel('Add to Additional Fields').selectOption(name);
      await clean(page, 'a collection');
      await page.getByRole('tab', { name: 'JSON' }).click();
      await clean(page, 'JSON');
      await page.getByRole('tab', { name: 'Requests' }).click();
      await clean(page, 'requests');
      await page.getByRole('button', { name: /Directus API/ }).click();
      await clean(page, 'a dialog');
      await page.keyboard.press('Escape');
      await page.locator('#search').fill('log in');
      await page.getByRole('link', { name: 'Login' }).click();
      await page.getByRole('heading', { name: 'Login' }).waitFor();
      await page.getByRole('button', { name: 'Run' }).click();
      await page.locator('.field-wrong').first().waitFor();
      await clean(page, 'errors');
    }, { colorScheme });
  });
}

async function clean(page, what) {
  // Colours in transition have no contrast of their own.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`);
  assert.deepEqual(found, [], what);
}
