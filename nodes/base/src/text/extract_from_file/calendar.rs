//! iCalendar files as objects.

use nodewright_core::{
    Result, Value,
    serde_json::{Map, json},
};
use nodewright_luxon::{CreateOptions, DateTime, Settings, Zone, jsdate};

use crate::read;

/// Names that are others in the object.
const NAMES: &[(&str, &str)] = &[
    ("DTSTAMP", "stamp"),
    ("DTSTART", "start"),
    ("DTEND", "end"),
    ("PRODID", "prodId"),
    ("RRULE", "recurrenceRule"),
    ("LAST-MODIFIED", "lastModified"),
    ("CLASS", "class"),
    ("TRANSP", "timeTransparent"),
    ("EXDATE", "exceptionDates"),
    ("RECURRENCE-ID", "recurrenceId"),
    ("GEO", "geo"),
    ("X-WR-CALNAME", "name"),
];

/// Components, and the list that they stand in.
const LISTS: &[(&str, &str)] = &[
    ("VEVENT", "events"),
    ("VTODO", "todos"),
    ("VJOURNAL", "journals"),
    ("VFREEBUSY", "freeBusy"),
    ("VTIMEZONE", "timezones"),
    ("VALARM", "alarms"),
    ("STANDARD", "props"),
    ("DAYLIGHT", "props"),
];

/// Components within each other.
const DEEPEST: usize = 20;

struct Line<'l> {
    name: String,
    parameters: Vec<(String, &'l str)>,
    value: &'l str,
}

pub fn read(text: &str) -> Result<Value> {
    let unfolded = text.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let mut open: Vec<(String, Map<String, Value>)> = Vec::new();
    let mut calendar = None;
    for line in unfolded.lines().filter(|line| !line.trim().is_empty()) {
        let parsed = parsed(line).ok_or_else(|| read::refused(format!("Line not valid: {line}")))?;
        match parsed.name.as_str() {
            "BEGIN" if open.len() == DEEPEST => {
                return Err(read::refused(format!(
                    "The calendar has more than {DEEPEST} components within each other"
                )));
            }
            "BEGIN" => open.push((parsed.value.to_uppercase(), Map::new())),
            "END" => {
                let Some((component, map)) = open.pop().filter(|(name, _)| name.eq_ignore_ascii_case(parsed.value))
                else {
                    return Err(read::refused(format!("Line not valid: {line}")));
                };
                match open.last_mut() {
                    Some((_, around)) => add(around, list(&component), map.into()),
                    None => calendar = Some(map),
                }
            }
            _ => {
                let Some((_, map)) = open.last_mut() else {
                    return Err(read::refused(format!("Line not valid: {line}")));
                };
                property(map, &parsed);
            }
        }
    }
    match calendar {
        Some(calendar) if open.is_empty() => Ok(calendar.into()),
        _ => Err(read::refused("The file is not a whole calendar: it has no END:VCALENDAR")),
    }
}

fn parsed(line: &str) -> Option<Line<'_>> {
    // A colon in quotes belongs to a parameter.
    let mut quoted = false;
    let colon = line.find(|letter| {
        quoted ^= letter == '"';
        letter == ':' && !quoted
    })?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    let mut parts = head.split(';');
    let name = parts.next()?.to_uppercase();
    let parameters =
        parts.filter_map(|part| part.split_once('=')).map(|(key, value)| (key.to_uppercase(), value.trim_matches('"')));
    Some(Line { name, parameters: parameters.collect(), value })
}

fn list(component: &str) -> String {
    LISTS.iter().find(|(name, _)| *name == component).map_or_else(|| camel(component), |(_, list)| (*list).to_owned())
}

fn add(map: &mut Map<String, Value>, list: String, value: Value) {
    match map.entry(list).or_insert_with(|| Value::Array(Vec::new())) {
        Value::Array(list) => list.push(value),
        other => *other = Value::Array(vec![other.take(), value]),
    }
}

fn property(map: &mut Map<String, Value>, line: &Line<'_>) {
    let name = NAMES
        .iter()
        .find(|(name, _)| *name == line.name)
        .map_or_else(|| camel(&line.name), |(_, name)| (*name).to_owned());
    let parameter = |key: &str| line.parameters.iter().find(|(name, _)| name == key).map(|(_, value)| *value);
    match line.name.as_str() {
        "DTSTAMP" | "DTSTART" | "DTEND" | "CREATED" | "LAST-MODIFIED" | "DUE" | "COMPLETED" => {
            map.insert(name, date(line.value, parameter("VALUE"), parameter("TZID")));
        }
        "ATTENDEE" => {
            let mut person = person(line, parameter("CN"));
            for (key, field) in [("ROLE", "role"), ("PARTSTAT", "partstat"), ("RSVP", "rsvp")] {
                parameter(key).into_iter().for_each(|value| _ = person.insert(field.into(), value.into()));
            }
            add(map, "attendees".into(), person.into());
        }
        "ORGANIZER" => _ = map.insert(name, person(line, parameter("CN")).into()),
        "CATEGORIES" => _ = map.insert(name, line.value.split(',').map(unescaped).collect::<Vec<_>>().into()),
        "SEQUENCE" | "PRIORITY" => {
            _ = map.insert(name, line.value.trim().parse::<i64>().map_or_else(|_| line.value.into(), Value::from));
        }
        _ => _ = map.insert(name, unescaped(line.value).into()),
    }
}

fn person(line: &Line<'_>, name: Option<&str>) -> Map<String, Value> {
    let address =
        line.value.strip_prefix("mailto:").or_else(|| line.value.strip_prefix("MAILTO:")).unwrap_or(line.value);
    let mut person = Map::new();
    name.into_iter().for_each(|name| _ = person.insert("name".into(), name.into()));
    person.insert("email".into(), address.into());
    person
}

/// A date, or a moment: of UTC, or of the zone that is named.
fn date(value: &str, kind: Option<&str>, zone: Option<&str>) -> Value {
    let (settings, only_date) = (Settings::default(), kind == Some("DATE") || value.len() == 8);
    let place = zone.map(|name| Zone::resolve(name, &settings)).filter(Zone::is_valid);
    let options = CreateOptions { zone: place, ..CreateOptions::default() };
    let date = DateTime::from_iso(value.trim(), &options, &settings);
    let Some(iso) = jsdate::to_iso_string(date.to_millis()) else { return value.into() };
    let mut result = json!({ "date": iso, "type": if only_date { "DATE" } else { "DATE-TIME" } });
    if let (Some(zone), Value::Object(map)) = (zone, &mut result) {
        map.insert("local".into(), json!({ "date": iso, "timezone": zone }));
    }
    result
}

fn unescaped(value: &str) -> String {
    value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

/// `LAST-MODIFIED` as `lastModified`.
fn camel(name: &str) -> String {
    let mut words = name.split('-').map(str::to_lowercase);
    let first = words.next().unwrap_or_default();
    words.fold(first, |name, word| {
        let mut letters = word.chars();
        name + &letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    })
}
