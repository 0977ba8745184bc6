// `Intl`: (ask) => the object. Each of its objects keeps what it was made of; the other side does the work.
(ask) => {
  'use strict';
  const { defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;
  const { freeze, isFrozen } = Object;
  const hide = (object, key, value) => defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
  const getter = (object, key, get) => defineProperty(object, key, { get, enumerable: false, configurable: true });

  // What an object of Intl was made of, and what its constructor decided on.
  const states = new WeakMap();
  const stateOf = (self, method) => {
    const state = typeof self === 'object' && self !== null ? states.get(self) : undefined;
    if (state?.name !== method.slice(5, method.indexOf('.', 5))) {
      throw new TypeError(`Method ${method} called on incompatible receiver ${String(self)}`);
    }
    return state;
  };

  const tag = (locale) => {
    const state = typeof locale === 'object' && locale !== null ? states.get(locale) : undefined;
    if (state?.name === 'Locale') return state.resolved.tag;
    if (typeof locale === 'string') return locale;
    if (typeof locale !== 'object' || locale === null) throw new TypeError('Language ID should be string or object.');
    return String(locale);
  };
  const tags = (locales) => {
    if (locales === undefined || locales === null || typeof locales === 'string') return locales;
    if (states.get(Object(locales))?.name === 'Locale') return tag(locales);
    return Array.from(Object(locales), tag);
  };
  const pick = (options, names, of, onlyObjects) => {
    const picked = {};
    if (options === undefined) return picked;
    if (onlyObjects && (options === null || !['object', 'function'].includes(typeof options))) throw new TypeError('invalid_argument');
    if (options === null) throw new TypeError(`Intl.${of} called on null or undefined`);
    for (const name of names) {
      const value = options[name];
      if (value === undefined) continue;
      const isPlain = value === null || ['boolean', 'number', 'string'].includes(typeof value);
      picked[name] = isPlain ? value : String(value);
    }
    return picked;
  };

  const Intl = {};
  hide(Intl, Symbol.toStringTag, 'Intl');
  hide(Intl, 'getCanonicalLocales', function getCanonicalLocales(locales) {
    return ask('intl', 'getCanonicalLocales', [], [tags(locales)]);
  });
  hide(Intl, 'supportedValuesOf', function supportedValuesOf(key) {
    return ask('intl', 'supportedValuesOf', [], [String(key)]);
  });

  // A class: the options it reads, whether it is also called without `new`, and its methods. `bound` are getters that
  // give a function of this object.
  const define = (name, { options: names, callable = false, onlyObjects = false, bound = {}, methods = {} }) => {
    const Class = {
      [name]: function (locales = undefined, options = undefined) {
        if (!new.target && !callable) throw new TypeError(`Constructor Intl.${name} requires 'new'`);
        const self = new.target ? this : Object.create(Class.prototype);
        const receiver = [tags(locales), pick(options, names, name, onlyObjects)];
        states.set(self, { name, receiver, resolved: ask('intl', `${name}.new`, receiver, []) });
        return self;
      },
    }[name];
    const call = (state, method, args) => ask('intl', `${name}.${method}`, state.receiver, args);
    hide(Class, 'supportedLocalesOf', function supportedLocalesOf(locales) {
      return ask('intl', 'supportedLocalesOf', [], [tags(locales)]);
    });
    const { prototype } = Class;
    hide(prototype, Symbol.toStringTag, `Intl.${name}`);
    hide(prototype, 'resolvedOptions', function resolvedOptions() {
      return { ...stateOf(this, `Intl.${name}.prototype.resolvedOptions`).resolved };
    });
    for (const [method, read] of Object.entries(bound)) {
      getter(prototype, method, function () {
        const state = stateOf(this, `get Intl.${name}.prototype.${method}`.slice(4));
        return (state[method] ??= freeze(read.length > 1 ? (a, b) => call(state, method, read(a, b)) : (a) => call(state, method, read(a))));
      });
    }
    for (const [method, read] of Object.entries(methods)) {
      hide(prototype, method, {
        [method](...args) {
          return call(stateOf(this, `Intl.${name}.prototype.${method}`), method, read(...args));
        },
      }[method]);
    }
    hide(Intl, name, Class);
    return Class;
  };

  const LOCALE = ['localeMatcher', 'numberingSystem'];
  const DIGITS = [
    'minimumIntegerDigits', 'minimumFractionDigits', 'maximumFractionDigits', 'minimumSignificantDigits',
    'maximumSignificantDigits', 'roundingIncrement', 'roundingMode', 'roundingPriority', 'trailingZeroDisplay',
  ];
  const time = (value) => (value === undefined ? undefined : Number(value));
  const times = (start, end) => {
    if (start === undefined || end === undefined) throw new TypeError('Invalid time value');
    return [Number(start), Number(end)];
  };
  // A text keeps digits that a number does not hold.
  const amount = (value) => (typeof value === 'bigint' ? String(value) : typeof value === 'string' ? value : Number(value));
  const amounts = (start, end) => {
    for (const [name, value] of [['start', start], ['end', end]]) {
      if (value === undefined) throw new TypeError(`Invalid ${name} : undefined`);
    }
    return [amount(start), amount(end)];
  };
  const items = (list) => {
    if (list === undefined) return [[]];
    if (list === null || typeof list[Symbol.iterator] !== 'function') {
      const text = typeof list === 'object' ? String(list) : `${typeof list} ${String(list)}`;
      throw new TypeError(`${text} is not iterable (cannot read property Symbol(Symbol.iterator))`);
    }
    const elements = Array.from(list);
    for (const item of elements) {
      if (typeof item !== 'string') throw new TypeError(`Iterable yielded ${String(item)} which is not a string`);
    }
    return [elements];
  };

  define('DateTimeFormat', {
    options: [
      ...LOCALE, 'calendar', 'dateStyle', 'timeStyle', 'weekday', 'era', 'year', 'month', 'day', 'dayPeriod', 'hour',
      'minute', 'second', 'fractionalSecondDigits', 'timeZoneName', 'hour12', 'hourCycle', 'timeZone', 'formatMatcher',
    ],
    callable: true,
    bound: { format: (date) => [time(date)] },
    methods: { formatToParts: (date) => [time(date)], formatRange: times, formatRangeToParts: times },
  });
  define('NumberFormat', {
    options: [
      ...LOCALE, ...DIGITS, 'style', 'currency', 'currencyDisplay', 'currencySign', 'unit', 'unitDisplay', 'notation',
      'compactDisplay', 'useGrouping', 'signDisplay',
    ],
    callable: true,
    bound: { format: (value) => [amount(value)] },
    methods: { formatToParts: (value) => [amount(value)], formatRange: amounts, formatRangeToParts: amounts },
  });
  define('Collator', {
    options: ['localeMatcher', 'usage', 'collation', 'numeric', 'caseFirst', 'sensitivity', 'ignorePunctuation'],
    callable: true,
    bound: { compare: (left, right) => [String(left), String(right)] },
  });
  define('PluralRules', {
    options: ['localeMatcher', 'type', ...DIGITS],
    methods: { select: (value) => [Number(value)], selectRange: (start, end) => [Number(start), Number(end)] },
  });
  define('RelativeTimeFormat', {
    options: [...LOCALE, 'numeric', 'style'],
    methods: {
      format: (value, unit) => [Number(value), String(unit)],
      formatToParts: (value, unit) => [Number(value), String(unit)],
    },
  });
  define('ListFormat', {
    options: ['localeMatcher', 'type', 'style'],
    onlyObjects: true,
    methods: { format: items, formatToParts: items },
  });
  // Made by none: their constructors are refused by name.
  define('DisplayNames', { options: [], methods: { of: (code) => [String(code)] } });
  define('DurationFormat', { options: [], methods: { format: () => [], formatToParts: () => [] } });

  const Segmenter = define('Segmenter', { options: ['localeMatcher', 'granularity'], onlyObjects: true });
  class Segments {
    #text;
    #segmenter;
    #pieces;

    constructor(segmenter, text) {
      this.#segmenter = segmenter;
      this.#text = text;
    }

    #all() {
      let index = 0;
      const input = this.#text;
      return (this.#pieces ??= ask('intl', 'Segmenter.segment', this.#segmenter.receiver, [input]).map(([end, isWordLike]) => {
        const piece = { segment: input.slice(index, end), index, input };
        if (isWordLike !== undefined) piece.isWordLike = isWordLike;
        index = end;
        return piece;
      }));
    }

    containing(index = 0) {
      const at = Math.trunc(Number(index)) || 0;
      const piece = this.#all().find((piece) => at >= piece.index && at < piece.index + piece.segment.length);
      return piece && { ...piece };
    }

    *[Symbol.iterator]() {
      for (const piece of this.#all()) yield { ...piece };
    }
  }
  hide(Segmenter.prototype, 'segment', function segment(text) {
    return new Segments(stateOf(this, 'Intl.Segmenter.prototype.segment'), String(text));
  });

  const LOCALE_OPTIONS = ['language', 'script', 'region', 'calendar', 'collation', 'firstDayOfWeek', 'hourCycle', 'caseFirst', 'numeric', 'numberingSystem'];
  class Locale {
    constructor(locale, options = undefined) {
      if (locale === undefined || locale === '') {
        throw new TypeError("First argument to Intl.Locale constructor can't be empty or missing");
      }
      const resolved = ask('intl', 'Locale.new', [tag(locale), pick(options, LOCALE_OPTIONS, 'Locale')], []);
      states.set(this, { name: 'Locale', receiver: [resolved.tag, {}], resolved });
    }

    toString() {
      return stateOf(this, 'Intl.Locale.prototype.toString').resolved.tag;
    }
  }
  const inform = (locale, method) => ask('intl', `Locale.${method}`, stateOf(locale, `Intl.Locale.prototype.${method}`).receiver, []);
  for (const method of ['maximize', 'minimize']) {
    hide(Locale.prototype, method, { [method]() { return new Locale(inform(this, method)); } }[method]);
  }
  for (const method of ['getCalendars', 'getCollations', 'getHourCycles', 'getNumberingSystems', 'getTimeZones', 'getTextInfo', 'getWeekInfo']) {
    hide(Locale.prototype, method, { [method]() { return inform(this, method); } }[method]);
    const property = method.charAt(3).toLowerCase() + method.slice(4);
    getter(Locale.prototype, property, function () { return inform(this, method); });
  }
  for (const property of ['baseName', ...LOCALE_OPTIONS]) {
    getter(Locale.prototype, property, function () {
      return stateOf(this, `Intl.Locale.prototype.${property}`).resolved[property];
    });
  }
  hide(Locale.prototype, Symbol.toStringTag, 'Intl.Locale');
  hide(Intl, 'Locale', Locale);

  // Made while an expression runs: it must not be what the expression leaves behind for the next.
  const close = (value) => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || isFrozen(value)) return;
    freeze(value);
    for (const key of ownKeys(value)) {
      const { value: own, get } = getOwnPropertyDescriptor(value, key);
      close(own);
      close(get);
    }
  };
  [Intl, Segments].forEach(close);
  return Intl;
}
