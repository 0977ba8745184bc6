'use strict';
// node nodes.js ENGINE CASES ITEMS NAME URL: a node over the items. One line with the CPU seconds of the work alone and the
// peak memory of this process.
const fs = require('node:fs'), path = require('node:path'), vm = require('node:vm');
const L = require('./lib');
const core = require('n8n-core');
const [engine, cases, file, name, url] = process.argv.slice(2);

// n8n hands code to a runner, a process of its own. What is measured here is the code alone, as the runner runs it.
const program = (code) => {
  const script = new vm.Script(`(async () => { ${code} })()`);
  return async (items) => [await script.runInNewContext({ $input: { all: () => items }, items })];
};

// A node that is only a description, as a package would have it.
const described = (description) => ({
  getNode: () => ({ type: { description } }),
  getCredential: () => ({ type: {} }),
  known: { nodes: {} },
});

const base = async () => {
  const loader = new core.LazyPackageDirectoryLoader(path.join(__dirname, 'node_modules/n8n-nodes-base'));
  await loader.loadAll();
  return loader;
};

(async () => {
  const one = JSON.parse(fs.readFileSync(cases, 'utf8').replaceAll('{url}', url)).find((one) => one.name === name);
  const items = JSON.parse(fs.readFileSync(file)).map((json, item) => ({ json, pairedItem: { item } }));
  await L.startEngine(engine);
  const description = one.nodes?.endsWith('.json') && JSON.parse(fs.readFileSync(path.join(path.dirname(cases), '..', one.nodes)));
  const loader = one.n8n ? await L.loadNode() : description ? described(description) : await base();
  const context = (items) => L.makeContext(loader, one.parameters, items, { url, accessToken: 'token' }, { type: one.n8n ?? one.type, typeVersion: one.typeVersion });
  const go = async (items) => {
    if (one.type === 'code') return program(one.parameters.jsCode)(items);
    const { ctx, type, workflow, execute } = context(items);
    return description ? workflow.expression.withIsolate(() => new core.RoutingNode(ctx, type).runNode()) : execute();
  };
  await go(items.slice(0, 20));
  const cpu = L.cpuSeconds();
  const [output] = await go(items);
  const used = L.cpuSeconds() - cpu;
  const expected = one.inAll ?? one.perItem * items.length;
  if (output.length !== expected) throw new Error(`${output.length} items instead of ${expected}`);
  await L.out({ cpu: used, memory: L.peakRssMiB() });
  L.finish();
})().catch((e) => { console.error(e); process.exit(1); });
