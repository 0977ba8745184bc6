'use strict';
// node report.js tables|plot FILE: what `run` measured, as markdown tables or as an SVG.
const { readFileSync } = require('node:fs');
const [what, file] = process.argv.slice(2);
const { start, expressions, parameters, nodes } = JSON.parse(readFileSync(file, 'utf8'));

const SIDES = { ours: 'nodewright', legacy: 'n8n, legacy engine', vm: 'n8n, vm engine (its default)' };
const SIZES = [...new Set(nodes.map((row) => row.items))];
const MIDDLE = SIZES[SIZES.length >> 1];

/** Three digits that count, with commas between thousands. */
const figure = (value) => {
  const rounded = Number(value.toPrecision(3));
  return rounded >= 1000 ? rounded.toLocaleString('en') : String(rounded);
};
const rate = (row, side) => row.items / row[side].cpu;
// What was not measured is not there; n8n does not get through all.
const told = (row, side, get) => (row[side] ? (row[side].failed ? 'fails' : figure(get(row, side))) : '–');
const times = (row) => (row.vm?.cpu && row.ours?.cpu ? figure(rate(row, 'ours') / rate(row, 'vm')) : '–');
const byName = () => [...new Set(nodes.map((row) => row.name))].map((name) => SIZES.map((items) => nodes.find((row) => row.name === name && row.items === items)));

const tables = () => {
  const lines = [];
  const table = (head, rows) => {
    const line = (cells) => lines.push(`| ${cells.join(' | ')} |`);
    line(head);
    line(head.map(() => '---'));
    rows.forEach(line);
    lines.push('');
  };
  const startsOf = { ours: SIDES.ours, package: 'nodewright, n8n\'s node as a package', legacy: SIDES.legacy, vm: SIDES.vm };
  table(
    ['one item of items/get, from the start of the process', 'first output', 'CPU', 'peak memory'],
    Object.entries(startsOf).map(([side, name]) => [name, `${figure(start[side].wall)} ms`, `${figure(start[side].cpu * 1000)} ms`, `${figure(start[side].memory)} MiB`]),
  );
  table(
    ['per CPU second', 'nodewright', 'n8n legacy', 'n8n vm (its default)', 'times'],
    [
      ['expressions, the mean of 25', ...['ours', 'legacy', 'vm'].map((side) => figure(1e9 / expressions[side])), figure(expressions.vm / expressions.ours)],
      ['resolutions of a Directus node\'s parameters', figure(1e9 / parameters.ours), figure(1e9 / parameters.n8n), figure(1e9 / parameters.n8n), figure(parameters.n8n / parameters.ours)],
    ],
  );
  const sizes = SIZES.map((size) => size.toLocaleString('en'));
  const largest = sizes.at(-1);
  table(
    [`items per CPU second, of ${MIDDLE.toLocaleString('en')}`, 'nodewright', 'n8n legacy', 'n8n vm', `times n8n vm, of ${sizes.join(' / ')}`, `peak memory, ${largest} items`, 'n8n vm\'s'],
    byName().map((rows) => {
      const middle = rows[SIZES.indexOf(MIDDLE)], last = rows.at(-1);
      const memory = (side) => (last[side]?.memory ? `${figure(last[side].memory)} MiB` : told(last, side));
      return [rows[0].name, ...Object.keys(SIDES).map((side) => told(middle, side, rate)), rows.map(times).join(' / '), memory('ours'), memory('vm')];
    }),
  );
  return lines.join('\n').trim();
};

const plot = () => {
  const COLOURS = { ours: '#2f9e63', legacy: '#e0a458', vm: '#d1495b' };
  const rows = byName().map((rows) => rows[SIZES.indexOf(MIDDLE)]);
  const LEFT = 230, WIDTH = 860, BAR = 9, ROW = 3 * BAR + 12, TOP = 64;
  const [low, high] = [2, 6.5];
  const height = TOP + rows.length * ROW + 34;
  const x = (value) => LEFT + ((Math.log10(value) - low) / (high - low)) * (WIDTH - LEFT - 60);
  const text = (at, y, what, more = '') => `<text x="${at.toFixed(1)}" y="${y}" ${more}>${what}</text>`;
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    '<style>text{fill:#333}.grid{stroke:#8884}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>',
    text(12, 22, `Items per CPU second, ${MIDDLE.toLocaleString('en')} items (logarithmic)`, 'font-size="15"'),
  ];
  Object.entries(SIDES).forEach(([side, name], at) => {
    out.push(`<rect x="${LEFT + at * 170}" y="34" width="12" height="12" fill="${COLOURS[side]}"/>`, text(LEFT + 18 + at * 170, 44, name));
  });
  for (let power = low; power <= high; power++) {
    const at = x(10 ** power).toFixed(1);
    out.push(`<line class="grid" x1="${at}" x2="${at}" y1="${TOP - 6}" y2="${height - 28}"/>`, text(+at, height - 12, (10 ** power).toLocaleString('en'), 'text-anchor="middle"'));
  }
  rows.forEach((row, at) => {
    const top = TOP + at * ROW;
    out.push(text(LEFT - 10, top + 1.5 * BAR + 4, row.name, 'text-anchor="end"'));
    Object.keys(SIDES).forEach((side, bar) => {
      const y = top + bar * BAR;
      if (!row[side]?.cpu) return out.push(text(LEFT + 4, y + BAR - 1, 'fails', 'font-size="9"'));
      const end = x(rate(row, side));
      out.push(`<rect x="${LEFT}" y="${y}" width="${(end - LEFT).toFixed(1)}" height="${BAR - 1}" fill="${COLOURS[side]}"/>`, text(end + 4, y + BAR - 1, figure(rate(row, side)), 'font-size="9"'));
    });
  });
  return [...out, '</svg>'].join('\n');
};

console.log({ tables, plot }[what]());
