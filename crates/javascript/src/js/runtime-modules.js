// Modules of Node.js about the program itself, its threads and its connections: (kit) => makers by name.
(kit) => {
  'use strict';
  const { part, ask, absent, lacking, shown } = kit;
  class AsyncLocalStorage {
    static bind(call) { return call; }
    static snapshot() { return (call, ...args) => call(...args); }
    // What is started with a store has it until it is over; code that is started meanwhile sees it as well.
    run(store, call, ...args) {
      const before = this.store;
      const over = () => { if (this.store === store) this.store = before; };
      this.store = store;
      let isLater = false;
      try {
        const made = call(...args);
        if (typeof made?.then === 'function') {
          isLater = true;
          made.then(over, over);
        }
        return made;
      } finally {
        if (!isLater) this.store = before;
      }
    }
    exit(call, ...args) { return this.run(undefined, call, ...args); }
    disable() { this.store = undefined; }
    getStore() { return this.store; }
    enterWith(store) { this.store = store; }
  }
  // Libraries tell each other what they do; nobody outside the realm listens.
  const diagnostics = () => {
    const channels = new Map();
    class Channel {
      constructor(name) { Object.assign(this, { name, listeners: [] }); }
      get hasSubscribers() { return this.listeners.length > 0; }
      subscribe(listener) { this.listeners = [...this.listeners, listener]; }
      unsubscribe(listener) {
        const before = this.listeners;
        this.listeners = before.filter((one) => one !== listener);
        return before.length > this.listeners.length;
      }
      publish(message) { for (const listener of this.listeners) listener(message, this.name); }
    }
    const channel = (name) => {
      if (!channels.has(name)) channels.set(name, new Channel(name));
      return channels.get(name);
    };
    const tracingChannel = (name) => {
      const [start, end, asyncStart, asyncEnd, error] = ['start', 'end', 'asyncStart', 'asyncEnd', 'error'].map((event) => channel(`tracing:${name}:${event}`));
      const traced = { start, end, asyncStart, asyncEnd, error };
      return lacking('diagnostics_channel.tracingChannel', {
        ...traced,
        get hasSubscribers() { return Object.values(traced).some((one) => one.hasSubscribers); },
        traceSync(call, message = {}, self = undefined, ...args) {
          start.publish(message);
          try {
            message.result = call.apply(self, args);
            return message.result;
          } catch (thrown) {
            message.error = thrown;
            error.publish(message);
            throw thrown;
          } finally {
            end.publish(message);
          }
        },
      });
    };
    return lacking('diagnostics_channel', {
      Channel, channel, tracingChannel, hasSubscribers: (name) => channel(name).hasSubscribers,
      subscribe: (name, listener) => channel(name).subscribe(listener), unsubscribe: (name, listener) => channel(name).unsubscribe(listener),
    });
  };

  // Where `thread-stream` (of pino) sends lines to a thread of its own: here they are the host's to log.
  const threadStream = () => class ThreadStream extends part('events').module {
    constructor() {
      super();
      Object.assign(this, { ready: true, destroyed: false, closed: false, writable: true });
      queueMicrotask(() => this.emit('ready'));
    }
    write(line) {
      ask('print', 'info', shown(line).trimEnd().slice(0, 10000));
      return true;
    }
    end() {
      Object.assign(this, { destroyed: true, closed: true, writable: false });
      queueMicrotask(() => this.emit('close'));
    }
    flush(done) { done?.(); }
    flushSync() {}
    emit(name, ...args) { return name === 'message' ? false : super.emit(name, ...args); }
    ref() { return this; }
    unref() { return this; }
  };

  // Names of HTTP/2 as the protocol has them; there are no connections.
  const NGHTTP2 = [
    'NO_ERROR', 'PROTOCOL_ERROR', 'INTERNAL_ERROR', 'FLOW_CONTROL_ERROR', 'SETTINGS_TIMEOUT', 'STREAM_CLOSED', 'FRAME_SIZE_ERROR',
    'REFUSED_STREAM', 'CANCEL', 'COMPRESSION_ERROR', 'CONNECT_ERROR', 'ENHANCE_YOUR_CALM', 'INADEQUATE_SECURITY', 'HTTP_1_1_REQUIRED',
  ];
  const PSEUDO = ['STATUS', 'METHOD', 'AUTHORITY', 'SCHEME', 'PATH', 'PROTOCOL'];
  const constants = new Proxy({}, {
    get: (_, name) => {
      const [, kind, rest] = /^(HTTP2_HEADER|HTTP2_METHOD|NGHTTP2|HTTP_STATUS)_(.+)$/.exec(String(name)) ?? [];
      if (kind === 'HTTP2_HEADER') return PSEUDO.includes(rest) ? `:${rest.toLowerCase()}` : rest.toLowerCase().replace(/_/g, '-');
      if (kind === 'HTTP2_METHOD') return rest.replace(/_/g, '-');
      if (kind === 'NGHTTP2' && NGHTTP2.includes(rest)) return NGHTTP2.indexOf(rest);
      const status = kind === 'HTTP_STATUS' ? Object.entries(part('client').STATUS_CODES).find(([, text]) => text.toUpperCase().replace(/[^A-Z]+/g, '_') === rest) : undefined;
      return status && Number(status[0]);
    },
  });

  // Code of a text: it runs among the other code of the package, and finds the members of its context first.
  const vm = () => {
    const contexts = new WeakSet();
    const createContext = (context = {}) => {
      contexts.add(context);
      return context;
    };
    const inside = (source, context) => {
      const found = new Proxy(context, {
        has: (target, name) => typeof name === 'string' && name !== 'arguments' && (name in target || !(name in globalThis)),
        get: (target, name) => {
          if (name === Symbol.unscopables) return undefined;
          if (!(name in target)) throw new ReferenceError(`${String(name)} is not defined`);
          return target[name];
        },
      });
      return new Function('with (arguments[0]) { return eval(arguments[1]); }')(found, source);
    };
    class Script {
      #source;
      constructor(source) {
        new Function(`return () => {${source}\n}`);
        this.#source = String(source);
      }
      runInThisContext() { return (0, eval)(this.#source); }
      runInContext(context) { return inside(this.#source, context); }
      runInNewContext(context = {}) { return inside(this.#source, context); }
    }
    return lacking('vm', {
      Script, createContext, isContext: (value) => contexts.has(value),
      runInThisContext: (source) => (0, eval)(source),
      runInContext: (source, context) => inside(source, context),
      runInNewContext: (source, context = {}) => inside(source, context),
    });
  };
  const workers = () => lacking('worker_threads', { isMainThread: true, threadId: 0, parentPort: null, workerData: null, resourceLimits: {}, SHARE_ENV: Symbol.for('nodejs.worker_threads.SHARE_ENV'), MessageChannel, MessagePort,
    markAsUncloneable() {}, markAsUntransferable() {}, isMarkedAsUntransferable: () => false, setEnvironmentData() {}, getEnvironmentData() {} });
  const builtinModules = [
    'assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'crypto', 'dgram', 'diagnostics_channel', 'dns', 'events', 'fs', 'http',
    'http2', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'querystring', 'readline', 'stream', 'string_decoder', 'timers', 'tls',
    'tty', 'url', 'util', 'v8', 'vm', 'worker_threads', 'zlib',
  ];
  const modules = () => {
    const { createRequire, Module } = part('require');
    return Object.assign(Module, { createRequire, Module, builtinModules, isBuiltin: (name) => builtinModules.includes(String(name).replace(/^node:/, '')) });
  };
  return {
    __proto__: null, diagnostics_channel: diagnostics, vm, worker_threads: workers, module: modules, 'thread-stream': threadStream,
    async_hooks: () => lacking('async_hooks', {
      AsyncLocalStorage,
      AsyncResource: class { runInAsyncScope(call, self, ...args) { return call.apply(self, args); } },
      executionAsyncId: () => 1, triggerAsyncId: () => 0, createHook: () => ({ enable() { return this; }, disable() { return this; } }),
    }),
    perf_hooks: () => lacking('perf_hooks', { performance: globalThis.performance, PerformanceObserver: class { observe() {} disconnect() {} } }),
    zlib: () => part('zlib'),
    http: () => part('client').http,
    https: () => part('client').https,
    http2: () => lacking('http2', { constants }),
  };
}
