//! Amounts per unit, in the order in which they were set.

use crate::unit::Unit;

/// The amounts of a duration. Which units are present matters, and so does their order.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Values {
    amounts: [Option<f64>; 9],
    order: [u8; 9],
    len: u8,
}

impl Values {
    /// The amount of a unit, if it is present.
    #[must_use]
    pub fn get(&self, unit: Unit) -> Option<f64> {
        self.amounts[unit.index()]
    }

    /// Sets the amount of a unit.
    pub fn set(&mut self, unit: Unit, amount: f64) {
        let index = unit.index();
        if self.amounts[index].replace(amount).is_none() {
            self.order[usize::from(self.len)] = index as u8;
            self.len += 1;
        }
    }

    /// The amounts in the order in which they were set.
    pub fn iter(&self) -> impl Iterator<Item = (Unit, f64)> {
        self.order[..usize::from(self.len)]
            .iter()
            .map(|&index| Unit::ALL[usize::from(index)])
            .filter_map(|unit| Some((unit, self.get(unit)?)))
    }

    pub(crate) fn add(&mut self, unit: Unit, amount: f64) {
        self.set(unit, self.get(unit).unwrap_or(0.0) + amount);
    }
}

impl FromIterator<(Unit, f64)> for Values {
    fn from_iter<I: IntoIterator<Item = (Unit, f64)>>(amounts: I) -> Self {
        let mut values = Self::default();
        for (unit, amount) in amounts {
            values.set(unit, amount);
        }
        values
    }
}
