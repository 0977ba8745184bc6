// What axe finds, in light and dark.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import test from 'node:test';
import { serveBoards } from './boards.mjs';
import { choice, field, picture, withPage } from './browser.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = {
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
  },
};

for (const colorScheme of ['light', 'dark']) {
  test(`nothing is against WCAG A and AA in ${colorScheme}`, async () => {
    await withPage(
      'items/list',
      async (page) => {
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
        for (const name of ['Aggregate', 'Deep (JSON)', 'Export'])
          await page.getByLabel('Add to Additional Fields').selectOption(name);
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
      },
      { colorScheme },
    );
  });
}

for (const colorScheme of ['light', 'dark']) {
  test(`nothing is against it where a service lists the values in ${colorScheme}`, async () => {
    await withPage(
      'auth/logout',
      async (page) => {
        await page.evaluate(axe);
        await field(page, 'card.value.title').waitFor();
        await field(page, 'match.value.title').waitFor();
        await clean(page, 'mappers');
        const board = field(page, 'board').getByRole('combobox', { name: 'Board', exact: true });
        await board.focus();
        await choice(page, 'Load more').waitFor();
        await board.press('ArrowUp');
        await clean(page, 'a list that goes on');
        await board.press('Escape');
        await page.getByRole('button', { name: 'Expression for Points' }).first().click();
        await page.getByRole('button', { name: 'Expression for Board' }).click();
        await page.getByRole('button', { name: 'Run' }).click();
        await page.locator('.field-wrong').first().waitFor();
        await clean(page, 'expressions and errors');
        await page.screenshot({ path: picture(`boards-${colorScheme}.png`) });
        await field(page, 'board').getByRole('textbox').fill('closed');
        await page.getByRole('button', { name: 'Expression for Board' }).click();
        await field(page, 'card').getByText('could not be loaded').waitFor();
        await clean(page, 'a loader that fails');
      },
      { colorScheme, prepare: serveBoards, expected: [/\/options$/, /\/evaluate$/] },
    );
  });
}

async function clean(page, what) {
  // Colours in transition have no contrast of their own.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, rules), RULES);
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary}`).join('\n')}`,
  );
  assert.deepEqual(found, [], what);
}
