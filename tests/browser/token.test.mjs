// A server that wants a token.
import assert from 'node:assert/strict';
import test from 'node:test';
import { required, withPage } from './browser.mjs';

test('the page asks for the token and keeps it in memory', async () => {
  await withPage('auth/logout', async (page) => {
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Token').fill('wrong');
    await page.keyboard.press('Enter');
    await dialog.getByText('The server does not know that token.').waitFor();
    await dialog.getByLabel('Token').fill(required('NODEWRIGHT_TOKEN'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Log Out' }).waitFor();
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).includes('token-of-the-tests'));
  }, { server: required('NODEWRIGHT_TOKEN_URL'), expected: [/401/] });
});
