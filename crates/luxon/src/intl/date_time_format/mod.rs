//! `Intl.DateTimeFormat`.

mod date;
mod localized;
mod options;
mod part;
mod pattern;
mod range;
mod time;

use crate::calendar::Civil;
use crate::error::{Error, Result};
use crate::locale::{Language, Locale};
use crate::value::Object;
use crate::zone::Zone;

pub use options::{
    DateTimeFormatOptions, DateTimeStyle, Defaults, HourCycle, MonthStyle, NumericStyle, TextStyle, TimeZoneNameStyle,
};
pub use part::{Part, RangePart, Source};
use pattern::Pattern;

/// A formatter of instants, as `new Intl.DateTimeFormat(locale, options)` makes one.
///
/// ```
/// use nodewright_luxon::intl::{DateTimeFormat, DateTimeFormatOptions, DateTimeStyle, Defaults};
/// use nodewright_luxon::{Locale, Zone};
/// let options = DateTimeFormatOptions {
///     date_style: Some(DateTimeStyle::Long),
///     time_style: Some(DateTimeStyle::Short),
///     ..Default::default()
/// };
/// let format = DateTimeFormat::new(&Locale::new("en-US"), &options, Defaults::Date, &Zone::iana("Asia/Tokyo")).unwrap();
/// assert_eq!(format.format(1_709_206_496_789.0).unwrap(), "February 29, 2024 at 8:34 PM");
/// ```
#[derive(Debug, Clone)]
pub struct DateTimeFormat {
    pattern: Pattern,
    options: DateTimeFormatOptions,
    language: Language,
    locale: Locale,
    zone: Zone,
}

impl DateTimeFormat {
    /// A formatter. Without any field in the options it writes the `defaults`, and without a time zone `zone`'s time.
    ///
    /// # Errors
    /// When the options contradict each other, or the locale or a combination of fields is not built in.
    pub fn new(locale: &Locale, options: &DateTimeFormatOptions, defaults: Defaults, zone: &Zone) -> Result<Self> {
        let language = locale.texts()?;
        if let Some(calendar) =
            options.calendar.as_deref().filter(|calendar| !matches!(*calendar, "gregory" | "gregorian"))
        {
            return Err(Error::unsupported(format!("the calendar '{calendar}' is not built in")));
        }
        let zone = match &options.time_zone {
            Some(name) => Some(Zone::iana(name))
                .filter(Zone::is_valid)
                .ok_or_else(|| Error::range(format!("Invalid time zone specified: {name}")))?,
            None => zone.clone(),
        };
        let options = options.with_defaults(defaults)?;
        let pattern = Pattern::new(&options, language)?;
        Ok(Self { pattern, options, language, locale: locale.clone(), zone })
    }

    /// An instant as text.
    ///
    /// # Errors
    /// When it is out of JavaScript's range of time.
    pub fn format(&self, ts: f64) -> Result<String> {
        // V8 puts a plain space where CLDR has a narrow one, but only here and not among parts or in ranges.
        let text: String = self.format_to_parts(ts)?.into_iter().map(|part| part.value).collect();
        Ok(text.replace('\u{202f}', " "))
    }

    /// An instant as parts, each with its kind.
    ///
    /// # Errors
    /// When it is out of JavaScript's range of time.
    pub fn format_to_parts(&self, ts: f64) -> Result<Vec<Part>> {
        let moment = self.moment(ts)?;
        let mut parts = self.pattern.parts(&moment, self.language);
        if let Some(digits) = self.digits()? {
            for part in &mut parts {
                part.value = digits.localize(&part.value);
            }
        }
        Ok(parts)
    }

    /// What the formatter decided on, as `resolvedOptions()` tells it.
    #[must_use]
    pub fn resolved_options(&self) -> Object {
        self.pattern.padded(&self.options).resolved(&self.locale, self.language, &self.zone)
    }

    /// Whether hours are counted to 12.
    pub(crate) fn is_12_hour(&self) -> bool {
        self.options.resolved_hour_cycle(self.language).is_12()
    }

    fn digits(&self) -> Result<Option<crate::locale::Digits>> {
        self.locale.with(&self.options.numbering()).digits()
    }

    fn moment(&self, ts: f64) -> Result<Moment<'_>> {
        let ts = ts.trunc();
        let civil = Civil::from_local_ms(ts + self.zone.offset(ts) * 60_000.0);
        let civil = civil.ok_or_else(|| Error::range("Invalid time value"))?;
        Ok(Moment { ts, civil, zone: &self.zone })
    }
}

/// An instant with its local time.
#[derive(Debug, Clone, Copy)]
struct Moment<'a> {
    ts: f64,
    civil: Civil,
    zone: &'a Zone,
}
