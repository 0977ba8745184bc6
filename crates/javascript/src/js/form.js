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

  // npm's `form-data`, whose parts may be streams. It is a stream itself, of the form as it is sent.
  class NodeFormData extends part('streams').stream.Readable {
    #entries = [];
    #boundary;
    #isRead = false;
    append(name, value, options = {}) { this.#entries.push([String(name), value, typeof options === 'string' ? { filename: options } : options]); }
    getBoundary() { return (this.#boundary ??= `--------------------------${part('modules').builtin('crypto').randomBytes(12).toString('hex')}`); }
    setBoundary(boundary) { this.#boundary = boundary; }
    getHeaders(own = {}) { return { 'content-type': `multipart/form-data; boundary=${this.getBoundary()}`, ...own }; }
    #parts(bytesIn) {
      const quoted = (text) => text.replace(/"/g, '%22');
      return this.#entries.flatMap(([name, value, options]) => {
        const { fileName, type } = fileOf(value, options);
        const head = `--${this.getBoundary()}\r\nContent-Disposition: form-data; name="${quoted(name)}"${fileName === undefined ? '' : `; filename="${quoted(fileName)}"`}\r\n${type ? `Content-Type: ${type}\r\n` : ''}\r\n`;
        return [Buffer.from(head), bytesIn(value), Buffer.from('\r\n')];
      }).concat([Buffer.from(`--${this.getBoundary()}--\r\n`)]);
    }
    getBuffer() { return Buffer.concat(this.#parts((value) => (typeof value === 'number' ? Buffer.from(String(value)) : bytesOf(value)))); }
    hasKnownLength() { return this.#entries.every(([, value]) => typeof value?.[Symbol.asyncIterator] !== 'function'); }
    getLengthSync() { return this.getBuffer().length; }
    getLength(done) {
      if (!this.hasKnownLength()) return queueMicrotask(() => done(new Error('Unknown stream')));
      queueMicrotask(() => done(null, this.getLengthSync()));
    }
    _read() {
      if (this.#isRead) return;
      this.#isRead = true;
      Promise.all(this.#parts((value) => bytesLater(value))).then((all) => {
        this.push(Buffer.concat(all));
        this.push(null);
      }, (error) => this.destroy(error));
    }
    toString() { return '[object FormData]'; }
    get [Symbol.toStringTag]() { return 'FormData'; }
    get _entries() { return this.#entries; }
  }
  const fileOf = (value, options) => {
    const fileName = options.filename ?? options.filepath;
    const isFile = fileName !== undefined || ArrayBuffer.isView(value) || typeof value?.[Symbol.asyncIterator] === 'function';
    return { fileName, type: options.contentType ?? (isFile ? 'application/octet-stream' : undefined) };
  };

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
        return { name, bytes: base64(await bytesLater(value)), ...fileOf(value, options), guess: options.contentType === undefined };
      }));
    }
    return undefined;
  };
  return { Blob, File, FormData, NodeFormData, partsOf, bytesLater, base64 };
}
