//! Output by format.

use super::{Ends, Interval};
use crate::error::Result;
use crate::intl::DateTimeFormatOptions;
use crate::locale::LocaleOptions;

impl Interval {
    /// As a text in the start's locale, in which what both ends have in common stands once.
    ///
    /// # Errors
    /// As [`DateTime::to_locale_string`](crate::DateTime::to_locale_string).
    pub fn to_locale_string(&self, format: &DateTimeFormatOptions, locale: &LocaleOptions) -> Result<String> {
        let Some(Ends { start, end }) = self.ends() else { return Ok("Invalid Interval".to_owned()) };
        let localized = start.localized(format, &start.locale().with(locale))?;
        localized.format.format_range(start.to_millis(), end.to_millis())
    }

    /// Both ends by a format, with a separator between them.
    ///
    /// # Errors
    /// When a token's text is not known in the locale.
    pub fn to_format(&self, format: &str, separator: &str) -> Result<String> {
        let Some(Ends { start, end }) = self.ends() else { return Ok("Invalid Interval".to_owned()) };
        let options = LocaleOptions::default();
        Ok(format!("{}{separator}{}", start.to_format(format, &options)?, end.to_format(format, &options)?))
    }
}
