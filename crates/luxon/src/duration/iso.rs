//! ISO 8601, in and out.

use super::Duration;
use crate::datetime::{DateTime, IsoOptions, unparsable};
use crate::number::{Rounding, number_text};
use crate::parse;
use crate::unit::Unit;
use crate::zone::Zone;

const DAY_MS: f64 = 86_400_000.0;

impl Duration {
    /// From ISO 8601, such as `P1Y2M10DT2H30M`.
    #[must_use]
    pub fn from_iso(text: &str) -> Self {
        match parse::duration::duration(text) {
            Some(values) => Self::new(values),
            None => Self::invalid(unparsable(text, "ISO 8601")),
        }
    }

    /// From a time of day in ISO 8601, such as `11:22:33.444`.
    #[must_use]
    pub fn from_iso_time(text: &str) -> Self {
        match parse::duration::time_of_day(text) {
            Some(values) => Self::new(values),
            None => Self::invalid(unparsable(text, "ISO 8601")),
        }
    }

    /// ISO 8601; `None` if invalid.
    #[must_use]
    pub fn to_iso(&self) -> Option<String> {
        if !self.is_valid() {
            return None;
        }
        let mut text = String::from("P");
        push_unless_zero(&mut text, self.amount(Unit::Years), 'Y');
        let (months, quarters) = (self.amount(Unit::Months), self.amount(Unit::Quarters));
        if months != 0.0 || quarters != 0.0 {
            text.push_str(&number_text(months + quarters * 3.0));
            text.push('M');
        }
        push_unless_zero(&mut text, self.amount(Unit::Weeks), 'W');
        push_unless_zero(&mut text, self.amount(Unit::Days), 'D');
        let time = [Unit::Hours, Unit::Minutes, Unit::Seconds, Unit::Milliseconds].map(|unit| self.amount(unit));
        let [hours, minutes, seconds, milliseconds] = time;
        if time.iter().any(|amount| *amount != 0.0) {
            text.push('T');
        }
        push_unless_zero(&mut text, hours, 'H');
        push_unless_zero(&mut text, minutes, 'M');
        if seconds != 0.0 || milliseconds != 0.0 {
            text.push_str(&number_text(Rounding::Round.apply(seconds + milliseconds / 1000.0, 3)));
            text.push('S');
        }
        if text == "P" {
            text.push_str("T0S");
        }
        Some(text)
    }

    /// A time of day in ISO 8601; `None` if invalid, negative or a day or more.
    #[must_use]
    pub fn to_iso_time(&self, options: &IsoOptions) -> Option<String> {
        let millis = self.to_millis();
        if !(0.0..DAY_MS).contains(&millis) {
            return None;
        }
        let time = DateTime::at(millis, Zone::UTC, self.locale.clone());
        time.to_iso_time(&IsoOptions { include_offset: false, ..*options })
    }
}

fn push_unless_zero(text: &mut String, amount: f64, letter: char) {
    if amount != 0.0 {
        text.push_str(&number_text(amount));
        text.push(letter);
    }
}
