//! Dates from texts in a format of tokens.

use super::{CreateOptions, DateTime, unparsable};
use crate::error::{Error, Result};
use crate::format::{FormatParser, Found, OwnedToken};
use crate::locale::{Locale, LocaleOptions};
use crate::settings::Settings;
use crate::value::{Object, Value};

impl DateTime {
    /// From a text in a format of tokens.
    ///
    /// # Errors
    /// When the format has both 24 hours and AM or PM, or a token's texts are not known in the locale.
    ///
    /// ```
    /// use nodewright_luxon::{DateTime, Settings};
    /// let date = DateTime::from_format("29 Feb 24", "d LLL yy", &Default::default(), &Settings::default());
    /// assert_eq!(date.unwrap().to_string(), "2024-02-29T00:00:00.000+00:00");
    /// ```
    pub fn from_format(text: &str, format: &str, options: &CreateOptions, settings: &Settings) -> Result<Self> {
        let parser = FormatParser::new(format, &parsing_locale(&options.locale, settings))?;
        Self::read_with(text, &parser, options, settings)
    }

    /// From a text in a format that was prepared before.
    ///
    /// # Errors
    /// When the parser is for another locale, and as [`DateTime::from_format`].
    pub fn from_format_parser(
        text: &str,
        parser: &FormatParser,
        options: &CreateOptions,
        settings: &Settings,
    ) -> Result<Self> {
        let locale = parsing_locale(&options.locale, settings);
        if locale != *parser.locale() {
            return Err(Error::argument(format!(
                "fromFormatParser called with a locale of {}, but the format parser was created for {}",
                describe(&locale),
                describe(parser.locale()),
            )));
        }
        Self::read_with(text, parser, options, settings)
    }

    fn read_with(text: &str, parser: &FormatParser, options: &CreateOptions, settings: &Settings) -> Result<Self> {
        let reading = parser.read(text, settings.two_digit_cutoff_year)?;
        let Some(parsed) = reading.parsed() else {
            return Ok(Self::invalid(unparsable(text, &format!("format {}", parser.format()))));
        };
        Self::from_text_fields(parsed, options, reading.specific_offset, settings)
    }
}

/// How a text is read by a format, step by step: luxon's `fromFormatExplain`.
pub(super) fn explain(text: &str, parser: &FormatParser, cutoff: u8) -> Result<Object> {
    let reading = parser.read(text, cutoff)?;
    let mut object = Object::new();
    object.insert("input", text);
    object.insert("tokens", parser.tokens().map(token_object).collect::<Vec<Value>>());
    object.insert("regex", Value::RegExp { source: parser.regex_source(), flags: "i".to_owned() });
    let groups = reading.groups.map(|groups| {
        groups.into_iter().map(|group| group.map_or(Value::Undefined, Value::String)).collect::<Vec<_>>()
    });
    object.insert("rawMatches", groups);
    let found = reading.found.into_iter().map(|(letter, found)| match found {
        Found::Number(number) => (letter.to_string(), Value::Number(number)),
        Found::Text(text) => (letter.to_string(), Value::String(text)),
    });
    object.insert("matches", found.collect::<Object>());
    object.insert("result", reading.fields.into_iter().map(|(_, name, number)| (name, number)).collect::<Object>());
    object.insert("zone", reading.zone);
    object.insert("specificOffset", reading.specific_offset.map_or(Value::Undefined, Value::Number));
    Ok(object)
}

fn token_object(token: &OwnedToken) -> Value {
    let mut object = Object::new();
    object.insert("literal", token.literal);
    object.insert("val", token.text.as_str());
    object.into()
}

/// The locale that texts are read in; its calendar does not matter.
pub(super) fn parsing_locale(options: &LocaleOptions, settings: &Settings) -> Locale {
    settings.locale.with(&LocaleOptions {
        locale: options.locale.clone(),
        numbering_system: options.numbering_system.clone(),
        ..LocaleOptions::default()
    })
}

fn describe(locale: &Locale) -> String {
    let or_null = |text: Option<&str>| text.unwrap_or("null").to_owned();
    let (numbering, calendar) = (or_null(locale.numbering_system()), or_null(locale.output_calendar()));
    format!("Locale({}, {numbering}, {calendar})", locale.tag())
}
