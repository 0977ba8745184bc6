// Writes ../src/intl/locales.tsv: names, patterns and symbols of locales other than en-US and en-GB, as V8 gives them.
//
//   TZ=UTC node locales.mjs ../src/intl/zone_names.tsv > ../src/intl/locales.tsv       (Node 24)
//
// The texts are CLDR's (Unicode License v3). `@tag parent` begins a locale, of which only what differs from the parent
// is written. In a pattern {…} is a field: its letter as in CLDR, and behind it a width where it is not the one that
// was asked for (1: as it is, 2: two digits, n s l: narrow, short, long; L and c stand for names without a date).
// Before a pattern stand the requests for it: one set of choices per field, `-` for none.
import { readFileSync } from "node:fs";

const LOCALES = `en-AU en-CA:en-AU en-IN:en-AU en-NZ:en-AU en-IE:en-AU en-ZA:en-AU en-SG:en-AU
  de de-DE:de de-AT:de de-CH:de de-LU:de fr fr-FR:fr fr-BE:fr fr-CA:fr fr-CH:fr fr-LU:fr es es-ES:es es-MX:es
  es-AR:es-MX es-CL:es-MX es-CO:es-MX es-PE:es-MX es-US:es-MX es-419:es-MX it it-IT:it it-CH:it pt pt-BR:pt pt-PT:pt
  nl nl-NL:nl nl-BE:nl sv sv-SE:sv sv-FI:sv pl pl-PL:pl ru ru-RU:ru tr tr-TR:tr ja ja-JP:ja zh zh-CN:zh zh-Hans:zh
  zh-TW:zh zh-Hant:zh-TW zh-HK:zh-TW zh-SG:zh ko ko-KR:ko ar ar-EG:ar ar-AE:ar ar-MA:ar he he-IL:he hi hi-IN:hi
  da da-DK:da nb nb-NO:nb no:nb fi fi-FI:fi cs cs-CZ:cs sk sk-SK:sk hu hu-HU:hu ro ro-RO:ro bg bg-BG:bg uk uk-UA:uk
  hr hr-HR:hr sl sl-SI:sl sr sr-RS:sr el el-GR:el et et-EE:et lv lv-LV:lv lt lt-LT:lt vi vi-VN:vi id id-ID:id ms ms-MY:ms
  ca ca-ES:ca`.split(/\s+/);
const UTC = { timeZone: "UTC" };
const at = (month, day, hour = 9, year = 2017) => Date.UTC(year, month, day, hour, 5, 7, 43);
const MONTHS = [...Array(12).keys()].map((month) => at(month, 3 + (month % 7)));
const WEEK = [...Array(7).keys()].map((day) => at(4, 1 + day)); // 1 May 2017 was a Monday
const HOURS = [...Array(24).keys()].map((hour) => at(4, 3, hour));
const WIDTHS = { n: "narrow", s: "short", l: "long" };
const NUMBERS = { n: "numeric", 2: "2-digit" };
const TEXT = { weekday: WIDTHS, month: { ...NUMBERS, w: "narrow", s: "short", l: "long" }, zone: { s: "short", l: "long", o: "shortOffset", O: "longOffset" } };
const clean = (fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const product = (...sets) => sets.reduce((rows, set) => rows.flatMap((row) => [...set].map((choice) => row + choice)), [""]);

const DATE_KEYS = product("-nsl", "-n2", "-n2wsl", "-n2").filter((key) => key !== "----");
const TIME_KEYS = product("-n2", "-n2", "-n2", "-f", "23", "-sloO").filter(
  ([h, m, s, f, cycle, zone]) => (h !== "-" || cycle === "3") && (f === "-" || s !== "-") && (h === "-" || m !== "-" || s === "-") && h + m + s !== "---",
);
const CYCLES = { 2: "h12", 3: "h23" };
const dateOptions = ([weekday, year, month, day]) => clean({ weekday: WIDTHS[weekday], year: NUMBERS[year], month: TEXT.month[month], day: NUMBERS[day] });
const timeOptions = ([hour, minute, second, fraction, cycle, zone]) =>
  clean({
    hour: NUMBERS[hour], minute: NUMBERS[minute], second: NUMBERS[second], fractionalSecondDigits: fraction === "f" ? 3 : undefined,
    hourCycle: hour === "-" ? undefined : CYCLES[cycle], timeZoneName: TEXT.zone[zone],
  });

function describe(tag, zones) {
  const resolved = new Intl.DateTimeFormat(tag).resolvedOptions();
  if (resolved.calendar !== "gregory") throw new Error(`${tag}: ${resolved.calendar}`);
  const zero = new Intl.NumberFormat(tag, { useGrouping: false }).format(0).codePointAt(0);
  const ascii = (text) => text.replace(/\p{Nd}/gu, (digit) => (digit.codePointAt(0) - zero >= 0 && digit.codePointAt(0) - zero < 10 ? digit.codePointAt(0) - zero : digit));
  const format = (options) => {
    const formatter = new Intl.DateTimeFormat(tag, { ...UTC, ...options });
    return (ts) => formatter.formatToParts(ts).map((part) => ({ ...part, value: ascii(part.value) }));
  };
  const texts = (parts, times, type) => times.map((ts) => parts(ts).filter((part) => part.type === type).map((part) => part.value).join()).join("|");
  const lines = new Map();
  const put = (key, ...values) => lines.set(key, [key, ...values].join("\t"));

  // Lists of names, and the fields of patterns that stand for them.
  const names = new Map(); // list → field
  const name = (field, list) => {
    if (!names.has(list)) { names.set(list, field); put(field, list); }
  };
  for (const [width, text] of [["l", "long"], ["s", "short"], ["w", "narrow"]]) {
    for (const [letter, options] of [["M", { month: text, day: "numeric" }], ["L", { month: text }]]) {
      const list = texts(format(options), MONTHS, "month");
      if (!/\d/.test(list)) name(letter + width, list);
    }
  }
  for (const [width, text] of Object.entries(WIDTHS)) {
    name(`E${width}`, texts(format({ weekday: text, year: "numeric", month: "long", day: "numeric" }), WEEK, "weekday"));
    name(`c${width}`, texts(format({ weekday: text }), WEEK, "weekday"));
    put(`G${width}`, texts(format({ era: text }), [at(0, 1, 0, -40), at(0, 1)], "era"));
  }
  const half = format({ hour: "numeric", hourCycle: "h12" });
  put("halves", texts(half, [at(10, 13, 9), at(10, 13, 19)], "dayPeriod"));
  for (const [width, text] of Object.entries(WIDTHS)) {
    put(`months ${width}`, texts(format({ month: text, day: "numeric" }), MONTHS, "month"));
    put(`months ${width} alone`, texts(format({ month: text }), MONTHS, "month"));
    put(`weekdays ${width}`, texts(format({ weekday: text, month: "long", day: "numeric" }), WEEK, "weekday"));
    const listed = texts(format({ weekday: text, year: "numeric", month: "long", day: "numeric" }), WEEK, "weekday");
    if (`weekdays ${width}\t${listed}` !== lines.get(`weekdays ${width}`)) put(`weekdays ${width} listed`, listed);
    put(`weekdays ${width} alone`, texts(format({ weekday: text }), WEEK, "weekday"));
  }
  if (tag.split("-")[0] === "ja") for (const width of "nsl") put(`months ${width} listed`, MONTHS.map((ts) => format({ month: WIDTHS[width] })(ts).map((part) => part.value).join("")).join("|"));
  let pools = 0;
  const field = (letter, asked, list) => {
    if (asked && names.get(list)?.slice(-1) === asked) return `{${names.get(list)[0]}}`;
    if (!names.has(list)) name(`${letter}p${pools++}`, list);
    return `{${names.get(list)}}`;
  };
  const number = (letter, value, asked) => {
    const width = value.startsWith("0") ? "2" : "1";
    return asked === (width === "2" ? "2" : "n") ? `{${letter}}` : `{${letter}${width}}`;
  };
  const pattern = (options, key) => {
    const parts = format(options);
    return parts(at(2, 5))
      .map(({ type, value }) => {
        switch (type) {
          case "literal": return value;
          case "weekday": return field("E", key.weekday, texts(parts, WEEK, "weekday"));
          case "month": return /^\d+$/.test(value) ? number("M", value, key.month) : field("M", key.month, texts(parts, MONTHS, "month"));
          case "dayPeriod": {
            const list = texts(parts, HOURS, "dayPeriod");
            const halves = list.split("|");
            const simple = halves.every((half, hour) => half === halves[hour < 12 ? 0 : 12]);
            return field("a", "", simple ? `${halves[0]}|${halves[12]}` : list);
          }
          case "year": return value.length === 2 ? (key.year === "2" ? "{y}" : "{y2}") : key.year === "n" ? "{y}" : "{y1}";
          case "day": return number("d", value, key.day);
          case "hour": return number("h", value, key.hour);
          case "minute": return number("m", value, key.minute);
          case "second": return number("s", value, key.second);
          case "fractionalSecond": return "{S}";
          case "timeZoneName": return "{z}";
          default: throw new Error(`${tag}: ${type}`);
        }
      })
      .join("");
  };
  const dates = new Map(DATE_KEYS.map((key) => [key, pattern(dateOptions(key), { weekday: key[0], year: key[1], month: key[2], day: key[3] })]));
  const times = new Map(TIME_KEYS.map((key) => [key, pattern(timeOptions(key), { hour: key[0], minute: key[1], second: key[2] })]));
  put("date", ...grouped(dates));
  put("time", ...grouped(times));

  // How a date {1} and a time {0} stand together; where they change each other, the whole pattern.
  const glues = new Map();
  for (const date of product("-nsl", "-n", "-nwsl", "-n")) {
    for (const time of date === "----" ? [] : product("-n", "-n", "-n", "-", "23", "-s")) {
      if (!times.has(time)) continue;
      const whole = pattern({ ...dateOptions(date), ...timeOptions(time) }, { weekday: date[0], year: date[1], month: date[2], day: date[3], hour: time[0], minute: time[1], second: time[2] });
      glues.set(date + time[0] + time[1] + time[2] + time[4] + time[5], glue(whole, dates.get(date), times.get(time)));
    }
  }
  for (const date of product("-nsl", "-n", "-nwsl", "-n")) {
    if (date === "----") continue;
    const whole = pattern({ ...dateOptions(date), timeZoneName: "short" }, { weekday: date[0], year: date[1], month: date[2], day: date[3] });
    glues.set(date + "---3s", glue(whole, dates.get(date), "{z}"));
  }
  put("glue", ...grouped(glues));
  const styles = ["full", "long", "medium", "short"];
  const whole = {};
  const cycle = (options) => new Intl.DateTimeFormat(tag, { hour: "numeric", ...options }).resolvedOptions().hourCycle;
  for (const style of styles) put(`date ${style}`, (whole[style] = pattern({ dateStyle: style }, {})));
  for (const style of styles)
    for (const [key, asked] of Object.entries(CYCLES)) {
      // The locale's own cycle is left to it: asked for, it may come with another pattern.
      const hourCycle = asked === cycle({}) ? undefined : asked;
      const time = pattern({ timeStyle: style, hourCycle }, {});
      put(`time ${style} ${key}`, time);
      put(`glue ${style} ${key}`, ...styles.map((date) => `${date[0]}=${glue(pattern({ dateStyle: date, timeStyle: style, hourCycle }, {}), whole[date], time)}`));
    }
  put("cycle", cycle({}), cycle({ hour12: true }), cycle({ hour12: false }));
  put("digits", resolved.numberingSystem);
  const week = new Intl.Locale(tag).getWeekInfo?.() ?? new Intl.Locale(tag).weekInfo;
  put("week", week.firstDay, week.weekend.join("|"));

  // Offsets: plus hours, plus minutes, minus hours, minus minutes, none; short and long.
  const offset = (timeZone, timeZoneName) => format({ timeZone, timeZoneName })(at(0, 1)).find((part) => part.type === "timeZoneName").value;
  for (const style of ["shortOffset", "longOffset"]) put(style, ...["Etc/GMT-5", "Asia/Kolkata", "Etc/GMT+5", "America/St_Johns", "UTC"].map((zone) => offset(zone, style)));
  const zoneNames = zones.map(({ english, zone, ts }) => {
    const text = (timeZoneName) => format({ timeZone: zone, timeZoneName })(ts).find((part) => part.type === "timeZoneName").value;
    const known = (style) => (text(style) === text(`${style}Offset`) ? "" : text(style));
    return `${english}=${known("long")}=${known("short")}`;
  });
  for (const zone of zoneNames) {
    const [english, long, short] = zone.split("=");
    if (long || short) put(`zone ${english}`, long, short);
  }

  numbers(tag, put, ascii);
  words(tag, put, ascii);
  return lines;
}

function glue(whole, date, time) {
  const [first, second] = date.length > time.length ? [date, time] : [time, date];
  const rest = whole.replace(first, "\0").replace(second, "\x01");
  if (rest.replace(/\0|\x01/g, "").includes("{") || rest.length - rest.replace(/\0|\x01/g, "").length !== 2) return whole;
  return rest.replace(date === first ? "\0" : "\x01", "{1}").replace(date === first ? "\x01" : "\0", "{0}");
}

// Requests by pattern, merged into sets of choices: `n2 - s` for "n-s" and "2-s".
function grouped(map) {
  const requests = new Map();
  for (const [key, pattern] of map) requests.set(pattern, [...(requests.get(pattern) ?? []), [...key]]);
  return [...requests].flatMap(([pattern, rows]) => {
    for (let merged = true; merged; ) {
      merged = false;
      for (let column = rows[0].length - 1; column >= 0; column--) {
        const byRest = new Map();
        for (const row of rows) {
          const rest = row.map((set, index) => (index === column ? "*" : set)).join(" ");
          byRest.set(rest, [...(byRest.get(rest) ?? []), row]);
        }
        if (byRest.size === rows.length) continue;
        merged = true;
        rows = [...byRest.values()].map((group) => group[0].map((set, index) => (index === column ? group.map((row) => row[index]).join("") : set)));
      }
    }
    return rows.map((row) => `${row.join(" ")}=${pattern}`);
  });
}

function numbers(tag, put, ascii) {
  const parts = (value, options) => new Intl.NumberFormat(tag, options).formatToParts(value);
  const find = (value, options, type) => parts(value, options).find((part) => part.type === type)?.value ?? "";
  const groups = (options) => {
    const sizes = parts(123456789, options).filter((part) => part.type === "integer").map((part) => [...part.value].length);
    return [find(1.5, { ...options, minimumFractionDigits: 1 }, "decimal"), find(123456, options, "group"), parts(1234, options).some((part) => part.type === "group") ? 1 : 2, sizes.at(-2) ?? 3];
  };
  put("numbers", ...groups({}));
  put("amounts", ...groups({ style: "currency", currency: "EUR" }));
  put("signs", find(-1, {}, "minusSign"), find(1, { signDisplay: "always" }, "plusSign"), find(1, { style: "percent" }, "percentSign"), find(NaN, {}, "nan"));
  const FIELDS = { minusSign: "{-}", plusSign: "{-}", currency: "{c}", percentSign: "{%}" };
  const template = (value, options) => parts(value, options).map(({ type, value }) => FIELDS[type] ?? (type === "literal" ? value : "{n}")).join("").replace(/(\{n\})+/g, "{n}");
  const signed = (options) => [template(1, options), template(1, { ...options, signDisplay: "always" }), template(-1, options)];
  const currency = (code, more) => ({ style: "currency", currency: code, ...more });
  put("decimal", ...signed({}));
  put("percent", ...signed({ style: "percent" }));
  const accounting = { currencySign: "accounting" };
  const code = { currencyDisplay: "code" };
  const narrow = { currencyDisplay: "narrowSymbol" }; // € everywhere
  put("symbol", ...signed(currency("EUR", narrow)), ...signed(currency("EUR", { ...accounting, ...narrow })));
  put("letters", ...signed(currency("EUR", code)), ...signed(currency("EUR", { ...accounting, ...code })));
  const sign = template(1, currency("EUR", narrow)) + template(-1, currency("EUR", { ...accounting, ...narrow }));
  const letters = template(1, currency("EUR", code)) + template(-1, currency("EUR", { ...accounting, ...code }));
  const symbols = Intl.supportedValuesOf("currency").flatMap((code) => {
    const symbol = find(1, currency(code), "currency");
    const narrow = find(1, currency(code, { currencyDisplay: "narrowSymbol" }), "currency");
    return symbol === code && narrow === code ? [] : [[code, symbol, narrow]];
  });
  put("currencies", ...symbols.map(([code, symbol, narrow]) => {
    const like = (text, currencyDisplay) => {
      const frame = template(1, currency(code, { currencyDisplay })) + template(-1, currency(code, { currencyDisplay, ...accounting }));
      // A mark of direction behind the currency belongs to it.
      const mark = frame !== sign && frame !== letters && frame.replaceAll("{c}\u200f", "{c}") === letters ? "\u200f" : "";
      return frame === sign ? text : `${text}${mark}*`;
    };
    return `${code}=${like(symbol, "symbol")}=${like(narrow, "narrowSymbol")}`;
  }));

  const rules = new Intl.PluralRules(tag);
  const samples = new Map();
  for (const n of [...Array(200).keys(), 1000, 1000000, 0.1, 0.5, 1.1, 1.5, 2.5, 10.5]) if (!samples.has(rules.select(n))) samples.set(rules.select(n), n);
  const plural = (text) => {
    const forms = [...samples].map(([category, n]) => {
      const plain = ascii(text(n));
      return `${category}=${plain.replace(/\d[\d.,٫٬\u00a0\u202f]*\d|\d/, "{n}")}`;
    });
    const other = forms.find((form) => form.startsWith("other="))?.slice(6);
    return forms.filter((form) => form.startsWith("other=") || form.slice(form.indexOf("=") + 1) !== other);
  };
  for (const unit of ["year", "month", "week", "day", "hour", "minute", "second", "millisecond"])
    for (const unitDisplay of ["long", "short", "narrow"]) put(`unit ${unit} ${unitDisplay}`, ...plural((n) => new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay }).format(n)));
  for (const unit of ["year", "quarter", "month", "week", "day", "hour", "minute", "second"])
    for (const style of ["long", "short", "narrow"]) {
      const always = new Intl.RelativeTimeFormat(tag, { style });
      const auto = new Intl.RelativeTimeFormat(tag, { style, numeric: "auto" });
      put(`past ${unit} ${style}`, ...plural((n) => always.format(-n, unit)));
      put(`future ${unit} ${style}`, ...plural((n) => always.format(n, unit)));
      put(`auto ${unit} ${style}`, ...[-3, -2, -1, 0, 1, 2, 3].filter((n) => auto.format(n, unit) !== always.format(n, unit)).map((n) => `${n}=${auto.format(n, unit)}`));
    }
}

function words(tag, put) {
  for (const type of ["conjunction", "disjunction", "unit"])
    for (const style of ["long", "short", "narrow"]) {
      const between = (items) => new Intl.ListFormat(tag, { type, style }).formatToParts(items).filter((part) => part.type === "literal").map((part) => part.value);
      put(`list ${type} ${style}`, ...between(["A", "B"]), ...between(["A", "B", "C", "D"]));
    }
}

// One zone and instant for each English name of a zone.
function zoneSamples(path) {
  const sets = [];
  const samples = new Map();
  for (const line of readFileSync(path, "utf8").trimEnd().split("\n")) {
    const [key, rest] = line.split("\t");
    if (key === "#set") { sets.push(rest.split(";").filter(Boolean).map((entry) => entry.split(/[=/]/))); continue; }
    const last = rest.split(" ").at(-1).split(":");
    for (const [minutes, english] of sets[last[1]]) {
      if (samples.has(english)) continue;
      for (let month = 0; month < 12; month++) {
        const ts = Date.UTC(2023, month, 15);
        const part = (timeZoneName) => new Intl.DateTimeFormat("en-US", { timeZone: key, timeZoneName }).formatToParts(ts).find((part) => part.type === "timeZoneName").value;
        if (part("long") === english) { samples.set(english, { english, zone: key, ts }); break; }
      }
    }
  }
  return [...samples.values()];
}

const zones = zoneSamples(process.argv[2]);
const described = new Map();
const output = [];
for (const entry of process.env.ONLY?.split(" ") ?? LOCALES) {
  const [tag, parent] = entry.split(":");
  const lines = describe(tag, zones);
  described.set(tag, lines);
  output.push(`@${tag}${parent ? `\t${parent}` : ""}`);
  const base = parent && described.get(parent);
  for (const [key, line] of lines) if (base?.get(key) !== line) output.push(line);
  for (const key of base?.keys() ?? []) if (!lines.has(key)) output.push(key);
}
console.log(output.join("\n"));
