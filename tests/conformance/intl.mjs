// Writes intl.jsonl: what luxon 3.7.2 and V8 make of dates, numbers and words in many locales.
//
//   npm i luxon@3.7.2 && TZ=UTC node intl.mjs > intl.jsonl     (Node 24)
//
// A line is {"expr", "expected": {locale: text}}: an expression, and its result where the locale is the default one and
// stands for LOCALE. The default zone is Berlin, the clock stands at NOW. What workflows use is asked of all locales,
// everything else, chosen by a fixed sequence of numbers, of some.
import { createRequire } from "node:module";
import { join } from "node:path";

const { DateTime, Duration, Settings } = createRequire(join(process.cwd(), "package.json"))("luxon");
const LOCALES = "de fr es it pt-BR nl sv pl ru tr ja zh-CN ko ar he hi en-IN en-CA en-AU de-AT de-CH fr-CA fr-CH es-MX es-AR pt-PT nl-BE zh-TW zh-HK ar-EG ar-AE da nb fi cs sk hu ro bg uk hr sl sr el et lv lt vi id ms ca en-NZ en-IE en-ZA de-DE fr-FR it-CH".split(" ");
let seed = 20240229;
const random = (count) => (seed = (seed * 48271) % 2147483647) % count;
const pick = (choices) => choices[random(choices.length)];
const NOW = 1718454896789; // 2024-06-15T12:34:56.789Z
const INSTANTS = [1709206496789, 1704067200000, 1735689599999, 946684805007];
const ZONES = ["UTC", "Europe/London", "America/New_York", "Asia/Kolkata", "America/St_Johns", "Australia/Sydney", "Asia/Tokyo"];
const PRESETS = ["DATE_SHORT", "DATE_MED", "DATE_MED_WITH_WEEKDAY", "DATE_FULL", "DATE_HUGE", "TIME_SIMPLE", "TIME_WITH_SECONDS", "TIME_WITH_SHORT_OFFSET", "TIME_WITH_LONG_OFFSET", "TIME_24_SIMPLE", "TIME_24_WITH_SECONDS", "TIME_24_WITH_SHORT_OFFSET", "DATETIME_SHORT", "DATETIME_SHORT_WITH_SECONDS", "DATETIME_MED", "DATETIME_MED_WITH_WEEKDAY", "DATETIME_FULL", "DATETIME_FULL_WITH_SECONDS", "DATETIME_HUGE", "DATETIME_HUGE_WITH_SECONDS"];
const TOKENS = ["cccc d. LLLL", "EEE dd MMM yyyy", "EEEE d MMMM", "ccc LLL", "LLLLL ccccc MMMMM EEEEE", "h:mm a", "G GG GGGGG y", "D", "DDD t", "ffff", "yyyy-MM-dd HH:mm:ss.SSS", "n nn ii", "ZZZZ ZZZZZ"];
const some = (...choices) => pick(["", ...choices]) || undefined;
const defined = (object) => JSON.parse(JSON.stringify(object));

function dateOptions() {
  const options = random(5)
    ? {
        weekday: some("long", "short", "narrow"), year: some("numeric", "2-digit"), month: some("numeric", "2-digit", "long", "short", "narrow"), day: some("numeric", "2-digit"),
        ...(random(2) ? { hour: some("numeric", "2-digit"), minute: some("numeric", "2-digit"), second: some("numeric", "2-digit"), hour12: pick([undefined, undefined, true, false]), timeZoneName: some("", "", "short", "long", "shortOffset", "longOffset"), fractionalSecondDigits: pick([undefined, undefined, undefined, undefined, 3, 1]) } : {}),
      }
    : { dateStyle: some("full", "long", "medium", "short"), timeStyle: some("full", "long", "medium", "short"), hourCycle: some("", "h12", "h23") };
  return defined(options);
}
const numberOptions = () =>
  defined({
    ...pick([{}, {}, { style: "percent" }, { style: "currency", currency: pick(["EUR", "USD", "JPY", "GBP", "CHF", "INR", "PLN", "SEK", "BRL", "CAD", "KWD"]), currencyDisplay: some("code", "narrowSymbol"), currencySign: some("", "accounting") }]),
    maximumFractionDigits: pick([undefined, undefined, 0, 3]), useGrouping: pick([undefined, undefined, undefined, false, "always", "min2"]), signDisplay: some("", "", "always", "never", "exceptZero"),
  });
const NUMBERS = [0, 1, -1, 0.256, 12.5, 999, -1234.5, 12345.678, 1234567.891, -98765432.1, 1e15, NaN, Infinity];
const UNITS = ["years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds"];

const UNIT_AMOUNTS = [-21, -5, -2, -1, 1, 2, 3, 11, 25, 100, 1.5];

Settings.defaultZone = "Europe/Berlin";
Settings.now = () => NOW;
const text = JSON.stringify;
const evaluate = (expr, locale) => {
  Settings.defaultLocale = locale;
  return new Function("DateTime", "Duration", "Intl", "LOCALE", `return ${expr}`)(DateTime, Duration, Intl, locale);
};
// In Greek, ICU gives a zone's short name or its long one, whichever it was asked for first.
const isStable = (expr, locale) => locale !== "el" || !/OFFSET|FULL|HUGE|ZZZZ|timeZoneName|"(long|full)"/.test(expr);
function record(expr, all) {
  const locales = all.filter((locale) => isStable(expr, locale));
  console.log(JSON.stringify({ expr, expected: Object.fromEntries(locales.map((locale) => [locale, evaluate(expr, locale)])) }));
}
const few = (count) => [...new Set(Array.from({ length: count }, () => pick(LOCALES)))];

for (const preset of PRESETS) record(`DateTime.now().toLocaleString(DateTime.${preset})`, LOCALES);
for (const format of TOKENS) record(`DateTime.fromMillis(1709206496789).toFormat(${text(format)})`, LOCALES);
for (const name of ["monthLong", "monthShort", "weekdayLong", "weekdayShort", "localWeekday", "localWeekNumber", "isWeekend"]) record(`DateTime.now().${name}`, LOCALES);
record('DateTime.now().startOf("week", {"useLocaleWeeks":true}).toISODate()', LOCALES);
for (const format of ["d MMMM yyyy", "cccc d LLLL yyyy", "dd.MM.yyyy", "DDD", "ff"]) {
  for (const locale of LOCALES) {
    Settings.defaultLocale = locale;
    const written = DateTime.now().toFormat(format);
    if (locale.length < 4 && /[a-z.]/.test(format)) record(`DateTime.fromFormat(${text(written)}, ${text(format)}).toISO()`, [locale]);
  }
}
for (const number of [1234.5, -0.256, 1234567.891, 12345]) {
  record(`Intl.NumberFormat(LOCALE, {}).format(${number})`, LOCALES);
  record(`Intl.NumberFormat(LOCALE, {"style":"percent"}).format(${number})`, LOCALES);
  record(`Intl.NumberFormat(LOCALE, {"style":"currency","currency":"EUR"}).format(${number})`, LOCALES);
  record(`Intl.NumberFormat(LOCALE, {"style":"currency","currency":"USD"}).format(${number})`, LOCALES);
}
for (let index = 0; index < 290; index++) record(`DateTime.fromMillis(${pick(INSTANTS)}, {"zone":"${pick(ZONES)}"}).toLocaleString(${text(dateOptions())})`, few(6));
for (let index = 0; index < 140; index++) record(`Intl.NumberFormat(LOCALE, ${text(numberOptions())}).format(${pick(NUMBERS)})`, few(6));
for (let index = 0; index < 90; index++) {
  const [unit, style] = [pick(UNITS), pick(["long", "short", "narrow"])];
  record(`DateTime.fromMillis(${NOW}).plus({"${unit}":${pick(UNIT_AMOUNTS)}}).toRelative({"unit":"${unit}","style":"${style}"})`, few(8));
}
for (const amount of [-2, -1, 0, 1, 2, 3]) {
  for (const unit of ["years", "months", "weeks", "days"]) record(`DateTime.now().plus({"${unit}":${amount}}).toRelativeCalendar({"unit":"${unit}"})`, few(10));
}
for (const values of ['{"hours":2,"minutes":5}', '{"days":1}', '{"years":1,"months":2,"days":21}', '{"hours":1.5}', '{"weeks":3,"seconds":0,"milliseconds":7}'])
  for (const unitDisplay of ["long", "short", "narrow"]) record(`Duration.fromObject(${values}).toHuman({"unitDisplay":"${unitDisplay}","listStyle":"long"})`, few(14));
