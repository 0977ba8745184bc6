import assert from 'node:assert/strict';
import test from 'node:test';
import type { RJSFSchema } from '@rjsf/utils';
import type { Json } from '../api/types';
import { inMode, locatorOf, modesOf, withChoice, withValue, type Locator } from './locator';

const schema: RJSFSchema = {
  type: 'object',
  properties: {
    __rl: { const: true },
    mode: {
      oneOf: ['list', 'id', 'url'].map((name) => ({ const: name, title: `By ${name}` })),
      default: 'id',
      'x-nodewright': { search: { list: 'searchBoards' } },
    },
    value: { type: 'string' },
  },
} as RJSFSchema;

test('a locator is read from what is stored, or from the default', () => {
  for (const [value, read] of [
    [undefined, { __rl: true, mode: 'id', value: '' }],
    ['abc', { __rl: true, mode: 'id', value: 'abc' }],
    [
      { mode: 'url', value: 'x' },
      { __rl: true, mode: 'url', value: 'x' },
    ],
  ] as [Json | undefined, Json][]) {
    assert.deepEqual(locatorOf(value, schema), read);
  }
});

test('another mode keeps what names the same resource', () => {
  const modes = modesOf(schema);
  const listed: Locator = {
    __rl: true,
    mode: 'list',
    value: 7,
    cachedResultName: 'Seven',
    cachedResultUrl: 'https://s',
  };
  for (const [from, mode, value] of [
    [listed, 'id', 7],
    [listed, 'url', 'https://s'],
    [{ __rl: true, mode: 'id', value: 'abc' }, 'url', ''],
    [{ __rl: true, mode: 'id', value: 'abc' }, 'list', ''],
  ] as [Locator, string, Json][]) {
    assert.deepEqual(inMode(from, mode, modes), { __rl: true, mode, value });
  }
});

test('what is known of a choice goes with it, and with no other value', () => {
  const chosen = withChoice({ __rl: true, mode: 'list', value: '' }, { name: 'Seven', value: 7, url: 'https://s' });
  assert.deepEqual(chosen, {
    __rl: true,
    mode: 'list',
    value: 7,
    cachedResultName: 'Seven',
    cachedResultUrl: 'https://s',
  });
  assert.deepEqual(withValue(chosen, 'eight'), { __rl: true, mode: 'list', value: 'eight' });
});
