//! Values as the type that a field has: numbers, times, URLs and so on.

mod form_fields;
mod object_literal;

use nodewright_luxon::{DateTime, Settings, Value as LuxonValue, n8n};
use serde_json::Value;
use url::Url;

use crate::javascript::{is_space, same, to_text};
use crate::regex::Regex;
use crate::{Choice, ParameterValue};

/// How a value is made to fit a type.
#[derive(Clone, Copy, Debug)]
pub struct FieldTypeOptions<'a> {
    /// Refuse a value that is not of the type, instead of converting it.
    pub strict: bool,
    /// Convert other values to text; otherwise anything passes as text.
    pub parse_strings: bool,
    /// The choices of the type `options`.
    pub choices: &'a [Choice],
    /// The time zone of dates that name none, and the clock for those without a day.
    pub settings: &'a Settings,
}

impl<'a> FieldTypeOptions<'a> {
    /// Convert what can be converted.
    #[must_use]
    pub fn new(settings: &'a Settings) -> Self {
        Self { strict: false, parse_strings: false, choices: &[], settings }
    }
}

/// A value that does not fit the type of its field; the message names the field and, shortened, the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct InvalidField {
    /// What is wrong.
    pub message: String,
}

/// Makes a value fit the type of a field: `string`, `number`, `boolean`, `dateTime`, `time`, `array`, `object`, `options`,
/// `url`, `jwt`, `string-alphanumeric`, `binary` or `form-fields`. Any other type takes every value as it is, and every
/// type takes `null` for nothing. n8n's `validateFieldType`.
///
/// ```
/// use nodewright_luxon::Settings;
/// use nodewright_properties::{FieldTypeOptions, ParameterValue, validate_field};
/// use serde_json::json;
///
/// let (settings, text) = (Settings::default(), |text: &str| ParameterValue::Json(json!(text)));
/// let options = FieldTypeOptions::new(&settings);
/// assert_eq!(validate_field("limit", &text("5"), "number", options), Ok(ParameterValue::Json(json!(5))));
/// assert_eq!(
///     validate_field("limit", &text("many"), "number", options).unwrap_err().to_string(),
///     "'limit' expects a number but we got 'many'",
/// );
/// ```
///
/// # Errors
/// A value that does not fit.
pub fn validate_field(
    name: &str,
    value: &ParameterValue,
    kind: &str,
    options: FieldTypeOptions<'_>,
) -> Result<ParameterValue, InvalidField> {
    if value.is_nullish() {
        return Ok(ParameterValue::Undefined);
    }
    let is_strict = options.strict;
    let actual = value.description();
    let expected = || format!("'{name}' expects a {kind} but we got {actual}");
    let lower_case = kind.to_lowercase();
    let converted = match lower_case.as_str() {
        "string" if !options.parse_strings => Ok(value.clone()),
        "string" if is_strict && value.type_of() != "string" => Err(expected()),
        "string" => Ok(Value::from(text(value)).into()),
        "string-alphanumeric" => matching(text(value), "^[a-zA-Z_][a-zA-Z0-9_]*$").ok_or_else(|| {
            "Value is not a valid alphanumeric string, only letters, numbers and underscore allowed".to_owned()
        }),
        "number" if is_strict && value.type_of() != "number" => Err(expected()),
        "number" => number(value).ok_or_else(expected),
        "boolean" if is_strict && value.type_of() != "boolean" => Err(expected()),
        "boolean" => boolean(value).ok_or_else(expected),
        "datetime" => date_time(value, options.settings).map(ParameterValue::from).ok_or_else(|| {
            format!(
                "{} <br/><br/> Consider using <a href=\"https://moment.github.io/luxon/api-docs/index.html#datetimefromformat\" \
                 target=\"_blank\"><code>DateTime.fromFormat</code></a> to work with custom date formats.",
                expected()
            )
        }),
        "time" => matching(value.to_text(), TIME).ok_or_else(|| {
            format!("'{name}' expects time (hh:mm:(:ss)) but we got {actual}.")
        }),
        "object" if is_strict && value.type_of() != "object" => Err(expected()),
        "object" => object(value).ok_or_else(expected),
        "array" if is_strict && !matches!(value, ParameterValue::Json(Value::Array(_))) => Err(expected()),
        "array" => list(value).ok_or_else(expected),
        "options" if options.choices.iter().any(|choice| same(choice.value.as_ref(), value.as_json())) => Ok(value.clone()),
        "options" => Err(format!(
            "'{name}' expects one of the following values: [{}] but we got {actual}",
            choices(options.choices)
        )),
        "url" => url(value).ok_or_else(expected),
        "jwt" => jwt(value).ok_or_else(|| "Value is not a valid JWT token".to_owned()),
        "binary" => binary(value).ok_or_else(|| {
            format!(
                "{}. Make sure the value is a valid binary data object with 'mimeType' and 'data' or 'id' property.",
                expected()
            )
        }),
        "form-fields" => form_fields::read(value),
        _ => Ok(value.clone()),
    };
    converted.map_err(|message| InvalidField { message })
}

/// A time of the day, with an offset.
const TIME: &str = r"^\d{2}:\d{2}(:\d{2})?((\-|\+)\d{4})?((\-|\+)\d{1,2}(:\d{2})?)?$";
const JWT: &str = r"^[A-Za-z0-9\-_]+\.[A-Za-z0-9\-_]+\.[A-Za-z0-9\-_.+/=]*$";

/// The text, if a pattern matches it.
fn matching(text: String, pattern: &str) -> Option<ParameterValue> {
    let is_match = Regex::cached(pattern, "").and_then(|regex| regex.is_match(&text));
    is_match.is_ok_and(|is_match| is_match).then(|| Value::from(text).into())
}

/// A value as text, lists and objects as JSON.
fn text(value: &ParameterValue) -> String {
    if value.type_of() == "object" { value.to_json_text() } else { value.to_text() }
}

fn number(value: &ParameterValue) -> Option<ParameterValue> {
    let number = value.to_number();
    (!number.is_nan()).then(|| ParameterValue::number(number))
}

fn boolean(value: &ParameterValue) -> Option<ParameterValue> {
    let truth = match value.as_json() {
        Some(Value::Bool(truth)) => Some(*truth),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("true") => Some(true),
        Some(Value::String(text)) if text.eq_ignore_ascii_case("false") => Some(false),
        Some(Value::String(text)) if text.trim_matches(is_space).is_empty() => None,
        _ => match value.to_number() {
            0.0 => Some(false),
            1.0 => Some(true),
            _ => None,
        },
    };
    truth.map(|truth| Value::from(truth).into())
}

/// A date and time in any of the formats that n8n tries. n8n's `tryToParseDateTime`.
pub(crate) fn date_time(value: &ParameterValue, settings: &Settings) -> Option<DateTime> {
    let value = match value {
        ParameterValue::DateTime(time) => LuxonValue::DateTime((**time).clone()),
        ParameterValue::Date(time) => LuxonValue::Date(*time),
        value => LuxonValue::String(value.to_text()),
    };
    n8n::try_to_parse_date_time(&value, None, settings).ok()
}

fn object(value: &ParameterValue) -> Option<ParameterValue> {
    match value {
        ParameterValue::Json(Value::Object(_)) | ParameterValue::Date(_) | ParameterValue::DateTime(_) => {
            Some(value.clone())
        }
        ParameterValue::Json(Value::String(text)) => match object_literal::parse_json_or_literal(text).ok()?? {
            value @ (Value::Object(_) | Value::Null) => Some(value.into()),
            _ => None,
        },
        _ => None,
    }
}

/// A list, or the JSON of one, whose quotes may be single.
fn list(value: &ParameterValue) -> Option<ParameterValue> {
    match value {
        ParameterValue::Json(Value::Array(_)) => Some(value.clone()),
        ParameterValue::Json(Value::String(text)) => {
            let parse = nodewright_json::parse;
            let list = parse(text).or_else(|_| parse(&text.replace('\'', "\""))).ok()?;
            list.is_array().then(|| list.into())
        }
        _ => None,
    }
}

fn choices(choices: &[Choice]) -> String {
    let text =
        |choice: &Choice| choice.value.as_ref().filter(|value| !value.is_null()).map_or_else(String::new, to_text);
    choices.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// An address, with `https://` in front where it has no scheme.
fn url(value: &ParameterValue) -> Option<ParameterValue> {
    let text = value.as_str()?;
    let text = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = Url::parse(&text).ok()?;
    ["http", "https", "ftp", "file"].contains(&url.scheme()).then(|| Value::from(text).into())
}

fn jwt(value: &ParameterValue) -> Option<ParameterValue> {
    matching(value.as_str()?.to_owned(), JWT)
}

fn binary(value: &ParameterValue) -> Option<ParameterValue> {
    let map = value.as_json()?.as_object()?;
    let is_binary = map.contains_key("mimeType") && (map.contains_key("data") || map.contains_key("id"));
    is_binary.then(|| value.clone())
}
