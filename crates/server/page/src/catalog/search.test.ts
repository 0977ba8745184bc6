import assert from 'node:assert/strict';
import test from 'node:test';
import { byResource, matching } from './search';

const operation = (resource: string, name: string, description = '') => ({
  resource,
  operation: name.toLowerCase(),
  resourceName: resource.toUpperCase(),
  name,
  description,
  effect: 'read' as const,
});
const all = [operation('auth', 'Login'), operation('items', 'List', 'List the rows'), operation('auth', 'Logout')];

test('every word must occur, in any of the texts', () => {
  for (const [query, found] of [
    ['', 3],
    ['log', 2],
    ['auth  LOG', 2],
    ['rows', 1],
    ['auth rows', 0],
  ] as const) {
    assert.equal(matching(all, query).length, found, query);
  }
});

test('groups keep the order of what comes first', () => {
  assert.deepEqual(
    byResource(all).map((group) => [group.name, group.operations.length]),
    [
      ['AUTH', 2],
      ['ITEMS', 1],
    ],
  );
});
