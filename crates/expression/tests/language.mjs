// Writes language.tsv: every member of the language that an expression can reach in n8n, and its type in Node 24.
//
//   node language.mjs > language.tsv
//
// A line is an expression and what `typeof` gives for it. Left out is what n8n denies: names such as `Promise` and
// `Reflect`, and members such as `prototype` and `constructor`.
const GLOBALS = `Date Object Array Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float32Array Float64Array BigInt64Array BigUint64Array Map WeakMap Set WeakSet Error TypeError SyntaxError EvalError
  RangeError ReferenceError URIError Intl String RegExp Math Number BigInt Infinity NaN isFinite isNaN parseFloat parseInt
  JSON ArrayBuffer SharedArrayBuffer Atomics DataView encodeURI encodeURIComponent decodeURI decodeURIComponent Boolean
  Symbol`.split(/\s+/);
const DENIED = new Set(`__proto__ prototype constructor getPrototypeOf setPrototypeOf getOwnPropertyDescriptor
  getOwnPropertyDescriptors defineProperty defineProperties __lookupGetter__ __lookupSetter__ __defineGetter__
  __defineSetter__ caller callee arguments captureStackTrace prepareStackTrace stackTraceLimit`.split(/\s+/));
const SAMPLES = [
  "[]", "''", "(1)", "true", "BigInt(1)", "Symbol('a')", "/a/g", "new Date(0)", "new Map()", "new Set()", "new WeakMap()",
  "new WeakSet()", "new Error('a')", "new RangeError('a')", "(() => 1)", "({})", "new ArrayBuffer(8)",
  "new SharedArrayBuffer(8)", "new DataView(new ArrayBuffer(8))", "new Int8Array(2)", "new Uint8Array(2)",
  "new Float64Array(2)", "new BigInt64Array(2)", "[].values()", "new Map().entries()", "new Set()[Symbol.iterator]()",
  "''[Symbol.iterator]()", "'a'.matchAll(/a/g)", "(function* () {})()", "new Intl.DateTimeFormat('en')",
  "new Intl.NumberFormat('en')", "new Intl.Collator('en')", "new Intl.PluralRules('en')",
  "new Intl.RelativeTimeFormat('en')", "new Intl.ListFormat('en')", "new Intl.Locale('en')", "new Intl.Segmenter('en')",
  "new Intl.Segmenter('en').segment('a')", "new Intl.DisplayNames('en', { type: 'region' })",
  "new Intl.DurationFormat('en')",
];
const names = (value) => {
  const all = new Set();
  for (let object = Object(value); object; object = Object.getPrototypeOf(object)) {
    for (const name of Object.getOwnPropertyNames(object)) all.add(name);
  }
  return [...all].filter((name) => !DENIED.has(name) && !/^\d+$/.test(name)).sort();
};
const lines = new Set();
const put = (code) => {
  let type;
  try { type = eval(`typeof ${code}`); } catch { return; }
  if (type !== "undefined") lines.add(`${code}\t${type}`);
};
for (const global of GLOBALS) {
  put(global);
  const value = globalThis[global];
  if (typeof value !== "object" && typeof value !== "function") continue;
  for (const name of Object.getOwnPropertyNames(value).sort()) if (!DENIED.has(name)) put(`${global}.${name}`);
}
for (const name of Object.getOwnPropertyNames(Intl).sort()) {
  for (const own of Object.getOwnPropertyNames(Intl[name]).sort()) if (!DENIED.has(own)) put(`Intl.${name}.${own}`);
}
for (const sample of SAMPLES) for (const name of names(eval(`(${sample})`))) put(/^[A-Za-z_$]/.test(name) ? `${sample}.${name}` : `${sample}[${JSON.stringify(name)}]`);
console.log([...lines].join("\n"));
