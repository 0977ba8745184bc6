//! From matched units to fields of a date.

use super::OwnedToken;
use super::matcher::spans;
use super::unit::{Read, Unit};
use crate::datetime::Fields;
use crate::error::{Error, Result};
use crate::locale::Digits;
use crate::parse::{Parsed, millis, untruncate_year};
use crate::unit::Field;
use crate::zone::Zone;

/// The value of one unit.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Found {
    Number(f64),
    Text(String),
}

/// The fields that a text has by a format.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    /// The groups of luxon's regular expression; `None` if the text does not fit.
    pub groups: Option<Vec<Option<String>>>,
    /// What was found, by the letter of the token.
    pub found: Vec<(char, Found)>,
    /// The fields by their names, in luxon's order.
    pub fields: Vec<(Field, &'static str, f64)>,
    pub zone: Option<Zone>,
    pub specific_offset: Option<f64>,
}

impl Reading {
    /// The fields of a date; `None` if the text has none.
    pub fn parsed(&self) -> Option<Parsed> {
        if self.fields.is_empty() && self.zone.is_none() {
            return None;
        }
        let fields = self.fields.iter().fold(Fields::new(), |fields, (field, _, value)| fields.with(*field, *value));
        Some(Parsed { fields, zone: self.zone.clone() })
    }
}

pub(super) fn read(units: &[(OwnedToken, Unit)], text: &str, cutoff: u8) -> Result<Reading> {
    let chars: Vec<char> = text.chars().collect();
    let Some(spans) = spans(units.iter().map(|(_, unit)| unit), &chars) else {
        return Ok(Reading { groups: None, found: Vec::new(), fields: Vec::new(), zone: None, specific_offset: None });
    };
    let slice = |start: usize, end: usize| chars[start..end].iter().collect::<String>();
    let mut groups = vec![Some(text.to_owned())];
    let mut found: Vec<(char, Found)> = Vec::new();
    for ((token, unit), span) in units.iter().zip(&spans) {
        let matched = slice(span.start, span.end);
        groups.push(Some(matched.clone()));
        let mut value = None;
        if let Some((hours, minutes)) = span.groups {
            let hours = slice(hours.0, hours.1);
            let minutes = minutes.map(|(start, end)| slice(start, end));
            value = Some(Found::Number(signed_offset(&hours, minutes.as_deref())));
            groups.extend([Some(hours), minutes]);
        }
        let Some(value) = value.or_else(|| unit.value(matched, cutoff)) else { continue };
        let Some(letter) = token.text.chars().next() else { continue };
        match found.iter_mut().find(|(other, _)| *other == letter) {
            Some((_, old)) => *old = value,
            None => found.push((letter, value)),
        }
    }
    interpret(groups, found)
}

impl Unit {
    fn value(&self, matched: String, cutoff: u8) -> Option<Found> {
        match self {
            Self::Number { digits, read, .. } => {
                let number = integer(&matched, digits.as_ref());
                Some(match read {
                    Read::Integer => Found::Number(number),
                    Read::ShortYear => Found::Number(untruncate_year(number, cutoff)),
                    Read::Text => Found::Text(matched),
                })
            }
            Self::Word { words, first } => {
                let matched = loose(&matched);
                let index = words.iter().position(|word| loose(word) == matched)?;
                Some(Found::Number(index as f64 + f64::from(*first)))
            }
            Self::Zone | Self::Space => Some(Found::Text(matched)),
            Self::Offset { .. } | Self::Literal(_) => None,
        }
    }
}

/// A word without what may differ: case, dots, and the kind of its spaces.
fn loose(word: &str) -> String {
    word.replace('.', "").replace('\u{a0}', " ").to_lowercase()
}

fn interpret(groups: Vec<Option<String>>, mut found: Vec<(char, Found)>) -> Result<Reading> {
    let number = |found: &[(char, Found)], letter: char| {
        found.iter().find_map(|(other, value)| match value {
            Found::Number(number) if *other == letter => Some(*number),
            _ => None,
        })
    };
    let has = |found: &[(char, Found)], letter: char| found.iter().any(|(other, _)| *other == letter);
    if has(&found, 'a') && has(&found, 'H') {
        return Err(Error::conflict("Can't include meridiem when specifying 24-hour format"));
    }
    let specific_offset = number(&found, 'Z');
    let zone = found.iter().find_map(|(letter, value)| match value {
        Found::Text(name) if *letter == 'z' => Some(Zone::iana(name)),
        _ => None,
    });
    let zone = zone.or_else(|| specific_offset.map(Zone::fixed));
    if let Some(quarter) = number(&found, 'q') {
        set(&mut found, 'M', (quarter - 1.0) * 3.0 + 1.0);
    }
    match (number(&found, 'h'), number(&found, 'a')) {
        (Some(hour), Some(1.0)) if hour < 12.0 => set(&mut found, 'h', hour + 12.0),
        (Some(12.0), Some(0.0)) => set(&mut found, 'h', 0.0),
        _ => {}
    }
    if let (Some(0.0), Some(year)) = (number(&found, 'G'), number(&found, 'y')) {
        set(&mut found, 'y', if year == 0.0 { year } else { -year });
    }
    let fraction = found.iter().find(|(letter, _)| *letter == 'u').map(|(_, value)| match value {
        Found::Text(digits) => millis(digits),
        Found::Number(digit) => millis(&digit.to_string()),
    });
    if let Some(milliseconds) = fraction {
        set(&mut found, 'S', milliseconds);
    }
    let mut fields: Vec<(Field, &'static str, f64)> = Vec::new();
    for (letter, value) in &found {
        let (Some((field, name)), Found::Number(number)) = (field_of(*letter), value) else { continue };
        match fields.iter_mut().find(|(other, ..)| *other == field) {
            Some((.., old)) => *old = *number,
            None => fields.push((field, name, *number)),
        }
    }
    Ok(Reading { groups: Some(groups), found, fields, zone, specific_offset })
}

fn set(found: &mut Vec<(char, Found)>, letter: char, number: f64) {
    match found.iter_mut().find(|(other, _)| *other == letter) {
        Some((_, value)) => *value = Found::Number(number),
        None => found.push((letter, Found::Number(number))),
    }
}

fn field_of(letter: char) -> Option<(Field, &'static str)> {
    Some(match letter {
        'S' => (Field::Millisecond, "millisecond"),
        's' => (Field::Second, "second"),
        'm' => (Field::Minute, "minute"),
        'h' | 'H' => (Field::Hour, "hour"),
        'd' => (Field::Day, "day"),
        'o' => (Field::Ordinal, "ordinal"),
        'L' | 'M' => (Field::Month, "month"),
        'y' => (Field::Year, "year"),
        'E' | 'c' => (Field::Weekday, "weekday"),
        'W' => (Field::WeekNumber, "weekNumber"),
        'k' => (Field::WeekYear, "weekYear"),
        'q' => (Field::Quarter, "quarter"),
        _ => return None,
    })
}

fn integer(digits: &str, script: Option<&Digits>) -> f64 {
    let value = |c: char| c.to_digit(10).or_else(|| script?.value(c)).unwrap_or(0);
    digits.chars().fold(0.0, |sum, c| sum * 10.0 + f64::from(value(c)))
}

/// Minutes of an offset, whose sign stands before the hours.
fn signed_offset(hours: &str, minutes: Option<&str>) -> f64 {
    let sign = if hours.starts_with('-') { -1.0 } else { 1.0 };
    let hours: f64 = hours[1..].parse().unwrap_or(0.0);
    let minutes: f64 = minutes.and_then(|minutes| minutes.parse().ok()).unwrap_or(0.0);
    sign * (hours * 60.0 + minutes)
}
