//! Parameters as n8n's own nodes read them: whatever is there, taken for what JavaScript takes it for.

use std::borrow::Cow;

use nodewright_core::{ErrorKind, NodeError, Parameters, Value, javascript};

use crate::{compare, path};

/// What stands at a path of the parameters, such as `options.dotNotation`.
pub fn at<'p>(parameters: &'p Parameters, path: &str) -> Option<&'p Value> {
    let (first, rest) = path.split_once('.').map_or((path, None), |(first, rest)| (first, Some(rest)));
    let value = parameters.get(first)?;
    match rest {
        Some(rest) => path::get(value, rest),
        None => Some(value),
    }
}

/// A text; empty where there is none.
pub fn text<'p>(parameters: &'p Parameters, path: &str) -> &'p str {
    at(parameters, path).and_then(Value::as_str).unwrap_or_default()
}

/// Whether a value counts as true; `otherwise` where there is none.
pub fn flag(parameters: &Parameters, path: &str, otherwise: bool) -> bool {
    at(parameters, path).map_or(otherwise, javascript::is_truthy)
}

/// The entries of a list; none where there is no list.
pub fn list<'p>(parameters: &'p Parameters, path: &str) -> &'p [Value] {
    at(parameters, path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The text of a member of an entry; empty where there is none.
pub fn member<'v>(entry: &'v Value, name: &str) -> Cow<'v, str> {
    entry.get(name).map_or(Cow::Borrowed(""), javascript::text)
}

/// Names in a text, with commas between, in a list, or in a form's `{fields: [{fieldName}]}`.
pub fn names(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => text.split(',').map(|name| name.trim().to_owned()).collect(),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).map(|name| name.trim().to_owned()).collect(),
        Some(Value::Object(form)) => {
            let fields = form.get("fields").and_then(Value::as_array).into_iter().flatten();
            fields.map(|field| member(field, "fieldName").into_owned()).collect()
        }
        Some(name @ (Value::Number(_) | Value::Bool(_))) => vec![javascript::text(name).into_owned()],
        Some(Value::Null) | None => Vec::new(),
    }
}

/// A number, as JavaScript's `Number` makes it; NaN where there is none.
pub fn number(parameters: &Parameters, path: &str) -> f64 {
    compare::number(at(parameters, path))
}

/// Where JavaScript's `slice` takes an index of a list of `length`: from its end if it is negative, whole, and inside.
pub fn slice_index(index: f64, length: usize) -> usize {
    let index = if index.is_nan() { 0.0 } else { index.trunc() };
    let from_start = if index < 0.0 { length as f64 + index } else { index };
    from_start.clamp(0.0, length as f64) as usize
}

/// An error of a field that is not there, with a hint where its name is a path that is not taken for one.
pub fn missing(message: &str, field: &str, dot_notation: bool) -> NodeError {
    let error = refused(message);
    match !dot_notation && field.contains('.') {
        true => error.with_description(
            "If you're trying to use a nested field, make sure you turn off 'disable dot notation' in the node options",
        ),
        false => error,
    }
}

/// An error of what the node was asked to do: n8n's `NodeOperationError`.
pub fn refused(message: impl Into<String>) -> NodeError {
    NodeError::new(ErrorKind::Operation, message)
}
