// Node.js' modules and others that the host brings: (kit) => (name) => the module, or nothing for one that a package has.
(kit) => {
  'use strict';
  const { part, absent, lacking, shown, later, ask } = kit;
  const made = new Map();
  const path = () => {
    const posix = part('modules').builtin('path');
    const resolve = (...parts) => posix.normalize(parts.reduce((from, to) => (to.startsWith('/') ? to : `${from}/${to}`), '/')).replace(/(.)\/$/, '$1');
    const relative = (from, to) => {
      const [left, right] = [from, to].map((one) => resolve(one).split('/').filter(Boolean));
      let same = 0;
      while (same < left.length && left[same] === right[same]) same++;
      return [...left.slice(same).map(() => '..'), ...right.slice(same)].join('/');
    };
    const parse = (text) => {
      const base = posix.basename(text);
      const ext = posix.extname(text);
      return { root: text.startsWith('/') ? '/' : '', dir: text.includes('/') ? posix.dirname(text) : '', base, ext, name: ext ? base.slice(0, -ext.length) : base };
    };
    const whole = {
      sep: '/', delimiter: ':', normalize: posix.normalize, basename: posix.basename, join: posix.join, extname: posix.extname,
      dirname: posix.dirname, resolve, relative, parse, isAbsolute: (text) => text.startsWith('/'),
      format: ({ dir, root, base, name, ext }) => `${dir ? `${dir}/` : root ?? ''}${base ?? `${name ?? ''}${ext ?? ''}`}`,
    };
    return Object.assign(whole, { posix: whole });
  };
  const util = () => {
    const format = (first, ...values) => {
      if (typeof first !== 'string') return [first, ...values].map(shown).join(' ');
      const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
        if (mark === '%%') return '%';
        if (values.length === 0) return mark;
        const value = values.shift();
        if (mark === '%d' || mark === '%f') return String(Number(value));
        if (mark === '%i') return String(parseInt(value, 10));
        return mark === '%c' ? '' : mark === '%s' ? String(value) : shown(value);
      });
      return [text, ...values.map(shown)].join(' ');
    };
    const promisify = (call) => (...args) => new Promise((resolve, reject) => {
      call(...args, (error, value) => (error ? reject(error) : resolve(value)));
    });
    const callbackify = (call) => (...args) => {
      const done = args.pop();
      call(...args).then((value) => done(null, value), (error) => done(error));
    };
    const inherits = (own, base) => {
      Object.setPrototypeOf(own.prototype, base.prototype);
      Object.setPrototypeOf(own, base);
    };
    const same = (left, right) => {
      if (Object.is(left, right)) return true;
      if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
      if (left instanceof Date && right instanceof Date) return left.getTime() === right.getTime();
      const keys = Object.keys(left);
      return Array.isArray(left) === Array.isArray(right) && keys.length === Object.keys(right).length
        && keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]));
    };
    return {
      format, inspect: Object.assign(shown, { custom: Symbol.for('nodejs.util.inspect.custom') }), promisify: Object.assign(promisify, { custom: Symbol.for('nodejs.util.promisify.custom') }),
      callbackify, inherits, deprecate: (call) => call, debuglog: () => () => {}, isDeepStrictEqual: same, TextEncoder, TextDecoder,
      isArray: Array.isArray, isString: (value) => typeof value === 'string', stripVTControlCharacters: (text) => text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, ''),
      types: lacking('util.types', {
        isDate: (value) => value instanceof Date, isRegExp: (value) => value instanceof RegExp, isPromise: (value) => value instanceof Promise,
        isNativeError: (value) => value instanceof Error, isUint8Array: (value) => value instanceof Uint8Array, isTypedArray: ArrayBuffer.isView,
        isAnyArrayBuffer: (value) => value instanceof ArrayBuffer, isArrayBuffer: (value) => value instanceof ArrayBuffer,
        isMap: (value) => value instanceof Map, isSet: (value) => value instanceof Set, isAsyncFunction: (value) => value?.constructor?.name === 'AsyncFunction',
        isGeneratorFunction: (value) => value?.constructor?.name === 'GeneratorFunction', isProxy: () => false,
      }),
    };
  };
  const url = () => {
    const parse = (text, withQuery) => {
      if (!URL.canParse(text)) return { href: text, protocol: null, slashes: null, auth: null, host: null, port: null, hostname: null, hash: null, search: null, query: null, pathname: text, path: text };
      const { href, protocol, username, password, host, port, hostname, hash, search, pathname } = new URL(text);
      const query = search ? search.slice(1) : null;
      return {
        href, protocol, slashes: true, auth: username ? `${decodeURIComponent(username)}${password ? `:${decodeURIComponent(password)}` : ''}` : null,
        host, port: port || null, hostname, hash: hash || null, search: search || null,
        query: withQuery ? part('modules').builtin('querystring').parse(query ?? '') : query, pathname, path: pathname + search,
      };
    };
    const format = (value) => {
      if (typeof value === 'string' || value instanceof URL) return String(value);
      const query = value.query && typeof value.query === 'object' ? `?${part('modules').builtin('querystring').stringify(value.query)}` : '';
      const host = value.host ?? `${value.hostname ?? ''}${value.port ? `:${value.port}` : ''}`;
      return `${value.protocol ? `${value.protocol.replace(/:?$/, ':')}//` : ''}${value.auth ? `${value.auth}@` : ''}${host}${value.pathname ?? ''}${value.search ?? query}${value.hash ?? ''}`;
    };
    return {
      URL, URLSearchParams, parse, format, resolve: (from, to) => new URL(to, from).href,
      fileURLToPath: (address) => decodeURIComponent(new URL(address).pathname), pathToFileURL: (text) => new URL(`file://${text}`),
      domainToASCII: (text) => text, domainToUnicode: (text) => text,
    };
  };
  const timers = () => ({ setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate });
  const sleep = (time, value) => new Promise((resolve) => { setTimeout(resolve, time, value); });
  const assert = () => {
    const { isDeepStrictEqual } = module('util');
    const fail = (message, otherwise) => { throw message instanceof Error ? message : Object.assign(new Error(message ?? otherwise), { name: 'AssertionError', code: 'ERR_ASSERTION' }); };
    const ok = (value, message) => { if (!value) fail(message, 'The expression evaluated to a falsy value'); };
    return Object.assign((value, message) => ok(value, message), {
      ok, fail: (message) => fail(message, 'Failed'),
      equal: (left, right, message) => { if (left != right) fail(message, `${shown(left)} == ${shown(right)}`); },
      strictEqual: (left, right, message) => { if (!Object.is(left, right)) fail(message, 'Expected values to be strictly equal'); },
      notStrictEqual: (left, right, message) => { if (Object.is(left, right)) fail(message, 'Expected values not to be strictly equal'); },
      deepStrictEqual: (left, right, message) => { if (!isDeepStrictEqual(left, right)) fail(message, 'Expected values to be strictly deep-equal'); },
    });
  };
  const crypto = () => part('crypto').module;
  const builtins = {
    __proto__: null, path, util, url, timers, assert, crypto,
    buffer: () => ({ Buffer, atob, btoa, Blob, File, constants: { MAX_LENGTH: 2 ** 31 } }),
    querystring: () => part('modules').builtin('querystring'),
    events: () => part('events').module,
    stream: () => part('streams').stream,
    'stream/promises': () => part('streams').stream.promises,
    'stream/consumers': () => part('streams').consumers,
    'stream/web': () => lacking('stream/web', {}),
    'path/posix': path,
    'timers/promises': () => ({ setTimeout: sleep, setImmediate: (value) => sleep(0, value) }),
    'util/types': () => module('util').types,
    os: () => lacking('os', { EOL: '\n', platform: () => 'linux', type: () => 'Linux', arch: () => 'x64', tmpdir: () => '/tmp', hostname: () => 'localhost', homedir: () => '/', release: () => '', cpus: () => [], totalmem: () => 0, freemem: () => 0 }),
    process: () => process,
    fs: () => part('files').fs,
    'fs/promises': () => part('files').promises,
    tty: () => lacking('tty', { isatty: () => false, ReadStream: class {}, WriteStream: class {} }),
    constants: () => lacking('constants', {}),
    punycode: () => lacking('punycode', {
      toASCII: (text) => (URL.canParse(`http://${text}`) ? new URL(`http://${text}`).hostname : text),
      ucs2: { decode: (text) => Array.from(text, (one) => one.codePointAt(0)), encode: (points) => String.fromCodePoint(...points) },
    }),
    console: () => console,
    string_decoder: () => ({ StringDecoder: class { constructor(encoding) { this.encoding = encoding; } write(bytes) { return Buffer.from(bytes).toString(this.encoding); } end(bytes) { return bytes ? this.write(bytes) : ''; } } }),
    'n8n-workflow': () => part('n8n'),
    'n8n-core': () => part('n8n'),
    'form-data': () => part('form').NodeFormData,
  };
  const refused = [
    'child_process', 'cluster', 'dgram', 'dns', 'dns/promises', 'domain', 'inspector',
    'net', 'readline', 'readline/promises', 'repl', 'sqlite', 'tls', 'v8', 'wasi',
  ];
  const module = (name) => {
    if (!made.has(name)) {
      const make = builtins[name] ?? part('runtimeModules')[name];
      const found = make ? make() : refused.includes(name) ? absent(name) : undefined;
      if (found === undefined) return undefined;
      made.set(name, found);
    }
    return made.get(name);
  };
  // A library that n8n brings, for a package that has no copy of its own.
  const lent = (request) => (request === 'luxon' ? part('luxon') : undefined);
  return Object.assign((request) => module(request.replace(/^node:/, '')), { lent });
}
