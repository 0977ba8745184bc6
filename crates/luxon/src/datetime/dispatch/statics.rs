//! Static members.

use super::super::create::out_of_range;
use super::super::from_format::{explain, parsing_locale};
use super::super::{CreateOptions, DateTime};
use crate::arguments::{self, Arguments, Options};
use crate::error::{Error, Result};
use crate::format::{FormatParser, expand, preset_tokens, presets};
use crate::intl::DateTimeFormatOptions;
use crate::invalid::Invalid;
use crate::settings::Settings;
use crate::value::Value;
use crate::zone::Zone;

pub(super) const METHODS: &[&str] = &[
    "now",
    "local",
    "utc",
    "fromJSDate",
    "fromMillis",
    "fromSeconds",
    "fromObject",
    "fromISO",
    "fromFormat",
    "fromString",
    "fromFormatExplain",
    "fromStringExplain",
    "buildFormatParser",
    "fromFormatParser",
    "parseFormatForOpts",
    "expandFormat",
    "fromRFC2822",
    "fromHTTP",
    "fromSQL",
    "invalid",
    "isDateTime",
    "min",
    "max",
    "resetCache",
];

/// The names of the presets.
pub(super) static PRESET_NAMES: [&str; 22] = presets::names();

impl DateTime {
    /// A static property by its JavaScript name: a preset as an object of options; `None` if there is none.
    #[must_use]
    pub fn get_static(name: &str) -> Option<Value> {
        presets::options(name).map(|options| options.to_object().into())
    }

    /// Calls a static method by its JavaScript name.
    ///
    /// # Errors
    /// What luxon throws, and a type error for a method that there is not.
    pub fn call_static(method: &str, args: &[Value], settings: &Settings) -> Result<Value> {
        let args = Arguments(args);
        let date = match method {
            "now" => Self::now(settings),
            "local" | "utc" => Self::from_arguments(args, method == "utc", settings)?,
            "fromJSDate" => match args.get(0) {
                Value::Date(ts) => Self::from_js_date(*ts, &args.options(1)?.create(settings)?, settings),
                _ => Self::invalid(Invalid::new("invalid input")),
            },
            "fromMillis" => {
                let value = args.get(0);
                let ts = arguments::required_number(value, || {
                    let (kind, text) = (value.type_of(), value.to_text());
                    format!("fromMillis requires a numerical input, but received a {kind} with value {text}")
                })?;
                Self::from_millis(ts, &args.options(1)?.create(settings)?, settings)
            }
            "fromSeconds" => {
                let seconds =
                    arguments::required_number(args.get(0), || "fromSeconds requires a numerical input".to_owned())?;
                Self::from_seconds(seconds, &args.options(1)?.create(settings)?, settings)
            }
            "fromObject" => Self::from_object_argument(args, settings)?,
            "fromISO" => read(args, settings, Self::from_iso, "ISO 8601")?,
            "fromRFC2822" => match args.get(0).is_nullish() {
                true => return Err(Error::type_error("Cannot read properties of undefined (reading 'replace')")),
                false => read(args, settings, Self::from_rfc2822, "RFC 2822")?,
            },
            "fromHTTP" => read(args, settings, Self::from_http, "HTTP")?,
            "fromSQL" => read(args, settings, Self::from_sql, "SQL")?,
            "fromFormat" | "fromString" => {
                let (text, format) = text_and(args, "fromFormat requires an input string and a format")?;
                Self::from_format(&text, &format.to_text(), &args.options(2)?.create(settings)?, settings)?
            }
            "fromFormatParser" => {
                let (text, parser) = text_and(args, "fromFormatParser requires an input string and a format parser")?;
                let Value::FormatParser(parser) = parser else {
                    return Err(Error::type_error("formatParser.explainFromTokens is not a function"));
                };
                Self::from_format_parser(&text, parser, &args.options(2)?.create(settings)?, settings)?
            }
            "fromFormatExplain" | "fromStringExplain" => {
                let locale = parsing_locale(&args.options(2)?.locale()?, settings);
                let parser = FormatParser::new(&args.text(1), &locale)?;
                return Ok(explain(&args.text(0), &parser, settings.two_digit_cutoff_year)?.into());
            }
            "buildFormatParser" => {
                let locale = parsing_locale(&args.options(1)?.locale()?, settings);
                return Ok(FormatParser::new(&args.text(0), &locale)?.into());
            }
            "parseFormatForOpts" | "expandFormat" => return expand_by_name(method, args, settings),
            "invalid" => Self::invalid(arguments::invalid(args, "DateTime")?),
            "isDateTime" => return Ok(matches!(args.get(0), Value::DateTime(_)).into()),
            "min" => return best(args, "min", Self::min),
            "max" => return best(args, "max", Self::max),
            "resetCache" => return Ok(Value::Undefined),
            _ => return Err(Error::not_a_function("DateTime", method)),
        };
        Ok(date.into())
    }

    fn from_object_argument(args: Arguments<'_>, settings: &Settings) -> Result<Self> {
        let options = args.options(1)?.create(settings)?;
        // Without a zone nothing is read, not even fields that are wrong.
        if options.zone.as_ref().is_some_and(|zone| !zone.is_valid()) {
            return Self::from_fields(Default::default(), &options, settings);
        }
        Self::from_fields(arguments::fields(args.get(0))?, &options, settings)
    }

    /// `local(year, month, …, options)`; anything but a number in place of one makes the date invalid.
    fn from_arguments(args: Arguments<'_>, utc: bool, settings: &Settings) -> Result<Self> {
        const NAMES: [&str; 7] = ["year", "month", "day", "hour", "minute", "second", "millisecond"];
        let (options, given) = match args.0.split_last() {
            Some((last, given)) if last.type_of() == "object" => (Options::read(last)?, given),
            _ => (Options::read(&Value::Undefined)?, args.0),
        };
        let options = options.create(settings)?;
        let zone = if utc { Zone::UTC } else { options.zone_or_default(settings) };
        let mut components = [None; 7];
        let mut wrong = None;
        for ((component, value), name) in components.iter_mut().zip(given).zip(NAMES) {
            *component = match value {
                Value::Undefined => None,
                Value::Number(number) => Some(*number),
                other => {
                    wrong = wrong.or_else(|| Some(out_of_range(name, &other.to_text(), other.type_of())));
                    Some(f64::NAN)
                }
            };
        }
        let date = Self::from_components(components, zone, options.locale(settings), settings);
        Ok(match wrong {
            Some(invalid) if !date.is_valid() => Self::invalid(invalid),
            _ => date,
        })
    }
}

fn text_and<'a>(args: Arguments<'a>, message: &str) -> Result<(String, &'a Value)> {
    match (args.get(0), args.get(1)) {
        (Value::Undefined, _) | (_, Value::Undefined) => Err(Error::argument(message)),
        (Value::String(text), other) => Ok((text.clone(), other)),
        (text, _) => Err(Error::type_error(format!("{} is not a function: input.match", text.to_text()))),
    }
}

/// The tokens that a preset, or a format with presets in it, stands for.
fn expand_by_name(method: &str, args: Arguments<'_>, settings: &Settings) -> Result<Value> {
    let locale = settings.locale.with(&args.options(1)?.locale()?);
    if method == "expandFormat" {
        let tokens = expand(&args.text(0), &locale)?;
        return Ok(tokens.into_iter().map(|token| token.text).collect::<String>().into());
    }
    if !args.get(0).truthy() {
        return Ok(Value::Null);
    }
    let options = DateTimeFormatOptions::from_spread(args.get(0))?;
    let tokens = preset_tokens(&options, &locale)?;
    Ok(tokens.into_iter().flatten().map(|token| token.text).collect::<String>().into())
}

fn read(
    args: Arguments<'_>,
    settings: &Settings,
    from: fn(&str, &CreateOptions, &Settings) -> DateTime,
    format: &str,
) -> Result<DateTime> {
    let options = args.options(1)?.create(settings)?;
    Ok(match args.get(0) {
        Value::String(text) => from(text, &options, settings),
        value if value.is_nullish() => {
            let text = if format == "HTTP" { "[object Object]".to_owned() } else { value.to_text() };
            DateTime::invalid(super::super::unparsable(&text, format))
        }
        value => from(&value.to_text(), &options, settings),
    })
}

fn best(args: Arguments<'_>, name: &str, choose: fn(&[DateTime]) -> Option<&DateTime>) -> Result<Value> {
    let mut dates = Vec::with_capacity(args.0.len());
    for value in args.0 {
        let Value::DateTime(date) = value else {
            return Err(Error::argument(format!("{name} requires all arguments be DateTimes")));
        };
        dates.push(date.clone());
    }
    Ok(choose(&dates).map_or(Value::Undefined, |date| date.clone().into()))
}
