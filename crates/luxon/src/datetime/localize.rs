//! Output through `Intl.DateTimeFormat`.

use super::DateTime;
use crate::duration::Duration;
use crate::error::Result;
use crate::intl::{DateTimeFormat, DateTimeFormatOptions, Defaults, Part};
use crate::locale::{Locale, LocaleOptions};
use crate::unit::Unit;
use crate::value::Object;
use crate::zone::Zone;

/// A formatter with the instant it is to show.
pub(crate) struct Localized {
    pub format: DateTimeFormat,
    pub ts: f64,
    /// The offset that is not a zone of the tz database and therefore replaces the name of the zone.
    shown_zone: Option<Zone>,
}

impl DateTime {
    /// As text in the locale.
    ///
    /// # Errors
    /// When the options contradict each other, or the locale's texts are not built in.
    ///
    /// ```
    /// use nodewright_luxon::{DateTime, Settings, presets};
    /// let date = DateTime::from_iso("2024-02-29T12:34", &Default::default(), &Settings::default());
    /// let text = date.to_locale_string(presets::options("DATE_FULL").unwrap(), &Default::default());
    /// assert_eq!(text.unwrap(), "February 29, 2024");
    /// ```
    pub fn to_locale_string(&self, format: &DateTimeFormatOptions, locale: &LocaleOptions) -> Result<String> {
        if !self.is_valid() {
            return Ok("Invalid DateTime".to_owned());
        }
        self.localized(format, &self.locale.with(locale))?.text()
    }

    /// As the parts of a text in the locale.
    ///
    /// # Errors
    /// As [`DateTime::to_locale_string`].
    pub fn to_locale_parts(&self, format: &DateTimeFormatOptions, locale: &LocaleOptions) -> Result<Vec<Part>> {
        if !self.is_valid() {
            return Ok(Vec::new());
        }
        self.localized(format, &self.locale.with(locale))?.parts()
    }

    /// What `Intl` makes of the locale.
    ///
    /// # Errors
    /// As [`DateTime::to_locale_string`].
    pub(super) fn resolved_locale_options(
        &self,
        format: &DateTimeFormatOptions,
        locale: &LocaleOptions,
    ) -> Result<Object> {
        let format = self.localized(format, &self.locale.with(locale))?.format;
        let resolved = format.resolved_options();
        let keys = [("locale", "locale"), ("numberingSystem", "numberingSystem"), ("outputCalendar", "calendar")];
        Ok(keys.into_iter().map(|(name, key)| (name, resolved.get(key).cloned())).collect())
    }

    pub(crate) fn localized(&self, format: &DateTimeFormatOptions, locale: &Locale) -> Result<Localized> {
        let (zone, ts, shown_zone) = match self.zone.is_universal() && format.time_zone.is_none() {
            true => self.intl_zone(),
            false => (self.zone.clone(), self.ts, None),
        };
        Ok(Localized { format: DateTimeFormat::new(locale, format, Defaults::Date, &zone)?, ts, shown_zone })
    }

    /// A zone of the tz database for a fixed offset; if there is none, UTC and the instant with the same local time.
    fn intl_zone(&self) -> (Zone, f64, Option<Zone>) {
        let hours = -self.offset / 60.0;
        if self.offset != 0.0 && hours.fract() == 0.0 {
            let sign = if hours >= 0.0 { "+" } else { "" };
            let zone = Zone::iana(&format!("Etc/GMT{sign}{hours}"));
            if zone.is_valid() {
                return (zone, self.ts, None);
            }
        }
        let shifted = self.set_zone(&Zone::UTC, false).plus(&Duration::of(Unit::Minutes, self.offset));
        (Zone::iana("UTC"), shifted.ts, Some(self.zone.clone()))
    }
}

impl Localized {
    pub fn text(&self) -> Result<String> {
        if self.shown_zone.is_none() {
            return self.format.format(self.ts);
        }
        Ok(self.parts()?.into_iter().map(|part| part.value).collect())
    }

    pub fn parts(&self) -> Result<Vec<Part>> {
        let mut parts = self.format.format_to_parts(self.ts)?;
        if let Some(zone) = &self.shown_zone {
            for part in parts.iter_mut().filter(|part| part.kind == "timeZoneName") {
                part.value = zone.name();
            }
        }
        Ok(parts)
    }
}
