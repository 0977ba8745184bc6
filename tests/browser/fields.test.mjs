// Fields that ask the server: expressions, choices, collections.
import assert from 'node:assert/strict';
import test from 'node:test';
import { choice, field, withPage } from './browser.mjs';

test('an expression is previewed on the chosen item, and runs', async () => {
  await withPage('auth/logout', async (page) => {
    await page.getByRole('textbox', { name: 'Input items' }).fill('[{ "token": "first" }, { "token": "second" }]');
    await page.getByRole('button', { name: 'Expression for Refresh Token' }).click();
    const token = field(page, 'refreshToken');
    await token.getByRole('textbox').fill('{{ $json.token.toUpperCase() }}');
    await token.locator('.preview-value', { hasText: 'FIRST' }).waitFor();
    assert.equal(await token.locator('.preview-type').textContent(), 'string');
    await page.getByLabel('Preview with').selectOption('item 1');
    await token.locator('.preview-value', { hasText: 'SECOND' }).waitFor();
    await token.getByRole('textbox').fill('{{ $json.token. }}');
    await token.locator('.preview-problem', { hasText: 'invalid syntax' }).waitFor();
    await token.getByRole('textbox').fill('{{ $json.token }}');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.locator('tbody tr').nth(1).waitFor();
    await page.getByRole('button', { name: 'Expression for Refresh Token' }).click();
    assert.equal(await token.locator('input').getAttribute('type'), 'password');
  }, { expected: [/\/evaluate$/] });
});

test('a toggle that is an expression shows both of its sides', async () => {
  await withPage('auth/login', async (page) => {
    assert.equal(await field(page, 'bodyParametersJson').count(), 0);
    await page.getByRole('button', { name: 'Expression for JSON/RAW Parameters' }).click();
    await field(page, 'bodyParametersJson').waitFor();
    assert.equal(await field(page, 'email').count(), 1);
  });
});

test('choices load as one types, and by keyboard', async () => {
  await withPage('fields/create', async (page) => {
    const collection = field(page, 'collection').getByRole('combobox');
    await collection.focus();
    await choice(page, 'articles').waitFor();
    const all = await choice(page).count();
    await collection.pressSequentially('artic');
    await page.waitForFunction((before) => document.querySelectorAll('[role=option]').length < before, all);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await collection.inputValue(), 'articles');
    assert.equal(await choice(page).count(), 0);
  });
});

test('choices that depend on a field load again when it changes', async () => {
  await withPage('items/list', async (page) => {
    await field(page, 'collection').getByRole('combobox').fill('articles');
    await page.getByLabel('Add to Additional Fields').selectOption('Aggregate');
    const name = field(page, 'additionalFields.aggregate.aggregationFunctions.0.value').getByRole('combobox');
    await name.focus();
    await choice(page, 'views').waitFor();
    await field(page, 'collection').getByRole('combobox').fill('nothing-like-it');
    await name.focus();
    await field(page, 'additionalFields.aggregate.aggregationFunctions.0.value').getByText('could not be loaded').waitFor();
  }, { expected: [/\/options$/] });
});

test('a loader that fails says so and leaves the field to the keyboard', async () => {
  await withPage('fields/create', async (page) => {
    await page.getByRole('button', { name: /Directus API/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('URL').fill('http://127.0.0.1:9');
    await dialog.getByRole('button', { name: 'Use in this page' }).click();
    await page.getByRole('button', { name: /Directus API this page/ }).waitFor();
    const collection = field(page, 'collection').getByRole('combobox');
    await collection.focus();
    await field(page, 'collection').getByText('could not be loaded').waitFor();
    await collection.pressSequentially('my_collection');
    assert.equal(await collection.inputValue(), 'my_collection');
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    assert.ok(!kept.includes('127.0.0.1:9'), 'a credential is kept');
  }, { expected: [/\/options$/] });
});

test('fields of a collection are added and taken out one by one', async () => {
  await withPage('auth/login', async (page) => {
    const add = page.getByLabel('Add to Additional Fields');
    await add.selectOption('OTP');
    const otp = field(page, 'additionalFields.otp');
    await otp.getByRole('textbox').fill('123456');
    await add.selectOption('Mode');
    assert.equal(await page.getByRole('combobox', { name: 'Mode' }).locator('option:checked').textContent(), 'Cookie');
    assert.equal(await add.count(), 0, 'nothing is left to add');
    await page.getByRole('button', { name: 'Remove OTP' }).click();
    assert.equal(await otp.count(), 0);
    assert.equal(await field(page, 'additionalFields.mode').count(), 1);
  });
});

test('JSON says where it is none', async () => {
  await withPage('auth/login', async (page) => {
    await field(page, 'jsonParameters').getByRole('switch').check();
    const body = field(page, 'bodyParametersJson');
    await body.getByRole('textbox').fill('{"email": }');
    await body.getByText('No JSON yet').waitFor();
    await body.getByRole('textbox').fill('{"email":"a@b.c"}');
    await body.getByRole('button', { name: 'Tidy' }).click();
    assert.equal(await body.getByRole('textbox').inputValue(), '{\n  "email": "a@b.c"\n}');
  });
});
