'use strict';
// node parameters.js FILE: n8n's resolution of parameters and search for issues. FILE is {"description": …, "values": [parameters …]}.
// Prints {"nanoseconds": of one resolution, "resolved": […]}.
const { readFileSync } = require('node:fs');
const { NodeHelpers } = require('n8n-workflow');
const { description, values } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const SECONDS = 0.3;
const SAMPLES = 5;

const version = [description.version].flat().at(-1);
const make = (parameters) => ({ id: '1', name: 'Node', type: description.name, typeVersion: version, position: [0, 0], parameters });
const nodes = values.map(make);
const resolve = (at) => NodeHelpers.getNodeParameters(description.properties, values[at], true, false, nodes[at], description);
const resolved = values.map((_, at) => resolve(at));
const all = () => {
  for (let at = 0; at < values.length; at++) NodeHelpers.getNodeParametersIssues(description.properties, make(resolve(at)), description);
};
const sample = () => {
  const start = process.cpuUsage();
  for (let calls = 1; ; calls++) {
    all();
    const { user, system } = process.cpuUsage(start);
    if (user + system > SECONDS * 1e6) return (1000 * (user + system)) / calls / values.length;
  }
};
sample();
const samples = Array.from({ length: SAMPLES }, sample).sort((a, b) => a - b);
console.log(JSON.stringify({ nanoseconds: samples[SAMPLES >> 1], resolved }));
