// Every operation of the Directus node as a form: the fields are those that the server says are displayed.
import assert from 'node:assert/strict';
import test from 'node:test';
import { call, show, TYPE, withPage } from './browser.mjs';

const operations = await call(`/nodes/${TYPE}/1/operations`);

test('there are 118 operations', () => assert.equal(operations.length, 118));

test('every operation shows what is displayed, also after each of its toggles', async () => {
  await withPage('webhooks/list', async (page) => {
    let toggles = 0;
    for (const operation of operations) {
      await show(page, operation);
      await agrees(page, operation, {});
      for (const { name, on } of await switches(page)) {
        const toggle = page.locator(`[id="parameters.${name}"]`);
        await toggle.click();
        await agrees(page, operation, { [name]: !on });
        await toggle.click();
        toggles += 1;
      }
      await agrees(page, operation, {});
    }
    assert.ok(toggles > 50, `only ${toggles} toggles were there to be flipped`);
  });
});

async function agrees(page, { resource, operation }, values) {
  const answer = await call('/parameters', { type: TYPE, typeVersion: 1, values: { resource, operation, ...values } });
  const displayed = Object.keys(answer.parameters).filter((name) => name !== 'resource' && name !== 'operation');
  const shown = await page.locator('[data-parameter]').evaluateAll((fields) => fields.map((field) => field.dataset.parameter));
  assert.deepEqual(shown.sort(), displayed.sort(), `${resource}/${operation} with ${JSON.stringify(values)}`);
}

function switches(page) {
  return page
    .locator('[data-parameter] > .field-control > [role=switch]')
    .evaluateAll((all) => all.map((one) => ({ name: one.closest('[data-parameter]').dataset.parameter, on: one.checked })));
}
