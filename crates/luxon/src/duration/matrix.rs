//! How many of a smaller unit a larger one has.

use crate::unit::Unit;

/// How long months, quarters and years are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ConversionAccuracy {
    /// A month has 30 days, a year 365.
    #[default]
    Casual,
    /// Both as long as they are on average over 400 years.
    Longterm,
}

/// Conversions from larger to smaller units; NaN where none is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Matrix([[f64; 9]; 9]);

static CASUAL: Matrix = Matrix::of([365.0, 91.0, 30.0, 52.0, 13.0, 4.0]);
static LONGTERM: Matrix = {
    let year = 146_097.0 / 400.0;
    let month = 146_097.0 / 4800.0;
    Matrix::of([year, year / 4.0, month, year / 7.0, year / 28.0, month / 7.0])
};

impl ConversionAccuracy {
    /// luxon's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Casual => "casual",
            Self::Longterm => "longterm",
        }
    }

    pub(crate) fn matrix(self) -> &'static Matrix {
        match self {
            Self::Casual => &CASUAL,
            Self::Longterm => &LONGTERM,
        }
    }
}

impl Matrix {
    /// A matrix without any conversion.
    #[must_use]
    pub fn empty() -> Self {
        Self([[f64::NAN; 9]; 9])
    }

    /// Sets how many of `smaller` one `larger` has.
    pub fn set(&mut self, larger: Unit, smaller: Unit, amount: f64) {
        self.0[larger.index()][smaller.index()] = amount;
    }

    /// How many of `smaller` one `larger` has.
    #[must_use]
    pub fn get(&self, larger: Unit, smaller: Unit) -> f64 {
        self.0[larger.index()][smaller.index()]
    }

    /// From the days, then the weeks, of a year, a quarter and a month.
    const fn of([year, quarter, month, year_weeks, quarter_weeks, month_weeks]: [f64; 6]) -> Self {
        const NAN: f64 = f64::NAN;
        const fn from_days(days: f64) -> [f64; 4] {
            let hours = days * 24.0;
            [hours, hours * 60.0, hours * 60.0 * 60.0, hours * 60.0 * 60.0 * 1000.0]
        }
        let [yh, yi, ys, yu] = from_days(year);
        let [qh, qi, qs, qu] = from_days(quarter);
        let [mh, mi, ms, mu] = from_days(month);
        let [wh, wi, ws, wu] = from_days(7.0);
        let [dh, di, ds, du] = from_days(1.0);
        Self([
            [NAN, 4.0, 12.0, year_weeks, year, yh, yi, ys, yu],
            [NAN, NAN, 3.0, quarter_weeks, quarter, qh, qi, qs, qu],
            [NAN, NAN, NAN, month_weeks, month, mh, mi, ms, mu],
            [NAN, NAN, NAN, NAN, 7.0, wh, wi, ws, wu],
            [NAN, NAN, NAN, NAN, NAN, dh, di, ds, du],
            [NAN, NAN, NAN, NAN, NAN, NAN, 60.0, 3600.0, 3_600_000.0],
            [NAN, NAN, NAN, NAN, NAN, NAN, NAN, 60.0, 60_000.0],
            [NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 1000.0],
            [NAN; 9],
        ])
    }
}
