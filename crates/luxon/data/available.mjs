// Writes ../src/intl/available.txt: the locales that Node has, one a line; behind those that it also sorts by, a star.
//
//   node available.mjs > ../src/intl/available.txt       (Node 24)
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const SCRIPTS = `Adlm Arab Armn Beng Cakm Cans Cher Cyrl Deva Ethi Geor Grek Gujr Guru Hans Hant Hebr Hmnp Jpan Khmr Knda Kore
  Laoo Latn Mlym Mong Mtei Mymr Nkoo Olck Orya Rohg Shrd Sinh Taml Telu Tfng Thai Tibt Vaii Yiii`.split(/\s+/);
const pairs = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));
const languages = [...pairs, ...pairs.flatMap((pair) => LETTERS.map((third) => pair + third))];
const regions = [...pairs.map((pair) => pair.toUpperCase()), "001", "150", "419"];
const has = (kind, tag) => {
  try { return new Intl[kind](tag).resolvedOptions().locale === tag; } catch { return false; }
};
const isAvailable = (tag) => has("DateTimeFormat", tag);
const known = languages.filter(isAvailable);
const withRegion = (tag) => [tag, ...regions.map((region) => `${tag}-${region}`)];
const tags = known.flatMap((language) => [language, ...SCRIPTS.map((script) => `${language}-${script}`)].filter(isAvailable).flatMap(withRegion));
console.log(tags.filter(isAvailable).sort().map((tag) => tag + (has("Collator", tag) ? "*" : "")).join("\n"));
