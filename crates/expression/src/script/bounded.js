// Bounds the engine's own loops, which it does not interrupt: (ask) => undefined.
// What calls no function runs to its end, however long that takes. A list is never longer than memory allows, so only
// objects that say they are, and lists with holes, can make such a loop long; a search in a text can by its product.
(ask) => {
  'use strict';
  const { apply } = Reflect;
  const { defineProperty } = Object;
  // Half a second of the slowest loop; a list of so many elements does not fit into memory.
  const LONGEST = 5e6;
  // Comparisons of a search that the engine may do itself.
  const COMPARISONS = 1e6;

  const wrap = (prototype, name, make) => {
    const native = prototype[name];
    const { [name]: value } = make(native);
    defineProperty(value, 'length', { value: native.length, configurable: true });
    defineProperty(prototype, name, { value, writable: true, enumerable: false, configurable: true });
  };
  const measured = (value) => {
    if (value !== null && value !== undefined && value.length > LONGEST && typeof value !== 'string') {
      throw new RangeError('Invalid array length');
    }
  };

  const lists = [
    'copyWithin', 'fill', 'flat', 'includes', 'indexOf', 'join', 'lastIndexOf', 'reverse', 'shift', 'slice',
    'sort', 'splice', 'toReversed', 'toSorted', 'toSpliced', 'unshift', 'with',
    // They skip the holes of a list without a call.
    'every', 'filter', 'flatMap', 'forEach', 'map', 'reduce', 'reduceRight', 'some',
  ];
  for (const name of lists) {
    wrap(Array.prototype, name, (native) => ({
      [name](...args) {
        measured(this);
        return apply(native, this, args);
      },
    }));
  }
  const spread = (value) => {
    if (Array.isArray(value) || value?.[Symbol.isConcatSpreadable]) measured(value);
  };
  wrap(Array.prototype, 'concat', (native) => ({
    concat(...args) {
      spread(this);
      args.forEach(spread);
      return apply(native, this, args);
    },
  }));
  wrap(Array, 'from', (native) => ({
    from(...args) {
      measured(args[0]);
      return apply(native, this, args);
    },
  }));
  wrap(String, 'raw', (native) => ({
    raw(...args) {
      measured(args[0]?.raw);
      return apply(native, this, args);
    },
  }));

  for (const name of ['includes', 'indexOf', 'lastIndexOf', 'split', 'replaceAll']) {
    wrap(String.prototype, name, (native) => ({
      [name](...args) {
        const [wanted] = args;
        const isLong = typeof this === 'string' && typeof wanted === 'string' && this.length * wanted.length > COMPARISONS;
        // What a function replaces is found here all the same.
        return isLong && typeof args[1] !== 'function' ? ask('method', this, name, args) : apply(native, this, args);
      },
    }));
  }
}
