// luxon's classes over the other side's: (kit) => { module, given, taken }. What an object was made of is all that it is.
(kit) => {
  'use strict';
  const { ask, hide, lacking } = kit;
  const MADE_OF = Symbol('made of');
  const classes = {};
  // A value for the other side, and one of it.
  const given = (value, depth = 0) => {
    if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return { $luxon: 'undefined' };
    if (typeof value === 'number' && !Number.isFinite(value)) return { $luxon: 'number', value: String(value) };
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object' || value === null) return value;
    if (value[MADE_OF]) return value[MADE_OF];
    if (value instanceof Date) return { $luxon: 'Date', ts: value.getTime() };
    if (value instanceof RegExp) return { $luxon: 'RegExp', source: value.source, flags: value.flags };
    // Of another copy of luxon.
    if (value.isLuxonDateTime) return { $luxon: 'DateTime', ts: value.toMillis(), zone: value.zoneName, locale: value.locale };
    if (value.isLuxonDuration) return { $luxon: 'Duration', values: value.toObject(), locale: value.locale };
    if (depth > 60) return { $luxon: 'undefined' };
    if (Array.isArray(value)) return value.map((one) => given(one, depth + 1));
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, given(member, depth + 1)]));
  };
  const taken = (value) => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(taken);
    const { $luxon } = value;
    if ($luxon === undefined) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, taken(member)]));
    if ($luxon === 'undefined') return undefined;
    if ($luxon === 'number') return Number(value.value);
    if ($luxon === 'Date') return new Date(value.ts);
    if ($luxon === 'RegExp') return new RegExp(value.source, value.flags);
    return new classes[$luxon](MADE_OF, value);
  };
  const asked = (operation, request) => {
    const { value, error, name } = ask('dates', operation, JSON.stringify(request));
    if (error !== undefined) throw new ({ RangeError, TypeError }[name] ?? Error)(error);
    return taken(value);
  };

  class Zone {
    constructor(_, made) {
      hide(this, MADE_OF, made);
      for (const [key, value] of Object.entries(made)) if (key !== '$luxon') hide(this, key, value);
    }
    offset(ts) { return classes.DateTime.fromMillis(ts, { zone: this.name }).offset; }
    equals(other) { return this.name === other?.name && this.type === other?.type; }
  }
  classes.Zone = Zone;

  const names = asked('names', {});
  for (const [name, { getters, methods, statics, presets }] of Object.entries(names)) {
    const Class = { [name]: class {
      constructor(key, made) {
        if (key !== MADE_OF) throw new TypeError(`Use the static methods of ${name} to make one`);
        hide(this, MADE_OF, made);
        hide(this, `isLuxon${name}`, true);
      }
    } }[name];
    const { prototype } = Class;
    const known = new WeakMap();
    for (const getter of getters) {
      if (getter === `isLuxon${name}`) continue;
      Object.defineProperty(prototype, getter, {
        get() {
          const kept = known.get(this) ?? new Map();
          known.set(this, kept);
          if (!kept.has(getter)) kept.set(getter, asked('get', { this: this[MADE_OF], name: getter }));
          return kept.get(getter);
        },
        configurable: true,
      });
    }
    for (const method of methods) {
      hide(prototype, method, { [method](...args) { return asked('call', { this: this[MADE_OF], name: method, arguments: args.map((one) => given(one)) }); } }[method]);
    }
    for (const method of statics) {
      hide(Class, method, { [method](...args) { return asked('static', { class: name, name: method, arguments: args.map((one) => given(one)) }); } }[method]);
    }
    Object.assign(Class, presets);
    if (methods.includes('valueOf')) hide(prototype, 'valueOf', function valueOf() { return asked('call', { this: this[MADE_OF], name: 'valueOf', arguments: [] }); });
    hide(prototype, Symbol.for('nodejs.util.inspect.custom'), function () { return `${name} { ${this.isValid ? String(this) : `Invalid, reason: ${this.invalidReason}`} }`; });
    classes[name] = Class;
  }
  const { DateTime, Duration, Interval } = classes;
  hide(DateTime, 'isDateTime', (value) => Boolean(value?.isLuxonDateTime));
  hide(Duration, 'isDuration', (value) => Boolean(value?.isLuxonDuration));
  hide(Interval, 'isInterval', (value) => Boolean(value?.isLuxonInterval));
  hide(Duration.prototype, 'mapUnits', function mapUnits(call) {
    return this.set(Object.fromEntries(Object.entries(this.toObject()).map(([unit, amount]) => [unit, call(amount, unit)])));
  });
  hide(Interval.prototype, 'mapEndpoints', function mapEndpoints(call) { return Interval.fromDateTimes(call(this.start), call(this.end)); });
  const Settings = lacking('luxon.Settings', { defaultLocale: 'en-US', defaultZone: 'system', throwOnInvalid: false, now: () => Date.now() });
  const module = lacking('luxon', { DateTime, Duration, Interval, Zone, Settings, VERSION: '3.7.2' });
  return { module, given, taken };
}
