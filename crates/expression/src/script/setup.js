// Prepares a context, once: (ask, tools, roots, names, lazy, library, load) => kit. `ask(operation, …)` asks
// the other side, `tools` takes functions for it, `roots` what is to be frozen. A context for programs
// (`names.isProgram`) lacks nothing of the language; its setup goes on with the kit.
(ask, tools, roots, names, lazyOf, library, load) => {
  'use strict';
  const { isProgram } = names;
  const { hasOwn, getOwnPropertyDescriptor, getPrototypeOf, defineProperty } = Object;
  const { apply } = Reflect;
  const ObjectPrototype = Object.prototype;
  const NativeDate = Date;
  const NativePromise = Promise;
  const { InternalError } = globalThis;
  const lazy = lazyOf(ask);
  const hide = (object, key, value) => defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });

  const errors = { Error, TypeError, SyntaxError, EvalError, RangeError, ReferenceError, URIError };
  const error = (name, message) => {
    const made = new (hasOwn(errors, name) ? errors[name] : Error)(message);
    if (!hasOwn(errors, name)) made.name = name;
    return made;
  };
  // Errors of n8n's own: they reach the user unless the expression catches them.
  const failures = new WeakMap();
  const failure = (index, name, message) => {
    const made = error(name, message);
    if (index !== undefined && index !== null) failures.set(made, index);
    return made;
  };
  // What Node.js has no limit for, or a wider one: nothing that an expression may take for its own error. '' is memory;
  // expressions cannot name that class, and where some functions run out of it, what they throw is no value at all.
  const limits = [
    [RangeError, 'too many arguments in function call', () => 'A call with more than 65,535 arguments is not supported; use reduce instead of spreading the list'],
    [RangeError, 'BigInt is too large', () => 'A BigInt with more than a million bits is not supported'],
    ...['stack overflow', 'too many captures', 'too many ranges', 'too many named groups', 'too many imbricated quantifiers'].map((fault) => [
      SyntaxError, fault, () => `The regular expression is too large for the JavaScript engine (${fault === 'stack overflow' ? 'it nests too deep' : fault})`,
    ]),
  ];
  const limitOf = (thrown) => {
    if (typeof thrown === 'unknown' || thrown instanceof InternalError) return '';
    const found = thrown instanceof Error && limits.find(([Class, start]) => thrown instanceof Class && startsWith(thrown.message, start));
    return found ? found[2]() : undefined;
  };
  const startsWith = (text, start) => typeof text === 'string' && text.slice(0, start.length) === start;
  // V8's words, where the engine has others for the same.
  const words = [
    [/^cannot read property '(.*)' of (null|undefined)$/s, 'Cannot read properties of $2 (reading \'$1\')'],
    [/^Cannot read properties of (null|undefined) \(reading 'Symbol\.iterator'\)$/, '$1 is not iterable'],
    [/^cannot set property '(.*)' of (null|undefined)$/s, 'Cannot set properties of $2 (setting \'$1\')'],
    [/^'.*' is read-only$/s, 'Assignment to constant variable.'],
    [/^this is not initialized$/, 'Must call super constructor in derived class before accessing \'this\' or returning from derived constructor'],
    [/^(\S+) is not initialized$/, 'Cannot access \'$1\' before initialization'],
    [/^invalid (array|string) length$/, 'Invalid $1 length'],
    [/^invalid array index: /, 'Invalid index : '],
    [/^empty array$/, 'Reduce of empty array with no initial value'],
    [/^Date value is NaN$/, 'Invalid time value'],
    [/^bad normalization form$/, 'The normalization form should be one of NFC, NFD, NFKC, NFKD.'],
    [/^circular reference$/, 'Converting circular structure to JSON'],
    [/^cannot convert BigInt to number$/, 'Cannot mix BigInt and other types, use explicit conversions'],
    [/^bigint argument with unary \+$/, 'Cannot convert a BigInt value to a number'],
    [/^BigInt division by zero$/, 'Division by zero'],
    [/^BigInt negative exponent$/, 'Exponent must be non-negative'],
    [/^cannot convert symbol to string$/i, 'Cannot convert a Symbol value to a string'],
    [/^(expecting hex digit|malformed UTF-8|invalid URI sequence|expecting %)$/i, 'URI malformed'],
  ];
  const reword = (thrown) => {
    const message = thrown instanceof Error ? getOwnPropertyDescriptor(thrown, 'message')?.value : undefined;
    if (typeof message !== 'string') return;
    const reworded = words.reduce((text, [pattern, own]) => text.replace(pattern, own), message);
    if (reworded !== message) hide(thrown, 'message', reworded);
  };
  // What a catch clause does first.
  const caught = (thrown) => {
    const limit = limitOf(thrown);
    if (limit !== undefined) ask('limit', limit);
    reword(thrown);
  };
  const explain = (thrown) => {
    const isObject = typeof thrown === 'object' && thrown !== null;
    if (isObject && failures.has(thrown)) return [failures.get(thrown), ''];
    const limit = limitOf(thrown);
    if (limit !== undefined) return limit === '' ? undefined : [undefined, limit, true];
    try {
      reword(thrown);
      return [undefined, thrown instanceof Error ? String(thrown.message) : String(thrown)];
    } catch {
      return [undefined, 'unknown error'];
    }
  };

  // What a value is that is neither a primitive nor an array; nothing for a plain object.
  const classify = (value) => {
    if (typeof value === 'bigint') return ['bigint', value.toString()];
    if (ids.has(value)) return ['remote', ids.get(value)];
    if (typeof value === 'function') return ['function', String(value.name)];
    if (Array.isArray(value)) {
      const id = lazy.pristine(value);
      return id === undefined ? ['array', Array.from(value)] : ['piece', id];
    }
    if (getPrototypeOf(value) === ObjectPrototype) return undefined;
    if (value instanceof NativeDate) return ['date', value.getTime()];
    if (value instanceof RegExp) return ['regexp', value.source, value.flags];
    if (value instanceof NativePromise) return ['promise'];
    if (value instanceof Map) return ['map', Array.from(value)];
    if (value instanceof Set) return ['set', Array.from(value)];
    if (value instanceof Error) return ['error', String(value.name), String(value.message)];
    return undefined;
  };

  // An object that lives outside: each use of it is asked for.
  const ids = new WeakMap();
  let remotes;
  const remote = (id, isFunction) => {
    const known = (remotes ??= new Map()).get(id);
    if (known) return known;
    const target = isFunction ? function () {} : {};
    const made = new Proxy(target, {
      get(_, key) {
        if (key === Symbol.hasInstance) return (value) => ask('instance', id, value);
        if (typeof key === 'symbol') return undefined;
        const value = ask('get', id, key);
        return value === tools ? method(id, key) : value;
      },
      has: (_, key) => typeof key === 'string' && ask('has', id, key),
      ownKeys: () => Reflect.ownKeys(target).concat(ask('keys', id).filter((key) => !hasOwn(target, key))),
      getOwnPropertyDescriptor(_, key) {
        const own = getOwnPropertyDescriptor(target, key);
        if (own || typeof key === 'symbol' || !ask('keys', id).includes(key)) return own;
        // The value is asked for when it is read.
        return { value: undefined, writable: true, enumerable: true, configurable: true };
      },
      set: () => true,
      deleteProperty: () => true,
      defineProperty: () => false,
      setPrototypeOf: () => false,
      apply: (_, self, args) => ask('apply', id, typeof self === 'object' && self !== null ? ids.get(self) : undefined, args),
      construct: (_, args) => ask('new', id, args),
    });
    ids.set(made, id);
    // A program makes any number of dates, and keeps those that it still needs.
    if (!isProgram) remotes.set(id, made);
    return made;
  };

  // A method of such an object, as a program takes it: it is mostly called and forgotten.
  const method = (id, name) => (...args) => ask('invoke', id, name, args);

  const unsafe = new Set(names.unsafe);
  const key = (value) => {
    if (typeof value === 'symbol') return value;
    const name = String(value);
    if (unsafe.has(name)) ask('unsafe', name);
    return name;
  };

  // n8n's functions: those of the value's type, the value's own, and those of any value.
  const kindOf = (value, name) => {
    if (Array.isArray(value)) return 'Array';
    if (typeof value === 'string') return ask('kind', value, name);
    if (typeof value === 'number') return 'Number';
    if (typeof value === 'boolean') return 'Boolean';
    if (value instanceof NativeDate) return 'Date';
    if (value !== null && typeof value === 'object') return ids.has(value) ? ask('kind', value, name) : 'Object';
    return '';
  };
  const find = (value, name) => {
    const extensions = names.extensions[kindOf(value, name)];
    if (extensions && extensions.includes(name)) return (...args) => ask('extend', value, name, args);
    if (value && typeof value[name] === 'function') return (...args) => value[name](...args);
    if (name === 'isEmpty' || name === 'isNotEmpty') return () => (name === 'isEmpty') === !value;
    return undefined;
  };
  // `skips` is true after `?.`: nothing has no functions then.
  const extend = (value, name, skips) => {
    if (skips && (value === undefined || value === null)) return undefined;
    return find(value, name) ?? (() => ask('extend', value, name, []));
  };

  // What QuickJS lacks or does another way than Node.js in UTC with English texts.
  const outside = (prototype, ...methods) => {
    for (const name of methods) hide(prototype, name, { [name](...args) { return ask('method', this, name, args); } }[name]);
  };
  outside(Number.prototype, 'toLocaleString');
  outside(String.prototype, 'localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase');
  outside(Date.prototype, 'toString', 'toDateString', 'toTimeString', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString');
  for (const part of ['Date', 'Day', 'FullYear', 'Hours', 'Milliseconds', 'Minutes', 'Month', 'Seconds']) {
    for (const access of ['get', 'set']) {
      const utc = Date.prototype[`${access}UTC${part}`];
      if (utc) hide(Date.prototype, access + part, utc);
    }
  }
  hide(Date.prototype, 'getTimezoneOffset', function () { return Number.isNaN(this.getTime()) ? NaN : 0; });
  // An array inside of itself is nothing.
  const { join } = Array.prototype;
  const joining = [];
  hide(Array.prototype, 'join', { join(separator) {
    if (joining.includes(this)) return '';
    joining.push(this);
    try {
      return apply(join, this, [separator]);
    } finally {
      joining.pop();
    }
  } }.join);
  hide(BigInt.prototype, 'toJSON', function () { return this.toString(); });
  const parseDate = (text) => ask('parseDate', String(text));
  hide(NativeDate, 'now', () => ask('now'));
  hide(NativeDate, 'parse', parseDate);
  const dateOf = (args) => {
    if (args.length === 0) return new NativeDate(ask('now'));
    if (args.length > 1) return new NativeDate(NativeDate.UTC(...args));
    const [only] = args;
    if (only instanceof NativeDate) return new NativeDate(only.getTime());
    const primitive = typeof only === 'object' && only !== null ? only.valueOf() : only;
    return new NativeDate(typeof primitive === 'string' ? parseDate(primitive) : primitive);
  };

  const { create } = Object;
  // No way back to what turns text into code, nor to prototypes.
  const restrict = () => {
    for (const sample of [function () {}, async function () {}, function* () {}, async function* () {}]) {
      defineProperty(getPrototypeOf(sample), 'constructor', { value: undefined, writable: false, configurable: false });
    }
    for (const name of ['eval', 'Function']) delete globalThis[name];
    for (const name of ['captureStackTrace', 'prepareStackTrace', 'stackTraceLimit']) delete Error[name];
    for (const name of ['defineProperty', 'defineProperties', 'getPrototypeOf', 'setPrototypeOf', 'getOwnPropertyDescriptor', 'getOwnPropertyDescriptors']) {
      delete Object[name];
    }
    hide(Object, 'create', (prototype) => create(prototype));
  };
  if (!isProgram) restrict();

  // Free names: JavaScript's own for all evaluations, the rest asked for when it is used, once in an evaluation. Those
  // that an expression writes to live in a scope of their own.
  const own = create(null);
  for (const name of names.allowed) own[name] = globalThis[name];
  const construct = (made, target) => (target === own.Date ? made : Object.setPrototypeOf(made, target.prototype));
  own.Date = new Proxy(NativeDate, {
    construct: isProgram ? (_, args, target) => construct(dateOf(args), target) : (_, args) => dateOf(args),
    apply: () => dateOf([]).toString(),
  });
  library(ask, hide, own, load);
  const denied = new Set(names.denied);
  const nameOf = (name) => (name in own ? own[name] : denied.has(name) ? {} : ask('name', name));
  const free = {
    get(scope, name) {
      if (name in scope) return scope[name];
      return typeof name === 'symbol' ? undefined : (scope[name] = nameOf(name));
    },
    set: (scope, name, value) => Reflect.defineProperty(scope, name, { value, writable: true, enumerable: true, configurable: true }),
    has: () => true,
  };
  const scope = () => new Proxy(create(own), free);
  const run = (expression) => {
    remotes = undefined;
    return expression(key, extend, find, own, nameOf, scope, caught);
  };

  // In the order of the other side.
  tools.push(
    run, classify, explain, failure, (text) => text.toWellFormed(),
    (time) => new NativeDate(time), (source, flags) => new RegExp(source, flags), (entries) => new Map(entries),
    (values) => new Set(values), error, remote, lazy.array, lazy.member,
  );
  roots.push(own, ...Object.values(own));
  return { own, hide, failureOf: (thrown) => failures.get(thrown) };
}
