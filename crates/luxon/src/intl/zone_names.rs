//! Names of time zones at an instant: English ones from a table that V8 wrote (see data/zone_names.mjs).

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::locale::Language;

const HOUR_MS: f64 = 3_600_000.0;

/// Which name: `EST`, `Eastern Standard Time`, `GMT-5`, `GMT-05:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ZoneNameStyle {
    Short,
    Long,
    ShortOffset,
    LongOffset,
}

#[derive(Default)]
struct Table {
    sets: Vec<Vec<NamedOffset>>,
    /// By name in lower case: which set counts since when.
    zones: HashMap<String, Vec<(f64, usize)>>,
}

/// An offset in minutes with its long and its two short names; empty if it has none.
struct NamedOffset {
    minutes: f64,
    long: &'static str,
    short: [&'static str; 2],
}

/// The name of a zone while its offset is this many seconds.
pub(crate) fn name(zone: &str, offset_seconds: f64, ts: f64, style: ZoneNameStyle, language: Language) -> String {
    let long = match style {
        ZoneNameStyle::ShortOffset => return offset_name(offset_seconds, false, language),
        ZoneNameStyle::LongOffset => return offset_name(offset_seconds, true, language),
        ZoneNameStyle::Short => false,
        ZoneNameStyle::Long => true,
    };
    let name = table().find(zone, offset_seconds, ts).map_or("", |named| match (long, language) {
        (_, Language::Other(data)) => data.column(&format!("zone {}", named.long), usize::from(!long)),
        (true, _) => named.long,
        (false, _) => named.short[usize::from(language == Language::EnGb)],
    });
    if name.is_empty() { offset_name(offset_seconds, long, language) } else { name.to_owned() }
}

/// `GMT-5`, `GMT-4:56:02`, or in the long form `GMT-05:00`.
fn offset_name(seconds: f64, long: bool, language: Language) -> String {
    let frame = OffsetFrame::of(language, long, seconds);
    if let Some(name) = frame.zero.filter(|_| seconds == 0.0) {
        return name.to_owned();
    }
    let OffsetFrame { before, colon, after, .. } = frame;
    let seconds = seconds.abs() as u32;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut text = if long { format!("{before}{hours:02}") } else { format!("{before}{hours}") };
    if long || minutes != 0 || seconds != 0 {
        text.push_str(&format!("{colon}{minutes:02}"));
    }
    if seconds != 0 {
        text.push_str(&format!("{colon}{seconds:02}"));
    }
    text + after
}

/// What stands around the numbers of an offset.
struct OffsetFrame {
    /// With the sign.
    before: &'static str,
    colon: &'static str,
    after: &'static str,
    /// The name of no offset.
    zero: Option<&'static str>,
}

impl OffsetFrame {
    fn of(language: Language, long: bool, seconds: f64) -> Self {
        let Language::Other(data) = language else {
            return Self { before: if seconds < 0.0 { "GMT-" } else { "GMT+" }, colon: ":", after: "", zero: None };
        };
        // The table has the names of 5, 5½, -5, -3½ and no hours.
        let key = if long { "longOffset" } else { "shortOffset" };
        let with_minutes = long || seconds.abs() % 3600.0 != 0.0;
        let (index, number) = match (with_minutes, seconds < 0.0) {
            (false, negative) => (if negative { 2 } else { 0 }, "5"),
            (true, false) => (1, if long { "05:30" } else { "5:30" }),
            (true, true) => (3, if long { "03:30" } else { "3:30" }),
        };
        let name = data.column(key, index);
        let (hours, minutes) = number.split_once(':').unwrap_or((number, ""));
        let (before, rest) = name.split_once(hours).unwrap_or((name, ""));
        let (colon, after) = if with_minutes { rest.split_once(minutes).unwrap_or((":", "")) } else { (":", rest) };
        Self { before, colon, after, zero: Some(data.column(key, 4)) }
    }
}

impl Table {
    fn find(&self, zone: &str, offset_seconds: f64, ts: f64) -> Option<&NamedOffset> {
        let periods = self.zones.get(&zone.to_ascii_lowercase())?;
        let (_, set) = periods.iter().rev().find(|(since, _)| *since <= ts)?;
        self.sets.get(*set)?.iter().find(|named| named.minutes * 60.0 == offset_seconds)
    }
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table::default();
        for line in include_str!("zone_names.tsv").lines() {
            let Some((key, rest)) = line.split_once('\t') else { continue };
            if key == "#set" {
                table.sets.push(rest.split(';').filter_map(named_offset).collect());
            } else {
                table.zones.insert(key.to_ascii_lowercase(), rest.split(' ').filter_map(period).collect());
            }
        }
        table
    })
}

fn named_offset(text: &'static str) -> Option<NamedOffset> {
    let (minutes, names) = text.split_once('=')?;
    let mut names = names.split('/');
    let (long, us, gb) = (names.next()?, names.next()?, names.next()?);
    Some(NamedOffset { minutes: minutes.parse().ok()?, long, short: [us, gb] })
}

fn period(text: &str) -> Option<(f64, usize)> {
    let (since, set) = text.split_once(':')?;
    let since = if since.is_empty() { f64::NEG_INFINITY } else { since.parse::<f64>().ok()? * HOUR_MS };
    Some((since, set.parse().ok()?))
}
