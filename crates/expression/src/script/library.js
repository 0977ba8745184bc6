// The standard library where QuickJS lacks something or does it another way than Node.js:
// (ask, hide, own, load) => sets it up. `own` takes globals, `load` gives what another file makes.
(ask, hide, own, load) => {
  'use strict';
  const { defineProperty } = Reflect;
  const { max, min, trunc } = Math;

  let made;
  const intl = () => (made ??= load('intl')(ask));
  defineProperty(own, 'Intl', { get: intl, enumerable: false, configurable: true });
  hide(BigInt.prototype, 'toLocaleString', function toLocaleString(locales, options) {
    return new (intl().NumberFormat)(locales, options).format(BigInt.prototype.valueOf.call(this));
  });
  const localeTexts = function toLocaleString(locales, options) {
    const text = (value) => (value === undefined || value === null ? '' : value.toLocaleString(locales, options));
    return Array.from(this, text).join(',');
  };
  hide(Array.prototype, 'toLocaleString', localeTexts);
  hide(Reflect.getPrototypeOf(Int8Array.prototype), 'toLocaleString', localeTexts);

  // Without a comparison, QuickJS's own sort gives what V8's gives.
  const { sort: byText, toSorted: toSortedByText } = Array.prototype;
  let mergeSort;
  const sorted = (elements, compare) => {
    if (typeof compare !== 'function') {
      throw new TypeError('The comparison function must be either a function or undefined');
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
