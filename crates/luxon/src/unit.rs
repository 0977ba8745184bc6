//! Names of units, as `plus`, `startOf`, `diff` and `set` take them.

use crate::error::{Error, Result};

/// A unit of a [`Duration`](crate::Duration), from large to small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Years.
    Years,
    /// Quarters.
    Quarters,
    /// Months.
    Months,
    /// Weeks.
    Weeks,
    /// Days.
    Days,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

impl Unit {
    /// All units, from large to small.
    pub const ALL: [Self; 9] = [
        Self::Years,
        Self::Quarters,
        Self::Months,
        Self::Weeks,
        Self::Days,
        Self::Hours,
        Self::Minutes,
        Self::Seconds,
        Self::Milliseconds,
    ];

    /// Reads a unit in any case, singular or plural.
    ///
    /// ```
    /// use nodewright_luxon::Unit;
    /// assert_eq!(Unit::parse("Day").unwrap(), Unit::Days);
    /// assert_eq!(Unit::parse("fortnight").unwrap_err().message(), "Invalid unit fortnight");
    /// ```
    ///
    /// # Errors
    /// luxon's error for a name that is none of them.
    pub fn parse(name: &str) -> Result<Self> {
        let lowered = name.to_lowercase();
        let singular = lowered.strip_suffix('s').unwrap_or(&lowered);
        Self::ALL.into_iter().find(|unit| unit.singular() == singular).ok_or_else(|| Error::invalid_unit(name))
    }

    /// luxon's name, in the plural.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Years => "years",
            Self::Quarters => "quarters",
            Self::Months => "months",
            Self::Weeks => "weeks",
            Self::Days => "days",
            Self::Hours => "hours",
            Self::Minutes => "minutes",
            Self::Seconds => "seconds",
            Self::Milliseconds => "milliseconds",
        }
    }

    /// The name in the singular, as `Intl` wants it.
    #[must_use]
    pub fn singular(self) -> &'static str {
        &self.name()[..self.name().len() - 1]
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

/// A field of a [`DateTime`](crate::DateTime) that `set` and `fromObject` take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Calendar year.
    Year,
    /// Quarter; accepted by name, and without effect.
    Quarter,
    /// Month of the year.
    Month,
    /// Day of the month.
    Day,
    /// Hour.
    Hour,
    /// Minute.
    Minute,
    /// Second.
    Second,
    /// Millisecond.
    Millisecond,
    /// ISO weekday.
    Weekday,
    /// ISO week.
    WeekNumber,
    /// ISO week year.
    WeekYear,
    /// Day of the year.
    Ordinal,
    /// Weekday in the locale's week.
    LocalWeekday,
    /// Week in the locale's counting.
    LocalWeekNumber,
    /// Week year in the locale's counting.
    LocalWeekYear,
}

impl Field {
    pub(crate) const COUNT: usize = 15;

    /// Reads the name of a field in any case, singular or plural.
    ///
    /// # Errors
    /// luxon's error for a name that is none of them.
    pub fn parse(name: &str) -> Result<Self> {
        Ok(match name.to_lowercase().as_str() {
            "year" | "years" => Self::Year,
            "quarter" | "quarters" => Self::Quarter,
            "month" | "months" => Self::Month,
            "day" | "days" => Self::Day,
            "hour" | "hours" => Self::Hour,
            "minute" | "minutes" => Self::Minute,
            "second" | "seconds" => Self::Second,
            "millisecond" | "milliseconds" => Self::Millisecond,
            "weekday" | "weekdays" => Self::Weekday,
            "weeknumber" | "weeksnumber" | "weeknumbers" => Self::WeekNumber,
            "weekyear" | "weekyears" => Self::WeekYear,
            "ordinal" => Self::Ordinal,
            "localweekday" | "localweekdays" => Self::LocalWeekday,
            "localweeknumber" | "localweeknumbers" => Self::LocalWeekNumber,
            "localweekyear" | "localweekyears" => Self::LocalWeekYear,
            _ => return Err(Error::invalid_unit(name)),
        })
    }
}
