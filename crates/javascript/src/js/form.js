// Files and forms: (kit) => { Blob, File, FormData, NodeFormData, partsOf }.
(kit) => {
  'use strict';
  const { part } = kit;
  const bytesOf = (value) => {
    if (typeof value === 'string') return Buffer.from(value);
    if (value instanceof Blob) return value.bytesNow();
    return Buffer.from(part('buffer').viewOf(value));
  };
  class Blob {
    #bytes;
    constructor(parts = [], options = {}) {
      this.#bytes = Buffer.concat(Array.from(parts, bytesOf));
      this.type = String(options.type ?? '').toLowerCase();
    }
    get size() { return this.#bytes.length; }
    bytesNow() { return this.#bytes; }
    async arrayBuffer() { return this.#bytes.buffer.slice(this.#bytes.byteOffset, this.#bytes.byteOffset + this.#bytes.length); }
    async bytes() { return new Uint8Array(this.#bytes); }
    async text() { return this.#bytes.toString(); }
    slice(start, end, type) { return new Blob([this.#bytes.subarray(start, end)], { type }); }
    stream() { return part('streams').stream.Readable.from([this.#bytes]); }
  }
  class File extends Blob {
    constructor(parts, name, options = {}) {
      super(parts, options);
      this.name = String(name);
      this.lastModified = options.lastModified ?? Date.now();
    }
  }
  const entry = (name, value, fileName) => [String(name), value instanceof Blob && (fileName !== undefined || !(value instanceof File))
    ? new File([value], fileName ?? 'blob', { type: value.type }) : value instanceof Blob ? value : String(value)];
  class FormData {
    #entries = [];
    append(name, value, fileName) { this.#entries.push(entry(name, value, fileName)); }
    set(name, value, fileName) {
      this.delete(name);
      this.append(name, value, fileName);
    }
    delete(name) { this.#entries = this.#entries.filter(([known]) => known !== String(name)); }
    get(name) { return this.#entries.find(([known]) => known === String(name))?.[1] ?? null; }
    getAll(name) { return this.#entries.filter(([known]) => known === String(name)).map(([, value]) => value); }
    has(name) { return this.#entries.some(([known]) => known === String(name)); }
    forEach(call, self) { for (const [name, value] of this.#entries) call.call(self, value, name, this); }
    *entries() { yield* this.#entries; }
    *keys() { for (const [name] of this.#entries) yield name; }
    *values() { for (const [, value] of this.#entries) yield value; }
    [Symbol.iterator]() { return this.entries(); }
  }

  // npm's `form-data`, whose parts may be streams.
  class NodeFormData {
    #entries = [];
    #boundary;
    append(name, value, options = {}) { this.#entries.push([String(name), value, typeof options === 'string' ? { filename: options } : options]); }
    getBoundary() { return (this.#boundary ??= `--------------------------${part('modules').builtin('crypto').randomBytes(12).toString('hex')}`); }
    setBoundary(boundary) { this.#boundary = boundary; }
    getHeaders(own = {}) { return { 'content-type': `multipart/form-data; boundary=${this.getBoundary()}`, ...own }; }
    getLengthSync() { return 0; }
    getLength(done) { done(null, 0); }
    hasKnownLength() { return false; }
    get _entries() { return this.#entries; }
  }

  const bytesLater = async (value) => {
    if (typeof value?.[Symbol.asyncIterator] === 'function' && !(value instanceof Blob)) return part('streams').collect(value);
    return typeof value === 'number' || typeof value === 'boolean' ? Buffer.from(String(value)) : bytesOf(value);
  };
  const base64 = (bytes) => Buffer.from(bytes).toString('base64');
  // A form as the other side takes it: its parts with name, bytes, file name and type.
  const partsOf = async (form) => {
    if (form instanceof FormData) {
      return Array.from(form, ([name, value]) => (value instanceof Blob
        ? { name, bytes: base64(value.bytesNow()), fileName: value.name, type: value.type || 'application/octet-stream' } : { name, bytes: base64(Buffer.from(value)) }));
    }
    if (form instanceof NodeFormData) {
      return Promise.all(form._entries.map(async ([name, value, options]) => {
        const fileName = options.filename ?? options.filepath;
        const isFile = fileName !== undefined || ArrayBuffer.isView(value) || typeof value?.[Symbol.asyncIterator] === 'function';
        return { name, bytes: base64(await bytesLater(value)), fileName, type: options.contentType ?? (isFile ? 'application/octet-stream' : undefined), guess: options.contentType === undefined };
      }));
    }
    return undefined;
  };
  return { Blob, File, FormData, NodeFormData, partsOf, bytesLater, base64 };
}
