// Writes ../src/intl/currencies.tsv and ../src/intl/units.tsv: English names of currencies and units, as V8 gives them.
//
//   node numbers.mjs ../src/intl       (Node 24)
//
// The names are CLDR's (Unicode License v3).
// currencies: code, digits, symbol in en-US, symbol in en-GB, narrow symbol, name of one, name of several.
// units: unit, display, one in en-US, several in en-US, one in en-GB, several in en-GB; {} stands for the number.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const part = (locale, options, value, type) => new Intl.NumberFormat(locale, options).formatToParts(value).find((part) => part.type === type)?.value ?? "";
const currencies = Intl.supportedValuesOf("currency").map((currency) => {
  const options = { style: "currency", currency };
  const digits = new Intl.NumberFormat("en-US", options).resolvedOptions().maximumFractionDigits;
  const name = (value) => part("en-US", { ...options, currencyDisplay: "name", maximumFractionDigits: 0 }, value, "currency");
  return [currency, digits, part("en-US", options, 1, "currency"), part("en-GB", options, 1, "currency"), part("en-US", { ...options, currencyDisplay: "narrowSymbol" }, 1, "currency"), name(1), name(2)].join("\t");
});
const names = [...Intl.supportedValuesOf("unit"), "kilometer-per-hour", "mile-per-hour", "meter-per-second", "mile-per-gallon", "megabyte-per-second", "liter-per-kilometer"];
const units = names.flatMap((unit) =>
  ["long", "short", "narrow"].map((unitDisplay) => {
    const text = (locale, value) => new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay }).formatToParts(value).map(({ type, value }) => (type === "integer" ? "{}" : value)).join("");
    return [unit, unitDisplay, text("en-US", 1), text("en-US", 2), text("en-GB", 1), text("en-GB", 2)].join("\t");
  }),
);
writeFileSync(join(process.argv[2], "currencies.tsv"), currencies.join("\n") + "\n");
writeFileSync(join(process.argv[2], "units.tsv"), units.join("\n") + "\n");
