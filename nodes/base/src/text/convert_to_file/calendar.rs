//! An event as an iCalendar file.

use nodewright_core::{NodeError, Parameters, Result, Value, javascript};
use nodewright_luxon::{DateTime, Settings, Zone, jsdate, n8n};

use rand::{RngExt, distr::Alphanumeric};

use crate::read;

/// The file; dates without a zone are in `zone`.
pub fn write(parameters: &Parameters, zone: &str) -> Result<String> {
    let field = |name: &str| read::at(parameters, &format!("additionalFields.{name}"));
    let text = |name: &str| field(name).map(javascript::text).filter(|text| !text.is_empty());
    let all_day = read::flag(parameters, "allDay", false);
    let settings = Settings::new(Zone::iana(zone));
    let random = || rand::rng().sample_iter(Alphanumeric).take(21).map(char::from).collect();
    let uid = text("uid").map_or_else(random, |uid| uid.into_owned());
    let now = DateTime::now(&Settings::default());

    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add("PRODID", "nodewright/base");
    lines.add("METHOD", "PUBLISH");
    if let Some(name) = text("calName") {
        lines.add("X-WR-CALNAME", &escaped(&name));
    }
    lines.add("X-PUBLISHED-TTL", "PT1H");
    lines.add("BEGIN", "VEVENT");
    lines.add("UID", &uid);
    lines.add("SUMMARY", &escaped(read::text(parameters, "title")));
    lines.add("DTSTAMP", &stamp(&now)?);
    for (name, parameter) in [("DTSTART", "start"), ("DTEND", "end")] {
        let date = date(parameters, parameter, &settings)?;
        match all_day {
            true => lines.add(&format!("{name};VALUE=DATE"), &stamp(&date)?[..8]),
            false => lines.add(name, &stamp(&date)?),
        }
    }
    for (name, key) in [("DESCRIPTION", "description"), ("LOCATION", "location"), ("URL", "url")] {
        text(key).into_iter().for_each(|value| lines.add(name, &escaped(&value)));
    }
    let (latitude, longitude) =
        (text("geolocationUi.geolocationValues.lat"), text("geolocationUi.geolocationValues.lon"));
    if let (Some(latitude), Some(longitude)) = (latitude, longitude) {
        lines.add("GEO", &format!("{latitude};{longitude}"));
    }
    for (name, key) in [
        ("STATUS", "status"),
        ("X-MICROSOFT-CDO-BUSYSTATUS", "busyStatus"),
        ("SEQUENCE", "sequence"),
        ("RRULE", "recurrenceRule"),
    ] {
        text(key).into_iter().for_each(|value| lines.add(name, value.trim_start_matches("RRULE:")));
    }
    if let Some(organizer) = field("organizerUi.organizerValues") {
        lines.add(
            &format!("ORGANIZER;CN=\"{}\"", part(organizer, "name")),
            &format!("mailto:{}", part(organizer, "email")),
        );
    }
    for attendee in field("attendeesUi.attendeeValues").and_then(Value::as_array).into_iter().flatten() {
        let rsvp = attendee.get("rsvp").is_some_and(javascript::is_truthy).to_string().to_uppercase();
        let name = format!("ATTENDEE;RSVP={rsvp};CN=\"{}\"", part(attendee, "name"));
        lines.add(&name, &format!("mailto:{}", part(attendee, "email")));
    }
    lines.add("END", "VEVENT");
    lines.add("END", "VCALENDAR");
    Ok(lines.0)
}

fn part(person: &Value, name: &str) -> String {
    person.get(name).map_or_else(String::new, |value| javascript::text(value).replace(['"', '\r', '\n'], ""))
}

fn date(parameters: &Parameters, name: &str, settings: &Settings) -> Result<DateTime> {
    let value = parameters.get(name).map(javascript::text).unwrap_or_default();
    n8n::try_to_parse_date_time(&value.as_ref().into(), None, settings).map_err(|_| not_a_date(name, &value))
}

fn not_a_date(name: &str, value: &str) -> NodeError {
    read::refused(format!("The {name} of the event is not a date: '{value}'"))
}

/// `20240301T100000Z`
fn stamp(date: &DateTime) -> Result<String> {
    let iso = jsdate::to_iso_string(date.to_millis()).ok_or_else(|| not_a_date("date", ""))?;
    let digits: String = iso.split('.').next().unwrap_or_default().replace(['-', ':'], "");
    Ok(digits + "Z")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace("\r\n", "\\n")
        .replace(['\r', '\n'], "\\n")
}

/// Lines of at most 75 bytes; longer ones go on after a space.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if length + letter.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
