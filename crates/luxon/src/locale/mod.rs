//! Locales: which language names come in, which digits, and where a week begins.

mod digits;

use std::sync::Arc;

use crate::calendar::WeekRule;
use crate::error::{Error, Result};
use crate::intl::locale_data::LocaleData;

pub(crate) use digits::Digits;

/// A locale with luxon's additions to it. The default is en-US. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Locale(Option<Arc<Data>>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Data {
    tag: String,
    numbering_system: Option<String>,
    output_calendar: Option<String>,
    week: Option<WeekSettings>,
}

/// Options of a locale; those left out keep their value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LocaleOptions {
    /// A language tag, such as `en-GB`.
    pub locale: Option<String>,
    /// Digits, such as `latn` or `beng`.
    pub numbering_system: Option<String>,
    /// Calendar of formatted dates, such as `gregory`.
    pub output_calendar: Option<String>,
    /// The week, where it shall not be the locale's.
    pub week_settings: Option<WeekSettings>,
}

/// Where a week begins, how many of its days lie in the first week of a year, and which days are its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekSettings {
    /// ISO weekday of the first day.
    pub first_day: u8,
    /// Days of January that the first week of a year has at least.
    pub minimal_days: u8,
    /// ISO weekdays of the weekend.
    pub weekend: Vec<u8>,
}

/// The languages whose texts are built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    EnUs,
    EnGb,
    Other(&'static LocaleData),
}

impl Language {
    /// The digits that it writes by itself.
    pub fn numbering_system(self) -> Option<&'static str> {
        match self {
            Self::Other(data) => Some(data.column("digits", 0)),
            Self::EnUs | Self::EnGb => None,
        }
    }
}

const DEFAULT_TAG: &str = "en-US";

/// Languages that do not write 0 to 9 by themselves.
const OTHER_DIGITS: [&str; 21] = [
    "ar", "as", "bgn", "bho", "bn", "ccp", "ckb", "dz", "fa", "ks", "lrc", "mni", "mr", "my", "mzn", "ne", "pa-arab",
    "ps", "sat", "sd", "uz-arab",
];

impl Locale {
    /// The locale of a language tag, with its `-u-nu-…` and `-u-ca-…` if it has them.
    #[must_use]
    pub fn new(tag: &str) -> Self {
        Self::default().with(&LocaleOptions { locale: Some(tag.to_owned()), ..LocaleOptions::default() })
    }

    /// This locale with some things changed.
    #[must_use]
    pub fn with(&self, options: &LocaleOptions) -> Self {
        if *options == LocaleOptions::default() {
            return self.clone();
        }
        let mut data = match &self.0 {
            Some(data) => data.as_ref().clone(),
            None => Data { tag: DEFAULT_TAG.to_owned(), numbering_system: None, output_calendar: None, week: None },
        };
        if let Some(tag) = &options.locale {
            data.set_tag(tag);
        }
        if options.numbering_system.is_some() {
            data.numbering_system.clone_from(&options.numbering_system);
        }
        if options.output_calendar.is_some() {
            data.output_calendar.clone_from(&options.output_calendar);
        }
        if options.week_settings.is_some() {
            data.week.clone_from(&options.week_settings);
        }
        Self(Some(Arc::new(data)))
    }

    /// The language tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        self.0.as_ref().map_or(DEFAULT_TAG, |data| &data.tag)
    }

    /// The numbering system, if one was asked for.
    #[must_use]
    pub fn numbering_system(&self) -> Option<&str> {
        self.0.as_ref()?.numbering_system.as_deref()
    }

    /// The output calendar, if one was asked for.
    #[must_use]
    pub fn output_calendar(&self) -> Option<&str> {
        self.0.as_ref()?.output_calendar.as_deref()
    }

    /// The tag with the numbering system and the calendar in it, as `Intl` takes and gives it.
    pub(crate) fn intl_tag(&self) -> String {
        let (numbering, calendar) = (self.numbering_system(), self.output_calendar());
        if numbering.is_none() && calendar.is_none() {
            return self.tag().to_owned();
        }
        let base = self.tag().split("-u-").next().unwrap_or_default();
        let calendar = calendar.map(|calendar| format!("-ca-{calendar}")).unwrap_or_default();
        let numbering = numbering.map(|numbering| format!("-nu-{numbering}")).unwrap_or_default();
        format!("{base}-u{calendar}{numbering}")
    }

    /// The built-in language of the locale's texts, if it has one.
    pub(crate) fn language(&self) -> Option<Language> {
        let Some(data) = &self.0 else { return Some(Language::EnUs) };
        let base = data.tag.split("-u-").next().unwrap_or_default();
        if base.eq_ignore_ascii_case("en") || base.eq_ignore_ascii_case("en-us") {
            Some(Language::EnUs)
        } else if base.eq_ignore_ascii_case("en-gb") {
            Some(Language::EnGb)
        } else {
            LocaleData::find(base).map(Language::Other)
        }
    }

    /// The language of texts, or the error that says it is missing.
    pub(crate) fn texts(&self) -> Result<Language> {
        if let Some(calendar) = self.output_calendar().filter(|calendar| *calendar != "gregory") {
            return Err(Error::unsupported(format!("the calendar '{calendar}' is not built in")));
        }
        self.language().ok_or_else(|| Error::locale(self.tag()))
    }

    /// The digits of numbers, where they are not 0 to 9.
    pub(crate) fn digits(&self) -> Result<Option<Digits>> {
        let Some(data) = &self.0 else { return Ok(None) };
        match data.numbering_system.as_deref() {
            Some("latn") => Ok(None),
            Some(system) => Digits::find(system)
                .map(Some)
                .ok_or_else(|| Error::unsupported(format!("the numbering system '{system}' is not built in"))),
            None => {
                if let Some(Language::Other(data)) = self.language() {
                    return Ok(Digits::find(data.column("digits", 0)));
                }
                let tag = data.tag.to_lowercase();
                let named =
                    |name: &&str| tag.strip_prefix(*name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
                if OTHER_DIGITS.iter().any(named) { Err(Error::locale(&data.tag)) } else { Ok(None) }
            }
        }
    }

    /// The locale's way of counting weeks.
    pub(crate) fn week_rule(&self) -> Result<WeekRule> {
        if let Some(week) = self.week_settings() {
            return Ok(WeekRule { minimal_days: week.minimal_days, first_day: week.first_day });
        }
        match self.language() {
            // Intl no longer tells minimalDays, so luxon takes ISO's four days everywhere.
            Some(Language::EnUs) => Ok(WeekRule { minimal_days: 4, first_day: 7 }),
            Some(Language::EnGb) => Ok(WeekRule::ISO),
            Some(Language::Other(data)) => {
                Ok(WeekRule { minimal_days: 4, first_day: data.column("week", 0).parse().unwrap_or(1) })
            }
            None => Err(Error::locale(self.tag())),
        }
    }

    /// The ISO weekdays of the weekend.
    pub(crate) fn weekend(&self) -> Result<Vec<u8>> {
        match (self.week_settings(), self.language()) {
            (Some(week), _) => Ok(week.weekend.clone()),
            (None, Some(Language::Other(data))) => {
                Ok(data.column("week", 1).split('|').filter_map(|day| day.parse().ok()).collect())
            }
            (None, Some(_)) => Ok(vec![6, 7]),
            (None, None) => Err(Error::locale(self.tag())),
        }
    }

    fn week_settings(&self) -> Option<&WeekSettings> {
        self.0.as_ref()?.week.as_ref()
    }
}

impl Data {
    fn set_tag(&mut self, tag: &str) {
        let tag = tag.split("-x-").next().unwrap_or_default();
        tag.clone_into(&mut self.tag);
        let Some((_, extension)) = tag.split_once("-u-") else { return };
        let keyword = |key: &str| {
            let mut parts = extension.split('-').skip_while(|part| !part.eq_ignore_ascii_case(key));
            parts.nth(1).map(str::to_lowercase)
        };
        self.numbering_system = Some(keyword("nu").unwrap_or_else(|| "latn".to_owned()));
        self.output_calendar = Some(keyword("ca").unwrap_or_else(|| "gregory".to_owned()));
    }
}

/// luxon's `equals`, to which week settings do not matter.
impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.tag() == other.tag()
            && self.numbering_system() == other.numbering_system()
            && self.output_calendar() == other.output_calendar()
    }
}
