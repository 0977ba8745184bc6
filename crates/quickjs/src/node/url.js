// URLs: (ask) => { URL, URLSearchParams }. The other side reads and writes them.
(ask) => {
  'use strict';
  const PARTS = ['protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];

  class URLSearchParams {
    #pairs = [];
    #changed;
    constructor(init = '', changed) {
      this.#changed = changed;
      if (init instanceof URLSearchParams || (typeof init === 'object' && init !== null && typeof init[Symbol.iterator] === 'function')) {
        for (const [name, value] of init) this.#pairs.push([String(name), String(value)]);
      } else if (typeof init === 'object' && init !== null) {
        for (const name of Object.keys(init)) this.#pairs.push([name, String(init[name])]);
      } else {
        this.#pairs = ask('readForm', String(init).replace(/^\?/, ''));
      }
    }
    #set(pairs) {
      this.#pairs = pairs;
      this.#changed?.(this.toString());
    }
    get size() { return this.#pairs.length; }
    append(name, value) { this.#set([...this.#pairs, [String(name), String(value)]]); }
    delete(name, value) {
      this.#set(this.#pairs.filter(([known, has]) => known !== String(name) || (value !== undefined && has !== String(value))));
    }
    get(name) { return this.#pairs.find(([known]) => known === String(name))?.[1] ?? null; }
    getAll(name) { return this.#pairs.filter(([known]) => known === String(name)).map(([, value]) => value); }
    has(name, value) {
      return this.#pairs.some(([known, has]) => known === String(name) && (value === undefined || has === String(value)));
    }
    set(name, value) {
      const at = this.#pairs.findIndex(([known]) => known === String(name));
      if (at < 0) return this.append(name, value);
      this.#set(this.#pairs.flatMap((pair, index) => {
        if (index === at) return [[pair[0], String(value)]];
        return pair[0] === String(name) ? [] : [pair];
      }));
    }
    sort() { this.#set([...this.#pairs].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))); }
    forEach(callback, self) { for (const [name, value] of this.#pairs) callback.call(self, value, name, this); }
    *entries() { for (const [name, value] of this.#pairs) yield [name, value]; }
    *keys() { for (const [name] of this.#pairs) yield name; }
    *values() { for (const [, value] of this.#pairs) yield value; }
    [Symbol.iterator]() { return this.entries(); }
    toString() { return ask('writeForm', this.#pairs); }
  }

  class URL {
    #parts;
    #params;
    constructor(address, base) {
      this.#parts = URL.#read(address, base);
      if (!this.#parts) throw new TypeError('Invalid URL');
    }
    static #read(address, base) { return ask('url', String(address), base === undefined ? undefined : String(base)); }
    static canParse(address, base) { return Boolean(URL.#read(address, base)); }
    static parse(address, base) { return URL.canParse(address, base) ? new URL(address, base) : null; }
    get href() { return this.#parts.href; }
    set href(address) {
      const parts = URL.#read(address);
      if (!parts) throw new TypeError('Invalid URL');
      this.#parts = parts;
      this.#params = undefined;
    }
    get origin() { return this.#parts.origin; }
    get searchParams() {
      return (this.#params ??= new URLSearchParams(this.search, (search) => { this.#change('search', search); }));
    }
    #change(name, value) { this.#parts = ask('changeUrl', this.#parts.href, name, String(value)); }
    static {
      for (const name of PARTS) {
        Object.defineProperty(this.prototype, name, {
          get() { return this.#parts[name]; },
          set(value) {
            this.#change(name, value);
            if (name === 'search') this.#params = undefined;
          },
          enumerable: true,
          configurable: true,
        });
      }
    }
    toString() { return this.href; }
    toJSON() { return this.href; }
  }
  return { URL, URLSearchParams };
}
