// Writes luxon.jsonl: what luxon, V8 and n8n make of a list of expressions.
//
//   npm i luxon@3.7.2 n8n-workflow@2.41.0 && TZ=UTC node luxon.mjs > luxon.jsonl     (Node 24; `luxon.mjs all`: all)
//
// A line is {"expr", "zone"?, "expected"}: an expression, the default zone if it is not New York, and its result.
// The clock stands at NOW. `extend(value, name, …args)` calls one of n8n's functions on dates.
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.cwd(), "package.json"));
const { DateTime, Duration, Interval, Settings } = require("luxon");
const workflow = require("n8n-workflow");
const { dateExtensions } = require(join(process.cwd(), "node_modules/n8n-workflow/dist/cjs/extensions/date-extensions.js"));

const NOW = 1718454896789; // 2024-06-15T12:34:56.789Z
const NEW_YORK = "America/New_York";

class FixedDate extends Date {
  constructor(...args) {
    super(...(args.length ? args : [NOW]));
  }
  static now() {
    return NOW;
  }
}
const extend = (value, name, ...args) => dateExtensions.functions[name](value, args);
const scope = { DateTime, Duration, Interval, extend, tryToParseDateTime: workflow.tryToParseDateTime, Intl, Date: FixedDate };

function encode(value) {
  if (value === undefined) return { $js: "undefined" };
  if (typeof value === "number") {
    if (Number.isNaN(value) || !Number.isFinite(value)) return { $js: String(value) };
    return Object.is(value, -0) ? { $js: "-0" } : value;
  }
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(encode);
  if (value instanceof Date) return { $js: "Date", ts: encode(value.getTime()) };
  if (value instanceof RegExp) return { $js: "RegExp", source: value.source, flags: value.flags };
  const invalid = value.invalid && { invalid: value.invalid.reason, explanation: value.invalid.explanation ?? null };
  if (DateTime.isDateTime(value)) {
    return { $js: "DateTime", ...(invalid || { iso: value.toISO(), zone: value.zoneName, locale: value.locale }) };
  }
  if (Duration.isDuration(value)) return { $js: "Duration", ...(invalid || { values: encode(value.toObject()) }) };
  if (Interval.isInterval(value)) return { $js: "Interval", ...(invalid || { text: value.toString() }) };
  if (typeof value.offset === "function") return { $js: "Zone", name: value.name, type: value.type };
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, encode(entry)]));
}

// The lists below make some 5,000 cases, many of them alike: one in three is kept, chosen by a hash of its text.
const all = process.argv[2] === "all";
function isKept(key) {
  let hash = 2166136261;
  for (const c of key) hash = Math.imul(hash ^ c.codePointAt(0), 16777619);
  return all || (hash >>> 0) % 3 === 0;
}

const seen = new Set();
function record(expr, zone = NEW_YORK) {
  if (seen.has(zone + expr) || !isKept(zone + expr)) return;
  seen.add(zone + expr);
  Settings.defaultZone = zone;
  Settings.now = () => NOW;
  DateTime.resetCache();
  let expected;
  try {
    expected = encode(new Function(...Object.keys(scope), `return ${expr}`)(...Object.values(scope)));
  } catch (error) {
    expected = { $throws: error.message };
  }
  const line = zone === NEW_YORK ? { expr, expected } : { expr, zone, expected };
  console.log(JSON.stringify(line));
}
const text = JSON.stringify;
const code = (value) => (typeof value === "string" ? text(value) : text(value) ?? "undefined");
const iso = (value, options) => `DateTime.fromISO(${text(value)}${options ? `, ${code(options)}` : ""})`;

const UNITS = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond"];
const ZONES = [NEW_YORK, "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe"];
// Around the changes of the clocks of 2024, in local time.
const CHANGES = {
  "America/New_York": ["2024-03-10T01:59:59.999", "2024-03-10T02:30:00", "2024-03-10T03:00:00", "2024-11-03T00:59:59", "2024-11-03T01:30:00", "2024-11-03T02:00:00"],
  "Europe/Berlin": ["2024-03-31T01:59:59", "2024-03-31T02:30:00", "2024-03-31T03:00:00", "2024-10-27T01:59:59", "2024-10-27T02:30:00", "2024-10-27T03:00:00"],
  "Asia/Kolkata": ["2024-03-31T02:30:00", "1941-10-01T00:15:00"],
  "Australia/Lord_Howe": ["2024-04-07T01:45:00", "2024-04-07T02:00:00", "2024-10-06T02:15:00", "2024-10-06T02:30:00"],
};

// Texts in the standard formats.
for (const value of [
  "2024", "2024-02", "202402", "2024-02-29", "20240229", "2024-W09", "2024W09", "2024-W09-4", "2024W094", "2024-060", "2024060", "2023-366",
  "2024-02-30", "2024-13-01", "2024-00-10", "2024-1-2", "2024-02-29T", "2024-02-29T12", "2024-02-29T12:34", "2024-02-29T1234", "2024-02-29T123456",
  "20240229T123456.789Z", "2024-02-29T12:34:56", "2024-02-29T12:34:56.7", "2024-02-29T12:34:56,789", "2024-02-29T12:34:56.7891234567", "2024-02-29T12:34:56.57",
  "2024-02-29T12:34:56Z", "2024-02-29t12:34:56z", "2024-02-29T12:34:56+05:30", "2024-02-29T12:34:56-0800", "2024-02-29T12:34:56+14", "2024-02-29T12:34:56-00:30",
  "2024-02-29T12:34:56[Europe/Paris]", "2024-02-29T12:34:56+01:00[Europe/Paris]", "2024-02-29T12:34:56Z[Asia/Tokyo]", "2024-02-29T12:34[Mars/Base]",
  "2024-02-29T24:00:00", "2024-02-29T24:00:01", "2024-02-29T25:00", "2024-02-29T12:60", "2024-02-29T12:34:60", "2024-02-29 12:34:56", "+002024-02-29",
  "-000001-01-01", "+275760-09-13T00:00:00Z", "+275760-09-14T00:00:00Z", "-271821-04-20T00:00:00Z", "0099-12-31T23:00:00", "0000-02-29", "12:34", "T12:34", "1234", "12", "12:34:56.789+02:00", "",
  " 2024-02-29", "2024-02-29 ", "not a date", "2024-W53-1", "2020-W53-7", "2024-W00-1", "2024-W09-8", "2024-000", "99999", "2024-02-29T12:34:56.", "2024-02-29T12:34:56+1",
]) {
  record(iso(value));
  record(iso(value, { setZone: true }));
  record(iso(value, { zone: "Asia/Kolkata" }));
}
for (const value of ["undefined", "null", "20240229", "{}", "[]", "true", "new Date(0)"]) record(`DateTime.fromISO(${value})`);
for (const options of ["null", "{zone: \"Mars/Base\"}", "{zone: 90}", "{zone: \"utc+3\"}", "{zone: \"default\"}", "{zone: \"local\"}", "{locale: \"en-GB\"}", "\"utc\"", "{zone: {}}", "{zone: \"UTC-5:30\"}", "{zone: \"gmt\"}", "{zone: \"+05:45\"}", "{zone: \"utc+25\"}", "{zone: \"EST\"}", "{zone: \"europe/berlin\"}", "{zone: \"\"}"]) {
  record(`DateTime.fromISO("2024-02-29T12:00:00", ${options})`);
}
for (const value of [
  "Thu, 29 Feb 2024 12:34:56 +0100", "29 Feb 2024 12:34 GMT", "Thu, 29 Feb 2024 12:34:56 EST", "29 Feb 24 12:34 Z", "Fri, 29 Feb 2024 12:34:56 GMT",
  "Thu, 29 Feb 2024 12:34:56 -0330 (comment)", "Thu,  29\n Feb 2024\t12:34:56 PDT", "1 Jan 1970 00:00:00 +0000", "29 Feb 99 12:34 z", "29 Feb 2023 12:00:00 GMT", "Thu, 29 Feb 2024 12:34:56 UT", "Thu, 29 Feb 2024 12:34:56", "29 February 2024 12:34 GMT", "29 Feb 124 12:34 GMT", "",
]) {
  record(`DateTime.fromRFC2822(${text(value)})`);
  record(`DateTime.fromRFC2822(${text(value)}, {setZone: true})`);
}
for (const value of [
  "Thu, 29 Feb 2024 12:34:56 GMT", "Thursday, 29-Feb-24 12:34:56 GMT", "Thu Feb 29 12:34:56 2024", "Thu Feb  1 12:34:56 2024", "Fri, 29 Feb 2024 12:34:56 GMT",
  "Thu, 29 Feb 2024 12:34:56 UTC", "Thu, 9 Feb 2024 12:34:56 GMT", "Friday, 29-Feb-80 12:34:56 GMT", "29 Feb 2024", "",
]) {
  record(`DateTime.fromHTTP(${text(value)})`);
  record(`DateTime.fromHTTP(${text(value)}, {setZone: true})`);
}
for (const value of [
  "2024-02-29", "2024-02-29 12:34:56", "2024-02-29 12:34:56.789", "2024-02-29 12:34:56 +05:30", "2024-02-29 12:34:56+0530", "2024-02-29 12:34:56 Europe/Paris", "2024-02-29 12:34:56 Z", "2024-02-29 12:34:56 Zulu",
  "12:34:56", "12:34:56.789 -08:00", "12:34 America/New_York", "2024-02-29 12", "2024-02-29T12:34:56", "2024-02-30 12:00", "20240229 12:00", "2024-02-29 12:34:56 Mars/Base", "",
]) {
  record(`DateTime.fromSQL(${text(value)})`);
  record(`DateTime.fromSQL(${text(value)}, {setZone: true})`);
}

// Gaps and overlaps, and every kind of arithmetic around them.
for (const zone of ZONES) {
  for (const local of CHANGES[zone]) {
    record(iso(local), zone);
    record(`${iso(local)}.getPossibleOffsets()`, zone);
    record(`${iso(local)}.isInDST`, zone);
    for (const amount of [{ hours: 1 }, { days: 1 }, { minutes: -30 }, { months: 1 }, { days: 1, hours: -24 }]) {
      record(`${iso(local)}.plus(${code(amount)})`, zone);
    }
    for (const unit of ["day", "hour"]) {
      record(`${iso(local)}.startOf("${unit}")`, zone);
      record(`${iso(local)}.endOf("${unit}")`, zone);
    }
    record(`${iso(local)}.set({hour: 2})`, zone);
    record(`${iso(local)}.setZone("Europe/Berlin", {keepLocalTime: true})`, zone);
  }
}

// Units.
for (const local of ["2024-02-29T12:34:56.789", "2021-01-03T00:00:00", "2020-12-31T23:59:59.999"]) {
  for (const unit of [...UNITS, ...UNITS.map((unit) => unit + "s"), "DAY"]) {
    record(`${iso(local)}.startOf("${unit}")`);
    record(`${iso(local)}.endOf("${unit}")`);
    record(`${iso(local)}.plus({${unit}: 13})`);
    record(`${iso(local)}.minus({${unit}: 1.5})`);
  }
  for (const locale of ["en-US", "en-GB"]) {
    record(`${iso(local)}.setLocale("${locale}").startOf("week", {useLocaleWeeks: true})`);
    record(`${iso(local)}.setLocale("${locale}").endOf("week", {useLocaleWeeks: true})`);
  }
}
for (const unit of ['"foo"', "undefined", "null", '""', "5", "{}", '"weekday"', '"days "']) {
  record(`${iso("2024-02-29")}.startOf(${unit})`);
  record(`${iso("2024-02-29")}.endOf(${unit})`);
}
for (const amount of [
  "5", "-5", "0", "1.5", "{}", "{days: 1}", '{days: "2"}', '{days: "x"}', "{days: null}", "{days: undefined, hours: 1}", "{days: true}", '{days: ""}', "{foo: 1}", '"5"', "undefined", "null", "true", "[1]", "[]",
  "{years: 1, months: 1, weeks: 1, days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1}", "{quarters: 5}", "{months: -14}", "{days: 0.5}", "{months: 0.5}", "{years: 1.5}", "{hours: 1/3}".replace("1/3", "0.3333333"), "{years: 300000}", "{days: 1e20}",
  'Duration.fromISO("P1DT2H")', 'Duration.invalid("because")', 'Duration.fromObject({months: 1.5}, {conversionAccuracy: "longterm"})', "new Date(5)", 'DateTime.fromISO("2024-01-01")', "NaN", "Infinity",
]) {
  record(`${iso("2024-01-31T10:00:00")}.plus(${amount})`);
  record(`${iso("2024-01-31T10:00:00")}.minus(${amount})`);
}
for (const values of [
  "{}", "{year: 2023}", "{month: 2}", "{month: 13}", "{month: 0}", "{day: 31}", "{day: 0}", "{day: -1}", "{hour: 25}", "{minute: 90}", "{second: -1}", "{millisecond: 1500}", "{year: 2023, month: 2}", "{year: 2023, month: 2, day: 29}",
  "{weekday: 1}", "{weekday: 9}", "{weekNumber: 1}", "{weekNumber: 60}", "{weekYear: 2020, weekNumber: 53, weekday: 7}", "{weekYear: 2023}", "{ordinal: 1}", "{ordinal: 366}", "{ordinal: 400}", "{ordinal: 0}", "{ordinal: 5, year: 2023}",
  "{ordinal: 5, month: 1}", "{weekNumber: 1, month: 1}", "{weekday: 2, year: 2020}", "{localWeekday: 1}", "{localWeekday: 2, weekday: 1}", "{localWeekNumber: 3}", "{quarter: 2}", "{months: 3, days: 4}", "{foo: 1}", '{day: "5"}', '{day: "x"}', "{month: 1.5}", "{day: 1.5}", "{year: 50}", "{year: 50, hour: 30}", "undefined", "null", "5", '"abc"', "{YEAR: 2020}", "{year: 999999}", "{weekYear: 2020.5}",
]) {
  record(`${iso("2024-02-29T12:34:56.789")}.set(${values})`);
  record(`DateTime.fromObject(${values})`);
}
for (const values of [
  "{hour: 12}", "{minute: 5}", "{year: 2024, hour: 5}", "{month: 5, minute: 3}", "{weekday: 3}", "{weekday: 3, hour: 2}", "{year: 2024, month: 2, day: 29, weekday: 4}", "{year: 2024, month: 2, day: 29, weekday: 5}", '{year: 2024, weekday: "1"}',
  "{weekYear: 2024, weekNumber: 54}", "{weekNumber: 53}", "{year: 2023, ordinal: 366}", "{hour: 24}", "{hour: 24, minute: 1}", "{year: 2024, month: 2, day: 30}", "{year: NaN}", "{year: 2024.5}", "{minute: 60}", "{weekNumber: 0}", "{localWeekYear: 2024, localWeekNumber: 1, localWeekday: 1}", "{year: 0}", "{year: -1}", "{weekday: 0}",
]) {
  record(`DateTime.fromObject(${values})`);
  record(`DateTime.fromObject(${values}, {zone: "utc"})`);
}
record('DateTime.fromObject({foo: 1}, {zone: "Mars/Base"})');
for (const args of ["", "2024", "2024, 2", "2024, 2, 29, 12, 34, 56, 789", "2024, 2, 30", "2024, 13", '"2024"', "2024, null", '2024, {zone: "utc"}', '{zone: "Asia/Tokyo", locale: "en-GB"}', "undefined", "2024, 2, 29, 24", "2024, 2, 29, 25", "2024.5", "70, 1, 1", "2024, undefined, 5", "2024, 3, 10, 2, 30", "2024, 11, 3, 1, 30", "NaN", "2024, true"]) {
  record(`DateTime.local(${args})`);
  record(`DateTime.utc(${args})`);
}
for (const value of ["0", "1.5", "-1.5", "1709206496789", "8.64e15", "8.64e15 + 1".replace("8.64e15 + 1", "8640000000000001"), "-8.64e15", "NaN", "Infinity", '"0"', "undefined", "null", "new Date(0)"]) {
  record(`DateTime.fromMillis(${value})`);
  record(`DateTime.fromSeconds(${value})`);
  record(`DateTime.fromJSDate(${value})`);
}
record("DateTime.fromMillis(1.5).toMillis()");
record("DateTime.fromMillis(1.5).plus({seconds: 0.0001}).toMillis()");
record("DateTime.fromJSDate(new Date(NaN))");
record("DateTime.fromMillis(0, {zone: \"Mars/Base\"})");

// Every property.
const GETTERS = Object.entries(Object.getOwnPropertyDescriptors(DateTime.prototype)).filter(([, descriptor]) => descriptor.get).map(([name]) => name);
for (const base of [
  iso("2024-02-29T12:34:56.789"), iso("2021-01-03T07:00:00.000", { zone: "utc" }), iso("2020-12-31T00:00", { locale: "en-GB", zone: "Europe/London" }), iso("2024-07-04", { zone: "utc+3" }), iso("1883-11-18T12:03:57"), iso("2024-02-30"),
  iso("2021-01-03", { numberingSystem: "beng", outputCalendar: "gregory" }), iso("2024-10-06T12:00", { zone: "Australia/Lord_Howe" }), 'DateTime.fromISO("2024-06-09", {weekSettings: {firstDay: 7, minimalDays: 1, weekend: [5, 6]}})', "DateTime.local({zone: \"system\"})",
]) {
  for (const name of GETTERS) if (!(name === "zone" && base.includes("02-30"))) record(`${base}.${name}`);
}
for (const name of ['"month"', '"monthLong"', '"foo"', "undefined", '"isValid"', '"weekData2"']) record(`${iso("2024-02-29")}.get(${name})`);
for (const name of ["name", "type", "ianaName", "isValid", "isUniversal"]) {
  for (const zone of ["utc", "utc+3", "UTC-5:30", "Europe/Berlin", "local"]) record(`${iso("2024-02-29", { zone })}.zone.${name}`);
}
record(`${iso("2024-02-29")}.zone.offset(0)`);
record(`${iso("2024-02-29")}.zone.formatOffset(0, "techie")`);
record(`${iso("2024-02-29")}.zone.offsetName(0, {format: "short", locale: "en-US"})`);
record(`${iso("2024-02-29")}.zone.equals(DateTime.now().zone)`);

// Zones and locales.
for (const zone of ["undefined", "null", '"utc"', '"UTC+2"', '"Asia/Tokyo"', '"Mars/Base"', "90", "0", "-90.5", '"local"', '"default"', "DateTime.utc().zone", "{}", "true", '"utc+5:3"', '"UTC+05:30"', '"Etc/GMT+5"', '"EST5EDT"', '"Asia/Calcutta"', '"asia/kolkata"']) {
  record(`${iso("2024-02-29T12:00:00")}.setZone(${zone})`);
  record(`${iso("2024-02-29T12:00:00")}.setZone(${zone}, {keepLocalTime: true})`);
}
for (const args of ["", "60", "-90", "60, {keepLocalTime: true}", "NaN"]) record(`${iso("2024-02-29T12:00:00")}.toUTC(${args})`);
record(`${iso("2024-02-29T12:00:00", { zone: "Asia/Tokyo" })}.toLocal()`);
record(`${iso("2024-02-30")}.setZone("utc")`);
for (const options of ['{locale: "en-GB"}', "{}", "", '{numberingSystem: "beng"}', '{locale: "en-u-nu-thai"}', '{locale: "en-GB-u-ca-gregory-nu-latn"}', '{locale: ""}']) {
  for (const member of ["locale", "numberingSystem", "outputCalendar", 'toFormat("d")', "resolvedLocaleOptions()"]) record(`${iso("2024-02-29")}.reconfigure(${options}).${member}`);
}
record(`${iso("2024-02-29")}.setLocale("en-GB").toFormat("LLL ccc a D t")`);
record(`${iso("2024-02-29")}.setLocale().locale`);
record(`${iso("2024-02-29")}.reconfigure({weekSettings: {firstDay: 8, minimalDays: 1, weekend: []}})`);

// Tokens.
const TOKENS = ["S", "SSS", "u", "uu", "uuu", "s", "ss", "m", "mm", "h", "hh", "H", "HH", "Z", "ZZ", "ZZZ", "ZZZZ", "ZZZZZ", "z", "a", "d", "dd", "c", "ccc", "cccc", "ccccc", "E", "EEE", "EEEE", "EEEEE", "L", "LL", "LLL", "LLLL", "LLLLL", "M", "MM", "MMM", "MMMM", "MMMMM", "y", "yy", "yyyy", "yyyyyy", "G", "GG", "GGGGG", "kk", "kkkk", "W", "WW", "n", "nn", "ii", "iiii", "o", "ooo", "q", "qq", "X", "x", "D", "DD", "DDD", "DDDD", "t", "tt", "ttt", "tttt", "T", "TT", "TTT", "TTTT", "f", "ff", "fff", "ffff", "F", "FF", "FFF", "FFFF", "yyyyy", "SS", "SSSS", "dddd", "Q", "b", "w", "KKK", "ZZZZZZ", "zz", "cc", "oo"];
for (const base of [iso("2024-02-29T12:34:56.789"), iso("2021-09-03T00:05:07.008", { zone: "utc" }), iso("0004-12-31T23:59:59.999", { zone: "Asia/Kolkata", locale: "en-GB" }), iso("-000044-03-15T09:00", { zone: "utc-4:30" })]) {
  for (const token of TOKENS) record(`${base}.toFormat(${text(token)})`);
}
for (const format of ["", "'", "''", "'a'", "''yyyy''", "yyyy'T'HH", "yyyy-MM-dd'T'HH:mm:ssZZ", "'literal' yyyy 'open", "MMMdd", "h 'o''clock' a", "yyyy\tMM\ndd", "[yyyy]", "é d", "'it''s' d", "😀😀 d", "dd.MM.yyyy, HH:mm 'Uhr'", "D 'at' T"]) {
  record(`${iso("2024-02-29T12:34:56.789")}.toFormat(${text(format)})`);
}
record(`${iso("2024-02-29")}.toFormat()`.replace("toFormat()", 'toFormat("d", {locale: "en-GB"})'));
record(`${iso("2024-02-29T15:00")}.toFormat("a LLL", {locale: "en-GB"})`);
record(`${iso("2024-02-29T15:00")}.toFormat("dd yyyy", {numberingSystem: "deva"})`);
record(`${iso("2024-02-30")}.toFormat("yyyy")`);

// Technical output.
for (const base of [iso("2024-02-29T12:34:56.789"), iso("2024-02-29T12:34:00.000", { zone: "utc" }), iso("2024-02-29", { zone: "utc-4:30" }), iso("1883-01-01T00:00"), iso("+012345-01-01", { zone: "utc" }), iso("2024-02-30")]) {
  for (const method of ["toISODate", "toISOWeekDate", "toRFC2822", "toHTTP", "toSQLDate", "toString", "valueOf", "toMillis", "toSeconds", "toUnixInteger", "toJSON", "toBSON", "toObject", "toJSDate"]) record(`${base}.${method}()`);
  for (const options of ["", '{format: "basic"}', "{suppressSeconds: true}", "{suppressMilliseconds: true}", "{includeOffset: false}", "{extendedZone: true}", "{includePrefix: true}", '{precision: "minute"}', '{precision: "day"}', '{precision: "month", format: "basic"}', '{precision: "hours"}', '{precision: "second"}', '{precision: "week"}', '{precision: "quarter"}', '{precision: "year"}', "null"]) {
    record(`${base}.toISO(${options})`);
    record(`${base}.toISOTime(${options})`);
    record(`${base}.toISODate(${options})`);
  }
  for (const options of ["", "{includeOffset: false}", "{includeZone: true}", "{includeOffsetSpace: false}"]) {
    record(`${base}.toSQLTime(${options})`);
    record(`${base}.toSQL(${options})`);
  }
}
record(`${iso("2024-02-29")}.toObject({includeConfig: true})`);

// Differences.
const PAIRS = [["2024-03-15T12:00", "2024-01-31T18:00"], ["2024-02-29", "2023-02-28"], ["2024-03-10T12:00", "2024-03-09T12:00"], ["2024-11-03T12:00", "2024-11-02T12:00"], ["2025-01-01", "2020-02-29T01:02:03.004"], ["2024-01-31T18:00", "2024-03-15T12:00"], ["2024-02-29", "2024-02-29"]];
const DIFF_UNITS = [...UNITS.map((unit) => [unit]), ["months", "days"], ["years", "months", "days", "hours"], ["hours", "minutes"], ["weeks", "days"], ["quarters", "weeks", "milliseconds"], ["days", "years"], ["month", "second"]];
for (const [one, other] of PAIRS) {
  for (const units of DIFF_UNITS) record(`${iso(one)}.diff(${iso(other)}, ${units.length === 1 ? text(units[0]) : text(units)})`);
}
record(`${iso("2024-02-29T00:00")}.diff(${iso("2024-01-01T00:00", { zone: "Asia/Tokyo" })}, ["months", "days", "hours"])`);
record(`${iso("2024-02-29")}.diff(${iso("2024-01-01")})`);
record(`${iso("2024-02-29")}.diff(${iso("2024-01-01")}, "foo")`);
record(`${iso("2024-02-29")}.diff(${iso("2024-01-01")}, [])`);
record(`${iso("2024-02-29")}.diff(${iso("2024-02-30")}, "days")`);
record(`${iso("2024-02-29")}.diff("2024-01-01", "days")`);
record(`${iso("2024-02-29")}.diff(undefined, "days")`);
record(`${iso("2024-02-29")}.diff(${iso("2023-01-01")}, "months", {conversionAccuracy: "longterm"}).as("days")`);
record(`${iso("2024-02-29")}.diffNow()`);
record(`${iso("2024-02-29")}.diffNow(["months", "days"])`);
for (const unit of UNITS) {
  record(`${iso("2024-02-29T23:00")}.hasSame(${iso("2024-02-26T01:00")}, "${unit}")`);
  record(`${iso("2024-02-29T23:00")}.hasSame(${iso("2024-03-01T05:00", { zone: "Asia/Tokyo" })}, "${unit}")`);
}
record(`${iso("2024-03-02")}.hasSame(${iso("2024-03-03")}, "week", {useLocaleWeeks: true})`);
for (const other of [iso("2024-02-29"), iso("2024-02-29", { locale: "en-GB" }), iso("2024-02-29T05:00Z", { zone: "utc" }), iso("2024-02-30"), "{}", "undefined", '"x"']) record(`${iso("2024-02-29")}.equals(${other})`);
for (const args of ["", `${iso("2024-02-29")}, ${iso("2023-02-28")}, ${iso("2025-01-01")}`, `${iso("2024-02-29")}, "x"`]) {
  record(`DateTime.min(${args})`);
  record(`DateTime.max(${args})`);
}
for (const value of ["DateTime.now()", "{}", "undefined", "new Date(0)", iso("x")]) record(`DateTime.isDateTime(${value})`);
for (const args of ["", '"because"', '"because", "of this"']) for (const name of ["DateTime", "Duration", "Interval"]) record(`${name}.invalid(${args})`);

// Durations.
const AMOUNTS = ["{}", "{hours: 1, minutes: 90}", "{days: 1.5}", "{years: 2, months: -3}", "{weeks: 2, days: 10, hours: 30}", "{seconds: -90}", "{milliseconds: 90061001}", "{months: 14, days: 45}", "{quarters: 3, months: 1}", "{minutes: 0, hours: 0}", "{hours: -5, minutes: 30}", "{years: 1.7, days: 0, hours: 0}", "{seconds: 1e-7}", "{days: 366, hours: -1, milliseconds: 5}", "{hours: 12, minutes: 34, seconds: 56, milliseconds: 789}"];
for (const amounts of AMOUNTS) {
  const base = `Duration.fromObject(${amounts})`;
  for (const call of ["toISO()", "toISOTime()", "toString()", "toJSON()", "toMillis()", "valueOf()", "normalize()", "rescale()", "shiftToAll()", "negate()", "removeZeros()", "toHuman()", 'toHuman({unitDisplay: "short"})', 'toHuman({listStyle: "long", showZeros: false})', "toHuman({maximumFractionDigits: 1})", 'shiftTo("hours")', 'shiftTo("days", "hours", "minutes")', 'shiftTo("months", "days", "seconds")', 'as("days")', 'as("years")', 'as("milliseconds")', 'toFormat("hh:mm:ss.SSS")', 'toFormat("d \'days\' h")', 'toFormat("yyyy MM ww dd", {floor: false})', 'toFormat("-h:mm", {signMode: "negativeLargestOnly"})', 'toFormat("s", {signMode: "all"})', "hours", "toISOTime({suppressMilliseconds: true, includePrefix: true})", "plus({hours: 2, days: 1})", "minus({minutes: 15})", "set({hours: 3})"]) record(`${base}.${call}`);
  record(`Duration.fromObject(${amounts}, {conversionAccuracy: "longterm"}).shiftTo("days", "hours")`);
  record(`Duration.fromObject(${amounts}).reconfigure({conversionAccuracy: "longterm"}).as("days")`);
}
for (const value of ["P1Y2M3W4DT5H6M7.8S", "PT90M", "P1.5D", "-P1D", "P-1D", "-P-1D", "PT-0.5S", "-PT1.5S", "PT1,5S", "P", "PT", "P1H", "1D", "P1Y1Y", "PT1S1M", "P0D", "PT0.1234S", "P1W2D", "", "-P1DT-2H3.25S", "PT-0S"]) {
  record(`Duration.fromISO(${text(value)})`);
  record(`Duration.fromISO(${text(value)}).toISO()`);
}
for (const value of ["11:22:33.444", "11:22", "T1100", "1100", "11", "24:00", "x", "11:22:33,5"]) record(`Duration.fromISOTime(${text(value)})`);
for (const value of ["5", '"5"', "NaN", "undefined", "null", "{days: 1}", "{}", "[]", '"x"', "true", "Duration.fromMillis(1)", "{foo: 1}", '{days: ""}', "{Days: 1}"]) {
  record(`Duration.fromMillis(${value})`);
  record(`Duration.fromObject(${value})`);
  record(`Duration.fromDurationLike(${value})`);
}
for (const unit of ['"day"', '"DAYS"', '"foo"', "undefined", "null", "5", '"quarter"', '""']) {
  record(`Duration.normalizeUnit(${unit})`);
  record(`Duration.fromObject({days: 1}).get(${unit})`);
  record(`Duration.fromObject({days: 1}).as(${unit})`);
  record(`Duration.fromObject({days: 1}).shiftTo(${unit})`);
}
for (const other of ["{hours: 1}", "{minutes: 60}", "{hours: 1, minutes: 0}"]) record(`Duration.fromObject({hours: 1}).equals(Duration.fromObject(${other}))`);
record('Duration.fromObject({hours: 1}).equals(Duration.fromObject({hours: 1}, {locale: "en-GB"}))');
record("Duration.fromObject({hours: 1}).shiftTo()");
for (const member of ["years", "toISO()", "toObject()", "toMillis()", "as(\"days\")", "toFormat(\"d\")", "toHuman()", "plus(5)", "locale", "isValid", "invalidReason", "invalidExplanation", "equals(Duration.fromMillis(1))"]) record(`Duration.invalid("because", "of this").${member}`);
for (const format of ["y", "M", "w", "d", "h", "m", "s", "S", "ddd hh", "'d' d", "hh''mm", "yy MM", "x", "SSSSS"]) {
  record(`Duration.fromMillis(123456789012).toFormat(${text(format)})`);
  record(`Duration.fromMillis(-123456789).toFormat(${text(format)})`);
}
record('Duration.fromObject({hours: 1.23456}).toFormat("h", {floor: false})');
record('Duration.fromObject({hours: 1234.5}).toHuman()');
record('Duration.fromObject({days: 1, hours: 1}, {locale: "en-GB"}).toHuman()');
record('Duration.fromObject({days: 2, hours: 1, minutes: 5}).toHuman({listStyle: "long", unitDisplay: "narrow"})');
record('Duration.fromObject({days: 1}, {matrix: {days: {hours: 8, milliseconds: 28800000}, hours: {milliseconds: 3600000}}}).as("hours")');

// Intervals.
const I = (a, b) => `Interval.fromDateTimes(${iso(a)}, ${iso(b)})`;
const JANUARY = I("2024-01-01", "2024-02-01");
for (const value of ["2024-01-01/2024-02-01", "2024-01-01/P1M", "P1M/2024-02-01", "2024-01-01T10:00Z/PT2H", "2024-02-01/2024-01-01", "2024-01-01", "/2024-01-01", "x/y", "2024-01-01/x", "", "2024-01-01/2024-02-01/x", "P1D/P1D"]) {
  record(`Interval.fromISO(${text(value)})`);
  record(`Interval.fromISO(${text(value)}, {zone: "utc"})`);
}
record("Interval.fromISO(undefined)");
for (const args of [`${iso("2024-01-01")}, ${iso("2024-02-01")}`, `${iso("2024-02-01")}, ${iso("2024-01-01")}`, `${iso("x")}, ${iso("2024-01-01")}`, `new Date(0), {year: 2024}`, "0, 1", "5, new Date(5)", '"2024-01-01", "2024-02-01"', "null, null", "undefined", `${iso("2024-01-01")}`]) record(`Interval.fromDateTimes(${args})`);
for (const args of [`${iso("2024-01-31")}, {months: 1}`, `${iso("2024-01-31")}, 5`, `new Date(0), {days: 1}`, `${iso("2024-01-31")}, "x"`]) {
  record(`Interval.after(${args})`);
  record(`Interval.before(${args})`);
}
for (const unit of [...UNITS, "foo"]) {
  record(`${JANUARY}.length("${unit}")`);
  record(`${I("2024-01-01T10:00", "2024-03-10T15:00")}.count("${unit}")`);
  record(`${I("2024-01-01T10:00", "2024-01-03T10:00")}.hasSame("${unit}")`);
  record(`${JANUARY}.toDuration("${unit}")`);
}
for (const call of ["length()", "count()", "toDuration()", 'toDuration(["weeks", "days"])', "isEmpty()", "start", "end", "lastDateTime", "isValid", "invalidReason", "toString()", "toISO()", "toISO({suppressMilliseconds: true})", "toISODate()", "toISOTime()", 'toFormat("yyyy-MM-dd")', 'toFormat("d LLL", {separator: " to "})', "toLocaleString()", "toLocaleString(DateTime.DATE_FULL)", "set({end: new Date(1709206496789)})", "set()", "splitBy({weeks: 1})", "splitBy({})", "splitBy(0)", "splitBy({months: 1})", "divideEqually(4)", "divideEqually(0)", `splitAt(${iso("2024-01-10")}, ${iso("2024-01-05")}, ${iso("2025-01-01")})`, "splitAt()"]) {
  record(`${JANUARY}.${call}`);
  record(`${I("2024-01-01", "2023-01-01")}.${call}`);
}
for (const other of [I("2024-01-10", "2024-01-20"), I("2024-01-20", "2024-03-01"), I("2024-02-01", "2024-03-01"), I("2023-12-01", "2024-01-01"), I("2025-01-01", "2025-02-01"), JANUARY]) {
  for (const name of ["overlaps", "abutsStart", "abutsEnd", "engulfs", "equals", "intersection", "union", "difference"]) record(`${JANUARY}.${name}(${other})`);
}
for (const date of [iso("2024-01-15"), iso("2024-01-01"), iso("2024-02-01"), iso("2023-01-01"), iso("2025-01-01")]) for (const name of ["contains", "isAfter", "isBefore"]) record(`${JANUARY}.${name}(${date})`);
for (const name of ["merge", "xor"]) {
  record(`Interval.${name}([${I("2024-01-10", "2024-01-20")}, ${JANUARY}, ${I("2024-03-01", "2024-03-05")}])`);
  record(`Interval.${name}([${I("2024-01-20", "2024-02-20")}, ${JANUARY}, ${I("2024-02-20", "2024-03-05")}])`);
  record(`Interval.${name}([])`);
}
record(`${JANUARY}.difference(${I("2024-01-05", "2024-01-10")}, ${I("2024-01-20", "2024-01-25")})`);
for (const value of [JANUARY, "{}", "undefined"]) record(`Interval.isInterval(${value})`);
record(`${iso("2024-01-01")}.until(${iso("2024-02-01")})`);
record(`${iso("2024-01-01")}.until({year: 2025})`);
record(`${iso("x")}.until(${iso("2024-02-01")})`);
record(`${JANUARY}.count("week", {useLocaleWeeks: true})`);

// Locale texts: every preset, single fields, and what contradicts.
const PRESETS = Object.getOwnPropertyNames(DateTime).filter((name) => /^(DATE|TIME)/.test(name) && name === name.toUpperCase());
const FEBRUARY = iso("2024-02-29T09:04:07.089");
for (const base of [FEBRUARY, iso("2024-09-05T23:00:00", { zone: "utc", locale: "en-GB" }), iso("2024-07-01T00:30", { zone: "Europe/London", locale: "en-GB" }), iso("2024-02-29T12:00", { zone: "utc+5:30" }), iso("2024-02-29T12:00", { zone: "utc-3" })]) {
  for (const preset of PRESETS) record(`${base}.toLocaleString(DateTime.${preset})`);
}
for (const preset of PRESETS) record(`DateTime.${preset}`);
for (const options of ["{}", "null", '"x"', '{weekday: "short"}', '{weekday: "long", hour: "numeric"}', '{weekday: "long", hour: "numeric", minute: "2-digit"}', '{weekday: "short", hour: "numeric", hour12: false}', '{weekday: "short", hour: "numeric", minute: "numeric", timeZoneName: "short"}', '{month: "long"}', '{month: "2-digit", day: "2-digit"}', '{year: "2-digit", month: "numeric"}', '{era: "short"}', '{year: "numeric", era: "long", month: "short"}', '{hour: "2-digit", minute: "2-digit"}', '{hour: "numeric", hour12: false}', '{hour: "numeric", minute: "numeric", hourCycle: "h23"}', '{hour: "numeric", hourCycle: "h11"}', '{minute: "numeric", second: "numeric"}', '{second: "numeric", fractionalSecondDigits: 2}', '{hour: "numeric", minute: "numeric", second: "numeric", fractionalSecondDigits: 3}', '{dayPeriod: "long"}', '{hour: "numeric", dayPeriod: "short"}', '{timeZoneName: "short"}', '{hour: "numeric", timeZoneName: "long"}', '{timeZoneName: "shortOffset", hour: "numeric"}', '{timeZoneName: "longOffset", year: "numeric"}', '{dateStyle: "full"}', '{dateStyle: "short", timeStyle: "long"}', '{timeStyle: "full"}', '{dateStyle: "long", timeStyle: "short", hour12: false}', '{dateStyle: "full", year: "numeric"}', '{timeZone: "Asia/Tokyo", hour: "numeric", timeZoneName: "short"}', '{timeZone: "Mars/Base"}', '{month: "foo"}', '{fractionalSecondDigits: 4}', '{weekday: "narrow", day: "numeric"}', '{year: "numeric", day: "numeric"}', '{weekday: "short", month: "short", day: "2-digit"}', '{year: "numeric", month: "long", weekday: "long"}', '{numberingSystem: "beng"}']) {
  record(`${FEBRUARY}.toLocaleString(${options})`);
  record(`${FEBRUARY}.toLocaleString(${options}, {locale: "en-GB"})`);
  record(`Intl.DateTimeFormat("en-US", ${options}).format(1709206496789)`);
  if (!options.includes("foo")) record(`new Date(1709206496789).toLocaleString("en-US", ${options})`);
}
for (const options of ["", "undefined", '{hour: "numeric"}', '{weekday: "long"}', '{timeZone: "America/New_York"}', '{dateStyle: "medium"}', '{timeStyle: "medium"}', '{month: "short", day: "numeric", hour: "numeric"}']) {
  for (const method of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) {
    record(`new Date(1709206496789).${method}("en-US"${options && ", " + options})`);
    record(`new Date(1709206496789).${method}("en-GB"${options && ", " + options})`);
  }
}
record(`${FEBRUARY}.toLocaleParts()`);
record(`${FEBRUARY}.toLocaleParts(DateTime.DATETIME_HUGE)`);
record(`${iso("2024-02-30")}.toLocaleParts()`);
record(`${iso("2024-02-30")}.toLocaleString()`);
record(`Intl.DateTimeFormat("en-US", {dateStyle: "short", timeStyle: "short"}).formatToParts(0)`);
record(`Intl.DateTimeFormat("en-US").resolvedOptions()`);
record(`Intl.DateTimeFormat("en-GB", {hour: "numeric", timeZone: "Europe/London"}).resolvedOptions()`);
for (const end of ["2024-02-29T09:04:07.500", "2024-02-29T09:04:30", "2024-02-29T09:40", "2024-02-29T11:00", "2024-02-29T13:00", "2024-03-02T09:00", "2024-05-01T09:00", "2025-03-01T10:00"]) {
  for (const preset of PRESETS) {
    record(`${I("2024-02-29T09:04:07", end)}.toLocaleString(DateTime.${preset})`);
  }
  for (const preset of ["DATE_SHORT", "DATE_MED", "DATE_HUGE", "DATETIME_MED", "TIME_SIMPLE"]) {
    record(`${I("2024-02-29T09:04:07", end)}.toLocaleString(DateTime.${preset}, {locale: "en-GB"})`);
  }
}

// Relative to another date.
for (const local of ["2024-06-18T08:34", "2024-06-14", "2023-01-01", "2024-06-15T08:35", "2034-06-15"]) {
  for (const options of ["", '{unit: "day"}', '{unit: "weeks"}', '{unit: ["days", "hours"]}', '{style: "short"}', '{style: "narrow"}', '{round: false}', '{rounding: "ceil"}', '{rounding: "foo"}', "{padding: 1000000000}", `{base: ${iso("2024-01-01")}}`, '{locale: "en-GB", style: "short"}', '{unit: "foo"}', '{unit: "milliseconds"}', '{locale: "en-GB", unit: "quarters"}']) record(`${iso(local)}.toRelative(${options})`);
  for (const options of ["", '{unit: "days"}', '{unit: "hours"}', '{unit: "quarters"}', '{unit: "weeks", style: "short"}', `{base: ${iso("2024-01-01")}}`, '{locale: "en-GB"}', '{locale: "en-GB", style: "short", unit: "years"}']) record(`${iso(local)}.toRelativeCalendar(${options})`);
}
record(`${iso("2024-02-30")}.toRelative()`);

// Reading by tokens.
for (const [value, format, options] of [
  ["2024-02-29", "yyyy-MM-dd"], ["29/2/24", "d/M/yy"], ["29/2/2024", "d/M/y"], ["61", "yy"], ["60", "yy"], ["Feb 29 2024", "LLL d yyyy"], ["february 29 2024", "MMMM d yyyy"], ["FEB 29", "MMM d"], ["Thu, 29 Feb 2024", "EEE, d MMM yyyy"], ["Friday 29 Feb 2024", "EEEE d MMM yyyy"],
  ["12:34:56.789", "HH:mm:ss.SSS"], ["1:05 PM", "h:mm a"], ["12:00 am", "h:mm a"], ["12:00 pm", "hh:mm a"], ["13:05 PM", "HH:mm a"], ["2024-060", "yyyy-ooo"], ["2024 W09 4", "kkkk 'W'WW c"], ["2024 9", "kkkk W"], ["Q3 2024", "'Q'q yyyy"],
  ["2024-02-29 12:00 +05:30", "yyyy-MM-dd HH:mm ZZ"], ["2024-02-29 12:00 +5", "yyyy-MM-dd HH:mm Z"], ["2024-02-29 12:00 -0330", "yyyy-MM-dd HH:mm ZZZ"], ["2024-02-29 12:00 -0330", "yyyy-MM-dd HH:mm ZZZ", "{setZone: true}"], ["2024-02-29 12:00 Europe/Paris", "yyyy-MM-dd HH:mm z", "{setZone: true}"], ["2024-02-29 12:00 Mars/Base", "yyyy-MM-dd HH:mm z"], ["2024-11-03 01:30 -05:00 America/New_York", "yyyy-MM-dd HH:mm ZZ z"],
  ["2/29/2024", "D"], ["Feb 29, 2024", "DD"], ["February 29, 2024", "DDD"], ["2/29/2024, 1:05 PM", "f"], ["13:05", "T"], ["1:05:07 PM", "tt"], ["Feb 29, 2024, 1:05 PM", "ff"], ["29/02/2024", "D", '{locale: "en-GB"}'], ["29/02/2024, 13:05", "f", '{locale: "en-GB"}'], ["5 Sept 2024", "d MMM yyyy", '{locale: "en-GB"}'],
  ["20240229", "yyyyMMdd"], ["2024229", "yMd"], ["11", "Hm"], ["111", "Hm"], ["1234567", "yyyyyM"], ["44 BC", "y G"], ["0.5", "s.u"], ["0.123456789", "s.u"], ["0.57", "s.uu"], ["0.7", "s.uuu"], ["7 o'clock", "h 'o''clock'"], ["2024", "yyyy 'x'"], ["x", "yyyy"], ["", ""], ["", "yyyy"], ["2024-02-30", "yyyy-MM-dd"], ["(5)", "(d)"], ["5.6", "d.M"], ["5x6", "d.M"], ["AB", "'ab'"], ["2024 ", "yyyy"], ["২৯/২", "d/M", '{numberingSystem: "beng"}'], ["29 2", "d W"], ["5", "d", '{zone: "Asia/Tokyo"}'], ["4 2024-02-29", "E yyyy-MM-dd"], ["5 2024-02-29", "E yyyy-MM-dd"], ["12", "hh"], ["2024-02-29T12", "yyyy-MM-dd'T'HH"], ["1709206496", "X"], ["a5", "'a'd"],
]) {
  record(`DateTime.fromFormat(${text(value)}, ${text(format)}${options ? `, ${options}` : ""})`);
}
for (const args of ["", '"2024"', '"2024", undefined', '2024, "yyyy"', 'null, "yyyy"', '"2024", "yyyy", {zone: "Mars/Base"}', '"2024", "yyyy", {locale: "en-GB"}']) {
  record(`DateTime.fromFormat(${args})`);
  record(`DateTime.fromString(${args})`);
}
for (const args of ['"29 Feb 2024 at 1:05 PM", "d MMM yyyy \'at\' h:mm a"', '"x", "yyyy"', '"2024-02-29 +05:30 Europe/Paris", "yyyy-MM-dd ZZ z"', '"0.5 Q3", "s.u \'Q\'q"', '"2/29/2024", "D"', '"a/b", "\'a/b\'"', '"1:05 PM", "t"']) record(`DateTime.fromFormatExplain(${args})`);
record('DateTime.fromFormatParser("2024/02/29", DateTime.buildFormatParser("yyyy/MM/dd"))');
record('DateTime.fromFormatParser("2024/02/29", DateTime.buildFormatParser("yyyy/MM/dd"), {locale: "en-GB"})');
record('DateTime.fromFormatParser("2024/02/29")');
for (const args of ["DateTime.DATETIME_HUGE", "DateTime.TIME_24_SIMPLE", '{weekday: "narrow"}', "undefined", "{}", '{year: "2-digit", month: "2-digit"}', 'DateTime.DATE_MED, {locale: "en-GB"}']) record(`DateTime.parseFormatForOpts(${args})`);
for (const args of ['"D T \'x\' yyyy ffff"', '"t"', '"D", {locale: "en-GB"}', '"yyyy"']) record(`DateTime.expandFormat(${args})`);

// Numbers.
for (const [options, ...numbers] of [
  ["{}", 1234567.891, 1e21, 0.0005, -0.0004, "NaN", "Infinity", 1.005, 1e-7, 12345678901234568000, 999.9995, 0, 1000], ['{style: "percent"}', 0.256, 12.34, -0.005], ['{style: "percent", minimumFractionDigits: 1}', 0.2567], ['{style: "currency", currency: "USD"}', 1234.5, -1234.5, 0.005, "NaN"], ['{style: "currency", currency: "EUR"}', 1234.5],
  ['{style: "currency", currency: "JPY"}', 1234.5], ['{style: "currency", currency: "CHF"}', 1234.5, -5], ['{style: "currency", currency: "xyz"}', 1], ['{style: "currency", currency: "us"}', 1], ['{style: "currency"}', 1], ['{style: "currency", currency: "USD", currencySign: "accounting"}', -1234.5], ['{style: "currency", currency: "EUR", currencyDisplay: "name"}', 1, 2], ['{style: "currency", currency: "JPY", currencyDisplay: "name"}', 1],
  ['{style: "currency", currency: "CAD", currencyDisplay: "code"}', 1], ['{style: "currency", currency: "CAD", currencyDisplay: "narrowSymbol"}', 1], ['{style: "currency", currency: "USD", minimumFractionDigits: 0}', 1234.5, 1234], ['{style: "currency", currency: "USD", maximumFractionDigits: 0}', 1234.5], ['{notation: "compact"}', 0, 999, 1234, 1500, 999999, 1234567, 1.55e12, 1e16, 0.0123, -1234], ['{notation: "compact", compactDisplay: "long"}', 1234, 2.5e6], ['{notation: "compact", maximumFractionDigits: 2}', 1234, 1999999], ['{notation: "compact", style: "currency", currency: "USD"}', 1234, 12],
  ['{notation: "scientific"}', 0, 12345, 0.00012345], ['{notation: "engineering"}', 12345, 0.00012345], ['{style: "unit", unit: "liter", unitDisplay: "long"}', 1, 16], ['{style: "unit", unit: "kilometer-per-hour"}', 50], ['{style: "unit", unit: "quarter"}', 1], ['{style: "unit", unit: "celsius"}', 5], ['{minimumIntegerDigits: 3}', 5, -7.5], ['{minimumIntegerDigits: 22}', 5], ['{minimumFractionDigits: 2}', 5, 1.2345], ['{minimumFractionDigits: 5, maximumFractionDigits: 2}', 1], ['{maximumSignificantDigits: 3}', 123456, 0.00123456], ['{minimumSignificantDigits: 3}', 5, 0.1],
  ['{useGrouping: false}', 1234567], ['{useGrouping: "min2"}', 1234, 12345], ['{signDisplay: "always"}', 5, 0], ['{signDisplay: "exceptZero"}', 0, -5], ['{signDisplay: "never"}', -5], ['{roundingMode: "floor", maximumFractionDigits: 0}', 2.5, -2.1], ['{roundingMode: "halfEven", maximumFractionDigits: 0}', 2.5, 1.5], ['{style: "foo"}', 1], ['{maximumFractionDigits: "x"}', 1], ['{trailingZeroDisplay: "stripIfInteger", minimumFractionDigits: 2}', 5, 5.5], ['{numberingSystem: "beng"}', 1234.5],
]) {
  for (const number of numbers) {
    record(`Intl.NumberFormat("en-US", ${options}).format(${number})`);
    if (numbers.length < 4) record(`Intl.NumberFormat("en-GB", ${options}).format(${number})`);
  }
}
for (const options of ["", ', {style: "currency", currency: "USD"}', ', {notation: "compact"}', ', {style: "unit", unit: "day", unitDisplay: "long"}', ', {style: "currency", currency: "USD", currencyDisplay: "name"}']) {
  record(`Intl.NumberFormat("en-US"${options}).formatToParts(-1234.5)`);
  record(`Intl.NumberFormat("en-US"${options}).resolvedOptions()`);
}

// Date.parse, and dates as text.
const LOOSE = [
  "2024", "2024-02", "2024-02-29", "2024-02-30", "2024-02-32", "2024-13-01", "2024-2-29", "2024-02-29T12:34", "2024-02-29T12:34Z", "2024-02-29T12:34:56.789+05:30", "2024-02-29T12:34+0530", "2024-02-29T12:34+05", "2024-02-29T24:00", "2024-02-29T24:01", "2024-02-29T12", "2024-02-29 12:34", "2024-02-29 12:34:56.789123 +0100", "2024/02/29", "02/29/2024", "29/02/2024", "2/9/24", "2/9/50", "Jan 2 2024 10:00", "January 2, 2024", "2 January 2024", "2 Jan", "Jan 2020",
  "Thu, 29 Feb 2024 12:34:56 GMT", "Thu Feb 29 2024 12:34:56 GMT+0100 (Central European Standard Time)", "Thu, 29 Feb 2024 12:34:56 EST", "1-Feb-2024", "Feb-1-2024", "10:00", "10:00 AM Jan 2 2024", "Jan 2 2024 10:00 PM", "Jan 2 2024 13:00 PM", "Jan 2 2024 12:00 AM", "foo 2024", "foo2024", "2024 foo", "abc 1", "1", "12", "13", "32", "49", "50", "99", "100", "1000", "123456", "", " ", "-1", "+1", "2024.02.29", "29.02.2024", "(comment) Jan 2 2024", "Jan (2) 3 2024", "Jan 2 2024 10:00:00.5",
  "Jan 2 2024 10:00:00.123456", "Jan 2 2024 10:00+2", "Jan 2 2024 10:00 +02:30", "Jan 2 2024 10:00 UTC+3", "Jan 2 2024 10:00 GMT-12345", "Jan 2 2024 10:", "Jan 2 2024 10:00Z", "Jan 2 2024 10:00x", "20240229", "+002024-02-29", "-000001-01-01", "-000000-01-01", "+275760-09-13", "+275760-09-14", "Tue Mar 5 10:00:00 2024", "2024-02-29T12:34:56,789Z", "2024-060", "2024-W09", "today", "Sept 5 2024", "Decem 5 2024", "5 sep 2024 5pm", "5 sep 2024 5:00pm", "T10:00", "2024-02-29T", "12/25", "1/2/3/4", "1 2 3", "0", "0/0/0",
];
for (const value of LOOSE) record(`Date.parse(${text(value)})`);
for (const value of ["0", "1709206496789", "NaN", "-62198755200000", "253402300800000", "-1"]) for (const method of ["toISOString", "toString", "toUTCString", "toDateString", "toTimeString"]) record(`new Date(${value}).${method}()`);

// n8n's own functions.
for (const value of [...LOOSE.filter((_, index) => index % 3 === 0), "Wed, 21 Oct 2015 07:28:00 GMT", "2020-01-02 03:04:05 Europe/Berlin", "2020-01-02T03:04:05[Europe/Paris]", "  2024-02-29  "]) {
  record(`tryToParseDateTime(${text(value)})`);
  record(`tryToParseDateTime(${text(value)}, "Asia/Kolkata")`);
}
for (const value of ["0", "12", "1999", "true", "null", "undefined", "{}", "[]", "[2024]", "new Date(0)", "new Date(NaN)", "DateTime.utc(2024)", 'DateTime.invalid("x")', "NaN", "1e20"]) record(`tryToParseDateTime(${value})`);
for (const subject of [FEBRUARY, "new Date(1709206496789)", '"2024-02-29T12:34:56.789Z"', 'DateTime.invalid("x")', iso("2024-06-15T08:30"), iso("2024-03-02T10:00", { zone: "Europe/Berlin" })]) {
  for (const args of ['"beginningOf"', '"beginningOf", "day"', '"beginningOf", "hrs"', '"beginningOf", "months"', '"beginningOf", "foo"', '"endOfMonth"', '"extract"', '"extract", "month"', '"extract", "days"', '"extract", "yearDayNumber"', '"extract", "weekday"', '"extract", "foo"', '"extract", "ms"', '"isBetween", "2024-01-01", "2024-12-31"', '"isBetween", "2025-01-01", "2023-01-01"', '"isBetween", "2024-01-01"', '"isBetween", "nope", "2024-12-31"', '"isBetween", new Date(0), DateTime.now()', '"isBetween", 1, 2', '"isDst"', '"isInLast", 5, "years"', '"isInLast", 10', '"isInLast"', '"isInLast", 200, "day"', '"isInLast", 1, "foo"', '"isWeekend"', '"minus", 2, "days"', '"minus", {hours: 5}', '"minus", 90', '"plus", 1, "month"', '"plus", 3, "hrs"', '"plus", {days: 1, hours: 2}', '"plus", 5000', '"plus"', '"plus", 1, "bad"', '"plus", "x", "days"', '"plus", undefined, "days"', '"plus", Duration.fromISO("P1D")', '"format", "yyyy-MM-dd HH:mm"', '"format", "LLL", {locale: "en-GB"}', '"format", "d", null', '"format"', '"toDateTime"', '"diffTo", "2025-03-10"', '"diffTo", "2025-03-10", ["years", "months", "days"]', '"diffTo", DateTime.now(), "hours"', '"diffTo", "nope"', '"diffTo", "2025-03-10", "foo"', '"diffTo", "2025-03-10", "weekday"', '"diffTo", new Date(0), []', '"diffTo"', '"diffTo", "2025-03-10", "day"', '"diffToNow"', '"diffToNow", ["years", "months"]', '"diffToNow", "weeks"', '"toInt"', '"toFloat"', '"toBoolean"', '"isEmpty"', '"isNotEmpty"']) {
    record(`extend(${subject}, ${args})`);
  }
}
