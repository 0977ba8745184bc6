//! Intervals of time: from an instant up to another, the latter excluded.

mod dispatch;
mod iso;
mod output;
mod sets;
mod split;

use std::fmt;

use crate::arguments;
use crate::datetime::DateTime;
use crate::duration::{Duration, DurationOptions};
use crate::error::Result;
use crate::invalid::Invalid;
use crate::settings::Settings;
use crate::unit::Unit;
use crate::value::Value;

/// A luxon `Interval`.
///
/// ```
/// use nodewright_luxon::{Interval, Settings, Unit};
/// let settings = Settings::default();
/// let january = Interval::from_iso("2024-01-01/P1M", &Default::default(), &settings);
/// assert_eq!(january.length(Unit::Days), 31.0);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Interval(Result<Ends, Invalid>);

#[derive(Debug, Clone, PartialEq)]
struct Ends {
    start: DateTime,
    end: DateTime,
}

impl Interval {
    /// From its start up to its end; invalid if either is, or if they are in the wrong order.
    #[must_use]
    pub fn new(start: DateTime, end: DateTime) -> Self {
        if !start.is_valid() {
            return Self::invalid(Invalid::new("missing or invalid start"));
        }
        if !end.is_valid() {
            return Self::invalid(Invalid::new("missing or invalid end"));
        }
        if end < start {
            return Self::invalid(Invalid::explained(
                "end before start",
                format!("The end of an interval must be after its start, but you had start={start} and end={end}"),
            ));
        }
        Self(Ok(Ends { start, end }))
    }

    /// An invalid interval.
    #[must_use]
    pub fn invalid(invalid: Invalid) -> Self {
        Self(Err(invalid))
    }

    pub(crate) fn from_values(start: &Value, end: &Value, settings: &Settings) -> Result<Self> {
        Ok(Self::new(arguments::date_time(start, settings)?, arguments::date_time(end, settings)?))
    }

    /// From an instant on, for a duration.
    #[must_use]
    pub fn after(start: DateTime, duration: &Duration) -> Self {
        let end = start.plus(duration);
        Self::new(start, end)
    }

    /// Up to an instant, for a duration.
    #[must_use]
    pub fn before(end: DateTime, duration: &Duration) -> Self {
        Self::new(end.minus(duration), end)
    }

    fn ends(&self) -> Option<&Ends> {
        self.0.as_ref().ok()
    }

    /// Whether it has a start and an end.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.0.is_ok()
    }

    /// Why it has none.
    #[must_use]
    pub fn invalid_reason(&self) -> Option<&Invalid> {
        self.0.as_ref().err()
    }

    /// The first instant.
    #[must_use]
    pub fn start(&self) -> Option<&DateTime> {
        self.ends().map(|ends| &ends.start)
    }

    /// The first instant after it.
    #[must_use]
    pub fn end(&self) -> Option<&DateTime> {
        self.ends().map(|ends| &ends.end)
    }

    /// The length in units; an invalid duration if the interval is.
    #[must_use]
    pub fn to_duration(&self, units: &[Unit], options: &DurationOptions) -> Duration {
        match &self.0 {
            Ok(ends) => ends.end.diff(&ends.start, units, options),
            Err(invalid) => Duration::invalid(Invalid::new(invalid.reason())),
        }
    }

    /// The length in one unit; NaN if invalid.
    #[must_use]
    pub fn length(&self, unit: Unit) -> f64 {
        self.to_duration(&[unit], &DurationOptions::default()).amount(unit)
    }

    /// How many units of the calendar it touches; NaN if invalid.
    ///
    /// # Errors
    /// As [`DateTime::start_of`].
    pub fn count(&self, unit: Unit, locale_weeks: bool) -> Result<f64> {
        let Some(Ends { start, end }) = self.ends() else { return Ok(f64::NAN) };
        let first = start.start_of(unit, locale_weeks)?;
        let last = match locale_weeks {
            true => end.reconfigure(&crate::locale::LocaleOptions {
                locale: Some(first.locale().tag().to_owned()),
                ..Default::default()
            }),
            false => end.clone(),
        };
        let last = last.start_of(unit, locale_weeks)?;
        let whole = last.diff(&first, &[unit], &DurationOptions::default()).amount(unit).floor();
        Ok(whole + f64::from(u8::from(last.to_millis() != end.to_millis())))
    }

    /// Whether it lies in one unit of the calendar.
    ///
    /// # Errors
    /// As [`DateTime::start_of`].
    pub fn has_same(&self, unit: Unit) -> Result<bool> {
        let Some(Ends { start, end }) = self.ends() else { return Ok(false) };
        if self.is_empty() {
            return Ok(true);
        }
        end.minus(&Duration::from_millis(1.0)).has_same(start, unit, false)
    }

    /// Whether it has no length.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends().is_some_and(|ends| ends.start.to_millis() == ends.end.to_millis())
    }
}

/// `[start – end)` in ISO 8601, or `Invalid Interval`.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ends() {
            Some(Ends { start, end }) => write!(f, "[{start} – {end})"),
            None => f.write_str("Invalid Interval"),
        }
    }
}
