//! ISO 8601, in and out.

use super::{Ends, Interval};
use crate::datetime::{CreateOptions, DateTime, IsoDateOptions, IsoOptions, unparsable};
use crate::duration::Duration;
use crate::settings::Settings;

const INVALID: &str = "Invalid Interval";

impl Interval {
    /// From ISO 8601: two dates, or a date and a duration in either order, with a slash between them.
    #[must_use]
    pub fn from_iso(text: &str, options: &CreateOptions, settings: &Settings) -> Self {
        Self::parse(text, options, settings).unwrap_or_else(|| Self::invalid(unparsable(text, "ISO 8601")))
    }

    fn parse(text: &str, options: &CreateOptions, settings: &Settings) -> Option<Self> {
        let mut parts = text.split('/');
        let (first, second) = (parts.next()?, parts.next()?);
        if first.is_empty() || second.is_empty() {
            return None;
        }
        let date = |text| Some(DateTime::from_iso(text, options, settings)).filter(DateTime::is_valid);
        let duration = |text| Some(Duration::from_iso(text)).filter(Duration::is_valid);
        match (date(first), date(second)) {
            (Some(start), Some(end)) => Some(Self::new(start, end)),
            (Some(start), None) => Some(Self::after(start, &duration(second)?)),
            (None, Some(end)) => Some(Self::before(end, &duration(first)?)),
            (None, None) => None,
        }
    }

    /// Both ends in ISO 8601 with a slash between them.
    #[must_use]
    pub fn to_iso(&self, options: &IsoOptions) -> String {
        self.joined(|date| date.to_iso(options))
    }

    /// The dates of both ends.
    #[must_use]
    pub fn to_iso_date(&self) -> String {
        self.joined(|date| date.to_iso_date(&IsoDateOptions::default()))
    }

    /// The times of both ends.
    #[must_use]
    pub fn to_iso_time(&self, options: &IsoOptions) -> String {
        self.joined(|date| date.to_iso_time(options))
    }

    fn joined(&self, write: impl Fn(&DateTime) -> Option<String>) -> String {
        let Some(Ends { start, end }) = self.ends() else { return INVALID.to_owned() };
        format!("{}/{}", write(start).unwrap_or_default(), write(end).unwrap_or_default())
    }
}
