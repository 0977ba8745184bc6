import assert from 'node:assert/strict';
import test from 'node:test';
import type { Json } from '../api/types';
import { put } from './put';

test('a value is put where its path leads', () => {
  for (const [before, path, inner, after] of [
    [undefined, [], 1, 1],
    [undefined, ['a', 'b'], 1, { a: { b: 1 } }],
    [{ a: 1, b: 2 }, ['a'], 3, { a: 3, b: 2 }],
    [{ a: 1, b: 2 }, ['a'], undefined, { b: 2 }],
    [{ rows: [{ x: 1 }, {}] }, ['rows', 1, 'x'], 2, { rows: [{ x: 1 }, { x: 2 }] }],
    [{ rows: [{ x: 1 }] }, ['rows', 0, 'x'], undefined, { rows: [{}] }],
    ['=an expression', ['a'], 1, { a: 1 }],
  ] as [Json | undefined, (string | number)[], Json | undefined, Json][]) {
    assert.deepEqual(put(before, path, inner), after);
  }
});
