import assert from 'node:assert/strict';
import test from 'node:test';
import { tableOf } from './table';

test('every key is a column', () => {
  assert.deepEqual(tableOf([{ json: { a: 1, b: 'x' } }, { json: { c: null, a: { d: [] } } }]), {
    columns: ['a', 'b', 'c'],
    rows: [['1', 'x', undefined], ['{"d":[]}', undefined, 'null']],
  });
  assert.deepEqual(tableOf([]), { columns: [], rows: [] });
});
