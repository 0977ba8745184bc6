//! The same length in other units.

use super::{Duration, Matrix, Values};
use crate::unit::Unit;

impl Duration {
    /// The duration in one unit, with a fraction.
    #[must_use]
    pub fn as_unit(&self, unit: Unit) -> f64 {
        self.shift_to(&[unit]).amount(unit)
    }

    /// The length in milliseconds.
    #[must_use]
    pub fn to_millis(&self) -> f64 {
        if self.is_valid() { millis(self.matrix(), &self.values) } else { f64::NAN }
    }

    /// The duration in exactly these units; unchanged if there are none.
    #[must_use]
    pub fn shift_to(&self, units: &[Unit]) -> Self {
        let Some(&last) = units.iter().max() else { return self.clone() };
        if !self.is_valid() {
            return self.clone();
        }
        let matrix = self.matrix();
        let mut built = Values::default();
        let mut waiting = Values::default();
        for unit in Unit::ALL {
            let given = self.values.get(unit);
            if !units.contains(&unit) {
                if let Some(amount) = given {
                    waiting.set(unit, amount);
                }
                continue;
            }
            let mut own = 0.0;
            let larger_units = waiting;
            for (larger, amount) in larger_units.iter() {
                own += matrix.get(larger, unit) * amount;
                waiting.set(larger, 0.0);
            }
            own += given.unwrap_or(0.0);
            // Only the whole part for now: a smaller unit may take the fraction.
            let whole = own.trunc();
            built.set(unit, whole);
            waiting.set(unit, (own * 1000.0 - whole * 1000.0) / 1000.0);
        }
        for (unit, amount) in waiting.iter() {
            if amount != 0.0 {
                built.add(last, if unit == last { amount } else { amount / matrix.get(last, unit) });
            }
        }
        normalize(matrix, &mut built);
        self.with_values(built)
    }

    /// The duration in all units but quarters.
    #[must_use]
    pub fn shift_to_all(&self) -> Self {
        let units: Vec<_> = Unit::ALL.into_iter().filter(|unit| *unit != Unit::Quarters).collect();
        self.shift_to(&units)
    }

    /// The same units with no more of one than the next larger takes, all of one sign.
    #[must_use]
    pub fn normalize(&self) -> Self {
        if !self.is_valid() {
            return self.clone();
        }
        let mut values = self.values;
        normalize(self.matrix(), &mut values);
        self.with_values(values)
    }

    /// In the largest units that it fills.
    #[must_use]
    pub fn rescale(&self) -> Self {
        if !self.is_valid() {
            return self.clone();
        }
        self.normalize().shift_to_all().remove_zeros()
    }

    /// Without the units that are zero.
    #[must_use]
    pub fn remove_zeros(&self) -> Self {
        self.with_values(self.values.iter().filter(|(_, amount)| *amount != 0.0).collect())
    }
}

fn millis(matrix: &Matrix, values: &Values) -> f64 {
    let mut sum = values.get(Unit::Milliseconds).unwrap_or(0.0);
    for unit in Unit::ALL.into_iter().rev().skip(1) {
        match values.get(unit) {
            Some(amount) if amount != 0.0 => sum += amount * matrix.get(unit, Unit::Milliseconds),
            _ => {}
        }
    }
    sum
}

fn normalize(matrix: &Matrix, values: &mut Values) {
    let sign = if millis(matrix, values) < 0.0 { -1.0 } else { 1.0 };
    let present: Vec<_> = Unit::ALL.into_iter().filter_map(|unit| Some((unit, values.get(unit)?))).collect();
    let units: Vec<_> = present.into_iter().map(|(unit, _)| unit).collect();
    // Whole amounts of the larger unit go up; a negative amount borrows from it.
    for pair in units.windows(2).rev() {
        let (larger, smaller) = (pair[0], pair[1]);
        let per_larger = matrix.get(larger, smaller);
        let up = (values.get(smaller).unwrap_or(0.0) * sign / per_larger).floor();
        values.add(larger, up * sign);
        values.add(smaller, -(up * per_larger * sign));
    }
    // Fractions go down.
    for pair in units.windows(2) {
        let (larger, smaller) = (pair[0], pair[1]);
        let fraction = values.get(larger).unwrap_or(0.0) % 1.0;
        values.add(larger, -fraction);
        values.add(smaller, fraction * matrix.get(larger, smaller));
    }
}
