//! Numbers put together to a day, a time and an offset.

use crate::calendar::Wanted;

pub(super) fn is_month(value: i64) -> bool {
    (1..=12).contains(&value)
}

pub(super) fn is_day(value: i64) -> bool {
    (1..=31).contains(&value)
}

pub(super) fn is_hour(value: i64) -> bool {
    (0..24).contains(&value)
}

pub(super) fn is_minute(value: i64) -> bool {
    (0..60).contains(&value)
}

pub(super) fn is_second(value: i64) -> bool {
    (0..60).contains(&value)
}

/// Up to three numbers and a named month, whose order tells what they mean.
#[derive(Debug, Default)]
pub(super) struct Day {
    numbers: Vec<i64>,
    month: Option<i64>,
    iso: bool,
}

impl Day {
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    pub fn add(&mut self, number: i64) -> Option<()> {
        (self.numbers.len() < 3).then(|| self.numbers.push(number))
    }

    pub fn set_month(&mut self, month: i64) {
        self.month = Some(month);
    }

    pub fn set_iso(&mut self) {
        self.iso = true;
    }

    /// Year, month and day; missing ones are 1.
    pub fn date(&self) -> Option<(i64, i64, i64)> {
        let first = *self.numbers.first()?;
        let number = |index: usize| self.numbers.get(index).copied().unwrap_or(1);
        let (year, month, day) = match self.month {
            None if self.iso || !is_day(first) => (first, number(1), number(2)),
            None => (number(2), first, number(1)),
            Some(month) if !is_day(first) => (first, month, number(1)),
            Some(month) => (number(1), month, first),
        };
        let year = match year {
            0..=49 if !self.iso => year + 2000,
            50..=99 if !self.iso => year + 1900,
            _ => year,
        };
        (is_month(month) && is_day(day)).then_some((year, month, day))
    }
}

/// Hour, minute, second and millisecond, as far as they are there.
#[derive(Debug, Default)]
pub(super) struct Time {
    numbers: Vec<i64>,
    half: Option<i64>,
}

impl Time {
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }

    /// Whether a number can be the next part.
    pub fn expects(&self, number: i64) -> bool {
        match self.numbers.len() {
            1 => is_minute(number),
            2 => is_second(number),
            3 => (0..1000).contains(&number),
            _ => false,
        }
    }

    pub fn add(&mut self, number: i64) -> Option<()> {
        (self.numbers.len() < 4).then(|| self.numbers.push(number))
    }

    /// Adds the last part that there is.
    pub fn add_last(&mut self, number: i64) {
        self.numbers.push(number);
        self.numbers.resize(4, 0);
    }

    pub fn set_half(&mut self, hours: i64) {
        self.half = Some(hours);
    }

    pub fn onto(&self, (year, month, day): (i64, i64, i64)) -> Option<Wanted> {
        let number = |index: usize| self.numbers.get(index).copied().unwrap_or(0);
        let (mut hour, minute, second, millisecond) = (number(0), number(1), number(2), number(3));
        if let Some(half) = self.half {
            (0..=12).contains(&hour).then_some(())?;
            hour = hour % 12 + half;
        }
        let in_range = is_hour(hour) && is_minute(minute) && is_second(second) && (0..1000).contains(&millisecond);
        let midnight = (hour, minute, second, millisecond) == (24, 0, 0, 0);
        (in_range || midnight).then_some(Wanted {
            year: year as f64,
            month: month as f64,
            day: day as f64,
            hour: hour as f64,
            minute: minute as f64,
            second: second as f64,
            millisecond: millisecond as f64,
        })
    }
}

/// An offset, as far as it is there.
#[derive(Debug, Default)]
pub(super) struct Offset {
    sign: Option<i64>,
    hour: Option<i64>,
    minute: Option<i64>,
}

impl Offset {
    pub fn is_empty(&self) -> bool {
        self.hour.is_none()
    }

    pub fn is_utc(&self) -> bool {
        self.hour == Some(0) && self.minute == Some(0)
    }

    /// Whether a number can be the minutes that are missing.
    pub fn expects(&self, number: i64) -> bool {
        self.hour.is_some() && self.minute.is_none() && is_minute(number)
    }

    pub fn set_hours(&mut self, hours: i64) {
        self.sign = Some(if hours < 0 { -1 } else { 1 });
        self.set(hours.abs(), Some(0));
    }

    pub fn set_sign(&mut self, sign: char) {
        self.sign = Some(if sign == '-' { -1 } else { 1 });
    }

    pub fn set(&mut self, hour: i64, minute: Option<i64>) {
        self.hour = Some(hour);
        self.minute = minute;
    }

    pub fn set_minute(&mut self, minute: i64) {
        self.minute = Some(minute);
    }

    /// `None` if the text does not give it.
    pub fn seconds(&self) -> Option<f64> {
        let seconds = self.hour.unwrap_or(0) * 3600 + self.minute.unwrap_or(0) * 60;
        Some((self.sign? * seconds) as f64)
    }
}
