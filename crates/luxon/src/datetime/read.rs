//! Dates from texts in the standard formats.

use super::{CreateOptions, DateTime};
use crate::error::Result;
use crate::invalid::Invalid;
use crate::parse::{self, Parsed};
use crate::settings::Settings;

impl DateTime {
    /// From ISO 8601, in any of its forms.
    ///
    /// ```
    /// use nodewright_luxon::{DateTime, Settings};
    /// let settings = Settings::default();
    /// let date = DateTime::from_iso("2024-W09-4T12:30+02:00", &Default::default(), &settings);
    /// assert_eq!(date.to_string(), "2024-02-29T10:30:00.000+00:00");
    /// assert!(!DateTime::from_iso("2024-02-30", &Default::default(), &settings).is_valid());
    /// ```
    #[must_use]
    pub fn from_iso(text: &str, options: &CreateOptions, settings: &Settings) -> Self {
        Self::from_parsed(parse::iso(text), options, "ISO 8601", text, settings)
    }

    /// From RFC 2822, the format of mail headers.
    #[must_use]
    pub fn from_rfc2822(text: &str, options: &CreateOptions, settings: &Settings) -> Self {
        let parsed = parse::rfc2822(text, settings.two_digit_cutoff_year);
        Self::from_parsed(parsed, options, "RFC 2822", text, settings)
    }

    /// From the formats of HTTP headers.
    #[must_use]
    pub fn from_http(text: &str, options: &CreateOptions, settings: &Settings) -> Self {
        let parsed = parse::http(text, settings.two_digit_cutoff_year);
        // luxon puts its options into the message where the text belongs.
        Self::from_parsed(parsed, options, "HTTP", "[object Object]", settings)
    }

    /// From SQL's dates, times and timestamps.
    #[must_use]
    pub fn from_sql(text: &str, options: &CreateOptions, settings: &Settings) -> Self {
        Self::from_parsed(parse::sql(text), options, "SQL", text, settings)
    }

    fn from_parsed(
        parsed: Option<Parsed>,
        options: &CreateOptions,
        format: &str,
        text: &str,
        settings: &Settings,
    ) -> Self {
        match parsed {
            // These formats never mix calendars, which is all that could be wrong with fields.
            Some(parsed) => Self::from_text_fields(parsed, options, None, settings)
                .unwrap_or_else(|error| Self::invalid(Invalid::new(error.message()))),
            None => Self::invalid(unparsable(text, format)),
        }
    }

    /// Reads fields in the zone of their text, and shows the date in the one asked for.
    pub(super) fn from_text_fields(
        parsed: Parsed,
        options: &CreateOptions,
        specific_offset: Option<f64>,
        settings: &Settings,
    ) -> Result<Self> {
        let zone = parsed.zone.or_else(|| options.zone.clone());
        let interpretation = CreateOptions { zone, ..options.clone() };
        let date = Self::from_fields_with(parsed.fields, &interpretation, specific_offset, settings)?;
        Ok(if options.set_zone { date } else { date.set_zone(&options.zone_or_default(settings), false) })
    }
}

pub(crate) fn unparsable(text: &str, format: &str) -> Invalid {
    Invalid::explained("unparsable", format!("the input \"{text}\" can't be parsed as {format}"))
}
