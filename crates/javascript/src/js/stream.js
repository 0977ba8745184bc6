// Streams: (kit) => { stream, collect }. They hold what is in memory anyway, so they never ask a writer to wait.
(kit) => {
  'use strict';
  const { part, lacking } = kit;
  const EventEmitter = part('events').module;
  const { hide, callable } = kit;
  const STATE = Symbol('state');
  const coded = (code, message) => Object.assign(new Error(message), { code });
  const bytes = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined) : chunk);

  const started = (stream) => {
    if (!Object.hasOwn(stream, STATE)) hide(stream, STATE, { chunks: [], queue: [] });
    return stream[STATE];
  };
  const take = (stream, options, names) => {
    for (const name of names) if (typeof options?.[name] === 'function') stream[`_${name}`] = options[name];
    if (options?.signal) options.signal.addEventListener('abort', () => stream.destroy(options.signal.reason));
  };
  class StreamClass extends EventEmitter {
    pipe(target, { end = true } = {}) {
      this.on('data', (chunk) => target.write(chunk));
      if (end) this.on('end', () => target.end?.());
      target.emit?.('pipe', this);
      return target;
    }
    get destroyed() { return Boolean(started(this).destroyed); }
    set destroyed(value) { started(this).destroyed = value; }
    destroy(error) {
      const state = started(this);
      if (state.destroyed) return this;
      state.destroyed = true;
      state.error = error ?? state.error;
      const over = (failed) => queueMicrotask(() => {
        const thrown = failed ?? error;
        state.error = thrown ?? state.error;
        state.wake?.();
        if (thrown) this.emit('error', thrown);
        this.emit('close');
      });
      if (this._destroy) this._destroy(error ?? null, over);
      else over();
      return this;
    }
  }
  const Stream = callable(StreamClass, (stream) => { started(stream); });

  const startReadable = (stream, options = {}) => {
    Object.assign(started(stream), { isObject: Boolean(options?.objectMode ?? options?.readableObjectMode), encoding: options?.encoding });
    take(stream, options, ['read', 'destroy']);
    stream.readable = true;
  };
  // Goes on where something flows: hands on what is there, and asks for more.
  const flow = (stream) => {
    const state = started(stream);
    while (state.flows && state.chunks.length > 0) stream.emit('data', state.chunks.shift());
    if (!state.flows || state.destroyed && !state.isOver) return;
    if (state.isOver) finish(stream);
    else more(stream);
  };
  const more = (stream) => {
    const state = started(stream);
    if (state.isReading || state.isOver || state.destroyed) return;
    state.isReading = true;
    try {
      stream._read(16384);
    } catch (error) {
      stream.destroy(error);
    }
  };
  const finish = (stream) => {
    const state = started(stream);
    if (state.hasEnded || state.chunks.length > 0) return;
    state.hasEnded = true;
    stream.readable = false;
    queueMicrotask(() => {
      stream.emit('end');
      if (!stream.writable || stream.writableFinished) queueMicrotask(() => { if (!state.destroyed) stream.destroy(); });
    });
  };
  const later = (stream) => queueMicrotask(() => flow(stream));
  class ReadableClass extends Stream {
    constructor(options) {
      super(options);
      startReadable(this, options);
    }
    static from(source, options) {
      if (typeof source === 'string' || source instanceof Uint8Array) source = [source];
      const parts = source[Symbol.asyncIterator]?.() ?? source[Symbol.iterator]();
      return new Readable({
        objectMode: true, ...options,
        read() { Promise.resolve(parts.next()).then(async ({ done, value }) => this.push(done ? null : await value)).catch((error) => this.destroy(error)); },
      });
    }
    _read() { throw coded('ERR_METHOD_NOT_IMPLEMENTED', 'The _read() method is not implemented'); }
    push(chunk, encoding) {
      const state = started(this);
      state.isReading = false;
      if (chunk === null) state.isOver = true;
      else {
        const data = state.isObject ? chunk : bytes(chunk, encoding);
        if (state.isObject || data.length > 0) state.chunks.push(state.encoding && typeof data !== 'string' ? Buffer.from(data).toString(state.encoding) : data);
      }
      state.wake?.();
      if (state.flows) later(this);
      else if (this.listenerCount('readable') > 0) queueMicrotask(() => { this.emit('readable'); if (state.isOver) finish(this); });
      return true;
    }
    unshift(chunk) { started(this).chunks.unshift(chunk); }
    on(name, call) {
      super.on(name, call);
      const state = started(this);
      if (name === 'data' && state.flows !== false) this.resume();
      if (name === 'readable') queueMicrotask(() => (state.chunks.length > 0 ? this.emit('readable') : more(this)));
      return this;
    }
    resume() {
      started(this).flows = true;
      later(this);
      return this;
    }
    pause() {
      started(this).flows = false;
      return this;
    }
    isPaused() { return started(this).flows === false; }
    setEncoding(encoding) {
      started(this).encoding = encoding ?? 'utf8';
      return this;
    }
    read() {
      const state = started(this);
      if (state.chunks.length === 0) {
        if (state.isOver) finish(this);
        else more(this);
        if (state.chunks.length === 0) return null;
      }
      if (state.isObject) return state.chunks.shift();
      const all = state.chunks.splice(0);
      return typeof all[0] === 'string' ? all.join('') : Buffer.concat(all);
    }
    unpipe() {
      this.removeAllListeners('data');
      return this.pause();
    }
    get readableEnded() { return Boolean(started(this).hasEnded); }
    get readableFlowing() { return started(this).flows ?? null; }
    get readableLength() { return started(this).chunks.reduce((sum, chunk) => sum + (chunk.length ?? 1), 0); }
    get readableObjectMode() { return started(this).isObject; }
    get errored() { return started(this).error ?? null; }
    async toArray() { return Array.fromAsync(this); }
    async *[Symbol.asyncIterator]() {
      const state = started(this);
      // An error is thrown where it is waited for.
      super.on('error', () => {});
      for (;;) {
        while (state.chunks.length > 0) yield this.read();
        if (state.error) throw state.error;
        if (state.isOver) return finish(this);
        if (state.destroyed) throw coded('ERR_STREAM_PREMATURE_CLOSE', 'Premature close');
        const woken = new Promise((resolve) => { state.wake = resolve; });
        more(this);
        if (state.chunks.length === 0 && !state.isOver && !state.destroyed) await woken;
      }
    }
  }
  const Readable = callable(ReadableClass, startReadable);

  const startWritable = (stream, options = {}) => {
    started(stream).decodes = options?.decodeStrings !== false && !options?.objectMode && !options?.writableObjectMode;
    if (options?.autoDestroy === false) started(stream).stays = true;
    take(stream, options, ['write', 'writev', 'final', 'destroy']);
    stream.writable = true;
  };
  // One chunk after the other.
  const next = (stream) => {
    const state = started(stream);
    if (state.isWriting || state.destroyed) return;
    const first = state.queue.shift();
    if (first === undefined) return close(stream);
    state.isWriting = true;
    const done = (error) => queueMicrotask(() => {
      state.isWriting = false;
      first.call?.(error ?? null);
      if (error) stream.destroy(error);
      else next(stream);
    });
    try {
      if (stream._writev && !Object.hasOwn(stream, '_write') && stream._write === WritableClass.prototype._write) stream._writev([first], done);
      else stream._write(first.chunk, first.encoding, done);
    } catch (error) {
      done(error);
    }
  };
  const close = (stream) => {
    const state = started(stream);
    if (!state.isEnding || state.isClosing) return;
    state.isClosing = true;
    const over = (error) => {
      if (error) return stream.destroy(error);
      state.hasFinished = true;
      queueMicrotask(() => {
        stream.emit('finish');
        if (!stream.readable && !state.stays) queueMicrotask(() => { if (!state.destroyed) stream.destroy(); });
      });
    };
    if (stream._final) stream._final(over);
    else over();
  };
  class WritableClass extends Stream {
    constructor(options) {
      super(options);
      startWritable(this, options);
    }
    _write(chunk, encoding, done) { done(coded('ERR_METHOD_NOT_IMPLEMENTED', 'The _write() method is not implemented')); }
    write(chunk, encoding, done) {
      const state = started(this);
      const call = typeof encoding === 'function' ? encoding : done;
      if (state.isEnding) {
        const error = coded('ERR_STREAM_WRITE_AFTER_END', 'write after end');
        queueMicrotask(() => call?.(error));
        this.destroy(error);
        return false;
      }
      const data = state.decodes === false ? chunk : bytes(chunk, encoding);
      state.queue.push({ chunk: data, encoding: data instanceof Uint8Array ? 'buffer' : encoding, call });
      next(this);
      return true;
    }
    end(chunk, encoding, done) {
      const call = [chunk, encoding, done].find((one) => typeof one === 'function');
      if (call) this.once('finish', call);
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, encoding);
      started(this).isEnding = true;
      next(this);
      return this;
    }
    cork() {}
    uncork() {}
    setDefaultEncoding() { return this; }
    get writableEnded() { return Boolean(started(this).isEnding); }
    get writableFinished() { return Boolean(started(this).hasFinished); }
    get writableLength() { return 0; }
    get writableNeedDrain() { return false; }
  }
  const Writable = callable(WritableClass, startWritable);

  const startDuplex = (stream, options = {}) => {
    startReadable(stream, options);
    startWritable(stream, options);
  };
  class DuplexClass extends Readable {
    constructor(options) {
      super(options);
      startWritable(this, options);
    }
  }
  for (const name of ['_write', 'write', 'end', 'cork', 'uncork', 'setDefaultEncoding', 'writableEnded', 'writableFinished', 'writableLength', 'writableNeedDrain']) {
    Object.defineProperty(DuplexClass.prototype, name, Object.getOwnPropertyDescriptor(WritableClass.prototype, name));
  }
  const Duplex = callable(DuplexClass, startDuplex);
  const startTransform = (stream, options = {}) => {
    startDuplex(stream, options);
    take(stream, options, ['transform', 'flush']);
  };
  class TransformClass extends Duplex {
    constructor(options) {
      super(options);
      take(this, options, ['transform', 'flush']);
    }
    _read() {}
    _transform(chunk, encoding, done) { done(coded('ERR_METHOD_NOT_IMPLEMENTED', 'The _transform() method is not implemented')); }
    _write(chunk, encoding, done) {
      this._transform(chunk, encoding, (error, made) => {
        if (made !== undefined && made !== null) this.push(made);
        done(error);
      });
    }
    _final(done) {
      const over = (error, made) => {
        if (made !== undefined && made !== null) this.push(made);
        if (!error) this.push(null);
        done(error);
      };
      if (this._flush) this._flush(over);
      else over();
    }
  }
  const Transform = callable(TransformClass, startTransform);
  class PassThroughClass extends Transform {
    _transform(chunk, encoding, done) { done(null, chunk); }
  }
  const PassThrough = callable(PassThroughClass, startTransform);
  return { Stream, Readable, Writable, Duplex, Transform, PassThrough, started, coded };
}
