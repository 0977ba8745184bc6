//! Options, and what they come to where they are left out.

mod read;

use crate::error::{Error, Result};
use crate::intl::named::named;
use crate::locale::{Language, Locale, LocaleOptions};
use crate::value::Object;
use crate::zone::Zone;

/// What `Intl.DateTimeFormat` is asked to write.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DateTimeFormatOptions {
    /// A whole date, by style; excludes single fields.
    pub date_style: Option<DateTimeStyle>,
    /// A whole time, by style; excludes single fields.
    pub time_style: Option<DateTimeStyle>,
    /// The weekday.
    pub weekday: Option<TextStyle>,
    /// The era.
    pub era: Option<TextStyle>,
    /// The year.
    pub year: Option<NumericStyle>,
    /// The month.
    pub month: Option<MonthStyle>,
    /// The day of the month.
    pub day: Option<NumericStyle>,
    /// The part of the day in words, in place of AM and PM.
    pub day_period: Option<TextStyle>,
    /// The hour.
    pub hour: Option<NumericStyle>,
    /// The minute.
    pub minute: Option<NumericStyle>,
    /// The second.
    pub second: Option<NumericStyle>,
    /// Digits of the fraction of a second, 1 to 3.
    pub fractional_second_digits: Option<u8>,
    /// The name of the time zone.
    pub time_zone_name: Option<TimeZoneNameStyle>,
    /// Twelve hours, or 24; wins over `hour_cycle`.
    pub hour12: Option<bool>,
    /// How hours are counted.
    pub hour_cycle: Option<HourCycle>,
    /// A zone of the tz database.
    pub time_zone: Option<String>,
    /// A calendar; only `gregory` is built in.
    pub calendar: Option<String>,
    /// The digits, such as `beng`.
    pub numbering_system: Option<String>,
}

/// The fields written if none is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Defaults {
    /// The date, if neither date nor time are asked for: `Intl.DateTimeFormat`.
    Date,
    /// Date and time, likewise: `toLocaleString`.
    All,
    /// The date, if no part of a date is asked for: `toLocaleDateString`.
    DateAlways,
    /// The time, if no part of a time is asked for: `toLocaleTimeString`.
    TimeAlways,
}

named! {
    /// How long a whole date or time is.
    DateTimeStyle {
        /// With weekday, or with the long name of the zone.
        Full = "full",
        /// With the month's name, or with the short name of the zone.
        Long = "long",
        /// With the month's short name, or with seconds.
        Medium = "medium",
        /// In numbers, without seconds.
        Short = "short",
    }
}

named! {
    /// How long a word is.
    TextStyle {
        /// One letter.
        Narrow = "narrow",
        /// Shortened.
        Short = "short",
        /// In full.
        Long = "long",
    }
}

named! {
    /// How a number is written.
    NumericStyle {
        /// With as many digits as it takes.
        Numeric = "numeric",
        /// With two digits.
        TwoDigit = "2-digit",
    }
}

named! {
    /// How a month is written.
    MonthStyle {
        /// As a number.
        Numeric = "numeric",
        /// As a number of two digits.
        TwoDigit = "2-digit",
        /// By its first letter.
        Narrow = "narrow",
        /// By its short name.
        Short = "short",
        /// By its name.
        Long = "long",
    }
}

named! {
    /// How a time zone is named.
    TimeZoneNameStyle {
        /// `EST`
        Short = "short",
        /// `Eastern Standard Time`
        Long = "long",
        /// `GMT-5`
        ShortOffset = "shortOffset",
        /// `GMT-05:00`
        LongOffset = "longOffset",
        /// `ET`; not built in.
        ShortGeneric = "shortGeneric",
        /// `Eastern Time`; not built in.
        LongGeneric = "longGeneric",
    }
}

named! {
    /// How hours are counted.
    HourCycle {
        /// 0 to 11
        H11 = "h11",
        /// 1 to 12
        H12 = "h12",
        /// 0 to 23
        H23 = "h23",
        /// 1 to 24
        H24 = "h24",
    }
}

impl HourCycle {
    /// Whether midnight and noon have the same number.
    pub(super) fn is_12(self) -> bool {
        matches!(self, Self::H11 | Self::H12)
    }
}

impl DateTimeFormatOptions {
    pub(super) fn has_date(&self) -> bool {
        self.weekday.is_some() || self.year.is_some() || self.month.is_some() || self.day.is_some()
    }

    pub(super) fn has_time(&self) -> bool {
        self.day_period.is_some()
            || self.hour.is_some()
            || self.minute.is_some()
            || self.second.is_some()
            || self.fractional_second_digits.is_some()
    }

    pub(super) fn has_style(&self) -> bool {
        self.date_style.is_some() || self.time_style.is_some()
    }

    /// With the fields that are written if nothing is asked for.
    pub(super) fn with_defaults(&self, defaults: Defaults) -> Result<Self> {
        let mut options = self.clone();
        if self.has_style() {
            self.check_styles(defaults)?;
            return Ok(options);
        }
        let (needs_date, needs_time) = match defaults {
            Defaults::Date => (!self.has_date() && !self.has_time(), false),
            Defaults::All => (!self.has_date() && !self.has_time(), !self.has_date() && !self.has_time()),
            Defaults::DateAlways => (!self.has_date(), false),
            Defaults::TimeAlways => (false, !self.has_time()),
        };
        if needs_date {
            options.year = Some(NumericStyle::Numeric);
            options.month = Some(MonthStyle::Numeric);
            options.day = Some(NumericStyle::Numeric);
        }
        if needs_time {
            options.hour = Some(NumericStyle::Numeric);
            options.minute = Some(NumericStyle::Numeric);
            options.second = Some(NumericStyle::Numeric);
        }
        Ok(options)
    }

    /// A style is a whole: no field may stand beside it.
    fn check_styles(&self, defaults: Defaults) -> Result<()> {
        let invalid = |option: &str| Error::type_error(format!("Invalid option : {option}"));
        if self.has_date() || self.has_time() || self.era.is_some() || self.time_zone_name.is_some() {
            return Err(invalid("option"));
        }
        match defaults {
            Defaults::DateAlways if self.time_style.is_some() => Err(invalid("timeStyle")),
            Defaults::TimeAlways if self.date_style.is_some() => Err(invalid("dateStyle")),
            _ => Ok(()),
        }
    }

    /// Whether a weekday and a time are all that is written, for which there are patterns of their own.
    pub(super) fn is_weekday_with_time(&self, language: Language) -> bool {
        let only_weekday = self.year.is_none() && self.month.is_none() && self.day.is_none() && self.era.is_none();
        let plain_time = self.time_zone_name.is_none() && self.fractional_second_digits.is_none();
        let has_time = self.hour.is_some() && (self.minute.is_some() || self.resolved_hour_cycle(language).is_12());
        self.weekday.is_some() && only_weekday && plain_time && has_time
    }

    /// How hours are counted: as asked for, else as the language does.
    pub(super) fn resolved_hour_cycle(&self, language: Language) -> HourCycle {
        match (self.hour12, self.hour_cycle, language) {
            (Some(true), _, Language::Other(data)) => {
                HourCycle::parse(data.column("cycle", 1)).unwrap_or(HourCycle::H12)
            }
            (Some(true), ..) => HourCycle::H12,
            (Some(false), ..) => HourCycle::H23,
            (None, Some(cycle), _) => cycle,
            (None, None, Language::Other(data)) => HourCycle::parse(data.column("cycle", 0)).unwrap_or(HourCycle::H23),
            (None, None, Language::EnUs) => HourCycle::H12,
            (None, None, Language::EnGb) => HourCycle::H23,
        }
    }

    pub(super) fn numbering(&self) -> LocaleOptions {
        LocaleOptions { numbering_system: self.numbering_system.clone(), ..LocaleOptions::default() }
    }

    pub(super) fn resolved(&self, locale: &Locale, language: Language, zone: &Zone) -> Object {
        let mut object = Object::new();
        let numbering = self.numbering_system.as_deref().or(locale.numbering_system()).or(language.numbering_system());
        object.insert("locale", locale.intl_tag());
        object.insert("calendar", "gregory");
        object.insert("numberingSystem", numbering.unwrap_or("latn"));
        object.insert("timeZone", zone.name());
        if self.hour.is_some() || self.time_style.is_some() {
            let cycle = self.resolved_hour_cycle(language);
            object.insert("hourCycle", cycle.name());
            object.insert("hour12", cycle.is_12());
        }
        self.fields_into(&mut object);
        object
    }

    /// The options as a JavaScript object, its keys in the order in which luxon writes its presets.
    #[must_use]
    pub fn to_object(&self) -> Object {
        let (mut fields, mut object) = (Object::new(), Object::new());
        self.fields_into(&mut fields);
        let first = ["year", "month", "day", "weekday", "hour", "minute", "second"];
        let of_date = first.into_iter().filter_map(|name| Some((name, fields.get(name)?.clone())));
        of_date.for_each(|(name, value)| object.insert(name, value));
        if let Some(cycle) = self.hour_cycle {
            object.insert("hourCycle", cycle.name());
        }
        if let Some(hour12) = self.hour12 {
            object.insert("hour12", hour12);
        }
        let rest = fields.iter().filter(|(name, _)| !first.contains(name));
        rest.for_each(|(name, value)| object.insert(name, value.clone()));
        let texts =
            [("timeZone", &self.time_zone), ("calendar", &self.calendar), ("numberingSystem", &self.numbering_system)];
        for (name, text) in texts {
            if let Some(text) = text {
                object.insert(name, text.as_str());
            }
        }
        object
    }

    fn fields_into(&self, object: &mut Object) {
        let styles = [
            ("weekday", self.weekday.map(TextStyle::name)),
            ("era", self.era.map(TextStyle::name)),
            ("year", self.year.map(NumericStyle::name)),
            ("month", self.month.map(MonthStyle::name)),
            ("day", self.day.map(NumericStyle::name)),
            ("dayPeriod", self.day_period.map(TextStyle::name)),
            ("hour", self.hour.map(NumericStyle::name)),
            ("minute", self.minute.map(NumericStyle::name)),
            ("second", self.second.map(NumericStyle::name)),
            ("timeZoneName", self.time_zone_name.map(TimeZoneNameStyle::name)),
            ("dateStyle", self.date_style.map(DateTimeStyle::name)),
            ("timeStyle", self.time_style.map(DateTimeStyle::name)),
        ];
        for (name, style) in styles {
            if let Some(style) = style {
                object.insert(name, style);
            }
        }
        if let Some(digits) = self.fractional_second_digits {
            object.insert("fractionalSecondDigits", digits);
        }
    }
}
