//! `String(x)`.

use serde_json::Value;

use super::number::{as_f64, format_number};

/// `String(value)`.
pub(crate) fn to_text(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => format_number(as_f64(number)),
        Value::String(text) => text.clone(),
        Value::Array(list) => join(list),
        Value::Object(_) => "[object Object]".to_owned(),
    }
}

/// `value.toString().startsWith('=')`, by which n8n knows an expression where it does not look at the type first: the text
/// of a list begins with that of its first element.
#[cfg(feature = "resolve")]
pub(crate) fn begins_as_expression(value: &Value) -> bool {
    match value {
        Value::String(text) => text.starts_with('='),
        Value::Array(list) => list.first().is_some_and(begins_as_expression),
        _ => false,
    }
}

/// `list.join()`: nothing for `null`.
pub(crate) fn join(list: &[Value]) -> String {
    let texts: Vec<_> = list.iter().map(|value| if value.is_null() { String::new() } else { to_text(value) }).collect();
    texts.join(",")
}

/// `text.length`: UTF-16 units.
pub(crate) fn text_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// `text.trim()`.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// White space and line ends as JavaScript knows them: with the byte order mark, without U+0085.
pub(crate) fn is_space(letter: char) -> bool {
    letter == '\u{feff}' || (letter.is_whitespace() && letter != '\u{85}')
}

/// A text with its first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
