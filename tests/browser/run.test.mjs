// Filling in and running: against the server's sandbox.
import assert from 'node:assert/strict';
import test from 'node:test';
import { field, withPage } from './browser.mjs';

test('Log Out runs by keyboard only', async () => {
  await withPage('webhooks/list', async (page) => {
    const { keyboard } = page;
    await page.locator('#search').focus();
    await keyboard.type('log out');
    await keyboard.press('Tab'); // the resource
    await keyboard.press('Tab');
    assert.match((await focused(page)).text, /^Log Out/);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Log Out' }).waitFor();
    await tabTo(page, 'parameters.refreshToken');
    await keyboard.type('sandbox-refresh-token');
    await tabTo(page, 'parameters.verifyToken');
    await keyboard.press('Space');
    assert.ok(await page.locator('[id="parameters.verifyToken"]').isChecked());
    await keyboard.press('Control+Enter');

    await page.getByRole('cell', { name: 'Logged out successfully' }).waitFor();
    const header = await page.locator('thead th').allTextContents();
    assert.deepEqual(header, ['#', 'success', 'message']);
    for (let presses = 0; (await focused(page)).text !== 'Table'; presses += 1) {
      assert.ok(presses < 60, 'the tabs of the output are not reached');
      await keyboard.press('Tab');
    }
    await keyboard.press('ArrowRight');
    const json = JSON.parse(await page.getByRole('region', { name: 'Output as JSON' }).textContent());
    assert.deepEqual(json, [
      {
        json: { success: true, message: 'Logged out successfully' },
        pairedItem: { item: 0 },
      },
    ]);
    await keyboard.press('ArrowRight');
    const requests = page.locator('.request-line');
    await requests.first().waitFor();
    assert.match((await requests.allTextContents()).join(), /POST .*\/auth\/refresh.*POST .*\/auth\/logout/s);
    assert.ok(!(await page.locator('.requests').textContent()).includes('sandbox-refresh-token'), 'a secret is shown');
  });
});

test('a list comes out as a table and as JSON', async () => {
  await withPage('items/list', async (page) => {
    await field(page, 'collection').getByRole('combobox').fill('articles');
    await field(page, 'splitIntoItems').getByRole('switch').check();
    await page.getByRole('button', { name: 'Run' }).click();
    await page.locator('tbody tr').nth(2).waitFor();
    const header = await page.locator('thead th').allTextContents();
    assert.deepEqual(header, ['#', 'id', 'title', 'status', 'views']);
    assert.equal(await page.locator('tbody tr').count(), 3);
    await page.getByRole('tab', { name: 'JSON' }).click();
    const json = JSON.parse(await page.getByRole('region', { name: 'Output as JSON' }).textContent());
    assert.deepEqual(
      json.map((item) => item.json.id),
      [1, 2, 3],
    );
  });
});

test('a refused token is an error at its field', async () => {
  await withPage(
    'auth/logout',
    async (page) => {
      await field(page, 'refreshToken').getByRole('textbox').fill('not-a-token');
      await field(page, 'verifyToken').getByRole('switch').check();
      await page.getByRole('button', { name: 'Run' }).click();
      await page.getByRole('alert').getByText('Invalid refresh token').first().waitFor();
      assert.deepEqual(await field(page, 'refreshToken').locator('.field-errors p').allTextContents(), [
        'Invalid refresh token',
      ]);
      await field(page, 'refreshToken').getByRole('textbox').fill('another');
      assert.equal(await field(page, 'refreshToken').locator('.field-errors p').count(), 0);
    },
    { expected: [/\/execute$/] },
  );
});

test('a missing value is an error at its field, and nothing is run', async () => {
  await withPage('auth/login', async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.getByRole('button', { name: 'Run' }).click();
    await field(page, 'email').getByText('Parameter "Email" is required.').waitFor();
    await page.waitForFunction(() => document.activeElement?.id === 'parameters.password');
    assert.equal(await page.locator('.wrong').textContent(), '2 fields need values');
    assert.equal(await page.getByRole('textbox', { name: 'Email' }).getAttribute('aria-invalid'), 'true');
    await page.getByRole('textbox', { name: 'Email' }).fill('a@b.c');
    await page.getByText('1 field needs a value').waitFor();
    assert.ok(!asked.includes('/execute'));
  });
});

test('what is copied is what is stored', async () => {
  await withPage(
    'auth/logout',
    async (page) => {
      await field(page, 'refreshToken').getByRole('textbox').fill("it's");
      const copied = async (name, said) => {
        await page.getByRole('button', { name, exact: true }).click();
        await page.getByText(said).waitFor();
        return page.evaluate(() => navigator.clipboard.readText());
      };
      const { nodes, connections } = JSON.parse(await copied('n8n', 'Copied as a node for n8n'));
      assert.deepEqual(connections, {});
      assert.deepEqual(nodes[0].parameters, {
        resource: 'auth',
        operation: 'logout',
        refreshToken: "it's",
      });
      assert.deepEqual([nodes[0].type, nodes[0].typeVersion], ['n8n-nodes-directus.directus', 1]);
      assert.match(
        await copied('CLI', 'Copied as a call of the command'),
        /^nodewright run - --credentials credentials\.json <<'NODE'\n/,
      );
      assert.match(await copied('Rust', 'Copied as a Rust program'), /use nodewright_node_directus as _;/);
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  );
});

/** Presses Tab until the element has the focus. */
async function tabTo(page, id) {
  for (let presses = 0; (await focused(page)).id !== id; presses += 1) {
    assert.ok(presses < 80, `${id} is not reached with Tab`);
    await page.keyboard.press('Tab');
  }
}

function focused(page) {
  return page.evaluate(() => ({
    id: document.activeElement?.id,
    text: document.activeElement?.textContent,
  }));
}
