//! Objects written as JSON, with expressions in it.

use nodewright_core::serde_json::{Map, to_string};
use nodewright_core::{Call, Locals, ReadParameter, Result, Value, javascript, json};

use crate::{field, read};

/// The object in the parameter `jsonOutput`.
pub async fn output(call: &Call<'_>) -> Result<Map<String, Value>> {
    let subject = format!("The 'JSON Output' in item {}", call.index());
    match object(call, "jsonOutput", &subject).await? {
        Value::Object(map) => Ok(map),
        _ => Err(read::refused("Cannot convert undefined or null to object")),
    }
}

/// The object in a field of the parameters.
pub async fn entry(call: &Call<'_>, name: &str, path: &str) -> Result<Value> {
    let subject = format!("The entry \"{name}\" inside 'Fields to Set' in item {}", call.index());
    object(call, path, &subject).await
}

async fn object(call: &Call<'_>, path: &str, subject: &str) -> Result<Value> {
    match resolved(call, path).await?.unwrap_or_default() {
        value @ (Value::Object(_) | Value::Null) => Ok(value),
        Value::String(text) => match parsed(&text) {
            Some(value @ (Value::Object(_) | Value::Null)) => Ok(value),
            None if text.trim_start().starts_with('{') => {
                Err(read::refused(format!("{subject} contains invalid JSON")).with_description(text))
            }
            _ => Err(read::refused(format!("{subject} does not contain a valid JSON object"))),
        },
        _ => Err(read::refused(format!("{subject} does not contain a valid JSON object"))),
    }
}

/// JSON, an object as JavaScript writes it, or either with line breaks in its texts.
fn parsed(text: &str) -> Option<Value> {
    let read = |text: &str| json::parse(text).or_else(|_| field::as_type("json", &text.into(), "object")).ok();
    read(text).or_else(|| read(&without_line_breaks(text)))
}

/// The text with escapes for the line breaks between double quotes.
fn without_line_breaks(text: &str) -> String {
    let (mut result, mut quoted, mut escaped) = (String::with_capacity(text.len()), false, false);
    for letter in text.chars() {
        match letter {
            '\n' if quoted => result.push_str("\\n"),
            '\r' if quoted => result.push_str("\\r"),
            '\t' if quoted => result.push_str("\\t"),
            _ => result.push(letter),
        }
        quoted ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
    }
    result
}

/// A parameter whose expressions stand inside of JSON: each is written there as JSON, so that an object is one. One that is
/// nothing but an expression is its value.
pub async fn resolved(call: &Call<'_>, path: &str) -> Result<Option<Value>> {
    let as_stored = ReadParameter { raw_expressions: true, ..ReadParameter::default() };
    let stored = call.parameter(path, &as_stored).await?;
    let Some(text) = stored.as_ref().and_then(Value::as_str).and_then(|text| text.strip_prefix('=')) else {
        return Ok(stored);
    };
    if is_one_expression(text) {
        return call.evaluate(&format!("={text}").into(), &Locals::new()).await;
    }
    let (mut json, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, (code, behind))) =
        rest.split_once("{{").and_then(|(before, code)| Some((before, code.split_once("}}")?)))
    {
        json.push_str(before);
        match call.evaluate(&format!("={{{{{code}}}}}").into(), &Locals::new()).await? {
            Some(value @ (Value::Object(_) | Value::Array(_))) => json.push_str(&to_string(&value).unwrap_or_default()),
            value => json.push_str(&javascript::text(&value.unwrap_or_default())),
        }
        rest = behind;
    }
    json.push_str(rest);
    Ok(Some(json.into()))
}

fn is_one_expression(text: &str) -> bool {
    let inside = text.strip_prefix("{{").and_then(|text| text.strip_suffix("}}"));
    inside.is_some_and(|code| !code.contains("}}"))
}
