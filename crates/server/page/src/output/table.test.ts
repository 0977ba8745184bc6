import assert from 'node:assert/strict';
import test from 'node:test';
import { tableOf } from './table';

test('every key is a column', () => {
  assert.deepEqual(tableOf([{ json: { a: 1, b: 'x' } }, { json: { c: null, a: { d: [] } } }]), {
    columns: ['a', 'b', 'c'],
    rows: [
      ['1', 'x', undefined],
      ['{"d":[]}', undefined, 'null'],
    ],
  });
  assert.deepEqual(tableOf([]), { columns: [], rows: [] });
});

test('files and errors have columns of their own', () => {
  const binary = {
    data: { fileName: 'a.csv', mimeType: 'text/csv', data: 'QQ==' },
    other: { mimeType: 'text/plain', data: '' },
  };
  assert.deepEqual(
    tableOf([
      { json: {}, binary },
      { json: { a: 1 }, error: { message: 'no' } },
    ]),
    {
      columns: ['a', '(binary)', '(error)'],
      rows: [
        [undefined, 'data: a.csv (text/csv), other: file (text/plain)', undefined],
        ['1', undefined, 'no'],
      ],
    },
  );
});
