// Bounds the engine's own loops, which it does not interrupt: (ask, search) => undefined.
// What calls no function runs to its end, however long that takes. A list is never longer than memory allows, so only
// objects that say they are, and lists with holes, can make such a loop long; a search in a text can by its product.
(ask, search) => {
  'use strict';
  const { apply } = Reflect;
  const { defineProperty } = Object;
  const { InternalError } = globalThis;
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
      throw new InternalError('out of memory');
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

  // A long search is the host's where it has one; else it is done in pieces, between which the engine can be interrupted.
  const { includes, indexOf, lastIndexOf, slice } = String.prototype;
  const { floor, max, min, trunc } = Math;
  const pieceOf = (wanted) => max(1, floor(COMPARISONS / wanted.length));
  const from = (text, wanted, start) => {
    const piece = pieceOf(wanted);
    for (let at = start; at + wanted.length <= text.length; at += piece) {
      const found = apply(indexOf, apply(slice, text, [at, at + piece + wanted.length - 1]), [wanted]);
      if (found >= 0) return at + found;
    }
    return -1;
  };
  const upTo = (text, wanted, end) => {
    const piece = pieceOf(wanted);
    for (let last = min(end, text.length - wanted.length); last >= 0; last -= piece) {
      const start = max(0, last - piece + 1);
      const found = apply(lastIndexOf, apply(slice, text, [start, last + wanted.length]), [wanted]);
      if (found >= 0) return start + found;
    }
    return -1;
  };
  const place = (value) => max(trunc(+value) || 0, 0);
  const pieces = (text, wanted, most) => {
    const found = [];
    let start = 0;
    while (found.length < most) {
      const at = from(text, wanted, start);
      if (at < 0) break;
      found[found.length] = apply(slice, text, [start, at]);
      start = at + wanted.length;
    }
    if (found.length < most) found[found.length] = apply(slice, text, [start]);
    return found;
  };
  const long = {
    includes: (text, [wanted, start]) => from(text, wanted, place(start)) >= 0,
    indexOf: (text, [wanted, start]) => from(text, wanted, place(start)),
    lastIndexOf: (text, [wanted, end]) => upTo(text, wanted, Number.isNaN(+end) ? Infinity : place(end)),
    split: (text, [wanted, most]) => pieces(text, wanted, most === undefined ? 2 ** 32 - 1 : most >>> 0),
    replaceAll(text, [wanted, by]) {
      const template = String(by);
      let replaced = '', at = 0;
      const all = pieces(text, wanted, Infinity);
      for (let index = 0; index < all.length; index++) {
        if (index > 0) {
          // `$&` and the like: the engine's own replacement of the text at its place.
          const around = apply(includes, template, ['$']);
          replaced += around ? expanded(template, text, wanted, at) : template;
          at += wanted.length;
        }
        replaced += all[index];
        at += all[index].length;
      }
      return replaced;
    },
  };
  const expanded = (template, text, wanted, at) => {
    let made = '';
    for (let index = 0; index < template.length; index++) {
      const next = template[index] === '$' ? template[index + 1] : undefined;
      switch (next) {
        case '$': made += '$'; break;
        case '&': made += wanted; break;
        case '`': made += apply(slice, text, [0, at]); break;
        case "'": made += apply(slice, text, [at + wanted.length]); break;
        default: made += template[index]; continue;
      }
      index++;
    }
    return made;
  };
  const searched = search === undefined ? (text, name, args) => long[name](text, args) : (...asked) => ask(search, ...asked);
  for (const name of ['includes', 'indexOf', 'lastIndexOf', 'split', 'replaceAll']) {
    wrap(String.prototype, name, (native) => ({
      [name](...args) {
        const [wanted] = args;
        const isLong = typeof this === 'string' && typeof wanted === 'string' && this.length * wanted.length > COMPARISONS;
        // What a function replaces is found here all the same.
        return isLong && typeof args[1] !== 'function' ? searched(this, name, args) : apply(native, this, args);
      },
    }));
  }
}
