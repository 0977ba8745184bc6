// What languages make of numbers, dates and texts: (kit) => { Intl }; the `toLocale…` methods become those of the other side.
(kit) => {
  'use strict';
  const { ask, hide, load } = kit;
  const part = () => kit.part('luxon');
  const asked = (operation, request) => {
    const { value, error, name } = ask('dates', operation, JSON.stringify(request));
    if (error !== undefined) throw new ({ RangeError, TypeError }[name] ?? Error)(error);
    return part().taken(value);
  };
  const given = (value) => part().given(value);
  const Intl = load('intl')((_, member, receiver, args) => asked('intl', {
    name: member, locales: given(receiver[0]), options: given(receiver[1]), arguments: args.map(given),
  }));
  const plain = (locales) => (Array.isArray(locales) ? locales.map(String) : locales === undefined || locales === null ? undefined : String(locales));
  const texts = (prototype, methods) => {
    for (const [method, [name, read]] of Object.entries(methods)) {
      hide(prototype, method, { [method](locales, options) { return asked('text', { name, this: given(read(this)), locales: given(plain(locales)), options: given(options) }); } }[method]);
    }
  };
  const { valueOf: ofNumber } = Number.prototype;
  texts(Number.prototype, { toLocaleString: ['number', (self) => ofNumber.call(self)] });
  const { getTime } = Date.prototype;
  const time = (self) => getTime.call(self);
  texts(Date.prototype, { toLocaleString: ['dateAndTime', time], toLocaleDateString: ['date', time], toLocaleTimeString: ['time', time] });
  texts(String.prototype, { toLocaleUpperCase: ['upper', String], toLocaleLowerCase: ['lower', String] });
  hide(String.prototype, 'localeCompare', function localeCompare(other, locales, options) {
    return asked('text', { name: 'compare', this: [String(this), String(other)], locales: given(plain(locales)), options: given(options) });
  });
  hide(BigInt.prototype, 'toLocaleString', function toLocaleString(locales, options) { return new Intl.NumberFormat(locales, options).format(BigInt.prototype.valueOf.call(this)); });
  return { Intl };
}
