// Choices by the page and by path, resource locators and resource mappers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { serveBoards } from './boards.mjs';
import { choice, field, stored, withPage } from './browser.mjs';

/** Runs `test` with the form of the node, and what the page asks `/options` for. */
async function withBoards(run, { expected = [] } = {}) {
  let asked;
  const prepare = async (page) => {
    asked = await serveBoards(page);
  };
  const permissions = ['clipboard-read', 'clipboard-write'];
  await withPage('auth/logout', (page) => run(page, asked), { prepare, permissions, expected });
}

test('a list is loaded page by page, by pointer and by keyboard', async () => {
  await withBoards(async (page) => {
    const board = field(page, 'board').getByRole('combobox', { name: 'Board', exact: true });
    const more = choice(page, 'Load more');
    await board.focus();
    await choice(page, 'Cargo').waitFor();
    assert.equal(await choice(page).count(), 4);
    await more.click();
    await choice(page, 'Fjord').waitFor();
    assert.equal(await choice(page).count(), 7);
    await board.press('ArrowUp');
    assert.equal(await more.getAttribute('aria-selected'), 'true');
    await board.press('Enter');
    await choice(page, 'Grove').waitFor();
    assert.equal(await more.count(), 0);
    assert.equal(await choice(page, 'Grove').getAttribute('aria-selected'), 'true', 'the first of the new ones');
    await board.press('Enter');
    assert.equal(await board.inputValue(), 'Grove');
    assert.equal((await stored(page)).board.value, 'b6');
  });
});

test('a locator remembers what was chosen, and only what counts in its mode', async () => {
  await withBoards(async (page, asked) => {
    const locator = field(page, 'board');
    const mode = locator.getByRole('combobox', { name: 'Mode of Board' });
    const board = locator.getByRole('combobox', { name: 'Board', exact: true });
    await board.pressSequentially('brid');
    await choice(page, 'Atlas').waitFor({ state: 'detached' });
    await choice(page, 'Bridge').click();
    assert.deepEqual((await stored(page)).board, {
      __rl: true,
      mode: 'list',
      value: 'b1',
      cachedResultName: 'Bridge',
      cachedResultUrl: 'https://boards.example.com/b1',
    });
    assert.ok(asked.some((call) => call.path === 'board' && call.filter === 'brid'));
    assert.equal(await page.getByText(/cached|__rl/).count(), 0, 'what is remembered is shown');

    await mode.selectOption('By ID');
    const text = locator.getByRole('textbox', { name: 'Board' });
    assert.equal(await text.inputValue(), 'b1');
    assert.deepEqual((await stored(page)).board, { __rl: true, mode: 'id', value: 'b1' });
    await text.fill('!');
    await text.blur();
    await locator.getByText('Not the id of a board').waitFor();
    assert.equal(await text.getAttribute('aria-invalid'), 'true');
    await page.getByRole('button', { name: 'Expression for Board' }).click();
    await text.fill('{{ "b" + 1 }}');
    await locator.locator('.preview-value', { hasText: 'b1' }).waitFor();
    assert.deepEqual((await stored(page)).board, { __rl: true, mode: 'id', value: '={{ "b" + 1 }}' });
  });
});

test('a mode says what it wants, and a search that needs a text waits for one', async () => {
  await withBoards(async (page, asked) => {
    const locator = field(page, 'board');
    const mode = locator.getByRole('combobox', { name: 'Mode of Board' });
    await mode.selectOption('By ID');
    const id = locator.getByRole('textbox', { name: 'Board', description: 'The last part of its address' });
    assert.equal(await id.getAttribute('placeholder'), 'b1');

    await mode.selectOption('Mine');
    const board = locator.getByRole('combobox', { name: 'Board', exact: true });
    assert.equal(await board.getAttribute('placeholder'), 'Type to search…');
    assert.equal(await locator.getByText('The last part of its address').count(), 0);
    const earlier = asked.length;
    await board.focus();
    await board.pressSequentially('gro');
    await choice(page, 'Grove').waitFor();
    const searches = asked.slice(earlier).filter(({ path }) => path === 'board');
    const filters = searches.map(({ filter }) => filter);
    assert.ok(filters.length > 0 && filters.every((filter) => filter), `asked for ${JSON.stringify(filters)}`);
    await board.fill('');
    await choice(page, 'Grove').waitFor({ state: 'detached' });
  });
});

test('the choices of a row are those of its neighbours', async () => {
  await withBoards(async (page, asked) => {
    await page.getByRole('button', { name: 'Add to Rule' }).click();
    await page.getByRole('button', { name: 'Add to Rule' }).click();
    const of = (row) => field(page, `rules.rule.${row}.of`).getByRole('combobox');
    const kind = field(page, 'rules.rule.1.kind').getByRole('combobox');
    await kind.selectOption('Team');
    await of(0).focus();
    await choice(page, 'Ada').waitFor();
    await of(1).focus();
    await choice(page, 'Research').waitFor();
    await kind.selectOption('User');
    await of(1).focus();
    await choice(page, 'Bert').waitFor();
    assert.ok(asked.every((call) => call.method === undefined));
  });
});

test('a mapper draws the fields of the service and stores them with their values', async () => {
  await withBoards(async (page) => {
    const card = field(page, 'card');
    const column = (name) => field(page, `card.value.${name}`);
    await column('title').waitFor();
    assert.equal((await column('secret').count()) + (await column('labels').count()), 0, 'fields that are not shown');
    await page.getByRole('button', { name: 'Run' }).click();
    await column('title').getByText('Column "title" is required').waitFor();
    await column('title').getByRole('textbox').fill('Launch');
    await column('points').getByRole('spinbutton').fill('5');
    await column('done').getByRole('switch').check();
    await column('state').getByRole('combobox').selectOption('Closed');
    await column('due').getByRole('textbox').fill('2026-01-02');
    await card.getByLabel('Add to Card').selectOption('Labels');
    await column('labels').getByRole('textbox').fill('["a"]');
    await column('Card%20Id').getByRole('textbox').fill('c1');
    const first = await stored(page);
    assert.deepEqual(first.card.value, {
      title: 'Launch',
      points: 5,
      done: true,
      state: 'closed',
      due: '2026-01-02',
      labels: ['a'],
      'Card Id': 'c1',
    });
    assert.equal(first.card.mappingMode, 'defineBelow');
    assert.deepEqual(first.card.matchingColumns, []);
    assert.equal(first.card.schema.length, 8);

    await card.getByRole('button', { name: 'Expression for Points' }).click();
    await column('points').getByRole('textbox').fill('{{ 2 + 3 }}');
    await card.getByRole('button', { name: 'Remove Due' }).click();
    assert.equal(await card.getByRole('button', { name: 'Remove Title' }).count(), 0, 'what is required stays');
    const { value, schema } = (await stored(page)).card;
    assert.equal(value.points, '={{ 2 + 3 }}');
    assert.equal(value.due, undefined);
    assert.equal(schema.find(({ id }) => id === 'due').removed, true);
    await card.getByLabel('Mapping').selectOption("Take the input's own keys");
    assert.equal(await column('title').count(), 0);
    assert.equal((await stored(page)).card.mappingMode, 'autoMapInputData');
  });
});

test('columns to match on are chosen among those that can be', async () => {
  await withBoards(async (page) => {
    const match = field(page, 'match');
    await match.getByRole('checkbox').first().waitFor();
    assert.deepEqual(await match.getByRole('group', { name: 'Match on' }).first().getByRole('checkbox').count(), 2);
    assert.deepEqual((await stored(page)).match.matchingColumns, ['Card Id']);
    await match.getByRole('checkbox', { name: 'Title' }).check();
    assert.deepEqual((await stored(page)).match.matchingColumns, ['Card Id', 'title']);
    assert.equal(await match.getByRole('button', { name: 'Remove Title' }).count(), 0, 'what is matched on stays');
  });
});

test('a mapper whose fields cannot be loaded takes JSON, and tries again', async () => {
  await withBoards(
    async (page) => {
      const locator = field(page, 'board');
      await locator.getByRole('combobox', { name: 'Mode of Board' }).selectOption('By ID');
      await field(page, 'card.value.title').waitFor();
      await locator.getByRole('textbox').fill('closed');
      const card = field(page, 'card');
      await card.getByText('The fields could not be loaded: The service is closed').waitFor();
      await card
        .getByRole('textbox', { name: 'Card' })
        .fill('{"mappingMode":"defineBelow","value":{"title":"By hand"}}');
      assert.deepEqual((await stored(page)).card.value, { title: 'By hand' });
      await locator.getByRole('textbox').fill('b1');
      await field(page, 'card.value.title').waitFor();
      assert.equal(await field(page, 'card.value.title').getByRole('textbox').inputValue(), 'By hand');
    },
    { expected: [/\/options$/] },
  );
});
