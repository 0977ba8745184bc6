// Modules of Node.js: (ask, part, shown, absent) => { builtin, require, structuredClone }. `part` gives what another file makes,
// `absent` what stands for a member that is not there.
(ask, part, shown, absent) => {
  'use strict';
  // A module lacks nothing silently.
  const missing = absent ?? ((name) => { throw new Error(`${name} is not available to code`); });
  const module = (name, members) => new Proxy(members, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || key === 'default' || key === '__esModule') return target[key];
      return missing(`${name}.${key}`);
    },
  });

  const crypto = () => {
    const { Buffer, charsOf, bytesOf, viewOf } = part('buffer');
    const chars = (value, encoding) => charsOf(typeof value === 'string' ? Buffer.from(value, encoding) : viewOf(value));
    const digest = (operation, name, key) => {
      let data = [];
      ask(operation, name, key, '');
      return {
        update(value, encoding) {
          if (!data) throw new Error('Digest already called');
          data.push(chars(value, encoding));
          return this;
        },
        digest(encoding) {
          if (!data) throw new Error('Digest already called');
          const made = Buffer.from(bytesOf(ask(operation, name, key, data.join(''))));
          data = undefined;
          return encoding === undefined || encoding === 'buffer' ? made : made.toString(encoding);
        },
      };
    };
    const randomBytes = (size) => Buffer.from(bytesOf(ask('random', size)));
    const randomUUID = () => {
      const bytes = randomBytes(16);
      bytes[6] = (bytes[6] & 15) | 64;
      bytes[8] = (bytes[8] & 63) | 128;
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    };
    return {
      createHash: (name) => digest('hash', String(name)),
      createHmac: (name, key) => digest('hmac', String(name), chars(key)),
      randomBytes,
      randomUUID,
      randomInt(low, high) {
        const [from, to] = high === undefined ? [0, low] : [low, high];
        return from + Math.floor(((randomBytes(4).readUInt32BE(0) * 65536 + randomBytes(2).readUInt16BE(0)) / 2 ** 48) * (to - from));
      },
      timingSafeEqual(left, right) {
        if (left.byteLength !== right.byteLength) throw new RangeError('Input buffers must have the same byte length');
        return charsOf(viewOf(left)) === charsOf(viewOf(right));
      },
    };
  };

  const querystring = () => {
    const { URLSearchParams } = part('url');
    const parse = (text) => {
      const found = {};
      for (const [name, value] of new URLSearchParams(text)) found[name] = name in found ? [found[name], value].flat() : value;
      return found;
    };
    const stringify = (members) => Object.entries(members ?? {})
      .flatMap(([name, values]) => [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value ?? '')}`))
      .join('&');
    return { parse, stringify, decode: parse, encode: stringify, escape: encodeURIComponent, unescape: decodeURIComponent };
  };

  const path = () => {
    const normalize = (text) => {
      const parts = [];
      for (const name of text.split('/')) {
        if (name === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
        else if (name !== '' && name !== '.' && !(name === '..' && text.startsWith('/'))) parts.push(name);
      }
      return (text.startsWith('/') ? '/' : '') + parts.join('/') || '.';
    };
    const basename = (text, end = '') => {
      const name = text.replace(/\/+$/, '').split('/').pop();
      return end && name !== end && name.endsWith(end) ? name.slice(0, -end.length) : name;
    };
    return {
      sep: '/', normalize, basename,
      join: (...parts) => normalize(parts.filter(Boolean).join('/') || '.'),
      extname: (text) => /[^.]\.[^.]*$/.test(basename(text)) ? basename(text).slice(basename(text).lastIndexOf('.')) : '',
      dirname: (text) => text.replace(/\/+$/, '').replace(/\/*[^/]*$/, '') || (text.startsWith('/') ? '/' : '.'),
    };
  };

  const util = () => ({
    inspect: shown,
    format: (...values) => values.map(shown).join(' '),
    promisify: (call) => (...args) => new Promise((resolve, reject) => {
      call(...args, (error, value) => (error ? reject(error) : resolve(value)));
    }),
    TextEncoder, TextDecoder,
  });

  const known = {
    __proto__: null, crypto, path, querystring, util,
    buffer: () => ({ Buffer, atob, btoa }),
    luxon: () => ({ DateTime, Duration, Interval }),
    url: () => ({ URL, URLSearchParams }),
  };
  const made = new Map();
  const builtin = (name) => {
    if (known[name] && !made.has(name)) made.set(name, module(name, known[name]()));
    return made.get(name);
  };
  const require = (wanted) => {
    const found = builtin(String(wanted).replace(/^node:/, ''));
    if (found) return found;
    throw new Error(`Module '${wanted}' is not available to code; available are ${Object.keys(known).sort().join(', ')}`);
  };

  const structuredClone = (value) => {
    const copies = new Map();
    const copy = (value) => {
      if (typeof value === 'function' || typeof value === 'symbol') throw new TypeError(`${String(value)} could not be cloned.`);
      if (typeof value !== 'object' || value === null) return value;
      if (copies.has(value)) return copies.get(value);
      const keep = (made) => (copies.set(value, made), made);
      if (Array.isArray(value)) {
        const made = keep([]);
        value.forEach((element, index) => { made[index] = copy(element); });
        made.length = value.length;
        return made;
      }
      if (value instanceof Date) return keep(new Date(value.getTime()));
      if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
      if (value instanceof Map) {
        const made = keep(new Map());
        for (const [key, member] of value) made.set(copy(key), copy(member));
        return made;
      }
      if (value instanceof Set) {
        const made = keep(new Set());
        for (const member of value) made.add(copy(member));
        return made;
      }
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return keep(value.slice());
      const made = keep(value instanceof Error ? new (globalThis[value.name] ?? Error)(value.message) : {});
      for (const key of Object.keys(value)) made[key] = copy(value[key]);
      return made;
    };
    return copy(value);
  };
  return { builtin, require, structuredClone };
}
