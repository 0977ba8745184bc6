//! Intervals as sets of instants.

use super::{Ends, Interval};
use crate::datetime::DateTime;

impl Interval {
    /// Whether an instant lies in it.
    #[must_use]
    pub fn contains(&self, date: &DateTime) -> bool {
        self.ends().is_some_and(|Ends { start, end }| start <= date && end > date)
    }

    /// Whether both have an instant in common.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.compare(other, |one, other| one.end > other.start && one.start < other.end)
    }

    /// Whether the other one begins where this one ends.
    #[must_use]
    pub fn abuts_start(&self, other: &Self) -> bool {
        self.compare(other, |one, other| one.end.to_millis() == other.start.to_millis())
    }

    /// Whether this one begins where the other one ends.
    #[must_use]
    pub fn abuts_end(&self, other: &Self) -> bool {
        other.abuts_start(self)
    }

    /// Whether the other one lies within this one.
    #[must_use]
    pub fn engulfs(&self, other: &Self) -> bool {
        self.compare(other, |one, other| one.start <= other.start && one.end >= other.end)
    }

    /// luxon's `equals`: equal ends, zones and locales included.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        self.compare(other, |one, other| one.start.equals(&other.start) && one.end.equals(&other.end))
    }

    fn compare(&self, other: &Self, test: impl FnOnce(&Ends, &Ends) -> bool) -> bool {
        match (self.ends(), other.ends()) {
            (Some(one), Some(other)) => test(one, other),
            _ => false,
        }
    }

    /// What both have in common, if anything; this one if it is invalid.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let (Some(one), Some(other)) = (self.ends(), other.ends()) else { return Some(self.clone()) };
        let start = if one.start > other.start { &one.start } else { &other.start };
        let end = if one.end < other.end { &one.end } else { &other.end };
        (start < end).then(|| Self::new(start.clone(), end.clone()))
    }

    /// The least interval that has both in it; this one if it is invalid.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let (Some(one), Some(other)) = (self.ends(), other.ends()) else { return self.clone() };
        let start = if one.start < other.start { &one.start } else { &other.start };
        let end = if one.end > other.end { &one.end } else { &other.end };
        Self::new(start.clone(), end.clone())
    }

    /// The intervals in order, those that overlap or abut made one.
    #[must_use]
    pub fn merge(intervals: &[Self]) -> Vec<Self> {
        let mut sorted: Vec<_> = intervals.iter().filter(|interval| interval.is_valid()).collect();
        sorted.sort_by(|a, b| a.start().partial_cmp(&b.start()).unwrap_or(std::cmp::Ordering::Equal));
        let mut merged: Vec<Self> = Vec::new();
        for interval in sorted {
            match merged.last_mut() {
                Some(last) if last.overlaps(interval) || last.abuts_start(interval) => *last = last.union(interval),
                _ => merged.push(interval.clone()),
            }
        }
        merged
    }

    /// What lies in exactly one of the intervals.
    pub fn xor(intervals: &[Self]) -> Vec<Self> {
        let ends = intervals.iter().filter_map(Self::ends);
        let mut edges: Vec<_> = ends.flat_map(|Ends { start, end }| [(start, 1), (end, -1)]).collect();
        edges.sort_by(|a, b| a.0.partial_cmp(b.0).unwrap_or(std::cmp::Ordering::Equal));
        let mut depth = 0;
        let mut since: Option<&DateTime> = None;
        let mut results = Vec::new();
        for (time, step) in edges {
            depth += step;
            if depth == 1 {
                since = Some(time);
                continue;
            }
            if let Some(start) = since.take().filter(|start| start.to_millis() != time.to_millis()) {
                results.push(Self::new(start.clone(), time.clone()));
            }
        }
        Self::merge(&results)
    }

    /// What lies in this interval and in none of the others.
    #[must_use]
    pub fn difference(&self, others: &[Self]) -> Vec<Self> {
        let all: Vec<_> = std::iter::once(self).chain(others).cloned().collect();
        let parts = Self::xor(&all).into_iter().filter_map(|part| self.intersection(&part));
        parts.filter(|part| part.is_valid() && !part.is_empty()).collect()
    }
}
