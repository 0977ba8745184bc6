// `zlib` over the other side's: (kit) => the module. Its streams give everything at their end.
(kit) => {
  'use strict';
  const { ask, part, lacking } = kit;
  const names = ['gzip', 'gunzip', 'deflate', 'inflate', 'deflateRaw', 'inflateRaw', 'unzip', 'brotliCompress', 'brotliDecompress'];
  const done = (operation, data, options) => {
    const bytes = typeof data === 'string' ? Buffer.from(data) : Buffer.from(part('buffer').viewOf(data));
    const level = options?.level >= 0 ? options.level : 6;
    const answer = ask('compress', operation, bytes.toString('base64'), level);
    if (answer.error !== undefined) throw Object.assign(new Error(answer.error), { code: answer.code, errno: answer.code === 'Z_BUF_ERROR' ? -5 : -3 });
    const made = Buffer.from(answer.bytes, 'base64');
    if (made.length > (options?.maxOutputLength ?? Infinity)) throw Object.assign(new RangeError(`Cannot create a Buffer larger than ${options.maxOutputLength} bytes`), { code: 'ERR_BUFFER_TOO_LARGE' });
    return made;
  };
  const constants = {
    Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5, Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1,
    Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6, Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9,
    Z_DEFAULT_COMPRESSION: -1, Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2, Z_RLE: 3, Z_FIXED: 4, Z_DEFAULT_STRATEGY: 0, Z_MIN_WINDOWBITS: 8, Z_MAX_WINDOWBITS: 15,
    Z_DEFAULT_WINDOWBITS: 15, Z_MIN_CHUNK: 64, Z_MAX_CHUNK: Infinity, Z_DEFAULT_CHUNK: 16384, Z_MIN_MEMLEVEL: 1, Z_MAX_MEMLEVEL: 9, Z_DEFAULT_MEMLEVEL: 8,
    Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9, Z_DEFAULT_LEVEL: -1, BROTLI_OPERATION_PROCESS: 0, BROTLI_OPERATION_FLUSH: 1, BROTLI_OPERATION_FINISH: 2, BROTLI_PARAM_MODE: 0,
    BROTLI_PARAM_QUALITY: 1, BROTLI_PARAM_LGWIN: 2, BROTLI_PARAM_SIZE_HINT: 5, BROTLI_MIN_QUALITY: 0, BROTLI_MAX_QUALITY: 11, BROTLI_DEFAULT_QUALITY: 11,
  };
  const module = { constants, codes: { Z_OK: 0, Z_STREAM_END: 1, Z_DATA_ERROR: -3, Z_BUF_ERROR: -5 }, ...constants };
  const { Transform } = part('streams').stream;
  for (const name of names) {
    module[`${name}Sync`] = (data, options) => done(name, data, options);
    module[name] = kit.calledBack((data, options) => done(name, data, options));
    const Class = name[0].toUpperCase() + name.slice(1);
    module[Class] = kit.callable({ [Class]: class extends Transform {
      #chunks = [];
      #options;
      constructor(options) {
        super(options);
        this.#options = options;
      }
      _transform(chunk, encoding, call) {
        this.#chunks.push(chunk);
        call();
      }
      _flush(call) {
        let answer;
        try {
          answer = [null, done(name, Buffer.concat(this.#chunks), this.#options)];
        } catch (error) {
          answer = [error];
        }
        call(...answer);
      }
      close(call) { queueMicrotask(() => call?.()); }
      flush(kind, call = kind) { if (typeof call === 'function') queueMicrotask(call); }
    } }[Class], () => {});
    module[`create${Class}`] = (options) => new module[Class](options);
  }
  let table;
  module.crc32 = (data, start = 0) => {
    table ??= Uint32Array.from({ length: 256 }, (_, byte) => Array.from({ length: 8 }).reduce((rest) => (rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1), byte));
    const bytes = typeof data === 'string' ? Buffer.from(data) : part('buffer').viewOf(data);
    return (bytes.reduce((rest, byte) => table[(rest ^ byte) & 255] ^ (rest >>> 8), ~start) ^ -1) >>> 0;
  };
  return lacking('zlib', module);
}
