// Events: (kit) => { module }. Old libraries call the class without `new`, or take over its prototype alone.
(kit) => {
  'use strict';
  const { hide } = kit;
  const { hasOwn } = Object;
  // A class that can be called as a function on an object that is being made: then `start` does what its constructor does.
  kit.callable = (Class, start) => {
    const made = Object.setPrototypeOf(function (...given) {
      if (new.target) return Reflect.construct(Class, given, new.target);
      start(this, ...given);
    }, Class);
    Object.defineProperty(made, 'name', { value: Class.name });
    made.prototype = Class.prototype;
    hide(Class.prototype, 'constructor', made);
    return made;
  };
  const listeners = (emitter) => {
    if (!hasOwn(emitter, '_events') || !emitter._events) hide(emitter, '_events', Object.create(null));
    return emitter._events;
  };
  const of = (emitter, name) => (listeners(emitter)[name] ??= []);
  const errorMonitor = Symbol('events.errorMonitor');
  const add = (emitter, name, call, method) => {
    if (typeof call !== 'function') throw Object.assign(new TypeError('The "listener" argument must be of type function.'), { code: 'ERR_INVALID_ARG_TYPE' });
    if (listeners(emitter).newListener?.length > 0) emitter.emit('newListener', name, call.listener ?? call);
    of(emitter, name)[method](call);
    return emitter;
  };
  const wrapped = (emitter, name, call) => {
    const once = (...given) => {
      emitter.removeListener(name, once);
      call.apply(emitter, given);
    };
    return Object.assign(once, { listener: call });
  };
  class EventEmitter {
    constructor(options) { start(this, options); }
    on(name, call) { return add(this, name, call, 'push'); }
    addListener(name, call) { return this.on(name, call); }
    prependListener(name, call) { return add(this, name, call, 'unshift'); }
    once(name, call) { return this.on(name, wrapped(this, name, call)); }
    prependOnceListener(name, call) { return this.prependListener(name, wrapped(this, name, call)); }
    removeListener(name, call) {
      const calls = of(this, name);
      const at = calls.findLastIndex((one) => one === call || one.listener === call);
      if (at >= 0) {
        listeners(this)[name] = calls.toSpliced(at, 1);
        if (listeners(this).removeListener?.length > 0) this.emit('removeListener', name, call);
      }
      return this;
    }
    off(name, call) { return this.removeListener(name, call); }
    removeAllListeners(name) {
      if (name === undefined) hide(this, '_events', Object.create(null));
      else delete listeners(this)[name];
      return this;
    }
    emit(name, ...given) {
      if (name === 'error') for (const call of [...of(this, errorMonitor)]) call.apply(this, given);
      const calls = [...of(this, name)];
      if (name === 'error' && calls.length === 0) throw given[0] instanceof Error ? given[0] : Object.assign(new Error(`Unhandled error. (${given[0]})`), { context: given[0], code: 'ERR_UNHANDLED_ERROR' });
      for (const call of calls) call.apply(this, given);
      return calls.length > 0;
    }
    listeners(name) { return of(this, name).map((one) => one.listener ?? one); }
    rawListeners(name) { return [...of(this, name)]; }
    listenerCount(name) { return of(this, name).length; }
    eventNames() { return Reflect.ownKeys(listeners(this)).filter((name) => of(this, name).length > 0); }
    setMaxListeners() { return this; }
    getMaxListeners() { return 10; }
  }
  const start = (emitter) => { listeners(emitter); };
  const once = (emitter, name) => new Promise((resolve, reject) => {
    if (typeof emitter.addEventListener === 'function') {
      emitter.addEventListener(name, (event) => resolve([event]), { once: true });
      return;
    }
    const failed = (error) => {
      emitter.removeListener(name, done);
      reject(error);
    };
    const done = (...given) => {
      emitter.removeListener('error', failed);
      resolve(given);
    };
    emitter.once(name, done);
    if (name !== 'error') emitter.once('error', failed);
  });
  async function* on(emitter, name) {
    const waiting = [];
    let wake;
    emitter.on(name, (...given) => {
      waiting.push(given);
      wake?.();
    });
    for (;;) {
      while (waiting.length > 0) yield waiting.shift();
      await new Promise((resolve) => { wake = resolve; });
    }
  }
  const module = kit.callable(EventEmitter, start);
  Object.assign(module, {
    EventEmitter: module, once, on, errorMonitor, defaultMaxListeners: 10, captureRejectionSymbol: Symbol.for('nodejs.rejection'), captureRejections: false,
    setMaxListeners() {}, getEventListeners: (emitter, name) => emitter.listeners?.(name) ?? [], listenerCount: (emitter, name) => emitter.listenerCount(name),
  });
  return { module };
}
