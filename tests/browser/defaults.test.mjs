// Every form in react-jsonschema-form as it comes from npm: it fills in nothing that was not asked for.
import { getDefaultFormState } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import assert from 'node:assert/strict';
import test from 'node:test';
import { call, TYPE } from './browser.mjs';

const operations = await call(`/nodes/${TYPE}/1/operations`);
const forms = await Promise.all(
  operations.map(async (one) => {
    const path = `/nodes/${TYPE}/1/operations/${one.resource}/${one.operation}/form`;
    return { ...one, name: `${one.resource}/${one.operation}`, schema: (await call(path)).schema };
  }),
);

/** What the library makes of a form that holds `values`. */
function filled(schema, values) {
  return getDefaultFormState(validator.default ?? validator, schema, values, schema);
}

test('what is filled in changes nothing that the node does', async () => {
  assert.equal(forms.length, 118);
  for (const { name, resource, operation, schema } of forms) {
    const parameters = async (values) => {
      const answer = await call('/parameters', {
        type: TYPE,
        typeVersion: 1,
        values: { resource, operation, ...values },
      });
      return answer.parameters;
    };
    assert.deepEqual(await parameters(filled(schema, {})), await parameters({}), name);
  }
});

test('nothing appears in a collection, nor beside a member that was added', () => {
  let collections = 0;
  let members = 0;
  for (const { name, schema } of forms) {
    for (const [field, collection] of Object.entries(everyField(schema))) {
      if (!collection['x-nodewright']?.collection) continue;
      collections += 1;
      assert.deepEqual(filled(schema, {})[field] ?? {}, {}, `${name} ${field}`);
      for (const [member, { type, enum: values }] of Object.entries(collection.properties)) {
        members += 1;
        const value = values?.[1] ?? { boolean: true, number: 7, array: [], object: {} }[type] ?? 'x';
        const state = filled(schema, { [field]: { [member]: value } })[field];
        assert.deepEqual(Object.keys(state), [member], `${name} ${field}.${member}`);
        if (typeof value !== 'object') assert.equal(state[member], value, `${name} ${field}.${member}`);
      }
    }
  }
  assert.ok(collections > 25 && members > 200, `${collections} collections, ${members} members`);
});

/** The fields of a form, also those behind conditions. */
function everyField(schema) {
  const branches = [schema.then, schema.else, ...(schema.allOf ?? [])].filter(Boolean);
  return Object.assign({}, ...branches.map(everyField), schema.properties);
}
