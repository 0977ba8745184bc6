import assert from 'node:assert/strict';
import test from 'node:test';
import { shown, toExpression, toFixed } from './expression';

test('a fixed value survives the toggle', () => {
  for (const [value, type, expression] of [
    ['abc', 'string', '=abc'],
    [5, 'number', '={{ 5 }}'],
    [true, 'boolean', '={{ true }}'],
    [['a'], 'array', '={{ ["a"] }}'],
  ] as const) {
    const given = Array.isArray(value) ? [...value] : (value as string | number | boolean);
    assert.equal(toExpression(given), expression);
    assert.deepEqual(toFixed(expression, type), given);
  }
});

test('what only an item can tell becomes nothing', () => {
  for (const [expression, type] of [
    ['={{ $json.a }}', 'string'],
    ['={{ $json.a }}', 'number'],
    ['={{ "5" }}', 'number'],
    ['=', 'boolean'],
  ] as const) {
    assert.equal(toFixed(expression, type), undefined, expression);
  }
});

test('values are shown as a reader expects', () => {
  for (const [value, text] of [
    ['a', 'a'],
    [{ $undefined: true }, 'undefined'],
    [{ a: 1 }, '{"a":1}'],
    [null, 'null'],
  ] as const) {
    assert.equal(shown(value), text);
  }
});
