//! Reading dates by a format of tokens.

mod interpret;
mod matcher;
mod unit;

use std::sync::Arc;

use super::presets::token_options;
use super::tokens::tokens;
use crate::datetime::DateTime;
use crate::error::Result;
use crate::intl::{DateTimeFormatOptions, MonthStyle, NumericStyle, Part, TextStyle, TimeZoneNameStyle};
use crate::locale::Locale;
use crate::zone::Zone;

pub(crate) use interpret::{Found, Reading};
use unit::Unit;

/// A format prepared for reading texts, as `DateTime.buildFormatParser` makes one. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct FormatParser(Arc<Prepared>);

#[derive(Debug, PartialEq)]
struct Prepared {
    locale: Locale,
    format: String,
    units: Vec<(OwnedToken, Unit)>,
}

/// A token of a format once its presets are written out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnedToken {
    pub text: String,
    pub literal: bool,
}

impl FormatParser {
    /// Prepares a format.
    ///
    /// # Errors
    /// When a token's texts are not known in the locale.
    pub fn new(format: &str, locale: &Locale) -> Result<Self> {
        let tokens = expand(format, locale)?;
        let units = tokens.into_iter().map(|token| Unit::of(&token, locale).map(|unit| (token, unit)));
        let units = units.collect::<Result<_>>()?;
        Ok(Self(Arc::new(Prepared { locale: locale.clone(), format: format.to_owned(), units })))
    }

    /// The format.
    #[must_use]
    pub fn format(&self) -> &str {
        &self.0.format
    }

    /// The locale whose texts it reads.
    #[must_use]
    pub fn locale(&self) -> &Locale {
        &self.0.locale
    }

    pub(crate) fn tokens(&self) -> impl Iterator<Item = &OwnedToken> {
        self.0.units.iter().map(|(token, _)| token)
    }

    /// The regular expression that luxon would match with.
    pub(crate) fn regex_source(&self) -> String {
        let units: String = self.0.units.iter().map(|(_, unit)| format!("({})", unit.source())).collect();
        format!("^{units}$")
    }

    /// The fields of a text by this format; none if it does not match.
    ///
    /// # Errors
    /// When the format has both 24 hours and AM or PM.
    pub(crate) fn read(&self, text: &str, cutoff: u8) -> Result<Reading> {
        interpret::read(&self.0.units, text, cutoff)
    }
}

/// The tokens of a format, with presets such as `D` replaced by what they stand for in the locale.
pub(crate) fn expand(format: &str, locale: &Locale) -> Result<Vec<OwnedToken>> {
    let mut expanded = Vec::new();
    for token in tokens(format) {
        let preset = if token.literal { None } else { token_options(token.text) };
        match preset.map(|options| preset_tokens(options, locale)).transpose()? {
            Some(tokens) if tokens.iter().all(Option::is_some) => expanded.extend(tokens.into_iter().flatten()),
            _ => expanded.push(OwnedToken { text: token.text.to_owned(), literal: token.literal }),
        }
    }
    Ok(expanded)
}

/// The tokens by which a text of `Intl.DateTimeFormat` can be read back; `None` for what cannot.
pub(crate) fn preset_tokens(options: &DateTimeFormatOptions, locale: &Locale) -> Result<Vec<Option<OwnedToken>>> {
    // Any date will do: its parts only tell their order and what stands between them.
    let date = DateTime::at(1_555_555_555_555.0, Zone::UTC, locale.clone());
    let localized = date.localized(options, locale)?;
    let twelve = localized.format.is_12_hour();
    Ok(localized.parts()?.into_iter().map(|part| part_token(part, options, twelve)).collect())
}

fn part_token(part: Part, options: &DateTimeFormatOptions, twelve: bool) -> Option<OwnedToken> {
    if part.kind == "literal" {
        let space = part.value.chars().all(crate::number::is_space);
        let text = if space { " ".to_owned() } else { part.value };
        return Some(OwnedToken { text, literal: !space });
    }
    let padded = |style: NumericStyle, short: &'static str, long: &'static str| match style {
        NumericStyle::Numeric => short,
        NumericStyle::TwoDigit => long,
    };
    let token = match part.kind {
        "year" => padded(options.year?, "yyyyy", "yy"),
        "month" => match options.month? {
            MonthStyle::Numeric => "M",
            MonthStyle::TwoDigit => "MM",
            MonthStyle::Short => "MMM",
            MonthStyle::Long => "MMMM",
            MonthStyle::Narrow => return None,
        },
        "day" => padded(options.day?, "d", "dd"),
        "weekday" => match options.weekday? {
            TextStyle::Short => "EEE",
            TextStyle::Long => "EEEE",
            TextStyle::Narrow => return None,
        },
        "dayPeriod" => "a",
        "hour" if twelve => padded(options.hour?, "h", "hh"),
        "hour" => padded(options.hour?, "H", "HH"),
        "minute" => padded(options.minute?, "m", "mm"),
        "second" => padded(options.second?, "s", "ss"),
        "timeZoneName" => match options.time_zone_name? {
            TimeZoneNameStyle::Long => "ZZZZZ",
            TimeZoneNameStyle::Short => "ZZZ",
            _ => return None,
        },
        _ => return None,
    };
    Some(OwnedToken { text: token.to_owned(), literal: false })
}
