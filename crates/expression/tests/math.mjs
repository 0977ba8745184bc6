// Writes math.tsv: functions of Math on numbers of all sizes, as Node 24 has them.
//
//   node math.mjs > math.tsv
let seed = 5;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const numbers = Array.from({ length: 60 }, (_, at) => [random(), 20 * random() - 10, at / 10 - 3, 1e3 * random()][at % 4]);
const UNARY = `acos acosh asin asinh atan atanh cbrt cos cosh exp expm1 log log10 log1p log2 sin sinh sqrt tan tanh`.split(' ');
const put = (code) => {
  const value = eval(code);
  if (Number.isFinite(value)) console.log(`${code}\t${value}`);
};
for (const name of UNARY) for (const x of numbers) put(`Math.${name}(${x})`);
numbers.forEach((x, at) => {
  const y = numbers[(at * 7 + 3) % numbers.length];
  for (const name of ['atan2', 'hypot']) put(`Math.${name}(${x}, ${y})`);
  for (const n of [at % 12, y % 20]) {
    put(`Math.pow(${Math.abs(x)}, ${n})`);
    put(`${Math.abs(x)} ** (${n})`);
  }
  put(`10 ** ${(at % 40) - 20}`);
});
