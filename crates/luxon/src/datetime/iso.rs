//! ISO 8601 output.

use super::DateTime;
use crate::error::{Error, Result};
use crate::unit::Field;
use crate::zone::{OffsetStyle, format_offset};

/// What `toISO` and `toISOTime` write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IsoOptions {
    /// `20240229T123456` instead of `2024-02-29T12:34:56`.
    pub basic: bool,
    /// Leaves out seconds and milliseconds that are zero.
    pub suppress_seconds: bool,
    /// Leaves out milliseconds that are zero.
    pub suppress_milliseconds: bool,
    /// Ends in the offset.
    pub include_offset: bool,
    /// Ends in the zone's name in brackets.
    pub extended_zone: bool,
    /// A time begins with `T`.
    pub include_prefix: bool,
    /// The smallest unit that is written.
    pub precision: Precision,
}

/// What `toISODate` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct IsoDateOptions {
    /// `20240229` instead of `2024-02-29`.
    pub basic: bool,
    /// The smallest unit that is written.
    pub precision: Precision,
}

/// The smallest unit of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Up to the month.
    Month,
    /// Only the date.
    Day,
    /// Up to the hour.
    Hour,
    /// Up to the minute.
    Minute,
    /// Up to the second.
    Second,
    /// Everything.
    #[default]
    Millisecond,
    /// A unit that no text ends in, such as the weekday: the whole date, and the time without its `T`.
    Other,
}

impl Default for IsoOptions {
    fn default() -> Self {
        Self {
            basic: false,
            suppress_seconds: false,
            suppress_milliseconds: false,
            include_offset: true,
            extended_zone: false,
            include_prefix: false,
            precision: Precision::Millisecond,
        }
    }
}

impl Precision {
    /// Reads the name of a unit.
    ///
    /// # Errors
    /// When there is no such unit.
    pub fn parse(name: &str) -> Result<Self> {
        Ok(match Field::parse(name).map_err(|_| Error::invalid_unit(name))? {
            Field::Year => Self::Year,
            Field::Month => Self::Month,
            Field::Day => Self::Day,
            Field::Hour => Self::Hour,
            Field::Minute => Self::Minute,
            Field::Second => Self::Second,
            Field::Millisecond => Self::Millisecond,
            Field::LocalWeekday | Field::LocalWeekNumber | Field::LocalWeekYear => {
                return Err(Error::invalid_unit(name));
            }
            _ => Self::Other,
        })
    }

    fn has_time(self) -> bool {
        matches!(self, Self::Hour | Self::Minute | Self::Second | Self::Millisecond)
    }
}

impl DateTime {
    /// ISO 8601; `None` if invalid.
    #[must_use]
    pub fn to_iso(&self, options: &IsoOptions) -> Option<String> {
        if !self.is_valid() {
            return None;
        }
        let mut text = String::with_capacity(32);
        self.write_date(&mut text, options.basic, options.precision);
        if options.precision.has_time() {
            text.push('T');
        }
        self.write_time(&mut text, options);
        Some(text)
    }

    /// The date in ISO 8601; `None` if invalid.
    #[must_use]
    pub fn to_iso_date(&self, options: &IsoDateOptions) -> Option<String> {
        if !self.is_valid() {
            return None;
        }
        let mut text = String::with_capacity(10);
        self.write_date(&mut text, options.basic, options.precision);
        Some(text)
    }

    /// The time in ISO 8601; `None` if invalid.
    #[must_use]
    pub fn to_iso_time(&self, options: &IsoOptions) -> Option<String> {
        if !self.is_valid() {
            return None;
        }
        let mut text = String::with_capacity(20);
        if options.include_prefix && options.precision.has_time() {
            text.push('T');
        }
        self.write_time(&mut text, options);
        Some(text)
    }

    fn write_date(&self, text: &mut String, basic: bool, precision: Precision) {
        let year = self.civil.year;
        match year {
            0..=9999 => push_padded(text, year.unsigned_abs(), 4),
            _ => {
                text.push(if year < 0 { '-' } else { '+' });
                push_padded(text, year.unsigned_abs(), 6);
            }
        }
        for (unit, number) in [(Precision::Month, self.civil.month), (Precision::Day, self.civil.day)] {
            if precision < unit {
                return;
            }
            if !basic {
                text.push('-');
            }
            push_padded(text, number.into(), 2);
        }
    }

    fn write_time(&self, text: &mut String, options: &IsoOptions) {
        self.write_clock(text, options);
        if options.include_offset {
            if self.zone.is_universal() && self.offset == 0.0 && !options.extended_zone {
                text.push('Z');
            } else {
                text.push_str(&format_offset(self.offset, OffsetStyle::Short));
            }
        }
        if options.extended_zone {
            text.push('[');
            text.push_str(&self.zone.iana_name());
            text.push(']');
        }
    }

    fn write_clock(&self, text: &mut String, options: &IsoOptions) {
        let IsoOptions { basic, precision, .. } = *options;
        if precision <= Precision::Day {
            return;
        }
        let civil = &self.civil;
        push_padded(text, civil.hour.into(), 2);
        if precision == Precision::Hour {
            return;
        }
        if !basic {
            text.push(':');
        }
        push_padded(text, civil.minute.into(), 2);
        let shows_seconds = !options.suppress_seconds || civil.second != 0 || civil.millisecond != 0;
        if precision == Precision::Minute || !shows_seconds {
            return;
        }
        if !basic {
            text.push(':');
        }
        push_padded(text, civil.second.into(), 2);
        if precision == Precision::Second || (options.suppress_milliseconds && civil.millisecond == 0) {
            return;
        }
        text.push('.');
        push_padded(text, civil.millisecond.into(), 3);
    }
}

/// A number with leading zeros.
pub(crate) fn push_padded(text: &mut String, number: u32, width: usize) {
    let mut digits = [b'0'; 10];
    let mut rest = number;
    let mut at = digits.len();
    while rest > 0 || digits.len() - at < width.min(10) {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    text.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}
