// Events and streams as far as packages carry data in them: (kit) => { module, stream }.
(kit) => {
  'use strict';
  const { lacking, part } = kit;
  class EventEmitter {
    #of(name) {
      this._events ??= Object.create(null);
      return (this._events[name] ??= []);
    }
    on(name, call) {
      this.#of(name).push(call);
      return this;
    }
    addListener(name, call) { return this.on(name, call); }
    prependListener(name, call) {
      this.#of(name).unshift(call);
      return this;
    }
    once(name, call) {
      const once = (...args) => {
        this.off(name, once);
        call.apply(this, args);
      };
      once.listener = call;
      return this.on(name, once);
    }
    off(name, call) {
      const calls = this.#of(name);
      const at = calls.findIndex((one) => one === call || one.listener === call);
      if (at >= 0) calls.splice(at, 1);
      return this;
    }
    removeListener(name, call) { return this.off(name, call); }
    removeAllListeners(name) {
      if (name === undefined) this._events = Object.create(null);
      else this.#of(name).length = 0;
      return this;
    }
    emit(name, ...args) {
      const calls = [...this.#of(name)];
      if (name === 'error' && calls.length === 0) throw args[0] instanceof Error ? args[0] : new Error(`Unhandled error. (${args[0]})`);
      for (const call of calls) call.apply(this, args);
      return calls.length > 0;
    }
    listeners(name) { return this.#of(name).map((one) => one.listener ?? one); }
    listenerCount(name) { return this.#of(name).length; }
    eventNames() { return Object.keys(this._events ?? {}); }
    setMaxListeners() { return this; }
    getMaxListeners() { return 10; }
  }
  const once = (emitter, name) => new Promise((resolve, reject) => {
    emitter.once(name, (...args) => resolve(args));
    if (name !== 'error') emitter.once('error', reject);
  });
  const module = Object.assign(EventEmitter, { EventEmitter, once, defaultMaxListeners: 10 });

  class Stream extends EventEmitter {
    pipe(target) {
      this.on('data', (chunk) => target.write(chunk));
      this.on('end', () => target.end?.());
      return target;
    }
    destroy(error) {
      this.destroyed = true;
      if (error) queueMicrotask(() => this.emit('error', error));
      queueMicrotask(() => this.emit('close'));
      return this;
    }
  }
  class Readable extends Stream {
    #chunks = [];
    #isOver = false;
    #flows = false;
    constructor(options = {}) {
      super();
      if (options.read) this._read = options.read;
      this.readable = true;
    }
    static from(source) {
      const made = new Readable();
      const parts = typeof source === 'string' || source instanceof Uint8Array ? [source] : source;
      (async () => {
        for await (const chunk of parts) made.push(chunk);
        made.push(null);
      })().catch((error) => made.destroy(error));
      return made;
    }
    _read() {}
    push(chunk, encoding) {
      if (chunk === null) this.#isOver = true;
      else this.#chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
      if (this.#flows) queueMicrotask(() => this.#flow());
      else queueMicrotask(() => this.emit('readable'));
      return true;
    }
    #flow() {
      while (this.#chunks.length > 0) this.emit('data', this.#chunks.shift());
      if (this.#isOver && !this.readableEnded) {
        this.readableEnded = true;
        this.emit('end');
        this.emit('close');
      } else if (!this.#isOver) this._read();
    }
    on(name, call) {
      super.on(name, call);
      if (name === 'data') this.resume();
      return this;
    }
    resume() {
      this.#flows = true;
      queueMicrotask(() => this.#flow());
      return this;
    }
    pause() {
      this.#flows = false;
      return this;
    }
    setEncoding() { return this; }
    read() { return this.#chunks.shift() ?? null; }
    async *[Symbol.asyncIterator]() {
      for (;;) {
        while (this.#chunks.length > 0) yield this.#chunks.shift();
        if (this.#isOver) return;
        this._read();
        if (this.#chunks.length === 0 && !this.#isOver) await new Promise((resolve) => { this.once('readable', resolve); });
      }
    }
  }
  class Writable extends Stream {
    constructor(options = {}) {
      super();
      if (options.write) this._write = options.write;
      if (options.final) this._final = options.final;
      this.writable = true;
    }
    write(chunk, encoding, done) {
      const call = typeof encoding === 'function' ? encoding : done;
      const data = typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? encoding : undefined) : chunk;
      this._write?.(data, encoding, (error) => {
        if (error) this.destroy(error);
        call?.(error);
      });
      return true;
    }
    end(chunk, encoding, done) {
      if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this.write(chunk, encoding);
      const over = () => {
        this.writableEnded = true;
        queueMicrotask(() => {
          this.emit('finish');
          this.emit('close');
        });
        [chunk, encoding, done].find((one) => typeof one === 'function')?.();
      };
      if (this._final) this._final(over);
      else over();
      return this;
    }
  }
  class Duplex extends Readable {
    constructor(options = {}) {
      super(options);
      if (options.write) this._write = options.write;
      if (options.final) this._final = options.final;
      this.writable = true;
    }
  }
  for (const name of ['write', 'end']) Duplex.prototype[name] = Writable.prototype[name];
  class Transform extends Duplex {
    constructor(options = {}) {
      super(options);
      if (options.transform) this._transform = options.transform;
      if (options.flush) this._flush = options.flush;
    }
    _write(chunk, encoding, done) {
      this._transform(chunk, encoding, (error, made) => {
        if (made !== undefined && made !== null) this.push(made);
        done(error);
      });
    }
    _final(done) {
      const over = () => {
        this.push(null);
        done();
      };
      if (!this._flush) return over();
      this._flush((error, made) => {
        if (made !== undefined && made !== null) this.push(made);
        over();
      });
    }
  }
  class PassThrough extends Transform {
    _transform(chunk, encoding, done) { done(null, chunk); }
  }
  const pipeline = async (...streams) => {
    const last = streams.reduce((from, to) => from.pipe(to));
    await new Promise((resolve, reject) => {
      for (const stream of streams) stream.on('error', reject);
      last.on('finish', resolve);
    });
  };
  const stream = Object.assign(Stream, {
    Stream, Readable, Writable, Duplex, Transform, PassThrough, promises: lacking('stream/promises', { pipeline, finished: (one) => once(one, 'close') }),
    pipeline: (...args) => { const done = args.pop(); pipeline(...args).then(() => done(), done); },
    finished: (one, done) => { one.on('end', () => done()); one.on('finish', () => done()); one.on('error', done); },
  });
  // All bytes of a stream.
  const collect = async (source) => {
    const chunks = [];
    for await (const chunk of source) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return Buffer.concat(chunks);
  };
  return { module, stream, collect };
}
