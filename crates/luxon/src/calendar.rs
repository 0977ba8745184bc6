//! The proleptic Gregorian calendar over JavaScript's range of time (about ±271,821 years), which is wider than jiff's.

/// Milliseconds of a day.
pub(crate) const DAY_MS: f64 = 86_400_000.0;
/// The largest distance from 1970 that a JavaScript `Date` can have, in milliseconds.
pub(crate) const MAX_TIME_MS: f64 = 8.64e15;

/// A local date and time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Civil {
    /// Year; 0 is 1 BC.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour, 0 to 23.
    pub hour: u8,
    /// Minute, 0 to 59.
    pub minute: u8,
    /// Second, 0 to 59.
    pub second: u8,
    /// Millisecond, 0 to 999.
    pub millisecond: u16,
}

/// A requested date and time: not yet in range, perhaps not even whole numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Wanted {
    pub year: f64,
    pub month: f64,
    pub day: f64,
    pub hour: f64,
    pub minute: f64,
    pub second: f64,
    pub millisecond: f64,
}

/// A week-based date: ISO's, or the one of a locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekDate {
    /// The year that the week is counted in.
    pub week_year: i32,
    /// Week of that year, from 1.
    pub week_number: u8,
    /// Day of the week, 1 to 7, counted from the week's first day.
    pub weekday: u8,
}

/// How weeks are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WeekRule {
    pub minimal_days: u8,
    pub first_day: u8,
}

impl WeekRule {
    pub const ISO: Self = Self { minimal_days: 4, first_day: 1 };
}

impl Civil {
    /// The local time of a count of milliseconds, as JavaScript reads one: `None` outside the range of a `Date`.
    pub(crate) fn from_local_ms(ms: f64) -> Option<Self> {
        let ms = clip(ms);
        if ms.is_nan() {
            return None;
        }
        let ms = ms.trunc() as i64;
        let (days, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000) as u32);
        let (year, month, day) = date_of_days(days);
        Some(Self {
            year,
            month,
            day,
            hour: (rest / 3_600_000) as u8,
            minute: (rest / 60_000 % 60) as u8,
            second: (rest / 1000 % 60) as u8,
            millisecond: (rest % 1000) as u16,
        })
    }

    /// The reverse of [`Civil::from_local_ms`].
    pub(crate) fn local_ms(&self) -> f64 {
        let days = days_of_date(self.year.into(), self.month.into(), self.day.into());
        let seconds = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second);
        (days * 86_400_000 + seconds * 1000 + i64::from(self.millisecond)) as f64
    }

    pub(crate) fn ordinal(&self) -> u16 {
        day_of_year(self.year, self.month, self.day)
    }

    /// ISO weekday, Monday is 1.
    pub(crate) fn weekday(&self) -> u8 {
        iso_weekday(days_of_date(self.year.into(), self.month.into(), self.day.into()))
    }

    pub(crate) fn quarter(&self) -> u8 {
        self.month.div_ceil(3)
    }

    pub(crate) fn week_date(&self, rule: WeekRule) -> WeekDate {
        let weekday = i64::from(weekday_from(self.weekday(), rule.first_day));
        let week = (i64::from(self.ordinal()) - weekday + 14 - i64::from(rule.minimal_days)).div_euclid(7);
        let weekday = weekday as u8;
        if week < 1 {
            let week_year = self.year - 1;
            return WeekDate { week_year, week_number: weeks_in_week_year(week_year, rule), weekday };
        }
        if week > i64::from(weeks_in_week_year(self.year, rule)) {
            return WeekDate { week_year: self.year + 1, week_number: 1, weekday };
        }
        WeekDate { week_year: self.year, week_number: week as u8, weekday }
    }
}

impl From<Civil> for Wanted {
    fn from(civil: Civil) -> Self {
        Self {
            year: civil.year.into(),
            month: civil.month.into(),
            day: civil.day.into(),
            hour: civil.hour.into(),
            minute: civil.minute.into(),
            second: civil.second.into(),
            millisecond: civil.millisecond.into(),
        }
    }
}

impl Wanted {
    /// Local milliseconds with JavaScript's overflow (month 13 is January of the next year); NaN out of range.
    pub fn local_ms(&self) -> f64 {
        if let Some(civil) = self.in_range() {
            return civil.local_ms();
        }
        // Date.UTC reads the years 0 to 99 as 1900 to 1999, and luxon puts only the date right again afterwards.
        if !(0.0..100.0).contains(&self.year) {
            return clip(self.days(self.year) * DAY_MS + self.time_of_day());
        }
        let shifted = clip(self.days(self.year.trunc() + 1900.0) * DAY_MS + self.time_of_day());
        clip(self.days(self.year) * DAY_MS + shifted.rem_euclid(DAY_MS))
    }

    /// The date as it is, if every field is a whole number in its range (days may still exceed their month).
    fn in_range(&self) -> Option<Civil> {
        let whole = |value: f64, least: i32, most: i32| {
            let number = value as i32;
            (f64::from(number) == value && (least..=most).contains(&number)).then_some(number)
        };
        Some(Civil {
            year: whole(self.year, -270_000, 270_000)?,
            month: whole(self.month, 1, 12)? as u8,
            day: whole(self.day, 1, 31)? as u8,
            hour: whole(self.hour, 0, 23)? as u8,
            minute: whole(self.minute, 0, 59)? as u8,
            second: whole(self.second, 0, 59)? as u8,
            millisecond: whole(self.millisecond, 0, 999)? as u16,
        })
    }

    fn days(&self, year: f64) -> f64 {
        let (year, month) = (year.trunc(), self.month.trunc() - 1.0);
        let year = year + (month / 12.0).floor();
        if !(year.abs() < 400_000.0 && month.is_finite()) {
            return f64::NAN;
        }
        let first = days_of_date(year as i64, month.rem_euclid(12.0) as i64 + 1, 1);
        first as f64 + self.day.trunc() - 1.0
    }

    fn time_of_day(&self) -> f64 {
        self.hour.trunc() * 3_600_000.0
            + self.minute.trunc() * 60_000.0
            + self.second.trunc() * 1000.0
            + self.millisecond.trunc()
    }
}

fn clip(ms: f64) -> f64 {
    if ms.abs() <= MAX_TIME_MS { ms } else { f64::NAN }
}

/// Days since 1970-01-01 of a date whose month is 1 to 12.
pub(crate) fn days_of_date(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn date_of_days(days: i64) -> (i32, u8, u8) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u8, day as u8)
}

/// ISO weekday of a day since 1970-01-01, which was a Thursday.
pub(crate) fn iso_weekday(days: i64) -> u8 {
    ((days + 3).rem_euclid(7) + 1) as u8
}

/// The number of an ISO weekday in a week that begins with `first_day`.
pub(crate) fn weekday_from(iso_weekday: u8, first_day: u8) -> u8 {
    (iso_weekday + 7 - first_day) % 7 + 1
}

pub(crate) fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub(crate) fn days_in_year(year: i32) -> u16 {
    if is_leap_year(year) { 366 } else { 365 }
}

pub(crate) fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the month that an overflowing month (14 is February of the next year) falls on; NaN for no month at all.
pub(crate) fn days_in_wanted_month(year: f64, month: f64) -> f64 {
    if f64::from(year as i32) == year && (1.0..=12.0).contains(&month) && f64::from(month as u8) == month {
        return days_in_month(year as i32, month as u8).into();
    }
    let of_year = (month - 1.0).rem_euclid(12.0) + 1.0;
    let year = year + (month - of_year) / 12.0;
    if of_year.fract() != 0.0 || !of_year.is_finite() || !year.is_finite() {
        return f64::NAN;
    }
    let leap = year % 4.0 == 0.0 && (year % 100.0 != 0.0 || year % 400.0 == 0.0);
    if of_year == 2.0 && leap { 29.0 } else { days_in_month(1, of_year as u8).into() }
}

fn day_of_year(year: i32, month: u8, day: u8) -> u16 {
    const BEFORE_MONTH: [u16; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let leap_day = u16::from(month > 2 && is_leap_year(year));
    BEFORE_MONTH[usize::from(month - 1)] + leap_day + u16::from(day)
}

pub(crate) fn weeks_in_week_year(week_year: i32, rule: WeekRule) -> u8 {
    let offset = first_week_offset(week_year, rule);
    let next = first_week_offset(week_year + 1, rule);
    ((i64::from(days_in_year(week_year)) - offset + next) / 7) as u8
}

fn first_week_offset(year: i32, rule: WeekRule) -> i64 {
    i64::from(rule.minimal_days) - 1 - i64::from(anchor_weekday(year, rule))
}

/// The weekday of the January day that always lies in week 1 (the 4th, by ISO's rule).
pub(crate) fn anchor_weekday(year: i32, rule: WeekRule) -> u8 {
    let anchor = days_of_date(year.into(), 1, rule.minimal_days.into());
    weekday_from(iso_weekday(anchor), rule.first_day)
}
