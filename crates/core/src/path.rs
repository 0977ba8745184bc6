//! Paths into data, as lodash takes them: `a.b[0].c`, `a["b.c"]`.

use serde_json::{Map, Value};

use crate::{ErrorKind, NodeError, Result};

/// The names that a path consists of.
#[must_use]
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
#[must_use]
pub fn get<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    if let Some(found) = value.as_object().and_then(|map| map.get(path)) {
        return Some(found);
    }
    if is_plain(path) && value.is_object() {
        return None;
    }
    segments(path).iter().try_fold(value, |value, segment| member(value, segment))
}

/// What stands at a path, or under the plain name.
#[must_use]
pub fn field<'v>(value: &'v Value, name: &str, dot_notation: bool) -> Option<&'v Value> {
    if dot_notation { get(value, name) } else { value.get(name) }
}

fn member<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    match value {
        Value::Object(map) => map.get(name),
        Value::Array(list) => list.get(index(name)?),
        _ => None,
    }
}

/// The name that the last part of a path gives; the whole path where that is a key.
#[must_use]
pub fn last_name(map: &Map<String, Value>, path: &str) -> String {
    match map.contains_key(path) {
        true => path.to_owned(),
        false => segments(path).pop().unwrap_or_default(),
    }
}

fn refused(message: impl Into<String>) -> NodeError {
    NodeError::new(ErrorKind::Operation, message)
}

/// Puts a value at a path and makes what is missing on the way: a list where the next name is an index, else an object. A
/// key that is the whole path comes first. Names that are those of JavaScript's prototypes lead nowhere.
///
/// # Errors
/// A path with too many parts, or with an index far behind the end of its list.
pub fn set(map: &mut Map<String, Value>, path: &str, value: Value) -> Result<()> {
    set_beside(map, path, value, &Value::Null)
}

/// The same, with what stands in places of a list that nothing was set in.
///
/// # Errors
/// Those of [`set`].
pub fn set_beside(map: &mut Map<String, Value>, path: &str, value: Value, hole: &Value) -> Result<()> {
    if is_plain(path) || map.contains_key(path) {
        if !is_prototype(path) {
            map.insert(path.to_owned(), value);
        }
        return Ok(());
    }
    let segments = segments(path);
    if segments.len() > MOST_PARTS {
        return Err(refused(format!("A path has {} parts, more than {MOST_PARTS}", segments.len())));
    }
    let Some((first, rest)) = segments.split_first() else { return Ok(()) };
    if is_prototype(first) {
        return Ok(());
    }
    let mut place = map.entry(first.clone()).or_insert(Value::Null);
    for segment in rest {
        let index = index(segment);
        if !place.is_object() && !place.is_array() {
            *place = if index.is_some() { Value::Array(Vec::new()) } else { Value::Object(Map::new()) };
        }
        if is_prototype(segment) {
            return Ok(());
        }
        place = match (place, index) {
            (Value::Object(map), _) => map.entry(segment.clone()).or_insert(Value::Null),
            (Value::Array(list), Some(index)) => {
                if index > list.len() + MOST_EMPTY {
                    let message = format!("The index {index} of a path is too far behind the end of its list");
                    return Err(refused(message));
                }
                if list.len() <= index {
                    list.resize(index + 1, hole.clone());
                }
                &mut list[index]
            }
            // A name of a list is not JSON.
            _ => return Ok(()),
        };
    }
    *place = value;
    Ok(())
}

/// The same, or under the plain name where dots have no meaning. `__proto__` is no field in JavaScript.
///
/// # Errors
/// Those of [`set`].
pub fn put(map: &mut Map<String, Value>, name: &str, value: Value, dot_notation: bool) -> Result<()> {
    if dot_notation {
        return set(map, name, value);
    }
    if name != "__proto__" {
        map.insert(name.to_owned(), value);
    }
    Ok(())
}

/// Whether a path is a single name.
fn is_plain(path: &str) -> bool {
    !path.contains(['.', '['])
}

fn is_prototype(name: &str) -> bool {
    matches!(name, "__proto__" | "constructor" | "prototype")
}

/// A name that is an index of a list: digits without a zero in front.
fn index(name: &str) -> Option<usize> {
    let digits = name.bytes().all(|byte| byte.is_ascii_digit()) && (name.len() == 1 || !name.starts_with('0'));
    if digits { name.parse().ok() } else { None }
}

/// Places that may stay empty before one that is set in a list.
const MOST_EMPTY: usize = 100_000;

/// Parts of a path that is made: values nested much deeper could not be dropped on the stack of a thread.
const MOST_PARTS: usize = 100;

/// Takes out what stands at a path, or under the plain name.
pub fn take(map: &mut Map<String, Value>, name: &str, dot_notation: bool) -> Option<Value> {
    if dot_notation { remove(map, name) } else { map.shift_remove(name) }
}

/// Takes out what stands at a path.
pub fn remove(map: &mut Map<String, Value>, path: &str) -> Option<Value> {
    if let Some(found) = map.shift_remove(path) {
        return Some(found);
    }
    let segments = segments(path);
    let (last, way) = segments.split_last()?;
    let Some((first, rest)) = way.split_first() else { return map.shift_remove(last) };
    let mut place = map.get_mut(first)?;
    for segment in rest {
        place = match place {
            Value::Object(map) => map.get_mut(segment)?,
            Value::Array(list) => list.get_mut(index(segment)?)?,
            _ => return None,
        };
    }
    match place {
        Value::Object(map) => map.shift_remove(last),
        // As JavaScript's `delete`: the place stays, empty.
        Value::Array(list) => list.get_mut(index(last)?).map(Value::take),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
    fn values_are_found_set_and_removed() {
        let mut value = json!({ "a": { "b": [1, { "c": 2 }] }, "x.y": 3 });
        assert_eq!(get(&value, "a.b[1].c"), Some(&json!(2)));
        assert_eq!(get(&value, "x.y"), Some(&json!(3)));
        assert_eq!(get(&value, "a.z.c"), None);
        let map = value.as_object_mut().unwrap();
        set(map, "a.n[1].deep", json!(true)).unwrap();
        set(map, "__proto__.polluted", json!(true)).unwrap();
        assert_eq!(remove(map, "a.b[1].c"), Some(json!(2)));
        assert_eq!(value, json!({ "a": { "b": [1, {}], "n": [null, { "deep": true }] }, "x.y": 3 }));
    }
}
