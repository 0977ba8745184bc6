//! Queries in n8n's encoding: nested JSON as `a%5Bb%5D%5B0%5D=1`, as the JavaScript library qs writes it.

use std::fmt::Write;

pub use nodewright_core::ArrayFormat;
use nodewright_core::javascript;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

/// Everything but letters, digits and `-._~` is encoded, brackets too.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes a query, without a leading `?`. Empty lists and objects are left out, null is an empty value.
///
/// ```
/// use nodewright_http::query::{ArrayFormat, encode};
/// let query = serde_json::json!({"filter": {"id": {"_in": [1, 2]}}, "search": "a b"});
/// assert_eq!(
///     encode(query.as_object().unwrap(), ArrayFormat::Indices),
///     "filter%5Bid%5D%5B_in%5D%5B0%5D=1&filter%5Bid%5D%5B_in%5D%5B1%5D=2&search=a%20b"
/// );
/// ```
#[must_use]
pub fn encode(query: &Map<String, Value>, arrays: ArrayFormat) -> String {
    if query.is_empty() {
        return String::new();
    }
    let mut to = String::with_capacity(128);
    let mut name = String::with_capacity(64);
    for (key, value) in query {
        name.clear();
        name.extend(utf8_percent_encode(key, ENCODED));
        append(&mut to, &mut name, value, arrays);
    }
    to
}

/// Appends the pairs below `name`, which is already encoded and left unchanged.
fn append(to: &mut String, name: &mut String, value: &Value, arrays: ArrayFormat) {
    let length = name.len();
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                name.push_str("%5B");
                name.extend(utf8_percent_encode(key, ENCODED));
                name.push_str("%5D");
                append(to, name, value, arrays);
                name.truncate(length);
            }
        }
        Value::Array(list) if arrays == ArrayFormat::Comma => {
            if !list.is_empty() {
                pair(to, name, &javascript::join(list));
            }
        }
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                match arrays {
                    ArrayFormat::Indices => {
                        // Writing into a String cannot fail.
                        let _ = write!(name, "%5B{index}%5D");
                    }
                    ArrayFormat::Brackets => name.push_str("%5B%5D"),
                    ArrayFormat::Repeat | ArrayFormat::Comma => {}
                }
                append(to, name, value, arrays);
                name.truncate(length);
            }
        }
        Value::Null => pair(to, name, ""),
        value => pair(to, name, &javascript::text(value)),
    }
}

fn pair(to: &mut String, name: &str, value: &str) {
    if !to.is_empty() {
        to.push('&');
    }
    to.push_str(name);
    to.push('=');
    to.extend(utf8_percent_encode(value, ENCODED));
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{ArrayFormat::*, *};

    #[test]
    fn queries_are_encoded_as_n8n_does() {
        let filter = json!({"v": {"_or": [{"a": {"_in": [1, 2]}}, {"b": {"_null": true}}]}});
        let cases = [
            (json!({"v": ["a", "b"]}), Indices, "v%5B0%5D=a&v%5B1%5D=b"),
            (json!({"v": ["a", "b"]}), Brackets, "v%5B%5D=a&v%5B%5D=b"),
            (json!({"v": ["a", "b"]}), Repeat, "v=a&v=b"),
            (json!({"v": ["a", null, [1, {}]]}), Comma, "v=a%2C%2C1%2C%5Bobject%20Object%5D"),
            (json!({"v": [null]}), Comma, "v="),
            (json!({"v": [null]}), Indices, "v%5B0%5D="),
            (json!({"v": null, "w": ""}), Indices, "v=&w="),
            (json!({"v": [], "w": {}, "x": {"y": [[]]}}), Indices, ""),
            (json!({"v": true, "w": false, "x": 5.0}), Indices, "v=true&w=false&x=5"),
            (json!({"a[b]": "!'()*~-_. ä&=+"}), Indices, "a%5Bb%5D=%21%27%28%29%2A~-_.%20%C3%A4%26%3D%2B"),
            (
                filter,
                Repeat,
                "v%5B_or%5D%5Ba%5D%5B_in%5D=1&v%5B_or%5D%5Ba%5D%5B_in%5D=2&v%5B_or%5D%5Bb%5D%5B_null%5D=true",
            ),
        ];
        for (query, arrays, expected) in cases {
            assert_eq!(encode(query.as_object().unwrap(), arrays), expected, "{query} {arrays:?}");
        }
    }
}
