// Credentials in the server's store.
import assert from 'node:assert/strict';
import test from 'node:test';
import { call, withPage } from './browser.mjs';

test('a credential is stored and deleted, and never comes back', async () => {
  await withPage('auth/logout', async (page) => {
    const open = page.getByRole('button', { name: /Directus API/ });
    const dialog = page.getByRole('dialog');
    await open.click();
    await dialog.getByLabel('URL').fill('https://stored.example.com');
    await dialog.getByLabel('Access Token', { exact: true }).fill('stored-s3cr3t');
    await dialog.getByRole('button', { name: 'Store on the server' }).click();
    await page.getByRole('button', { name: 'Directus API stored' }).waitFor();
    const answers = await Promise.all(['/credentials', '/types/credentials.json'].map((path) => call(path)));
    assert.ok(!JSON.stringify(answers).includes('stored-s3cr3t'), 'a credential comes back');

    await open.click();
    assert.equal(await dialog.getByLabel('URL').inputValue(), '');
    await dialog.getByRole('button', { name: 'Delete from the store' }).click();
    await page.getByRole('button', { name: 'Directus API server default' }).waitFor();
  });
});

test('a credential of the page can be forgotten', async () => {
  await withPage('auth/logout', async (page) => {
    const open = page.getByRole('button', { name: /Directus API/ });
    await open.click();
    await page.getByRole('dialog').getByLabel('URL').fill('https://held.example.com');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Directus API this page' }).waitFor();
    await open.click();
    await page.getByRole('button', { name: 'Forget' }).click();
    assert.equal(await page.getByRole('button', { name: 'Directus API this page' }).count(), 0);
  });
});
