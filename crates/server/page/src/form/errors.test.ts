import assert from 'node:assert/strict';
import test from 'node:test';
import type { RJSFSchema } from '@rjsf/utils';
import type { JsonObject } from '../api/types';
import { placesOf } from './errors';

const text: RJSFSchema = { type: 'string' };
const schema: RJSFSchema = {
  type: 'object',
  properties: {
    token: text,
    columns: { type: 'object', 'x-nodewright': { mapper: {} } } as RJSFSchema,
    options: {
      type: 'object',
      properties: { rows: { type: 'array', items: { type: 'object', properties: { value: text, name: text } } } },
    },
  },
  allOf: [{ if: {}, then: { properties: { name: text } } }],
};

test('an issue is found where the form shows its parameter', () => {
  const values: JsonObject = { options: { rows: [{ value: 'x' }, { value: '' }, {}] } };
  for (const [name, places] of [
    ['token', [['token']]],
    ['name', [['name']]],
    ['columns', [['columns']]],
    ['columns.First Name', [['columns', 'value', 'First%20Name']]],
    [
      'value',
      [
        ['options', 'rows', 1, 'value'],
        ['options', 'rows', 2, 'value'],
      ],
    ],
    ['unknown', []],
  ] as const) {
    assert.deepEqual(placesOf(name, schema, values), places, name);
  }
});
