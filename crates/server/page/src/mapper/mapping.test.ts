import assert from 'node:assert/strict';
import test from 'node:test';
import type { MapperField } from '../api/types';
import { absent, isRequired, isShown, mappingOf, withAdded, withFields, withRemoved, type Rules } from './mapping';

const field = (id: string, more: Partial<MapperField> = {}): MapperField => ({
  id,
  displayName: id,
  defaultMatch: false,
  required: false,
  display: true,
  ...more,
});
const id = field('id', { defaultMatch: true, readOnly: true });
const name = field('name', { required: true, canBeUsedToMatch: true });
const key = field('key', { defaultMatch: true, removed: true });
const done = field('done', { type: 'boolean' });
const size = field('size', { type: 'number', defaultValue: 3 });
const unseen = field('unseen', { display: false, type: 'boolean' });
const all = [id, name, key, done, size, unseen];
const empty = mappingOf(undefined, { mappingMode: 'defineBelow', value: null });

test('a new mapping starts with what its fields say', () => {
  for (const [rules, matching] of [
    [{ mode: 'add' }, []],
    [{ mode: 'update' }, ['id']],
    [{ mode: 'upsert', multiKeyMatch: true }, ['id', 'key']],
  ] as [Rules, string[]][]) {
    const mapping = withFields(empty, all, rules);
    assert.deepEqual(mapping.matchingColumns, matching);
    assert.deepEqual(mapping.value, { done: false, size: 3 });
    assert.deepEqual(mapping.schema, all);
    assert.deepEqual(withFields(mapping, all, rules), mapping, 'once more changes nothing');
  }
});

test('what was mapped, chosen and left out outlives new fields', () => {
  const rules = { mode: 'update' };
  const stored = { ...withRemoved(withFields(empty, all, rules), 'done'), matchingColumns: ['name'] };
  const next = withFields({ ...stored, value: { name: 'x', gone: 1 } }, [name, done, field('new')], rules);
  assert.deepEqual(next.value, { name: 'x' });
  assert.deepEqual(next.matchingColumns, ['name']);
  assert.deepEqual(
    next.schema.map((one) => one.removed),
    [undefined, true, undefined],
  );
});

test('fields come and go', () => {
  const rules = { mode: 'add' };
  const mapping = withFields(empty, all, rules);
  const shown = (of: typeof mapping) => of.schema.filter((one) => isShown(one, of)).map((one) => one.id);
  const missing = (of: typeof mapping) => absent(of).map((one) => one.id);
  assert.deepEqual([shown(mapping), missing(mapping)], [['name', 'done', 'size'], ['key']]);
  const fewer = withRemoved(mapping, 'size');
  assert.deepEqual([shown(fewer), missing(fewer), fewer.value], [['name', 'done'], ['key', 'size'], { done: false }]);
  const more = withAdded(fewer, 'size');
  assert.deepEqual([shown(more), more.value], [['name', 'done', 'size'], { done: false, size: 3 }]);
});

test('what must be there depends on what is done', () => {
  for (const [mode, matchingColumns, required] of [
    ['add', [], true],
    ['update', [], false],
    ['update', ['name'], true],
    ['upsert', [], true],
  ] as [string, string[], boolean][]) {
    assert.equal(isRequired(name, { ...empty, matchingColumns }, { mode }), required);
  }
});
