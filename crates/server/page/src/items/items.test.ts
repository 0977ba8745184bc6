import assert from 'node:assert/strict';
import test from 'node:test';
import { itemsOf } from './items';

test('items are n8n items or plain objects', () => {
  for (const [text, items] of [
    ['', [{ json: {} }]],
    ['{"a": 1}', [{ json: { a: 1 } }]],
    ['[{"json": {"a": 1}, "pairedItem": 0}, {"b": 2}]', [{ json: { a: 1 }, pairedItem: 0 }, { json: { b: 2 } }]],
    ['[]', []],
    ['[1]', undefined],
    ['{"json": 1}', undefined],
    ['{', undefined],
  ] as const) {
    assert.deepEqual(itemsOf(text), items, text);
  }
});
