// The search over the operations.
import assert from 'node:assert/strict';
import test from 'node:test';
import { withPage } from './browser.mjs';

test('Enter opens the first operation that was found', async () => {
  await withPage('items/list', async (page) => {
    const search = page.locator('#search');
    for (const [query, opened] of [
      ['upsert', 'items/upsert'],
      ['log out', 'auth/logout'],
      ['  Hash ', 'utils/generateHash'],
    ]) {
      await search.fill(query);
      const first = page.locator('.catalog-groups a').first();
      assert.ok((await first.getAttribute('href')).endsWith(`/${opened}`), `${query}: ${await first.textContent()}`);
      await search.press('Enter');
      await page.locator(`.catalog-groups a[aria-current="page"][href$="/${opened}"]`).waitFor();
      await page.locator('.workbench form').waitFor({ state: 'attached' });
      assert.equal(await search.inputValue(), query, 'the search is still there');
    }
  });
});

test('Enter opens nothing where nothing was searched for or found', async () => {
  await withPage('items/list', async (page) => {
    const search = page.locator('#search');
    const before = page.url();
    for (const query of ['', '  ', 'nothing has these words']) {
      await search.fill(query);
      await search.press('Enter');
      assert.equal(page.url(), before, JSON.stringify(query));
    }
  });
});
