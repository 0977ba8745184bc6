import assert from 'node:assert/strict';
import test from 'node:test';
import { formOf } from './schema';

test('fields of a credential become fields of a form', () => {
  const properties = [
    { displayName: 'URL', name: 'url', type: 'string', default: '', required: true, placeholder: 'https://…' },
    { displayName: 'Token', name: 'token', type: 'string', default: '', typeOptions: { password: true } },
    {
      displayName: 'Region',
      name: 'region',
      type: 'options',
      default: 'eu',
      options: [{ name: 'Europe', value: 'eu' }],
    },
    { displayName: 'Read this', name: 'notice', type: 'notice' },
  ];
  assert.deepEqual(formOf({ name: 'x', displayName: 'X', properties, authenticate: {} }), {
    schema: {
      type: 'object',
      properties: {
        url: { title: 'URL', type: 'string' },
        token: { title: 'Token', type: 'string', format: 'password' },
        region: { title: 'Region', type: 'string', default: 'eu', oneOf: [{ title: 'Europe', const: 'eu' }] },
      },
      required: ['url'],
    },
    uiSchema: { url: { 'ui:placeholder': 'https://…' }, token: {}, region: {} },
  });
});
