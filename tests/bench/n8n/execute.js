'use strict';
// node execute.js ENGINE URL ITEMS: the node items/get over so many items, one request each. One line with the output of
// the last item when all are through, then one with CPU seconds, wall seconds and peak memory of this process.
const L = require('./lib');
const [engine, url, items] = process.argv.slice(2);
(async () => {
  await L.startEngine(engine);
  const loader = await L.loadNode();
  const go = async (count) => {
    const input = Array.from({ length: count }, (_, id) => ({ json: { id } }));
    const { execute } = L.makeContext(loader, { resource: 'items', operation: 'get', collection: 'articles', id: '={{ $json.id }}' },
      input, { url, accessToken: 'token' });
    const [output] = await execute();
    if (output.length !== count || output[count - 1].pairedItem.item !== count - 1) throw new Error('wrong output');
    return output[count - 1];
  };
  // Where start-up is not what is measured, the engine is warm.
  if (items > 1) await go(20);
  const cpu = L.cpuSeconds(), start = L.nowSeconds();
  await L.out(await go(+items));
  const used = { wall: L.nowSeconds() - start, cpu: items > 1 ? L.cpuSeconds() - cpu : L.cpuSeconds() };
  await L.out({ ...used, memory: L.peakRssMiB() });
  L.finish();
})().catch((e) => { console.error(e); process.exit(1); });
