// What programs find beside the language: (ask, later, tools, kit, load) => undefined. `later(operation, …)` gives a
// promise, `kit` is what the setup of expressions has made, `load` gives what another file makes.
(ask, later, tools, kit, load) => {
  'use strict';
  const { own, hide, failureOf } = kit;
  const { defineProperty, ownKeys, getOwnPropertyDescriptor } = Reflect;
  const { InternalError } = globalThis;
  for (const key of ownKeys(own)) defineProperty(globalThis, key, { ...getOwnPropertyDescriptor(own, key), enumerable: false, configurable: true });

  // Text does not become code, as under n8n's own runner.
  const refuseText = function () { throw new EvalError('Code generation from strings disallowed for this context'); };
  for (const sample of [function () {}, async function () {}, function* () {}, async function* () {}]) {
    const prototype = Reflect.getPrototypeOf(sample);
    const Refused = function () { refuseText(); };
    defineProperty(Refused, 'prototype', { value: prototype, writable: false });
    hide(prototype, 'constructor', Refused);
    if (sample instanceof Object && prototype === Function.prototype) hide(globalThis, 'Function', Refused);
  }
  hide(globalThis, 'eval', refuseText);

  const errors = load('errors')(hide, undefined, load('iterable'));

  // The item at hand, and input items as they were made: a program finds its own changes again.
  let index = 0, count = 0, isStream = false, mode = '';
  let items = [], isWhole = false, known = new Map();
  const item = (at) => {
    if (at in items) return items[at];
    return at < count ? (items[at] = ask('item', at)) : undefined;
  };
  // Of a stream only some items are at hand.
  const whole = (name) => {
    if (isStream) throw new Error(`${name} is not available where items come as a stream`);
  };
  const all = (name = '$input.all()') => {
    whole(name);
    if (!isWhole) for (let at = 0; at < count; at++) item(at);
    isWhole = true;
    return items;
  };
  const input = {
    all: () => all(),
    first: () => (whole('$input.first()'), item(0)),
    last: () => (whole('$input.last()'), item(count - 1)),
    get item() { return item(index); },
    get params() { return ask('variable', '$input', 'params', index); },
    get context() { return ask('variable', '$input', 'context', index); },
  };

  // A global that is worked out when it is first used for an item, and can be written over.
  const lazily = (name, get) => defineProperty(globalThis, name, {
    get,
    set(value) { defineProperty(globalThis, name, { value, writable: true, enumerable: true, configurable: true }); },
    enumerable: false,
    configurable: true,
  });
  const variable = (name, otherwise) => lazily(name, () => {
    if (!known.has(name)) known.set(name, ask('variable', name, undefined, index) ?? otherwise?.());
    return known.get(name);
  });
  lazily('$input', () => input);
  lazily('$json', () => item(index)?.json);
  lazily('$data', () => item(index)?.json);
  lazily('$binary', () => item(index)?.binary ?? {});
  lazily('$itemIndex', () => index);
  lazily('$position', () => index);
  lazily('$thisItem', () => item(index));
  variable('$execution', () => ({ mode }));
  variable('$vars', () => ({}));
  for (const name of [
    '$agentInfo', '$env', '$executionId', '$mode', '$node', '$nodeId', '$nodeVersion', '$now', '$parameter', '$prevNode',
    '$rawParameter', '$resumeWebhookUrl', '$runIndex', '$secrets', '$thisRunIndex', '$today', '$webhookId', '$workflow',
  ]) variable(name);
  for (const name of ['DateTime', 'Duration', 'Interval', '$jmespath', '$jmesPath']) {
    let made;
    lazily(name, () => (made ??= ask('variable', name)));
  }
  for (const name of ['$', '$item', '$items', '$getPairedItem']) {
    const call = (...args) => ask('call', name, args, index);
    lazily(name, () => call);
  }
  // Without an index it is for the item at hand.
  const evaluate = (text, at) => ask('call', '$evaluateExpression', [text, at || index], index);
  lazily('$evaluateExpression', () => evaluate);

  // What the node keeps for its next run; handed back at the end, if it was asked for.
  let kept;
  const staticData = (type) => {
    if (type === 'node') return (kept ??= ask('kept'));
    if (type !== 'global') throw new Error(`Unknown context type. Only 'global' and 'node' are supported.`);
    throw new Error("Static data is kept for each node only: use $getWorkflowStaticData('node') instead of 'global'");
  };
  hide(globalThis, '$getWorkflowStaticData', staticData);
  hide(globalThis, 'getWorkflowStaticData', staticData);

  // Files that are read when something of them is first used.
  const parts = new Map();
  const part = (name) => {
    if (!parts.has(name)) parts.set(name, load(name)(ask, part, shown));
    return parts.get(name);
  };
  const members = {
    buffer: ['Buffer', 'TextEncoder', 'TextDecoder'], url: ['URL', 'URLSearchParams'], modules: ['require', 'structuredClone'],
  };
  for (const [file, names] of Object.entries(members)) for (const name of names) lazily(name, () => part(file)[name]);

  // Timers, and what is printed.
  const print = (level) => (...values) => ask('print', level, values.map(shown).join(' '));
  const shown = (value) => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return String(value.stack ?? value);
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };
  const levels = { log: 'info', info: 'info', warn: 'warn', error: 'error', debug: 'debug', trace: 'debug', dir: 'info', table: 'info' };
  const console = {};
  for (const [name, level] of Object.entries(levels)) console[name] = print(level);
  hide(globalThis, 'console', console);
  let timers = 0;
  const running = new Set();
  const timed = (repeats) => (callback, time, ...args) => {
    if (typeof callback !== 'function') throw new TypeError('The "callback" argument must be of type function.');
    const id = ++timers;
    const wait = Math.max(Number(time) || 0, 1);
    running.add(id);
    const run = () => later('sleep', wait).then(() => {
      if (!running.has(id)) return;
      if (repeats) run();
      else running.delete(id);
      callback(...args);
    });
    run();
    return id;
  };
  const stop = (id) => { running.delete(id); };
  hide(globalThis, 'setTimeout', timed(false));
  hide(globalThis, 'setInterval', timed(true));
  hide(globalThis, 'setImmediate', (callback, ...args) => setTimeout(callback, 0, ...args));
  for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) hide(globalThis, name, stop);

  // What was thrown: which of the other side's errors it is, its name, what it says, and where.
  const describe = (thrown) => {
    const isInternal = thrown instanceof InternalError;
    if (thrown === null || (isInternal && thrown.message === 'out of memory')) throw thrown;
    const isObject = typeof thrown === 'object' || typeof thrown === 'function';
    if (!(thrown instanceof Error)) {
      const message = typeof thrown === 'string' ? thrown : (isObject && JSON.stringify(thrown)) || String(thrown);
      return [undefined, '', message, ''];
    }
    return [failureOf(thrown), isInternal ? 'RangeError' : String(thrown.name), String(thrown.message), String(thrown.stack)];
  };

  // What takes a while: each helper is the other side's to know or to refuse.
  const given = (value) => (ArrayBuffer.isView(value) ? { $bytes: part('buffer').Buffer.from(part('buffer').viewOf(value)).toString('base64') } : value);
  const taken = (answer) => {
    if (answer?.$error) throw Object.assign(new Error(answer.$error.message), answer.$error);
    if (typeof answer?.$bytes === 'string') return part('buffer').Buffer.from(answer.$bytes, 'base64');
    if (typeof answer?.body?.$bytes === 'string') answer.body = taken(answer.body);
    return answer;
  };
  const within = (time, answer) => (time > 0 ? Promise.race([
    answer,
    later('sleep', time).then(() => { throw Object.assign(new Error(`timeout of ${time}ms exceeded`), { code: 'ECONNABORTED' }); }),
  ]) : answer);
  const call = (name) => async (...args) => {
    const [options] = args;
    const isRequest = name === 'httpRequest' && typeof options === 'object' && options !== null;
    if (isRequest) args[0] = { ...options, body: given(options.body), timeout: undefined };
    return taken(await within(isRequest ? options.timeout : 0, later(name, args.map(given))));
  };
  const helpers = new Proxy({}, { get: (_, name) => (typeof name === 'symbol' || name === 'then' ? undefined : call(name)) });
  const self = { helpers, getWorkflowStaticData: staticData };
  lazily('$helpers', () => helpers);
  lazily('helpers', () => helpers);


  // Runs a program: over all items at once, or once for each.
  const run = async (program, settings) => {
    ({ count, mode } = settings);
    isStream = typeof settings.first === 'number';
    lazily(...(settings.each ? ['item', () => item(index)] : ['items', () => all('items')]));
    const [from, to] = settings.each ? [settings.first ?? 0, count] : [0, 1];
    for (let at = from; at < to; at++) {
      index = at;
      known = new Map();
      try {
        ask('done', at, await program.call(self));
      } catch (error) {
        ask('failed', at, describe(error));
        if (!settings.continues) break;
      }
      if (settings.each) items[at] = undefined;
    }
    if (kept) ask('keep', kept);
  };
  tools.push(errors.start, run);
}
