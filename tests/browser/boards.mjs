// A node whose choices come by the page, with resource locators and mappers: its form and its parameters are the server's,
// from a description; its service is this file.
import { readFile } from 'node:fs/promises';

const SCHEMA = new URL('../../crates/schema/tests/', import.meta.url);
const read = async (path) => JSON.parse(await readFile(new URL(path, SCHEMA), 'utf8'));
const { properties } = await read('descriptions/boards.json');
const { schema, rjsf: uiSchema } = await read('snapshots/boards/boards.form.json');

const PAGE = 3;
const BOARDS = ['Atlas', 'Bridge', 'Cargo', 'Delta', 'Ember', 'Fjord', 'Grove'].map((name, index) => ({
  name,
  value: `b${index}`,
  url: `https://boards.example.com/b${index}`,
}));
const MEMBERS = { user: ['Ada', 'Bert'], team: ['Research', 'Sales'] };
const field = (id, type, more) => ({
  id,
  displayName: id,
  type,
  required: false,
  display: true,
  defaultMatch: false,
  ...more,
});
export const COLUMNS = [
  field('Card Id', 'string', { defaultMatch: true, canBeUsedToMatch: true }),
  field('title', 'string', { displayName: 'Title', required: true, canBeUsedToMatch: true }),
  field('points', 'number', { displayName: 'Points' }),
  field('done', 'boolean', { displayName: 'Done' }),
  field('state', 'options', {
    displayName: 'State',
    options: [
      { name: 'Open', value: 'open' },
      { name: 'Closed', value: 'closed' },
    ],
  }),
  field('due', 'dateTime', { displayName: 'Due' }),
  field('labels', 'array', { displayName: 'Labels', removed: true }),
  field('secret', 'string', { displayName: 'Unseen', display: false }),
];

/** Stands in for the node wherever the page asks the server about Log Out; gives what the page asked `/options` for. */
export async function serveBoards(page) {
  const asked = [];
  await page.route('**/auth/logout/form', (route) => route.fulfill({ json: { schema, uiSchema } }));
  await page.route('**/parameters', (route) => {
    const { values } = route.request().postDataJSON();
    return route.continue({ postData: JSON.stringify({ properties, values, defaults: false }) });
  });
  await page.route('**/options', (route) => {
    const call = route.request().postDataJSON();
    asked.push(call);
    return route.fulfill(answer(call));
  });
  return asked;
}

function answer({ path, filter = '', cursor, node }) {
  const { board, rules } = node.parameters;
  const refusal = { status: 502, json: { name: 'NodeApiError', message: 'The service is closed' } };
  if (filter === 'closed' || board?.value === 'closed') return refusal;
  if (path === 'card' || path === 'match') return { json: { fields: COLUMNS } };
  const row = /^rules\.rule\[(\d+)\]\.of$/.exec(path);
  if (row) return { json: { options: choices(MEMBERS[rules.rule[Number(row[1])].kind ?? 'user']) } };
  if (path !== 'board')
    return { status: 404, json: { name: 'NodeOperationError', message: `No choices for '${path}'` } };
  const found = BOARDS.filter(({ name }) => name.toLowerCase().includes(filter.toLowerCase()));
  const [from, to] = [Number(cursor ?? 0), Number(cursor ?? 0) + PAGE];
  return { json: { options: found.slice(from, to), ...(to < found.length && { cursor: String(to) }) } };
}

const choices = (names) => names.map((name) => ({ name, value: name.toLowerCase() }));
