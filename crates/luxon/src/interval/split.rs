//! Intervals cut into parts.

use super::{Ends, Interval};
use crate::datetime::DateTime;
use crate::duration::Duration;
use crate::error::{Error, Result};
use crate::unit::Unit;

/// More parts than this are refused, where luxon goes on until it is out of memory.
const MOST_PARTS: usize = 100_000;

impl Interval {
    /// Cut at these instants; those outside are ignored.
    #[must_use]
    pub fn split_at(&self, dates: &[DateTime]) -> Vec<Self> {
        let Some(Ends { start, end }) = self.ends() else { return Vec::new() };
        let mut cuts: Vec<_> = dates.iter().filter(|date| self.contains(date)).collect();
        cuts.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        let mut parts = Vec::with_capacity(cuts.len() + 1);
        let mut from = start;
        for cut in cuts.into_iter().chain([end]) {
            if from >= end {
                break;
            }
            parts.push(Self::new(from.clone(), cut.clone()));
            from = cut;
        }
        parts
    }

    /// Cut into parts of one duration; the last one may be shorter.
    ///
    /// # Errors
    /// When there would be more than 100,000 parts, or no end of them.
    pub fn split_by(&self, duration: &Duration) -> Result<Vec<Self>> {
        let Some(Ends { start, end }) = self.ends() else { return Ok(Vec::new()) };
        if !duration.is_valid() || duration.as_unit(Unit::Milliseconds) == 0.0 {
            return Ok(Vec::new());
        }
        let mut parts = Vec::new();
        let mut from = start.clone();
        while from < *end {
            let times = (parts.len() + 1) as f64;
            let cut = start.plus(&duration.map_units(|amount, _| amount * times));
            let cut = if cut > *end { end.clone() } else { cut };
            parts.push(Self::new(from, cut.clone()));
            from = cut;
            if parts.len() > MOST_PARTS {
                return Err(Error::range("splitBy would make more than 100,000 intervals"));
            }
        }
        Ok(parts)
    }

    /// Cut into so many parts of the same length.
    ///
    /// # Errors
    /// As [`Interval::split_by`].
    pub fn divide_equally(&self, parts: f64) -> Result<Vec<Self>> {
        if !self.is_valid() {
            return Ok(Vec::new());
        }
        let length = self.length(Unit::Milliseconds) / parts;
        if !length.is_finite() {
            return Err(Error::argument(format!("Invalid unit value {}", crate::number::number_text(length))));
        }
        let mut intervals = self.split_by(&Duration::from_millis(length))?;
        // Array.prototype.slice counts a negative end from the back.
        let end = if parts < 0.0 { intervals.len() as f64 + parts.trunc() } else { parts.trunc() };
        intervals.truncate(end.max(0.0) as usize);
        Ok(intervals)
    }

    /// Both ends through a function.
    #[must_use]
    pub fn map_endpoints(&self, mut map: impl FnMut(&DateTime) -> DateTime) -> Self {
        match self.ends() {
            Some(Ends { start, end }) => Self::new(map(start), map(end)),
            None => self.clone(),
        }
    }
}
