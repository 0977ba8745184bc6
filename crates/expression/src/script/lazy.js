// Pieces of items that are converted when they are touched: (ask) => { array, member, pristine }.
(ask) => {
  'use strict';
  const { defineProperty, setPrototypeOf } = Reflect;
  const { hasOwn } = Object;
  const own = (value) => ({ value, writable: true, enumerable: true, configurable: true });
  // No handler refers to its array, nor a getter to its object: what is in a cycle waits for the garbage collector.
  const readings = new WeakMap();

  // Methods that read all elements.
  const whole = { __proto__: null };
  for (const name of ['filter', 'flatMap', 'forEach', 'join', 'map', 'reduce', 'reduceRight']) whole[name] = true;

  // Handler of an array whose elements come as they are read. What does more than read gets all of them first; from
  // then on the array is as any other.
  class Reading {
    constructor(id, length) {
      this.id = id;
      this.length = length;
      // The first elements, as far as they have come.
      this.elements = [];
      // Elements read out of turn.
      this.early = undefined;
      this.isTouched = false;
    }

    element(index) {
      const { elements } = this;
      if (index < elements.length) return elements[index];
      const known = this.early?.get(index);
      if (known !== undefined) return known;
      // What has been given away may be changed.
      this.isTouched = true;
      if (index > elements.length) {
        const [value] = ask('elements', this.id, index, 1);
        (this.early ??= new Map()).set(index, value);
        return value;
      }
      // Read in turn: more and more at a time, and soon all of them.
      this.more(index * 8 < this.length ? index + 1 : this.length - index);
      return elements[index];
    }

    more(count) {
      const { elements, early } = this;
      const start = elements.length;
      const values = ask('elements', this.id, start, count);
      for (let at = 0; at < count; at++) elements[start + at] = early?.get(start + at) ?? values[at];
      if (elements.length === this.length) setPrototypeOf(this, null);
    }

    fill() {
      this.isTouched = true;
      if (this.elements.length < this.length) this.more(this.length - this.elements.length);
    }

    indexOf(key) {
      if (typeof key === 'symbol') return -1;
      const index = key >>> 0;
      return index < this.length && String(index) === key ? index : -1;
    }

    get(elements, key, receiver) {
      if (key === 'length') return this.length;
      if (key in whole) {
        this.fill();
        return Reflect.get(elements, key, receiver);
      }
      const index = this.indexOf(key);
      return index < 0 ? Reflect.get(elements, key, receiver) : this.element(index);
    }

    has(elements, key) {
      return this.indexOf(key) >= 0 || Reflect.has(elements, key);
    }
  }
  for (const trap of ['set', 'deleteProperty', 'defineProperty', 'getOwnPropertyDescriptor', 'ownKeys', 'preventExtensions']) {
    Reading.prototype[trap] = function (...rest) {
      this.fill();
      return Reflect[trap](...rest);
    };
  }
  const array = (id, length) => {
    const reading = new Reading(id, length);
    const proxy = new Proxy(reading.elements, reading);
    readings.set(proxy, reading);
    return proxy;
  };

  // A member that becomes a property like any other when it is touched.
  const member = (owner, key, id) => {
    let value;
    defineProperty(owner, key, {
      get() {
        if (value === undefined) {
          value = ask('piece', id);
          if (hasOwn(this, key)) defineProperty(this, key, own(value));
        }
        return value;
      },
      set(next) {
        defineProperty(this, key, own(next));
      },
      enumerable: true,
      configurable: true,
    });
  };

  // The number of an array that is still as it was.
  const pristine = (value) => {
    const reading = readings.get(value);
    return reading?.isTouched ? undefined : reading?.id;
  };
  return { array, member, pristine };
}
