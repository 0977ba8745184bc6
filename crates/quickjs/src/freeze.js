// Freezes the language: (roots) freezes all that can be reached from the roots and from what syntax alone can make.
(roots) => {
  'use strict';
  const { getOwnPropertyDescriptor, getPrototypeOf, defineProperty, ownKeys } = Reflect;
  const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

  const reachable = new Set();
  const waiting = [
    ...roots,
    globalThis,
    async function () {}, function* () {}, async function* () {},
    [].values(), new Map().values(), new Set().values(), ''[Symbol.iterator](), 'a'.matchAll(/a/g),
    (function* () {})(), (async function* () {})(),
  ];
  if (globalThis.Iterator) waiting.push([].values().map((value) => value), Iterator.from({ next() {} }));
  const prototypes = [getPrototypeOf(isObject)];
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (!isObject(object) || reachable.has(object)) continue;
    reachable.add(object);
    waiting.push(getPrototypeOf(object));
    for (const key of ownKeys(object)) {
      const { value, get, set } = getOwnPropertyDescriptor(object, key);
      waiting.push(value, get, set);
      if (key === 'prototype' && isObject(value)) prototypes.push(value);
    }
  }

  // A frozen property would keep the objects that inherit it from having their own by assignment: `error.name = …`.
  const overridable = (prototype, key, { value, enumerable }) => {
    const set = function (own) {
      if (isObject(this)) defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
    };
    const get = () => value;
    reachable.add(get).add(set);
    defineProperty(prototype, key, { get, set, enumerable, configurable: false });
  };
  for (const prototype of prototypes) {
    for (const key of ownKeys(prototype)) {
      const property = getOwnPropertyDescriptor(prototype, key);
      if (typeof key === 'string' && property.writable && property.configurable) overridable(prototype, key, property);
    }
  }
  for (const object of reachable) Object.freeze(object);
}
