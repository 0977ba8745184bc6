//! Values by path, as lodash's `get`: `options.mode`, `rows[0].name`, `a["b.c"]`.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::javascript::text_length;

/// The value of a parameter inside of the collection at `path`, or of the node if that is empty. n8n's
/// `getParameterValueByPath`.
///
/// ```
/// use nodewright_properties::value_at;
/// use serde_json::{Map, json};
///
/// let values: Map<_, _> = serde_json::from_value(json!({"options": {"rows": [{"limit": 5}]}})).unwrap();
/// assert_eq!(value_at(&values, "options.rows[0]", "limit").as_deref(), Some(&json!(5)));
/// ```
#[must_use]
pub fn value_at<'v>(values: &'v Map<String, Value>, path: &str, name: &str) -> Option<Cow<'v, Value>> {
    if path.is_empty() { get_in(values, name) } else { get_in(values, &format!("{path}.{name}")) }
}

/// The value at a path; a key that is spelled like the path wins.
pub(crate) fn get<'v>(value: &'v Value, path: &str) -> Option<Cow<'v, Value>> {
    match member(value, path) {
        None if is_deep(path) => walk(Cow::Borrowed(value), &segments(path)),
        found => found,
    }
}

/// As [`get`], of an object.
pub(crate) fn get_in<'v>(map: &'v Map<String, Value>, path: &str) -> Option<Cow<'v, Value>> {
    if let Some(found) = map.get(path) {
        return Some(Cow::Borrowed(found));
    }
    if !is_deep(path) {
        return None;
    }
    let segments = segments(path);
    let (first, rest) = segments.split_first()?;
    walk(Cow::Borrowed(map.get(first)?), rest)
}

/// The value at the end of a path.
pub(crate) fn walk<'v>(start: Cow<'v, Value>, segments: &[String]) -> Option<Cow<'v, Value>> {
    segments.iter().try_fold(start, |value, segment| match value {
        Cow::Borrowed(value) => member(value, segment),
        Cow::Owned(value) => member(&value, segment).map(|found| Cow::Owned(found.into_owned())),
    })
}

/// `value[key]`: a key of an object, an element or the length of a list or text.
pub(crate) fn member<'v>(value: &'v Value, key: &str) -> Option<Cow<'v, Value>> {
    match value {
        Value::Object(map) => map.get(key).map(Cow::Borrowed),
        Value::Array(list) if key == "length" => Some(Cow::Owned(list.len().into())),
        Value::Array(list) => list.get(index(key)?).map(Cow::Borrowed),
        Value::String(text) if key == "length" => Some(Cow::Owned(text_length(text).into())),
        Value::String(text) => {
            let unit = text.encode_utf16().nth(index(key)?)?;
            Some(Cow::Owned(String::from_utf16_lossy(&[unit]).into()))
        }
        _ => None,
    }
}

/// The keys of a value and what is behind them, as `{...value}` copies them.
#[cfg(feature = "resolve")]
pub(crate) fn entries(value: &Value) -> Vec<(String, Value)> {
    match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| (at.to_string(), value.clone())).collect(),
        Value::String(text) => {
            let letter = |(at, unit): (usize, u16)| (at.to_string(), String::from_utf16_lossy(&[unit]).into());
            text.encode_utf16().enumerate().map(letter).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// A list index as JavaScript spells it: digits without a leading zero.
fn index(key: &str) -> Option<usize> {
    let canonical = key == "0" || (!key.starts_with('0') && key.bytes().all(|byte| byte.is_ascii_digit()));
    if canonical { key.parse().ok() } else { None }
}

/// Whether a key is a path into something, not a plain name.
pub(crate) fn is_deep(path: &str) -> bool {
    path.contains('.') || path.find('[').is_some_and(|open| path[open..].contains(']'))
}

/// The keys of a path in order.
pub(crate) fn segments(path: &str) -> Vec<String> {
    let mut segments = Vec::new();
    if path.starts_with('.') {
        segments.push(String::new());
    }
    let mut rest = path;
    while let Some(letter) = rest.chars().next() {
        let (segment, length) = match letter {
            '[' => bracketed(rest).unwrap_or_else(|| (empty_key(rest), 1)),
            '.' | ']' => (empty_key(rest), 1),
            _ => {
                let length = rest.find(['.', '[', ']']).unwrap_or(rest.len());
                (Some(rest[..length].to_owned()), length)
            }
        };
        segments.extend(segment);
        rest = &rest[length..];
    }
    segments
}

/// The empty key that two separators in a row, or one at the end, stand for.
fn empty_key(rest: &str) -> Option<String> {
    let after = rest.strip_prefix("[]").or_else(|| rest.strip_prefix('.'))?;
    (after.is_empty() || after.starts_with('.') || after.starts_with("[]")).then(String::new)
}

/// A number or a quoted key in brackets at the start of a text, and its length with the brackets.
fn bracketed(text: &str) -> Option<(Option<String>, usize)> {
    let inner = &text[1..];
    if let Some(quote @ ('"' | '\'')) = inner.chars().next() {
        return quoted(&inner[1..], quote).map(|(key, length)| (Some(key), length + 2));
    }
    let number = &inner[..inner.find(']')?];
    let digits = number.strip_prefix('-').unwrap_or(number);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_number = [whole, fraction].iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    is_number.then(|| (Some(number.to_owned()), number.len() + 2))
}

/// A key up to its closing quote and bracket, with escapes undone, and the length up to there.
fn quoted(text: &str, quote: char) -> Option<(String, usize)> {
    let mut key = String::new();
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => key.push(letters.next()?.1),
            _ if letter == quote => return text[at + 1..].starts_with(']').then_some((key, at + 2)),
            _ => key.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn splits_paths_as_lodash_does() {
        for (path, expected) in [
            ("a.b", vec!["a", "b"]),
            ("a..b", vec!["a", "", "b"]),
            (".a", vec!["", "a"]),
            ("a.", vec!["a", ""]),
            (".", vec!["", ""]),
            ("[]", vec![""]),
            ("a[].b", vec!["a", "", "b"]),
            ("a.[0]", vec!["a", "0"]),
            ("a[0][1]", vec!["a", "0", "1"]),
            ("a[b.c]", vec!["a", "b", "c"]),
            ("a[\"b.c\"]", vec!["a", "b.c"]),
            ("a['x\\'y']", vec!["a", "x'y"]),
            ("a[\"b]", vec!["a", "\"b"]),
            ("a[-1.5]", vec!["a", "-1.5"]),
            ("a[1.2.3]", vec!["a", "1", "2", "3"]),
            ("a[''].b", vec!["a", "", "b"]),
            ("a[.b]", vec!["a", "b"]),
        ] {
            assert_eq!(segments(path), expected, "{path}");
        }
    }

    #[test]
    fn finds_keys_elements_and_lengths() {
        let value = json!({"a": {"b": [{"c": 1}], "x.y": 4}, "f.g": 3, "a[b": 5, "t": "xyz"});
        for (path, expected) in [
            ("a.b[0].c", Some(json!(1))),
            ("a[b].0.c", Some(json!(1))),
            ("a['x.y']", Some(json!(4))),
            ("f.g", Some(json!(3))),
            ("a[b", Some(json!(5))),
            ("a.b.length", Some(json!(1))),
            ("t.length", Some(json!(3))),
            ("t[1]", Some(json!("y"))),
            ("a.b[00]", None),
            ("a.c", None),
        ] {
            assert_eq!(get(&value, path).map(Cow::into_owned), expected, "{path}");
        }
    }
}
