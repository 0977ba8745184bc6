// The standard library where QuickJS lacks something or does it another way than Node.js:
// (ask, hide, own, load) => sets it up. `own` takes globals, `load` gives what another file makes.
(ask, hide, own, load) => {
  'use strict';
  const { apply, defineProperty } = Reflect;
  const { abs, max, min, sqrt, trunc } = Math;

  let made;
  const intl = () => (made ??= load('intl')(ask));
  defineProperty(own, 'Intl', { get: intl, enumerable: false, configurable: true });
  // Locales are known by their tags on the other side.
  const byTag = (prototype, ...methods) => {
    for (const name of methods) {
      const method = prototype[name];
      const plain = (value) => (value instanceof made.Locale ? String(value) : value);
      hide(prototype, name, { [name](...args) { return apply(method, this, made ? args.map(plain) : args); } }[name]);
    }
  };
  byTag(Number.prototype, 'toLocaleString');
  byTag(String.prototype, 'localeCompare', 'toLocaleLowerCase', 'toLocaleUpperCase');
  byTag(Date.prototype, 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString');
  hide(BigInt.prototype, 'toLocaleString', function toLocaleString(locales, options) {
    return new (intl().NumberFormat)(locales, options).format(BigInt.prototype.valueOf.call(this));
  });
  const localeTexts = function toLocaleString(locales, options) {
    const text = (value) => (value === undefined || value === null ? '' : value.toLocaleString(locales, options));
    return Array.from(this, text).join(',');
  };
  hide(Array.prototype, 'toLocaleString', localeTexts);
  hide(Reflect.getPrototypeOf(Int8Array.prototype), 'toLocaleString', localeTexts);

  // As in builtins/math.rs: the engine's own rounds another way.
  const hypotenuse = (numbers) => {
    if (numbers.includes(Infinity)) return Infinity;
    const largest = numbers.reduce((most, number) => max(most, number), 0);
    if (!(largest > 0)) return largest;
    let sum = 0, lost = 0;
    for (const number of numbers) {
      const summand = (number / largest) ** 2 - lost;
      const next = sum + summand;
      lost = next - sum - summand;
      sum = next;
    }
    return sqrt(sum) * largest;
  };
  hide(Math, 'hypot', { hypot(...numbers) { return hypotenuse(numbers.map((number) => abs(+number))); } }.hypot);
  defineProperty(Math.hypot, 'length', { value: 2, configurable: true });

  // Other digits than V8's in bases other than ten.
  const { toString } = Number.prototype;
  hide(Number.prototype, 'toString', { toString(radix) {
    const isTen = typeof this !== 'number' || radix === undefined || radix === 10;
    return isTen ? apply(toString, this, [radix]) : ask('method', this, 'toString', [+radix]);
  } }.toString);

  // What is left out says so.
  const refuse = (name) => ask('refuse', name);
  const legacy = ['input', 'lastMatch', 'lastParen', 'leftContext', 'rightContext', '$_', '$&', '$+', '$`', "$'"];
  for (const name of [...legacy, ...Array.from({ length: 9 }, (_, index) => `$${index + 1}`)]) {
    defineProperty(RegExp, name, { get: () => refuse(`RegExp.${name}`), enumerable: false, configurable: true });
  }
  if (globalThis.Atomics) hide(Atomics, 'waitAsync', () => refuse('Atomics.waitAsync'));

  // The engine takes very long to read a long pattern, and nothing can stop it then.
  const LONGEST_PATTERN = 65536;
  const NativeRegExp = RegExp;
  const bounded = (pattern) => {
    const source = pattern === undefined || pattern instanceof NativeRegExp ? '' : String(pattern);
    if (source.length > LONGEST_PATTERN) ask('limit', 'A regular expression may have 65536 letters at most');
    return source === '' ? pattern : source;
  };
  // What V8 says of a pattern that is none.
  const read = (pattern, flags, make) => {
    try {
      return make([pattern, flags]);
    } catch (error) {
      if (error instanceof SyntaxError && typeof pattern === 'string') ask('pattern', pattern, String(flags ?? ''));
      throw error;
    }
  };
  own.RegExp = new Proxy(NativeRegExp, {
    construct: (target, [pattern, flags], made) => read(bounded(pattern), flags, (args) => Reflect.construct(target, args, made)),
    apply: (target, self, [pattern, flags]) => read(bounded(pattern), flags, (args) => apply(target, self, args)),
  });
  for (const name of ['match', 'matchAll', 'search']) {
    const method = String.prototype[name];
    hide(String.prototype, name, { [name](pattern) {
      if (typeof pattern === 'string') bounded(pattern);
      return apply(method, this, [pattern]);
    } }[name]);
  }
  hide(NativeRegExp.prototype, 'compile', () => refuse('RegExp.prototype.compile'));

  // What V8 says of a text that is not JSON.
  const { parse } = JSON;
  hide(JSON, 'parse', { parse(text, reviver) {
    try {
      return parse(text, reviver);
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) ask('parseJson', String(text));
      throw error;
    }
  } }.parse);

  // Without a comparison, QuickJS's own sort gives what V8's gives.
  const { sort: byText, toSorted: toSortedByText } = Array.prototype;
  let mergeSort;
  const sorted = (elements, compare) => {
    if (typeof compare !== 'function') {
      throw new TypeError(`The comparison function must be either a function or undefined: ${String(compare)}`);
    }
    return (mergeSort ??= load('sort')())(elements, compare);
  };
  const lengthOf = (list) => min(max(trunc(+list.length) || 0, 0), Number.MAX_SAFE_INTEGER);
  hide(Array.prototype, 'sort', function sort(compare) {
    if (compare === undefined) return byText.call(this);
    const list = Object(this);
    const length = lengthOf(list);
    const present = [];
    let missing = 0;
    for (let at = 0; at < length; at++) {
      if (!(at in list)) continue;
      const value = list[at];
      if (value === undefined) missing++;
      else present.push(value);
    }
    const elements = sorted(present, compare);
    const end = elements.length + missing;
    for (let at = 0; at < end; at++) list[at] = elements[at];
    for (let at = end; at < length; at++) delete list[at];
    return list;
  });
  hide(Array.prototype, 'toSorted', function toSorted(compare) {
    if (compare === undefined) return toSortedByText.call(this);
    const list = Object(this);
    const length = lengthOf(list);
    const present = [];
    for (let at = 0; at < length; at++) if (list[at] !== undefined) present.push(list[at]);
    const elements = sorted(present, compare);
    while (elements.length < length) elements.push(undefined);
    return elements;
  });
}
