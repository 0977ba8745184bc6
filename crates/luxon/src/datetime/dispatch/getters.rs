//! Properties.

use super::super::DateTime;
use crate::calendar::{self, Civil, WeekDate, WeekRule};
use crate::error::Result;
use crate::intl::{TextStyle, names};
use crate::value::{Object, Value};

pub(super) const NAMES: &[&str] = &[
    "isValid",
    "invalidReason",
    "invalidExplanation",
    "locale",
    "numberingSystem",
    "outputCalendar",
    "zone",
    "zoneName",
    "year",
    "quarter",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "millisecond",
    "weekYear",
    "weekNumber",
    "weekday",
    "isWeekend",
    "localWeekday",
    "localWeekNumber",
    "localWeekYear",
    "ordinal",
    "monthShort",
    "monthLong",
    "weekdayShort",
    "weekdayLong",
    "offset",
    "offsetNameShort",
    "offsetNameLong",
    "isOffsetFixed",
    "isInDST",
    "isInLeapYear",
    "daysInMonth",
    "daysInYear",
    "weeksInWeekYear",
    "weeksInLocalWeekYear",
    "ts",
    "c",
    "o",
    "isLuxonDateTime",
];

impl DateTime {
    /// A property by its JavaScript name; `None` if there is none of that name.
    ///
    /// ```
    /// use nodewright_luxon::{DateTime, Settings, Value};
    /// let date = DateTime::from_iso("2024-02-29", &Default::default(), &Settings::default());
    /// assert_eq!(date.get("weekNumber"), Some(Ok(Value::Number(9.0))));
    /// assert_eq!(date.get("fortnight"), None);
    /// ```
    pub fn get(&self, name: &str) -> Option<Result<Value>> {
        let value = match name {
            "isValid" => self.is_valid().into(),
            "isLuxonDateTime" => true.into(),
            "invalidReason" => self.invalid_reason().map(|invalid| invalid.reason()).into(),
            "invalidExplanation" => self.invalid_reason().and_then(|invalid| invalid.explanation()).into(),
            "zone" => self.zone.clone().into(),
            "isInDST" => self.is_in_dst().into(),
            "isWeekend" => return Some(self.is_weekend().map(Value::from)),
            _ => match self.civil() {
                Some(civil) => return self.property(civil, name),
                None => return self.invalid_property(name),
            },
        };
        Some(Ok(value))
    }

    fn property(&self, civil: Civil, name: &str) -> Option<Result<Value>> {
        let iso = || civil.week_date(WeekRule::ISO);
        let (weekday, month) = (usize::from(civil.weekday()) - 1, usize::from(civil.month) - 1);
        let value = match name {
            "year" => civil.year.into(),
            "quarter" => civil.quarter().into(),
            "month" => civil.month.into(),
            "day" => civil.day.into(),
            "hour" => civil.hour.into(),
            "minute" => civil.minute.into(),
            "second" => civil.second.into(),
            "millisecond" => civil.millisecond.into(),
            "weekYear" => iso().week_year.into(),
            "weekNumber" => iso().week_number.into(),
            "weekday" => civil.weekday().into(),
            "ordinal" => civil.ordinal().into(),
            "offset" | "o" => self.offset.into(),
            "ts" => self.ts.into(),
            "c" => fields_object(civil).into(),
            "locale" => self.locale.tag().into(),
            "numberingSystem" => self.locale.numbering_system().into(),
            "outputCalendar" => self.locale.output_calendar().into(),
            "zoneName" => self.zone.name().into(),
            "isOffsetFixed" => self.zone.is_universal().into(),
            "isInLeapYear" => calendar::is_leap_year(civil.year).into(),
            "daysInMonth" => calendar::days_in_month(civil.year, civil.month).into(),
            "daysInYear" => calendar::days_in_year(civil.year).into(),
            "weeksInWeekYear" => calendar::weeks_in_week_year(iso().week_year, WeekRule::ISO).into(),
            "monthShort" => {
                return Some(
                    self.locale
                        .texts()
                        .map(|texts| names::listed_months(texts, TextStyle::Short, true).get(month).into()),
                );
            }
            "monthLong" => {
                return Some(
                    self.locale
                        .texts()
                        .map(|texts| names::listed_months(texts, TextStyle::Long, true).get(month).into()),
                );
            }
            "weekdayShort" => {
                return Some(
                    self.locale.texts().map(|texts| names::weekdays(texts, TextStyle::Short, true).get(weekday).into()),
                );
            }
            "weekdayLong" => {
                return Some(
                    self.locale.texts().map(|texts| names::weekdays(texts, TextStyle::Long, true).get(weekday).into()),
                );
            }
            "offsetNameShort" => return Some(self.offset_name(false)),
            "offsetNameLong" => return Some(self.offset_name(true)),
            "localWeekday" => return Some(self.local_week(civil, |week, _| week.weekday.into())),
            "localWeekNumber" => return Some(self.local_week(civil, |week, _| week.week_number.into())),
            "localWeekYear" => return Some(self.local_week(civil, |week, _| week.week_year.into())),
            "weeksInLocalWeekYear" => {
                let weeks = |week: WeekDate, rule| calendar::weeks_in_week_year(week.week_year, rule).into();
                return Some(self.local_week(civil, weeks));
            }
            _ => return None,
        };
        Some(Ok(value))
    }

    fn invalid_property(&self, name: &str) -> Option<Result<Value>> {
        const NULL: [&str; 12] = [
            "locale",
            "numberingSystem",
            "outputCalendar",
            "zoneName",
            "monthShort",
            "monthLong",
            "weekdayShort",
            "weekdayLong",
            "offsetNameShort",
            "offsetNameLong",
            "isOffsetFixed",
            "c",
        ];
        if !NAMES.contains(&name) {
            return None;
        }
        Some(Ok(match name {
            _ if NULL.contains(&name) => Value::Null,
            "isInLeapYear" => Value::Bool(false),
            "daysInMonth" => Value::Undefined,
            _ => Value::Number(f64::NAN),
        }))
    }

    fn is_weekend(&self) -> Result<bool> {
        match self.civil() {
            Some(civil) => Ok(self.locale.weekend()?.contains(&civil.weekday())),
            None => Ok(false),
        }
    }

    fn offset_name(&self, long: bool) -> Result<Value> {
        Ok(self.zone.offset_name(self.ts, long, &self.locale)?.into())
    }

    fn local_week(&self, civil: Civil, read: impl FnOnce(WeekDate, WeekRule) -> Value) -> Result<Value> {
        let rule = self.locale.week_rule()?;
        Ok(read(civil.week_date(rule), rule))
    }
}

pub(super) fn fields_object(civil: Civil) -> Object {
    let fields: [(&str, Value); 7] = [
        ("year", civil.year.into()),
        ("month", civil.month.into()),
        ("day", civil.day.into()),
        ("hour", civil.hour.into()),
        ("minute", civil.minute.into()),
        ("second", civil.second.into()),
        ("millisecond", civil.millisecond.into()),
    ];
    fields.into_iter().collect()
}
