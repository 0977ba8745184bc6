//! Output by format, and in the technical formats.

use super::{DateTime, IsoDateOptions};
use crate::error::Result;
use crate::format::{Style, format_date_time};
use crate::locale::{Locale, LocaleOptions};

/// What the time of SQL ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SqlTimeOptions {
    /// The offset.
    pub include_offset: bool,
    /// The name of the zone instead.
    pub include_zone: bool,
    /// A space before either.
    pub include_offset_space: bool,
}

impl Default for SqlTimeOptions {
    fn default() -> Self {
        Self { include_offset: true, include_zone: false, include_offset_space: true }
    }
}

impl DateTime {
    /// By a format of tokens, such as `yyyy-MM-dd HH:mm`.
    ///
    /// # Errors
    /// When a token's text is not known in the locale.
    ///
    /// ```
    /// use nodewright_luxon::{DateTime, Settings};
    /// let date = DateTime::from_iso("2024-02-29T12:34", &Default::default(), &Settings::default());
    /// assert_eq!(date.to_format("EEE d LLL, h:mm a", &Default::default()).unwrap(), "Thu 29 Feb, 12:34 PM");
    /// ```
    pub fn to_format(&self, format: &str, options: &LocaleOptions) -> Result<String> {
        let Some(civil) = self.civil() else { return Ok("Invalid DateTime".to_owned()) };
        format_date_time(self, civil, format, &self.locale.with(options), Style::Local)
    }

    /// The ISO week date, `2024-W09-4`; `None` if invalid.
    #[must_use]
    pub fn to_iso_week_date(&self) -> Option<String> {
        self.technical("kkkk-'W'WW-c")
    }

    /// RFC 2822; `None` if invalid.
    #[must_use]
    pub fn to_rfc2822(&self) -> Option<String> {
        let text = self.technical("EEE, dd LLL yyyy HH:mm:ss ")?;
        Some(text + &self.zone.format_offset(self.ts, crate::zone::OffsetStyle::Techie))
    }

    /// The format of HTTP headers; `None` if invalid.
    #[must_use]
    pub fn to_http(&self) -> Option<String> {
        self.to_utc().technical("EEE, dd LLL yyyy HH:mm:ss 'GMT'")
    }

    /// The date of SQL; `None` if invalid.
    #[must_use]
    pub fn to_sql_date(&self) -> Option<String> {
        self.to_iso_date(&IsoDateOptions::default())
    }

    /// The time of SQL; `None` if invalid.
    #[must_use]
    pub fn to_sql_time(&self, options: SqlTimeOptions) -> Option<String> {
        let zone = match (options.include_zone, options.include_offset) {
            (true, _) => "z",
            (false, true) => "ZZ",
            (false, false) => "",
        };
        let space = if options.include_offset_space && !zone.is_empty() { " " } else { "" };
        self.technical(&format!("HH:mm:ss.SSS{space}{zone}"))
    }

    /// The timestamp of SQL; `None` if invalid.
    #[must_use]
    pub fn to_sql(&self, options: SqlTimeOptions) -> Option<String> {
        Some(format!("{} {}", self.to_sql_date()?, self.to_sql_time(options)?))
    }

    fn technical(&self, format: &str) -> Option<String> {
        format_date_time(self, self.civil()?, format, &Locale::default(), Style::Technical).ok()
    }
}
