import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import type { JsonObject } from '../api/types';
import { cliCall } from './cli';
import { n8nClipboard } from './n8n';
import { rustProgram } from './rust';

const node = (parameters: JsonObject) => ({ name: 'Directus', type: 'n8n-nodes-directus.directus', typeVersion: 1, parameters });
const awkward = { text: `'"#"## $HOME \`id\`\nNODE\nITEMS\\ {{ 1 }}` };

test('n8n takes nodes and connections', () => {
  const copied = JSON.parse(n8nClipboard(node(awkward), 'an-id'));
  assert.deepEqual(copied.connections, {});
  assert.deepEqual(copied.nodes, [{ ...node(awkward), id: 'an-id', position: [0, 0] }]);
});

test('a shell hands the command exactly the node and the items', () => {
  const items = [{ json: awkward }];
  const shell = (call: string) =>
    execFileSync('sh', ['-c', `nodewright() { printf '%s\\n' "$*"; cat; }\ncat() { command cat | tee /dev/null; }\n${call.replaceAll('> items.json', '')}`], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
  const written = shell(cliCall(node(awkward), items, ['directusApi']));
  const [first, second] = written.split('run - --input items.json --credentials credentials.json\n');
  assert.deepEqual(JSON.parse(first ?? ''), items);
  assert.deepEqual(JSON.parse(second ?? ''), node(awkward));
  assert.match(cliCall(node({}), [{ json: {} }], []), /^nodewright run - <<'NODE'\n/);
});

test('a Rust program holds the node as a raw string that nothing in it ends', () => {
  const program = rustProgram(node(awkward), [{ json: awkward }], ['directusApi']);
  const texts = [...program.matchAll(/r(#+)"([\s\S]*?)"\1\)/g)].map((match) => JSON.parse(match[2] ?? ''));
  assert.deepEqual(texts, [node(awkward), [{ json: awkward }]]);
  assert.match(program, /use nodewright_node_directus as _;/);
  assert.match(program, /\.with\("directusApi", json!\(\{\}\)\)/);
  assert.match(rustProgram(node({}), [{ json: {} }], []), /vec!\[Item::empty\(\)\]/);
});
