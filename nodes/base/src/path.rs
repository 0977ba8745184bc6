//! Paths into data, as lodash takes them: `a.b[0].c`, `a["b.c"]`.

use nodewright_core::serde_json::Map;
use nodewright_core::{ErrorKind, NodeError, Result, Value};

/// The names that a path consists of.
pub fn segments(path: &str) -> Vec<String> {
    let (mut segments, mut rest) = (Vec::new(), path);
    let mut after_bracket = false;
    while !rest.is_empty() {
        if let Some((segment, behind)) = bracket(rest) {
            segments.push(segment);
            (rest, after_bracket) = (behind, true);
            continue;
        }
        if after_bracket {
            rest = rest.strip_prefix('.').unwrap_or(rest);
            if rest.is_empty() {
                segments.push(String::new());
                break;
            }
        }
        let end = rest.char_indices().skip(1).find(|(_, letter)| matches!(letter, '.' | '[')).map(|(index, _)| index);
        let end = if rest.starts_with('.') { 0 } else { end.unwrap_or(rest.len()) };
        segments.push(rest[..end].to_owned());
        rest = &rest[end..];
        after_bracket = false;
        if let Some(behind) = rest.strip_prefix('.') {
            if behind.is_empty() {
                segments.push(String::new());
            }
            rest = behind;
        }
    }
    if segments.is_empty() {
        segments.push(String::new());
    }
    segments
}

/// `[0]` or `["name"]` at the start of a path, and what is behind it.
fn bracket(path: &str) -> Option<(String, &str)> {
    let inside = path.strip_prefix('[')?;
    for quote in ['"', '\''] {
        if let Some(quoted) = inside.strip_prefix(quote) {
            let end = quoted.find(quote)?;
            return Some((quoted[..end].to_owned(), quoted[end + 1..].strip_prefix(']')?));
        }
    }
    let (segment, behind) = inside.split_once(']')?;
    Some((segment.to_owned(), behind))
}

/// What stands at a path; nothing where it leads nowhere. A key that is the whole path comes first.
pub fn get<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    if let Some(found) = value.as_object().and_then(|map| map.get(path)) {
        return Some(found);
    }
    segments(path).iter().try_fold(value, |value, segment| member(value, segment))
}

fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => map.get(name),
        Value::Array(list) => list.get(name.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Puts a value at a path and makes what is missing on the way: a list where the next name is a number, else an object.
/// Names that are those of JavaScript's prototypes are left alone.
///
/// # Errors
/// An index far behind the end of its list.
pub fn set(map: &mut Map<String, Value>, path: &str, value: Value) -> Result<()> {
    let segments = segments(path);
    if segments.iter().any(|segment| matches!(segment.as_str(), "__proto__" | "constructor" | "prototype")) {
        return Ok(());
    }
    let Some((first, rest)) = segments.split_first() else { return Ok(()) };
    let mut place = map.entry(first.clone()).or_insert(Value::Null);
    for segment in rest {
        let index = segment.parse::<usize>().ok();
        if !place.is_object() && !place.is_array() {
            *place = if index.is_some() { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
        }
        place = match place {
            Value::Object(map) => map.entry(segment.clone()).or_insert(Value::Null),
            Value::Array(list) => {
                // A name of a list is not JSON.
                let Some(index) = index else { return Ok(()) };
                if index > list.len() + MOST_EMPTY {
                    let message = format!("The index {index} of a path is too far behind the end of its list");
                    return Err(NodeError::new(ErrorKind::Operation, message));
                }
                if list.len() <= index {
                    list.resize(index + 1, Value::Null);
                }
                &mut list[index]
            }
            _ => return Ok(()),
        };
    }
    *place = value;
    Ok(())
}

/// Places that may stay empty before one that is set in a list.
const MOST_EMPTY: usize = 100_000;

#[cfg(test)]
mod tests {
    use nodewright_core::serde_json::json;

    use super::*;

    #[test]
    fn paths_are_lodashs() {
        for (path, expected) in [
            ("a.b", vec!["a", "b"]),
            ("a[0].b", vec!["a", "0", "b"]),
            ("a[\"b.c\"]['d']", vec!["a", "b.c", "d"]),
            ("[0]", vec!["0"]),
            ("", vec![""]),
            ("a.", vec!["a", ""]),
            (".a", vec!["", "a"]),
            ("a..b", vec!["a", "", "b"]),
        ] {
            assert_eq!(segments(path), expected, "{path}");
        }
    }

    #[test]
    fn values_are_found_and_set() {
        let mut value = json!({ "a": { "b": [1, { "c": 2 }] }, "x.y": 3 });
        assert_eq!(get(&value, "a.b[1].c"), Some(&json!(2)));
        assert_eq!(get(&value, "x.y"), Some(&json!(3)));
        assert_eq!(get(&value, "a.z.c"), None);
        let map = value.as_object_mut().unwrap();
        set(map, "a.n[1].deep", json!(true)).unwrap();
        set(map, "__proto__.polluted", json!(true)).unwrap();
        assert!(set(map, "a.n[999999999].x", json!(1)).is_err());
        assert_eq!(value, json!({ "a": { "b": [1, { "c": 2 }], "n": [null, { "deep": true }] }, "x.y": 3 }));
    }
}
