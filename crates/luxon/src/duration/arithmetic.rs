//! Sums of durations, unit by unit.

use super::{Duration, Values};
use crate::unit::Unit;

impl Duration {
    /// The sum, unit by unit; this one if it is invalid.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        if !self.is_valid() {
            return self.clone();
        }
        let present = |unit: &Unit| self.values.get(*unit).is_some() || other.values.get(*unit).is_some();
        let sum = Unit::ALL.into_iter().filter(present).map(|unit| (unit, other.amount(unit) + self.amount(unit)));
        self.with_values(sum.collect())
    }

    /// The difference, unit by unit.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        self.plus(&other.negate())
    }

    /// Every amount with the other sign.
    #[must_use]
    pub fn negate(&self) -> Self {
        self.map_units(|amount, _| if amount == 0.0 { 0.0 } else { -amount })
    }

    /// Every amount through a function.
    #[must_use]
    pub fn map_units(&self, mut map: impl FnMut(f64, Unit) -> f64) -> Self {
        if !self.is_valid() {
            return self.clone();
        }
        self.with_values(self.values.iter().map(|(unit, amount)| (unit, map(amount, unit))).collect())
    }

    /// These amounts instead of, or besides, its own.
    #[must_use]
    pub fn set(&self, values: &Values) -> Self {
        if !self.is_valid() {
            return self.clone();
        }
        let mut mixed = self.values;
        for (unit, amount) in values.iter() {
            mixed.set(unit, amount);
        }
        self.with_values(mixed)
    }

    /// luxon's `equals`: the same amounts (none is zero) and locale, `{hours: 1}` is not `{minutes: 60}`.
    #[must_use]
    pub fn equals(&self, other: &Self) -> bool {
        self.is_valid()
            && other.is_valid()
            && self.locale == other.locale
            && Unit::ALL.into_iter().all(|unit| self.amount(unit) == other.amount(unit))
    }
}
