import assert from 'node:assert/strict';
import test from 'node:test';
import type { FieldPathList } from '@rjsf/utils';
import type { Json } from '../api/types';
import { spelled, valueFrom } from './path';

test('a path is spelled as the server reads it', () => {
  for (const [path, text] of [
    [['collection'], 'collection'],
    [['rules', 'rule', 0, 'of'], 'rules.rule[0].of'],
    [['names', 2], 'names[2]'],
    [['a.b'], undefined],
    [['options', 'a[0]'], undefined],
    [[], undefined],
  ] as [FieldPathList, string | undefined][]) {
    assert.equal(spelled(path), text);
  }
});

test('a field depends on what n8n means by the name', () => {
  const values = { kind: 'root', options: { kind: 'inner' }, rules: { rule: [{ kind: 'user' }, { kind: 'team' }] } };
  const path = ['rules', 'rule', 1, 'of'];
  for (const [name, value] of [
    ['kind', 'root'],
    ['/kind', 'root'],
    ['options.kind', 'inner'],
    ['rules.rule[0].kind', 'user'],
    ['&kind', 'team'],
    ['kind.more', undefined],
    ['nothing.there', undefined],
  ] as [string, Json | undefined][]) {
    assert.equal(valueFrom(path, name, values), value, name);
  }
});
