// Writes intl.jsonl: expressions about Intl, the orders of languages and sorting, with what Node 24 gives for each.
//
//   TZ=UTC node intl.mjs > intl.jsonl
const cases = new Set();
const put = (...codes) => codes.forEach((code) => cases.add(code));
const text = JSON.stringify;

// Orders.
const LANGUAGES = ["en", "de", "fr", "sv", "da", "nb", "no", "fi", "is", "cs", "sk", "hr", "sl", "tr", "az", "pl", "hu", "ro", "et", "lv", "lt", "es", "pt", "it", "nl", "ca", "vi", "ru", "uk", "bg", "sr", "el", "he", "ar", "hi", "th", "ja", "ko", "zh", "zh-TW", "de-AT", "fr-CA", "en-US", "xx", "mt", "cy", "sq"];
const WORDS = ["z", "å", "ä", "ö", "a", "Z", "o", "ø", "æ", "aa", "š", "s", "t", "ž", "č", "ch", "c", "ci", "h", "ı", "i", "I", "İ", "ł", "l", "m", "ñ", "n", "o", "õ", "ü", "u", "y", "w", "v", "þ", "ð", "d", "đ", "dž", "lj", "nj", "ll", "ss", "ß", "é", "e", "è", "côte", "coté", "cote", "côté", "ä".normalize("NFD"), "co-op", "coop", "CO-OP", "co op", "1", "10", "2", "_a", "-a", " a", "#", "$", "€"];
const SCRIPTS = { ru: ["е", "ё", "ж", "Я", "я", "а"], el: ["α", "ά", "ω", "Α"], zh: ["中", "阿", "重", "不", "王", "李", "张"], "zh-TW": ["中", "阿", "重", "不"], ja: ["あ", "ア", "い", "漢", "亜", "ー", "か", "が"], ko: ["가", "나", "하", "漢"], th: ["ก", "เก", "ข", "แก"], ar: ["ا", "ب", "آ", "ة"], he: ["א", "ב", "ש", "שׁ"], hi: ["क", "ख", "का", "अ"], uk: ["г", "ґ", "і", "ї", "и"] };
for (const language of LANGUAGES) {
  put(`${text(WORDS)}.sort((a, b) => a.localeCompare(b, ${text(language)}))`);
  put(`${text(WORDS)}.sort(new Intl.Collator(${text(language)}).compare)`);
  put(`new Intl.Collator(${text(language)}).resolvedOptions()`);
  if (SCRIPTS[language]) put(`${text(SCRIPTS[language])}.sort(new Intl.Collator(${text(language)}).compare)`);
}
const PAIRS = [["a", "A"], ["a", "ä"], ["a", "b"], ["a", "a"], ["A", "ä"], ["a2", "a10"], ["10", "9"], ["a-b", "ab"], ["a b", "ab"], ["é", "e\u0301"], ["ss", "ß"], ["", "a"], ["\u1e9b\u0323", "\u017f\u0323\u0307"], ["x", "X"], ["１", "1"], ["ﬁ", "fi"]];
const OPTIONS = ["{}", "{ numeric: true }", ...["base", "accent", "case", "variant"].map((name) => `{ sensitivity: '${name}' }`), "{ caseFirst: 'upper' }", "{ caseFirst: 'lower' }", "{ caseFirst: 'false' }", "{ ignorePunctuation: true }", "{ numeric: true, sensitivity: 'base' }", "{ usage: 'search' }", "{ usage: 'search', sensitivity: 'base' }"];
for (const options of OPTIONS) {
  for (const language of ["en", "sv", "da", "undefined"]) {
    const tag = language === "undefined" ? language : text(language);
    put(`${text(PAIRS)}.map(([a, b]) => a.localeCompare(b, ${tag}, ${options}))`);
  }
  put(`new Intl.Collator('fr', ${options}).resolvedOptions()`);
}
put("'a'.localeCompare('b', 'de', { sensitivity: 'x' })", "'a'.localeCompare('b', 'not a locale')", "'a'.localeCompare('b', 5)", "'a'.localeCompare('b', null)", "'a'.localeCompare('b', [])", "'a'.localeCompare('b', ['xx', 'sv'])", "'a'.localeCompare()", "'undefined'.localeCompare()", "new Intl.Collator('de-u-co-phonebk').resolvedOptions()", "['ad', 'ä', 'af'].sort(new Intl.Collator('de-u-co-phonebk').compare)", "['ad', 'ä', 'af'].sort(new Intl.Collator('de', { collation: 'phonebk' }).compare)", "new Intl.Collator('en-u-kn-kf-upper').resolvedOptions()", "['a10', 'a2'].sort(new Intl.Collator('en-u-kn-true').compare)", "['中', '阿', '一'].sort(new Intl.Collator('zh-u-co-stroke').compare)", "Intl.Collator('en').compare('a', 'b')", "Intl.Collator.supportedLocalesOf(['de', 'xx', 'sv-SE'])");

// Cases of letters.
for (const locale of ["tr", "az", "lt", "el", "en", "de", "['tr', 'en']", "tr-TR", "xx"]) {
  const tag = locale.startsWith("[") ? locale : text(locale);
  for (const word of ["iIıİ Istanbul", "i̇ Į́ J̃ ì", "Άδης ΑΣ ΑΣΑ όσο άϋπνος ΰ ή", "straße ŉ ǰ ﬁ"]) put(`${text(word)}.toLocaleUpperCase(${tag})`, `${text(word)}.toLocaleLowerCase(${tag})`);
}
put("'a'.toLocaleUpperCase('not a locale')", "'I'.toLocaleLowerCase()");

// Numbers.
const NUMBERS = [0, -0, 1, -1234.5, 1234567.891, 0.5, 1e21, NaN, Infinity];
const number = (value) => (Object.is(value, -0) ? "-0" : String(value));
const FORMATS = ["{}", "{ style: 'currency', currency: 'EUR' }", "{ style: 'currency', currency: 'JPY', currencyDisplay: 'code' }", "{ style: 'percent', maximumFractionDigits: 1 }", "{ style: 'unit', unit: 'hour', unitDisplay: 'long' }", "{ minimumFractionDigits: 2 }", "{ maximumSignificantDigits: 3 }", "{ useGrouping: false }", "{ signDisplay: 'always' }", "{ minimumIntegerDigits: 4 }"];
for (const locale of ["en-US", "de-DE", "fr-FR", "pt-BR", "sv-SE", "en-IN", "de-XX", "xx"]) {
  for (const options of FORMATS) {
    // ICU counts units of more digits than a number holds in its own way.
    const numbers = options.includes("unit:") ? NUMBERS.filter((value) => value !== 1e21) : NUMBERS;
    put(`[${numbers.map(number)}].map(new Intl.NumberFormat(${text(locale)}, ${options}).format)`);
    put(`new Intl.NumberFormat(${text(locale)}, ${options}).formatToParts(-1234.56)`);
    put(`new Intl.NumberFormat(${text(locale)}, ${options}).resolvedOptions()`);
    put(`(-1234.56).toLocaleString(${text(locale)}, ${options})`);
  }
}
for (const [from, to] of [[3, 5], [3, 3], [-3, 5], [2.9999, 3.0001], [1000, 2000000], [5, 3]]) {
  for (const options of ["{}", "{ style: 'currency', currency: 'USD' }", "{ style: 'percent' }", "{ maximumFractionDigits: 0 }"]) {
    put(`new Intl.NumberFormat('en-US', ${options}).formatRange(${from}, ${to})`, `new Intl.NumberFormat('en-US', ${options}).formatRangeToParts(${from}, ${to})`);
  }
}
put("new Intl.NumberFormat('de').formatRange(3, 5)", "new Intl.NumberFormat('en').formatRange(NaN, 5)", "new Intl.NumberFormat('en').formatRange(undefined, 5)");
for (const value of ["'1234567890123456789.5'", "12345678901234567890n", "'abc'", "'0x10'", "''", "' 12 '", "", "null", "'1e21'", "'-0'", "true", "'-12345678901234567.25'", "[5]", "({})"]) put(`new Intl.NumberFormat('en-US').format(${value})`);
put("12345678901234567890n.toLocaleString('de-DE')", "[1234.5, 'a', null, 12].toLocaleString()", "[1234.5, 12].toLocaleString('de-DE')", "Intl.NumberFormat('de').format(5.5)", "new Intl.NumberFormat('en-US-u-nu-thai').format(12)", "new Intl.NumberFormat('en-US-u-nu-thai').resolvedOptions()", "new Intl.NumberFormat('en', { style: 'x' })", "new Intl.NumberFormat('en', { style: 'currency' })", "new Intl.NumberFormat('a')", "new Intl.NumberFormat(null)", "new Intl.NumberFormat('en', null)", "(1).toLocaleString('de', null)", "(1).toLocaleString('de', { style: 'x' })", "new Date(0).toLocaleDateString('de', { month: 'x' })", "new Date(0).toLocaleString('de', null)", "'a'.localeCompare('b', 'de', null)", "new Intl.ListFormat('en', 5)", "new Intl.Segmenter('en', null)", "new Intl.Locale('en', null)", "Intl.NumberFormat.supportedLocalesOf(['de-US', 'xx', 'zh-Hant-US', 'no'])", "new Intl.NumberFormat('en').format.name", "String(Intl)", "String(new Intl.NumberFormat('en'))");

// Dates.
const DATES = ["0", "new Date('2024-02-29T12:34:56.789Z')", "1e12"];
const STYLES = ["{}", "{ hour: 'numeric', minute: 'numeric' }", "{ hour: '2-digit', minute: '2-digit', hour12: false }", "{ dateStyle: 'full' }", "{ dateStyle: 'medium', timeStyle: 'short' }", "{ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }", "{ month: 'short', day: 'numeric' }", "{ year: 'numeric', month: '2-digit', day: '2-digit' }", "{ timeZone: 'America/New_York', timeZoneName: 'short', hour: 'numeric' }", "{ minute: '2-digit', second: '2-digit' }", "{ hourCycle: 'h23', hour: 'numeric', minute: '2-digit' }"];
for (const locale of ["en-US", "en-GB", "de-DE", "fr-FR", "sv-SE"]) {
  for (const options of STYLES) {
    for (const date of DATES) put(`new Intl.DateTimeFormat(${text(locale)}, ${options}).format(${date})`);
    put(`new Intl.DateTimeFormat(${text(locale)}, ${options}).formatToParts(0)`, `new Intl.DateTimeFormat(${text(locale)}, ${options}).resolvedOptions()`);
    for (const method of ["toLocaleString", "toLocaleDateString", "toLocaleTimeString"]) put(`new Date(1e12).${method}(${text(locale)}, ${options})`);
  }
}
const DAY = 86400e3;
for (const locale of ["en-US", "en-GB"]) {
  for (const options of STYLES) {
    for (const [from, to] of [[0, 0], [0, 3600e3 * 5], [0, 3600e3 * 15], [0, DAY * 3], [0, DAY * 40], [0, DAY * 400], [0, 60e3]]) {
      put(`new Intl.DateTimeFormat(${text(locale)}, ${options}).formatRange(${from}, ${to})`, `new Intl.DateTimeFormat(${text(locale)}, ${options}).formatRangeToParts(${from}, ${to})`);
    }
  }
}
put("new Intl.DateTimeFormat('en').format('abc')", "new Intl.DateTimeFormat('en').format(NaN)", "new Intl.DateTimeFormat('en').formatRange(0)", "new Intl.DateTimeFormat('en', { timeZone: 'Mars/X' })", "Intl.DateTimeFormat('de').format(0)", "new Intl.DateTimeFormat('en', { dateStyle: 'full', hour: 'numeric' })", "new Intl.DateTimeFormat('en', { month: 'x' })", "new Date(NaN).toLocaleString()", "new Date(0).toLocaleDateString('en', { timeStyle: 'short' })", "new Intl.DateTimeFormat('en-u-hc-h23', { hour: 'numeric' }).resolvedOptions()", "new Date(0).toLocaleDateString('en-US', { calendar: 'buddhist' })");

// Words.
for (const locale of ["en", "en-GB", "de", "fr", "es", "it", "pl", "he", "ja", "xx"]) {
  for (const options of ["{}", "{ type: 'disjunction' }", "{ type: 'unit', style: 'narrow' }", "{ style: 'short' }"]) {
    for (const list of ["[]", "['a']", "['a', 'b']", "['a', 'b', 'c']", "['Ana', 'Inés']", "['siete', 'ocho']"]) put(`new Intl.ListFormat(${text(locale)}, ${options}).format(${list})`);
    put(`new Intl.ListFormat(${text(locale)}, ${options}).formatToParts(['a', 'b', 'c'])`, `new Intl.ListFormat(${text(locale)}, ${options}).resolvedOptions()`);
  }
  for (const options of ["{}", "{ numeric: 'auto' }", "{ style: 'short' }", "{ style: 'narrow', numeric: 'auto' }"]) {
    for (const unit of ["year", "quarter", "month", "week", "days", "hours", "minute", "second"]) {
      put(`[-2, -1, 0, 1, 2.5, 1000].map((n) => new Intl.RelativeTimeFormat(${text(locale)}, ${options}).format(n, '${unit}'))`);
    }
    put(`[-1234.5, 1].map((n) => new Intl.RelativeTimeFormat(${text(locale)}, ${options}).formatToParts(n, 'day'))`, `new Intl.RelativeTimeFormat(${text(locale)}, ${options}).resolvedOptions()`);
  }
}
put("new Intl.ListFormat('en').format([1])", "new Intl.ListFormat('en').format('abc')", "new Intl.ListFormat('en').format()", "new Intl.ListFormat('en').format(5)", "new Intl.ListFormat('en', { type: 'x' })", "Intl.ListFormat('en')", "new Intl.RelativeTimeFormat('en').format(1, 'foo')", "new Intl.RelativeTimeFormat('en').format(NaN, 'day')", "new Intl.RelativeTimeFormat('en').format(1)");
for (const locale of ["en", "de", "fr", "pl", "ru", "ar-EG", "cs", "ja", "pt-PT", "cy", "lt", "xx"]) {
  put(`[0, 1, 2, 3, 5, 11, 21, 22, 100, 1.5, 1000000, -1, NaN].map((n) => new Intl.PluralRules(${text(locale)}).select(n))`, `[1, 2, 3, 4, 11, 21, 22, 23].map((n) => new Intl.PluralRules(${text(locale)}, { type: 'ordinal' }).select(n))`, `new Intl.PluralRules(${text(locale)}).resolvedOptions()`, `new Intl.PluralRules(${text(locale)}, { minimumFractionDigits: 1 }).select(1)`);
}
put("Intl.PluralRules('en')", "new Intl.PluralRules('en', { type: 'x' })", "new Intl.PluralRules('en').selectRange(1, 2)");
for (const granularity of ["grapheme", "word", "sentence"]) {
  for (const sample of ["Hi you.", "Mr. Smith went. He's 3.5 years old!  Really?", "e\u0301😀👨‍👩‍👧🇩🇪", "naïve café\nnew line", "", "a_b c-d 10,5 foo@bar.com", "Привет, мир. Как дела?", "שלום עולם", "안녕 세계", "こんにちは世界"]) put(`[...new Intl.Segmenter('en', { granularity: '${granularity}' }).segment(${text(sample)})]`);
}
put("new Intl.Segmenter('de').resolvedOptions()", "new Intl.Segmenter().segment('abc').containing(1)", "new Intl.Segmenter().segment('abc').containing(5)", "new Intl.DisplayNames('en', { type: 'region' }).of('US')", "new Intl.DurationFormat('en').format({ hours: 1 })");

// Locales.
for (const tag of ["EN-us", "iw", "zh-hans-cn", "a", "en_US", "sr-ME", "cmn", "de-DE-u-nu-latn-ca-gregory", "x-foo", "i-klingon", "sh", "no-nyn", "en-u-kn-true"]) put(`Intl.getCanonicalLocales(${text(tag)})`);
put("Intl.getCanonicalLocales(['EN-us', 'iw', 'EN-us'])", "Intl.getCanonicalLocales()", "Intl.getCanonicalLocales([5])", "Intl.supportedValuesOf('x')");
for (const key of ["calendar", "collation", "currency", "numberingSystem", "timeZone", "unit"]) put(`Intl.supportedValuesOf('${key}')`);
for (const tag of ["en", "zh-TW", "de-AT", "sr", "und-US", "en-US-u-ca-buddhist-kn"]) {
  put(`new Intl.Locale(${text(tag)}).maximize().toString()`, `new Intl.Locale(${text(tag)}).minimize().toString()`);
  put(`(({ baseName, language, script, region, calendar, numeric, hourCycle }) => [baseName, language, script, region, calendar, numeric, hourCycle])(new Intl.Locale(${text(tag)}))`);
}
put("new Intl.Locale('en-US', { calendar: 'buddhist', hourCycle: 'h23' }).toString()", "new Intl.Locale()", "new Intl.Locale('de').getWeekInfo()", "new Intl.Locale('ar').getTextInfo()", "Intl.getCanonicalLocales(new Intl.Locale('de'))", "(1.5).toLocaleString(new Intl.Locale('de'))");

// Sorting: what a comparison that contradicts itself leaves behind.
const RANDOM = (() => { let seed = 7; return (range) => ((seed = (seed * 1103515245 + 12345) % 2147483648), seed % range); })();
const COMPARISONS = ["(a, b) => a > b", "(a, b) => a < b", "(a, b) => (a > b ? 1 : 0)", "(a, b) => (a < b ? -1 : 0)", "(a, b) => (a > b ? 1 : -1)", "(a, b) => b - a", "() => 1", "() => -1", "() => NaN", "(a, b) => ((a * 7 + b * 13) % 5) - 2", "(a, b) => String(a - b)"];
for (const length of [2, 3, 5, 12, 40, 70, 200]) {
  for (const compare of COMPARISONS) {
    const list = Array.from({ length }, () => RANDOM(length));
    put(`[${list}].sort(${compare})`, `[${list}].toSorted(${compare})`);
    if (length > 40) put(`[${list.map((n, index) => (index % 50 < 30 ? index : n))}].sort(${compare})`);
  }
}
put("[3, undefined, 1, null, 'a'].sort((a, b) => a - b)", "[3, 1].sort(null)", "[3, 1].toSorted('x')", "[,3,,1].toSorted((a, b) => a - b)", "[10, 9, 1].sort()", "['b', 'a'].sort((a, b) => a.localeCompare(b))");

const plain = (value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : Array.isArray(value) ? value.map(plain) : value);
for (const code of cases) {
  let expected;
  try { expected = plain(eval(code)); } catch (error) { expected = `${error.name}: ${error.message}`; }
  console.log(JSON.stringify({ code, expected: expected === undefined ? null : expected }));
}
