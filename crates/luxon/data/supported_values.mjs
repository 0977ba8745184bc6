// Writes ../src/intl/supported_values.txt: what `Intl.supportedValuesOf` lists, a key and its values a line.
//
//   node supported_values.mjs > ../src/intl/supported_values.txt       (Node 24)
const keys = ["calendar", "collation", "currency", "numberingSystem", "timeZone", "unit"];
for (const key of keys) console.log([key, ...Intl.supportedValuesOf(key)].join(" "));
