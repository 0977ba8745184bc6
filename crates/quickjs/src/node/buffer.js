// Bytes: (ask) => { Buffer, TextEncoder, TextDecoder }. The other side takes bytes as text of one character for each.
(ask) => {
  'use strict';
  const { fromCharCode } = String;
  const charsOf = (bytes) => {
    const parts = [];
    for (let at = 0; at < bytes.length; at += 8192) parts.push(fromCharCode.apply(undefined, bytes.subarray(at, at + 8192)));
    return parts.join('');
  };
  const bytesOf = (chars) => {
    const bytes = new Uint8Array(chars.length);
    for (let at = 0; at < chars.length; at++) bytes[at] = chars.charCodeAt(at);
    return bytes;
  };
  const wide = {
    encode(text) {
      const bytes = new Uint8Array(text.length * 2);
      for (let at = 0; at < text.length; at++) (bytes[at * 2] = text.charCodeAt(at)), (bytes[at * 2 + 1] = text.charCodeAt(at) >> 8);
      return bytes;
    },
    decode(bytes) {
      let text = '';
      for (let at = 0; at + 1 < bytes.length; at += 2) text += fromCharCode(bytes[at] | (bytes[at + 1] << 8));
      return text;
    },
  };
  const utf8 = { encode: (text) => bytesOf(ask('utf8', text.toWellFormed())), decode: (bytes) => ask('fromUtf8', charsOf(bytes)) };
  const latin1 = { encode: bytesOf, decode: charsOf };
  const base64 = {
    encode(text) {
      const known = text.replace(/-/g, '+').replace(/_/g, '/').replace(/=.*$|[^A-Za-z0-9+/]/gs, '');
      return bytesOf(atob(known.length % 4 === 1 ? known.slice(0, -1) : known));
    },
    decode: (bytes) => btoa(charsOf(bytes)),
  };
  const base64url = {
    encode: base64.encode,
    decode: (bytes) => base64.decode(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''),
  };
  const hex = {
    encode: (text) => Uint8Array.from(text.match(/^(?:[0-9a-f]{2})*/i)[0].match(/../g) ?? [], (pair) => parseInt(pair, 16)),
    decode: (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  };
  const ascii = { encode: bytesOf, decode: (bytes) => charsOf(bytes.map((byte) => byte & 127)) };
  const encodings = {
    __proto__: null, utf8, 'utf-8': utf8, hex, base64, base64url, ascii, latin1, binary: latin1,
    ucs2: wide, 'ucs-2': wide, utf16le: wide, 'utf-16le': wide,
  };
  const encoding = (name = 'utf8') => {
    const known = encodings[String(name ?? 'utf8').toLowerCase()];
    if (!known) throw new TypeError(`Unknown encoding: ${name}`);
    return known;
  };

  const isBytes = (value) => value instanceof Uint8Array;
  const viewOf = (value) => {
    if (isBytes(value)) return value;
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    return new Uint8Array(value);
  };

  // Old libraries call it without `new`.
  function Buffer(value, more, length) { return Reflect.construct(Bytes, [value, more, length], new.target ?? Buffer); }
  class Bytes extends Uint8Array {
    constructor(value, more, length) {
      if (typeof value === 'string') super(encoding(more).encode(value));
      else if (value instanceof ArrayBuffer) super(value, more, length);
      else super(value);
    }

    static from(value, more, length) {
      if (typeof value === 'string' || value instanceof ArrayBuffer) return new Buffer(value, more, length);
      if (value?.type === 'Buffer' && Array.isArray(value.data)) return new Buffer(value.data);
      if (typeof value !== 'object' || value === null) {
        const received = value === undefined || value === null ? String(value) : `type ${typeof value} (${typeof value === 'bigint' ? `${value}n` : String(value)})`;
        const said = `The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like Object. Received ${received}`;
        throw Object.assign(new TypeError(said), { code: 'ERR_INVALID_ARG_TYPE' });
      }
      return new Buffer(isBytes(value) ? value : Array.from(value));
    }
    static alloc(size, fill, more) {
      const made = new Buffer(size);
      return fill === undefined ? made : made.fill(fill, more);
    }
    static allocUnsafe(size) { return new Buffer(size); }
    static allocUnsafeSlow(size) { return new Buffer(size); }
    static of(...bytes) { return new Buffer(bytes); }
    static isBuffer(value) { return value instanceof Buffer; }
    static isEncoding(name) { return typeof name === 'string' && name.toLowerCase() in encodings; }
    static byteLength(value, more) { return typeof value === 'string' ? encoding(more).encode(value).length : value.byteLength; }
    static compare(left, right) { return Buffer.prototype.compare.call(left, right); }
    static concat(list, size) {
      const length = size ?? list.reduce((sum, part) => sum + part.length, 0);
      const made = new Buffer(length);
      let at = 0;
      for (const part of list) {
        made.set(part.subarray(0, Math.max(length - at, 0)), at);
        at += part.length;
      }
      return made;
    }

    toString(more, start = 0, end = this.length) { return encoding(more).decode(this.subarray(start, end)); }
    toJSON() { return { type: 'Buffer', data: Array.from(this) }; }
    equals(other) { return this.compare(other) === 0; }
    compare(other) {
      const length = Math.min(this.length, other.length);
      for (let at = 0; at < length; at++) if (this[at] !== other[at]) return this[at] < other[at] ? -1 : 1;
      return Math.sign(this.length - other.length);
    }
    slice(start, end) { return this.subarray(start, end); }
    copy(target, at = 0, start = 0, end = this.length) {
      const part = this.subarray(start, Math.min(end, start + target.length - at));
      target.set(part, at);
      return part.length;
    }
    write(text, at = 0, length, more) {
      if (typeof at === 'string') [at, more] = [0, at];
      else if (typeof length === 'string') [length, more] = [undefined, length];
      const bytes = encoding(more).encode(text).subarray(0, Math.min(length ?? Infinity, this.length - at));
      this.set(bytes, at);
      return bytes.length;
    }
    fill(value, start, end, more) {
      if (typeof value !== 'string') return super.fill(value, start, end);
      if (typeof start === 'string') [start, more] = [undefined, start];
      const bytes = encoding(more).encode(value);
      for (let at = start ?? 0, from = at; at < (end ?? this.length); at++) this[at] = bytes.length ? bytes[(at - from) % bytes.length] : 0;
      return this;
    }
    indexOf(value, start = 0, more) {
      if (typeof value === 'number') return super.indexOf(value, start);
      return charsOf(this).indexOf(charsOf(typeof value === 'string' ? encoding(more).encode(value) : value), start);
    }
    lastIndexOf(value, start = this.length, more) {
      if (typeof value === 'number') return super.lastIndexOf(value, start);
      return charsOf(this).lastIndexOf(charsOf(typeof value === 'string' ? encoding(more).encode(value) : value), start);
    }
    includes(value, start, more) { return this.indexOf(value, start, more) >= 0; }
    // Of up to six bytes.
    readUIntBE(at, size) { return this.subarray(at, at + size).reduce((sum, byte) => sum * 256 + byte, 0); }
    readUIntLE(at, size) { return this.subarray(at, at + size).reduceRight((sum, byte) => sum * 256 + byte, 0); }
    readIntBE(at, size) { return signed(this.readUIntBE(at, size), size); }
    readIntLE(at, size) { return signed(this.readUIntLE(at, size), size); }
    writeUIntBE(value, at, size) {
      for (let index = size - 1, rest = value; index >= 0; index--, rest = Math.floor(rest / 256)) this[at + index] = rest % 256;
      return at + size;
    }
    writeUIntLE(value, at, size) {
      for (let index = 0, rest = value; index < size; index++, rest = Math.floor(rest / 256)) this[at + index] = rest % 256;
      return at + size;
    }
    writeIntBE(value, at, size) { return this.writeUIntBE(value < 0 ? value + 256 ** size : value, at, size); }
    writeIntLE(value, at, size) { return this.writeUIntLE(value < 0 ? value + 256 ** size : value, at, size); }
  }
  const signed = (value, size) => (value >= 256 ** size / 2 ? value - 256 ** size : value);
  for (const name of Reflect.ownKeys(Bytes)) {
    if (name !== 'prototype') Object.defineProperty(Buffer, name, Object.getOwnPropertyDescriptor(Bytes, name));
  }
  Object.setPrototypeOf(Buffer, Uint8Array);
  Buffer.prototype = Bytes.prototype;
  Buffer.poolSize = 8192;
  const define = (method, value) => Object.defineProperty(Buffer.prototype, method, { value, writable: true, configurable: true });
  define('constructor', Buffer);
  const numbers = {
    UInt8: ['Uint8', 1], Int8: ['Int8', 1], UInt16: ['Uint16', 2], Int16: ['Int16', 2], UInt32: ['Uint32', 4], Int32: ['Int32', 4],
    Float: ['Float32', 4], Double: ['Float64', 8], BigUInt64: ['BigUint64', 8], BigInt64: ['BigInt64', 8],
  };
  for (const [name, [type, size]] of Object.entries(numbers)) {
    for (const order of size === 1 ? [''] : ['LE', 'BE']) {
      const view = (bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const known = new Set([name, name.replace('UInt', 'Uint')]);
      for (const name of known) {
        define(`read${name}${order}`, function (at = 0) { return view(this)[`get${type}`](at, order === 'LE'); });
        define(`write${name}${order}`, function (value, at = 0) {
          view(this)[`set${type}`](at, value, order === 'LE');
          return at + size;
        });
      }
    }
  }

  class TextEncoder {
    get encoding() { return 'utf-8'; }
    encode(text = '') { return utf8.encode(String(text)); }
  }
  class TextDecoder {
    #decode;
    constructor(label = 'utf-8') {
      const known = { 'utf-8': utf8, utf8, 'utf-16le': wide, latin1, ascii: latin1, 'iso-8859-1': latin1 };
      const name = String(label).toLowerCase();
      if (!Object.hasOwn(known, name)) throw new RangeError(`The "${label}" encoding is not supported`);
      this.#decode = known[name].decode;
    }
    decode(bytes = new Uint8Array()) { return this.#decode(viewOf(bytes)).replace(/^\uFEFF/, ''); }
  }
  return { Buffer, TextEncoder, TextDecoder, charsOf, bytesOf, viewOf };
}
