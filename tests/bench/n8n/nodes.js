'use strict';
// node nodes.js ENGINE CASES ITEMS NAME: a node of n8n-nodes-base over the items. One line with the CPU seconds of the work
// alone and the peak memory of this process.
const fs = require('node:fs'), path = require('node:path'), vm = require('node:vm');
const L = require('./lib');
const { LazyPackageDirectoryLoader } = require('n8n-core');
const [engine, cases, file, name] = process.argv.slice(2);

// n8n hands code to a runner, a process of its own. What is measured here is the code alone, as the runner runs it.
const program = (code) => {
  const script = new vm.Script(`(async () => { ${code} })()`);
  return async (items) => [await script.runInNewContext({ $input: { all: () => items }, items })];
};

(async () => {
  const one = JSON.parse(fs.readFileSync(cases)).find((one) => one.name === name);
  const items = JSON.parse(fs.readFileSync(file)).map((json, item) => ({ json, pairedItem: { item } }));
  await L.startEngine(engine);
  const loader = new LazyPackageDirectoryLoader(path.join(__dirname, 'node_modules/n8n-nodes-base'));
  await loader.loadAll();
  const code = one.type === 'code' && program(one.parameters.jsCode);
  const go = async (items) => (code ? code(items) : L.makeContext(loader, one.parameters, items, {}, one).execute());
  await go(items.slice(0, 20));
  const cpu = L.cpuSeconds();
  const [output] = await go(items);
  const used = L.cpuSeconds() - cpu;
  if (output.length !== one.items) throw new Error(`${output.length} items instead of ${one.items}`);
  await L.out({ cpu: used, memory: L.peakRssMiB() });
  L.finish();
})().catch((e) => { console.error(e); process.exit(1); });
