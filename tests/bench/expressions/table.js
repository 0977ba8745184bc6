'use strict';
// node table.js CRITERION [LEGACY VM]: the results as one markdown table. CRITERION is criterion's folder, LEGACY and VM
// are what n8n.js printed.
const { existsSync, readFileSync } = require('node:fs');
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));
const [criterion, ...files] = process.argv.slice(2);
const peers = files.map(read);

const text = (nanoseconds) => {
  if (nanoseconds === undefined) return '–';
  const [value, unit] = nanoseconds < 1000 ? [nanoseconds, 'ns'] : nanoseconds < 1e6 ? [nanoseconds / 1e3, 'µs'] : [nanoseconds / 1e6, 'ms'];
  return `${value.toPrecision(3)} ${unit}`;
};
const factor = (peer, ours) => {
  if (peer === undefined) return '–';
  return `${peer / ours < 10 ? (peer / ours).toFixed(1) : Math.round(peer / ours)}×`;
};

const row = (...cells) => console.log(`| ${cells.join(' | ')} |`);
row('expression', 'item', 'ours', ...(peers.length ? ['n8n legacy', 'n8n vm', 'factor'] : []));
row('---', '---', ...Array(peers.length ? 4 : 1).fill('---:'));
for (const [size, name] of [['small', '1 kB'], ['large', '100 kB']]) {
  for (const kind of Object.keys(read(`${__dirname}/cases.json`).expressions)) {
    const file = `${criterion}/${size}/${kind.replace(/[?"/\\*<>:|^]/g, '_')}/new/estimates.json`;
    if (!existsSync(file)) continue;
    const ours = read(file).median.point_estimate;
    const others = peers.map((peer) => peer[size][kind]);
    row(kind, name, text(ours), ...others.map(text), ...(peers.length ? [others.map((other) => factor(other, ours)).join(', ')] : []));
  }
}
