'use strict';
// node n8n.js legacy|vm: n8n's own engine on the expressions of cases.json. Prints {size: {kind: nanoseconds}} as JSON.
const { Expression, Workflow, createRunExecutionData } = require('n8n-workflow');
const { readFileSync } = require('node:fs');
const engine = process.argv[2];
const SECONDS = 0.2;
const RUNS = 3;

const { small, rows, expressions } = JSON.parse(readFileSync(`${__dirname}/cases.json`, 'utf8'));
const large = { ...small, rows: Array.from({ length: rows.count }, (_, id) => ({ id, ...rows.row })) };

const passing = {
  description: {
    displayName: 'Pass', name: 'pass', group: ['transform'], version: 1, description: '', defaults: { name: 'Pass' },
    inputs: ['main'], outputs: ['main'], properties: [],
  },
};
const workflow = new Workflow({
  id: '1', name: 'bench', active: false, settings: { timezone: 'UTC' },
  nodes: ['Before', 'Here'].map((name, at) => ({ id: name, name, type: 'pass', typeVersion: 1, position: [at, 0], parameters: {} })),
  connections: { Before: { main: [[{ node: 'Here', type: 'main', index: 0 }]] } },
  nodeTypes: { getByName: () => passing, getByNameAndVersion: () => passing, getKnownTypes: () => ({}) },
});

const evaluator = (text, json) => {
  const items = [{ json }];
  const before = { startTime: 0, executionIndex: 0, executionTime: 0, executionStatus: 'success', source: [], data: { main: [items] } };
  const run = createRunExecutionData({ resultData: { runData: { Before: [before] } } });
  const data = { data: { main: [items] }, node: workflow.getNode('Here'), source: { main: [{ previousNode: 'Before' }] } };
  return () => workflow.expression.getParameterValue(text, run, 0, 0, 'Here', items, 'manual', {}, data);
};

// Nanoseconds of processor time for a call; the median of the runs after one that warms up.
const measure = (call) => {
  const times = [];
  for (let run = 0; run <= RUNS; run++) {
    const start = process.cpuUsage();
    let calls = 0;
    let used;
    do {
      for (let i = 0; i < 16; i++) call();
      calls += 16;
      used = process.cpuUsage(start);
    } while (used.user + used.system < SECONDS * 1e6);
    if (run > 0) times.push((1000 * (used.user + used.system)) / calls);
  }
  return times.sort((a, b) => a - b)[RUNS >> 1];
};

const main = async () => {
  if (engine === 'vm') {
    await Expression.initExpressionEngine({ engine, bridgeTimeout: 5000, bridgeMemoryLimit: 128, maxCodeCacheSize: 1024, poolSize: 1 });
  }
  const result = {};
  for (const [size, json] of Object.entries({ small, large })) {
    result[size] = {};
    for (const [kind, text] of Object.entries(expressions)) {
      if (text.includes('rows') && !json.rows) continue;
      const call = evaluator(text, json);
      await workflow.expression.withIsolate(async () => {
        if (call() === undefined) throw new Error(`${kind} gives nothing`);
        result[size][kind] = measure(call);
      });
    }
  }
  await new Promise((done) => process.stdout.write(`${JSON.stringify(result)}\n`, done));
  // An orderly exit may crash while a spare isolate is still being set up.
  process.kill(process.pid, 'SIGKILL');
};
main().catch((error) => {
  console.error(error);
  process.exit(1);
});
