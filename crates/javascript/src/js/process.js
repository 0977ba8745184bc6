// `process`, which is not one: (kit) => the object. What it does not have is undefined, as libraries look for what there is.
(kit) => {
  'use strict';
  const { ask, absent, shown } = kit;
  const output = (level) => {
    const stream = {
      isTTY: false, fd: level === 'info' ? 1 : 2, columns: 80, writable: true, getColorDepth: () => 1, hasColors: () => false, end() {},
      write(text) {
        ask('print', level, shown(text).trimEnd().slice(0, 10000));
        return true;
      },
    };
    for (const name of ['on', 'once', 'off', 'removeListener', 'emit']) stream[name] = () => stream;
    return stream;
  };
  const process = {
    [Symbol.toStringTag]: 'process', title: 'node', env: {}, argv: ['node'], argv0: 'node', execArgv: [], execPath: '/node', version: 'v22.0.0',
    versions: { node: '22.0.0', v8: '12.4', uv: '1.48', zlib: '1.3', modules: '127', openssl: '3.0' }, release: { name: 'node' }, platform: 'linux', arch: 'x64',
    pid: 1, ppid: 0, exitCode: undefined, config: { variables: {} }, features: {}, stdout: output('info'), stderr: output('error'), stdin: { isTTY: false, fd: 0 },
    nextTick: (callback, ...args) => queueMicrotask(() => callback(...args)),
    hrtime: Object.assign((since) => {
      const [seconds, rest] = [Math.floor(Date.now() / 1000), (Date.now() % 1000) * 1e6];
      if (!since) return [seconds, rest];
      return rest < since[1] ? [seconds - since[0] - 1, rest - since[1] + 1e9] : [seconds - since[0], rest - since[1]];
    }, { bigint: () => BigInt(Date.now()) * 1000000n }),
    uptime: () => 0, cwd: () => '/', umask: () => 18, memoryUsage: Object.assign(() => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }), { rss: () => 0 }),
    cpuUsage: () => ({ user: 0, system: 0 }), emitWarning() {}, listeners: () => [], listenerCount: () => 0, emit: () => false,
  };
  for (const name of ['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'prependListener', 'setMaxListeners']) process[name] = () => process;
  for (const name of ['exit', 'abort', 'kill', 'chdir', 'binding', 'dlopen', 'setuid', 'setgid', 'getuid', 'getgid', 'reallyExit']) process[name] = absent(`process.${name}`);
  return process;
}
