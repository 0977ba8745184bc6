// What packages find beside the language, once for a realm: (ask, later, tools, load) => undefined. `ask(operation, …)` is
// answered at once, `later(operation, request)` gives a promise, `load` gives what another file makes.
(ask, later, tools, load) => {
  'use strict';
  const { defineProperty } = Reflect;
  const hide = (object, key, value) => defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });

  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return String(value.stack ?? value);
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };
  // What is not there is refused when it is used, not when it is looked at.
  const absent = (name) => {
    const refuse = () => { throw new Error(`${name} is not available to packages`); };
    return new Proxy(function () {}, {
      apply: refuse,
      construct: refuse,
      get(target, key) {
        if (['prototype', 'length', 'name'].includes(key)) return target[key];
        if (key === Symbol.toPrimitive || key === 'toString') return refuse;
        if (typeof key === 'symbol' || key === 'then' || key === '__esModule') return undefined;
        return absent(key === 'default' ? name : `${name}.${key}`);
      },
      set: refuse,
    });
  };
  // With `known`, only these names are refused; others are undefined, as where n8n does not have them either.
  const lacking = (name, members, known = undefined) => new Proxy(members, {
    get(target, key) {
      const isThere = key in target || typeof key === 'symbol' || ['then', 'toJSON', '__esModule'].includes(key);
      return isThere || known?.includes(key) === false ? target[key] : absent(`${name}.${key}`);
    },
  });

  // A function that gives its answer to a callback, the last argument.
  const calledBack = (work) => (...given) => {
    const call = given.pop();
    queueMicrotask(() => {
      let answer;
      try {
        answer = [null, work(...given)];
      } catch (error) {
        answer = [error];
      }
      call(...answer);
    });
  };

  const kit = { ask, later, hide, load, shown, absent, lacking, calledBack };
  const makers = {
    buffer: (make) => make(ask),
    url: (make) => make(ask),
    errors: (make) => make(hide, codeOf, load('iterable')),
    modules: (make) => make(ask, part, shown, absent),
  };
  const parts = new Map();
  const part = (name) => {
    if (!parts.has(name)) parts.set(name, (makers[name] ?? ((make) => make(kit)))(load(name)));
    return parts.get(name);
  };
  kit.part = part;

  const codes = new Map();
  const codeOf = (file) => {
    if (typeof file !== 'string' || file[0] !== '/') return undefined;
    if (codes.has(file)) return codes.get(file);
    const before = ask('loaded', file);
    const code = before === undefined ? undefined : {
      before,
      shown: file.slice(1),
      get lines() { return (this.made ??= (ask('text', file) ?? '').split('\n')); },
      get isOneLine() { return this.lines.slice(1).every((line) => line.trim() === ''); },
    };
    if (code) codes.set(file, code);
    return code;
  };
  part('errors');

  const lazily = (name, get) => defineProperty(globalThis, name, {
    get,
    set(value) { defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true }); },
    enumerable: false,
    configurable: true,
  });
  const globals = {
    buffer: ['Buffer', 'TextEncoder', 'TextDecoder'],
    url: ['URL', 'URLSearchParams'],
    modules: ['structuredClone'],
    locale: ['Intl'],
    subtle: ['CryptoKey'],
    form: ['Blob', 'File', 'FormData'],
    web: ['fetch', 'Headers', 'Request', 'Response', 'AbortController', 'AbortSignal', 'Event', 'CustomEvent', 'MessageEvent', 'CloseEvent', 'ErrorEvent', 'EventTarget', 'DOMException', 'crypto', 'performance'],
  };
  for (const [file, names] of Object.entries(globals)) for (const name of names) lazily(name, () => part(file)[name]);
  for (const name of ['WebSocket', 'WebAssembly', 'Worker', 'ReadableStream', 'WritableStream', 'TransformStream', 'CompressionStream', 'DecompressionStream', 'BroadcastChannel', 'MessageChannel', 'MessagePort', 'EventSource']) if (!(name in globalThis)) lazily(name, () => absent(name));

  const { toString: dateText } = Date.prototype;
  hide(Date.prototype, 'toString', { toString() { return dateText.call(this).replace(/(GMT\+0000)$/, '$1 (Coordinated Universal Time)'); } }.toString);
  // The engine's own know no languages.
  for (const [prototype, names] of [
    [Number.prototype, ['toLocaleString']], [Date.prototype, ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']],
    [String.prototype, ['localeCompare', 'toLocaleUpperCase', 'toLocaleLowerCase']],
  ]) {
    for (const name of names) {
      const call = { [name](...given) {
        part('locale');
        return Reflect.apply(prototype[name], this, given);
      } }[name];
      hide(prototype, name, call);
    }
  }

  // Timers, and what is printed.
  const levels = { log: 'info', info: 'info', warn: 'warn', error: 'error', debug: 'debug', trace: 'debug', dir: 'info', table: 'info' };
  const console = {};
  for (const [name, level] of Object.entries(levels)) console[name] = (...values) => { ask('print', level, values.map(shown).join(' ').slice(0, 10000)); };
  for (const name of ['time', 'timeEnd', 'timeLog', 'group', 'groupEnd', 'groupCollapsed', 'assert', 'count', 'clear']) console[name] = () => {};
  hide(globalThis, 'console', console);
  let timers = 0;
  const running = new Map();
  class Timer {
    constructor(id) { this.id = id; }
    ref() { return this; }
    unref() { return this; }
    hasRef() { return true; }
    refresh() { return this; }
    [Symbol.toPrimitive]() { return this.id; }
  }
  const timed = (repeats) => (callback, time, ...args) => {
    if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function.');
    const id = ++timers;
    const wait = Math.max(Number(time) || 0, 1);
    const run = () => {
      running.set(id, ask('timer'));
      later('timer', [running.get(id), wait]).then((isOver) => {
        if (!isOver || !running.has(id)) return;
        if (repeats) run();
        else running.delete(id);
        callback(...args);
      });
    };
    run();
    return new Timer(id);
  };
  // A stopped timer is not waited for.
  const stop = (timer) => {
    const id = timer instanceof Timer ? timer.id : timer;
    if (running.has(id)) ask('stopTimer', running.get(id));
    running.delete(id);
  };
  hide(globalThis, 'setTimeout', timed(false));
  hide(globalThis, 'setInterval', timed(true));
  hide(globalThis, 'setImmediate', (callback, ...args) => setTimeout(callback, 0, ...args));
  for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) hide(globalThis, name, stop);
  hide(globalThis, 'queueMicrotask', (callback) => { Promise.resolve().then(callback); });
  hide(globalThis, 'global', globalThis);
  hide(globalThis, 'self', globalThis);
  hide(globalThis, 'process', part('process'));

  // V8's words for text that is not JSON.
  const { parse } = JSON;
  kit.jsonOr = (text, otherwise) => {
    try {
      return parse(text);
    } catch {
      return otherwise;
    }
  };
  hide(JSON, 'parse', { parse(text, reviver) {
    try {
      return parse(text, reviver);
    } catch (error) {
      const said = error instanceof SyntaxError ? ask('jsonError', String(text)) : undefined;
      throw said === undefined ? error : new SyntaxError(said);
    }
  } }.parse);

  tools.push((name, input) => part('call')(name, input));
}
