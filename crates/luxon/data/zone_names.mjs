// Writes ../src/intl/zone_names.tsv: the English names of time zones, as V8 gives them.
//
//   TZ=UTC node zone_names.mjs ZONES > ../src/intl/zone_names.tsv       (Node 24; ZONES: the names of the
//   tz database, one per line)
//
// The names are CLDR's (Unicode License v3). Two kinds of lines: `#set  offset=long/short en-US/short en-GB;…`: which name an offset (in minutes) has; the sets are
// numbered from 0. `zone  since:set since:set …`: which set counts since when (hours since 1970; the first since ever).
// An offset without a name, and a short name that is missing, is written as GMT+h[:mm].
import { readFileSync } from "node:fs";

const zones = readFileSync(process.argv[2], "utf8").trim().split("\n").sort();
const HOUR = 3600000;
const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2040, 0, 1);
const isOffset = (name) => /^GMT([+-]\d|$)/.test(name) && name !== "GMT";

function namer(zone) {
  const formatter = (locale, timeZoneName) => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName });
  const name = (formatter, ts) => formatter.formatToParts(ts).find((part) => part.type === "timeZoneName").value;
  const [long, us, gb, offset] = [formatter("en-US", "long"), formatter("en-US", "short"), formatter("en-GB", "short"), formatter("en-US", "longOffset")];
  return (ts) => {
    const [, sign, hours, minutes, seconds] = /^GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name(offset, ts));
    const at = (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes) + Number(seconds ?? 0) / 60);
    const names = [name(long, ts), name(us, ts), name(gb, ts)].map((text) => (isOffset(text) ? "" : text));
    return { at: String(Math.round(at * 60) / 60), names: names.join("/") };
  };
}

const sets = new Map();
const lines = [];
for (const zone of zones) {
  let at;
  try {
    at = namer(zone);
    at(0);
  } catch {
    continue;
  }
  // A segment is a stretch of time in which each offset keeps its name.
  const segments = [{ since: -Infinity, names: new Map() }];
  let previous = FIRST;
  for (let ts = FIRST; ts < LAST; ts += 240 * HOUR) {
    const names = segments.at(-1).names;
    const here = at(ts);
    if (names.has(here.at) && names.get(here.at) !== here.names) {
      // Find the hour of the change: the first at which the offset's name contradicts the segment.
      let [low, high] = [previous, ts];
      const fits = (instant) => {
        const there = at(instant);
        return !names.has(there.at) || names.get(there.at) === there.names;
      };
      while (high - low > HOUR) {
        const middle = Math.floor((low + high) / 2 / HOUR) * HOUR;
        if (fits(middle)) low = middle;
        else high = middle;
      }
      segments.push({ since: high / HOUR, names: new Map([[here.at, here.names]]) });
    } else {
      names.set(here.at, here.names);
    }
    previous = ts;
  }
  const text = segments.map(({ since, names }) => {
    const set = [...names].filter(([, name]) => name !== "//").sort(([a], [b]) => a - b).map(([offset, name]) => `${offset}=${name}`).join(";");
    if (!sets.has(set)) sets.set(set, sets.size);
    return `${since === -Infinity ? "" : since}:${sets.get(set)}`;
  });
  lines.push(`${zone}\t${text.join(" ")}`);
}
for (const set of sets.keys()) console.log(`#set\t${set}`);
for (const line of lines) console.log(line);
