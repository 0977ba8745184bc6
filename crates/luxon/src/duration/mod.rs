//! Durations: amounts per unit, not one length of time.

mod arithmetic;
mod dispatch;
mod iso;
mod matrix;
mod output;
mod shift;
mod values;

use std::sync::Arc;

use crate::invalid::Invalid;
use crate::locale::{Locale, LocaleOptions};
use crate::unit::Unit;

pub use matrix::{ConversionAccuracy, Matrix};
pub use output::{DurationFormatOptions, HumanOptions, SignMode};
pub use values::Values;

/// A luxon `Duration`.
///
/// ```
/// use nodewright_luxon::{Duration, Unit};
/// let duration = Duration::from_iso("PT90M");
/// assert_eq!(duration.amount(Unit::Minutes), 90.0);
/// assert_eq!(duration.as_unit(Unit::Hours), 1.5);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Duration {
    values: Values,
    locale: Locale,
    accuracy: ConversionAccuracy,
    /// How units convert where that is neither of the two usual ways.
    matrix: Option<Arc<Matrix>>,
    invalid: Option<Invalid>,
}

/// How a duration is configured besides its amounts.
#[derive(Debug, Clone, Default)]
pub struct DurationOptions {
    /// Locale of its texts.
    pub locale: LocaleOptions,
    /// Whether a month has 30 days, or as many as on average.
    pub accuracy: Option<ConversionAccuracy>,
    /// How units convert where neither will do.
    pub matrix: Option<Arc<Matrix>>,
}

impl Duration {
    /// A duration of these amounts, in the default locale.
    #[must_use]
    pub fn new(values: Values) -> Self {
        Self { values, locale: Locale::default(), accuracy: ConversionAccuracy::Casual, matrix: None, invalid: None }
    }

    /// A duration of milliseconds.
    #[must_use]
    pub fn from_millis(milliseconds: f64) -> Self {
        Self::of(Unit::Milliseconds, milliseconds)
    }

    /// A duration of one unit.
    #[must_use]
    pub fn of(unit: Unit, amount: f64) -> Self {
        let mut values = Values::default();
        values.set(unit, amount);
        Self::new(values)
    }

    /// An invalid duration.
    #[must_use]
    pub fn invalid(invalid: Invalid) -> Self {
        Self { invalid: Some(invalid), ..Self::new(Values::default()) }
    }

    /// Configured anew: what the options do not say stays.
    #[must_use]
    pub fn reconfigure(&self, options: &DurationOptions) -> Self {
        let accuracy = options.accuracy.unwrap_or(self.accuracy);
        // A duration keeps the conversions it was made with, even if its accuracy is then named differently.
        let matrix = options.matrix.clone().or_else(|| self.matrix.clone());
        let matrix = matrix.or_else(|| (accuracy != self.accuracy).then(|| Arc::new(self.accuracy.matrix().clone())));
        Self { locale: self.locale.with(&options.locale), accuracy, matrix, ..self.clone() }
    }

    pub(crate) fn configured(mut self, options: &DurationOptions, locale: &Locale) -> Self {
        self.locale = locale.with(&options.locale);
        self.accuracy = options.accuracy.unwrap_or_default();
        self.matrix.clone_from(&options.matrix);
        self
    }

    /// The same kind of duration with other amounts.
    pub(crate) fn with_values(&self, values: Values) -> Self {
        Self { values, ..self.clone() }
    }

    /// Whether there are amounts at all.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        self.invalid.is_none()
    }

    /// Why it is invalid.
    #[must_use]
    pub fn invalid_reason(&self) -> Option<&Invalid> {
        self.invalid.as_ref()
    }

    /// The amounts, as they were given.
    #[must_use]
    pub fn values(&self) -> &Values {
        &self.values
    }

    /// The locale of its texts.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The amount of a unit as it was given: 0 if it was not, NaN if the duration is invalid.
    #[must_use]
    pub fn amount(&self, unit: Unit) -> f64 {
        if self.is_valid() { self.values.get(unit).unwrap_or(0.0) } else { f64::NAN }
    }

    fn matrix(&self) -> &Matrix {
        self.matrix.as_deref().unwrap_or_else(|| self.accuracy.matrix())
    }
}
