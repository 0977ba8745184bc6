//! luxon's presets: options of `Intl.DateTimeFormat` with a name, and most of them with a token.

use crate::intl::{
    DateTimeFormatOptions, HourCycle, MonthStyle,
    NumericStyle::Numeric,
    TextStyle::{self, Long, Short},
    TimeZoneNameStyle,
};

/// A preset such as `DateTime.DATE_SHORT`, which is also the token `D`.
pub(crate) struct Preset {
    pub name: &'static str,
    pub token: &'static str,
    pub options: DateTimeFormatOptions,
}

const NONE: DateTimeFormatOptions = DateTimeFormatOptions {
    date_style: None,
    time_style: None,
    weekday: None,
    era: None,
    year: None,
    month: None,
    day: None,
    day_period: None,
    hour: None,
    minute: None,
    second: None,
    fractional_second_digits: None,
    time_zone_name: None,
    hour12: None,
    hour_cycle: None,
    time_zone: None,
    calendar: None,
    numbering_system: None,
};
const SHORT_ZONE: Option<TimeZoneNameStyle> = Some(TimeZoneNameStyle::Short);
const LONG_ZONE: Option<TimeZoneNameStyle> = Some(TimeZoneNameStyle::Long);

const fn date(month: MonthStyle, weekday: Option<TextStyle>) -> DateTimeFormatOptions {
    DateTimeFormatOptions { year: Some(Numeric), month: Some(month), day: Some(Numeric), weekday, ..NONE }
}

const fn time(seconds: bool, time_zone_name: Option<TimeZoneNameStyle>) -> DateTimeFormatOptions {
    let second = if seconds { Some(Numeric) } else { None };
    DateTimeFormatOptions { hour: Some(Numeric), minute: Some(Numeric), second, time_zone_name, ..NONE }
}

const fn time_24(seconds: bool, time_zone_name: Option<TimeZoneNameStyle>) -> DateTimeFormatOptions {
    let mut options = time(seconds, time_zone_name);
    options.hour_cycle = Some(HourCycle::H23);
    options
}

const fn both(
    month: MonthStyle,
    weekday: Option<TextStyle>,
    seconds: bool,
    zone: Option<TimeZoneNameStyle>,
) -> DateTimeFormatOptions {
    let mut options = time(seconds, zone);
    options.year = Some(Numeric);
    options.month = Some(month);
    options.day = Some(Numeric);
    options.weekday = weekday;
    options
}

const fn preset(name: &'static str, token: &'static str, options: DateTimeFormatOptions) -> Preset {
    Preset { name, token, options }
}

/// The options of a preset by its name, such as `DATE_SHORT`.
#[must_use]
pub fn options(name: &str) -> Option<&'static DateTimeFormatOptions> {
    PRESETS.iter().find(|preset| preset.name == name).map(|preset| &preset.options)
}

/// All presets.
pub(crate) static PRESETS: [Preset; 22] = [
    preset("DATE_SHORT", "D", date(MonthStyle::Numeric, None)),
    preset("DATE_MED", "DD", date(MonthStyle::Short, None)),
    preset("DATE_MED_WITH_WEEKDAY", "", date(MonthStyle::Short, Some(Short))),
    preset("DATE_FULL", "DDD", date(MonthStyle::Long, None)),
    preset("DATE_HUGE", "DDDD", date(MonthStyle::Long, Some(Long))),
    preset("TIME_SIMPLE", "t", time(false, None)),
    preset("TIME_WITH_SECONDS", "tt", time(true, None)),
    preset("TIME_WITH_SHORT_OFFSET", "ttt", time(true, SHORT_ZONE)),
    preset("TIME_WITH_LONG_OFFSET", "tttt", time(true, LONG_ZONE)),
    preset("TIME_24_SIMPLE", "T", time_24(false, None)),
    preset("TIME_24_WITH_SECONDS", "TT", time_24(true, None)),
    preset("TIME_24_WITH_SHORT_OFFSET", "TTT", time_24(true, SHORT_ZONE)),
    preset("TIME_24_WITH_LONG_OFFSET", "TTTT", time_24(true, LONG_ZONE)),
    preset("DATETIME_SHORT", "f", both(MonthStyle::Numeric, None, false, None)),
    preset("DATETIME_SHORT_WITH_SECONDS", "F", both(MonthStyle::Numeric, None, true, None)),
    preset("DATETIME_MED", "ff", both(MonthStyle::Short, None, false, None)),
    preset("DATETIME_MED_WITH_SECONDS", "FF", both(MonthStyle::Short, None, true, None)),
    preset("DATETIME_MED_WITH_WEEKDAY", "", both(MonthStyle::Short, Some(Short), false, None)),
    preset("DATETIME_FULL", "fff", both(MonthStyle::Long, None, false, SHORT_ZONE)),
    preset("DATETIME_FULL_WITH_SECONDS", "FFF", both(MonthStyle::Long, None, true, SHORT_ZONE)),
    preset("DATETIME_HUGE", "ffff", both(MonthStyle::Long, Some(Long), false, LONG_ZONE)),
    preset("DATETIME_HUGE_WITH_SECONDS", "FFFF", both(MonthStyle::Long, Some(Long), true, LONG_ZONE)),
];

/// The names of all presets.
pub(crate) const fn names() -> [&'static str; PRESETS.len()] {
    let mut names = [""; PRESETS.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = PRESETS[index].name;
        index += 1;
    }
    names
}

/// The options that a token stands for.
pub(crate) fn token_options(token: &str) -> Option<&'static DateTimeFormatOptions> {
    if !token.starts_with(['D', 't', 'T', 'f', 'F']) {
        return None;
    }
    PRESETS.iter().find(|preset| preset.token == token).map(|preset| &preset.options)
}
