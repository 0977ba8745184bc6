//! The comparisons of each type.

use serde_json::Value;

use super::operand::Operands;
use super::{FilterOperator, pattern};
use crate::javascript::same;
use crate::{Error, ParameterValue};

/// Whether a comparison holds; one that the type does not have never does.
pub(super) fn holds(operator: &FilterOperator, operands: &Operands, ignore_case: bool) -> Result<bool, Error> {
    let exists = exists(&operands.left);
    let operation = operator.operation.as_ref();
    match operation {
        "exists" => return Ok(exists),
        "notExists" => return Ok(!exists),
        _ => {}
    }
    let has_values = matches!(operator.kind.as_ref(), "number" | "dateTime" | "boolean");
    Ok(match operation {
        "empty" if has_values => !exists,
        "notEmpty" if has_values => exists,
        _ => match operator.kind.as_ref() {
            "string" => return text(operation, operands, ignore_case),
            "number" => number(operation, operands),
            "dateTime" => date(operation, operands),
            "boolean" => boolean(operation, operands),
            "array" => list(operation, operands, ignore_case),
            "object" => object(operation, operands),
            _ => false,
        },
    })
}

fn exists(value: &ParameterValue) -> bool {
    !value.is_nullish() && !matches!(value, ParameterValue::Number(number) if number.is_nan())
}

fn text(operation: &str, operands: &Operands, ignore_case: bool) -> Result<bool, Error> {
    let is_pattern = matches!(operation, "regex" | "notRegex");
    let read = |value: &ParameterValue, ignore_case: bool| {
        let text = value.as_str().unwrap_or_default();
        if ignore_case { text.to_lowercase() } else { text.to_owned() }
    };
    let (left, right) = (read(&operands.left, ignore_case), read(&operands.right, ignore_case && !is_pattern));
    Ok(match operation {
        "empty" => left.is_empty(),
        "notEmpty" => !left.is_empty(),
        "equals" => left == right,
        "notEquals" => left != right,
        "contains" => left.contains(&right),
        "notContains" => !left.contains(&right),
        "startsWith" => left.starts_with(&right),
        "notStartsWith" => !left.starts_with(&right),
        "endsWith" => left.ends_with(&right),
        "notEndsWith" => !left.ends_with(&right),
        "regex" => pattern::matches_pattern(&right, &left)?,
        "notRegex" => !pattern::matches_pattern(&right, &left)?,
        _ => false,
    })
}

fn number(operation: &str, Operands { left, right }: &Operands) -> bool {
    let (a, b) = (left.to_number(), right.to_number());
    match operation {
        "equals" => is_same(left, right),
        "notEquals" => !is_same(left, right),
        "gt" => a > b,
        "lt" => a < b,
        "gte" => a >= b,
        "lte" => a <= b,
        _ => false,
    }
}

fn date(operation: &str, operands: &Operands) -> bool {
    let (ParameterValue::DateTime(left), ParameterValue::DateTime(right)) = (&operands.left, &operands.right) else {
        return false;
    };
    let (left, right) = (left.to_millis(), right.to_millis());
    match operation {
        "equals" => left == right,
        "notEquals" => left != right,
        "after" => left > right,
        "before" => left < right,
        "afterOrEquals" => left >= right,
        "beforeOrEquals" => left <= right,
        _ => false,
    }
}

fn boolean(operation: &str, Operands { left, right }: &Operands) -> bool {
    match operation {
        "true" => left.is_truthy(),
        "false" => !left.is_truthy(),
        "equals" => is_same(left, right),
        "notEquals" => !is_same(left, right),
        _ => false,
    }
}

fn list(operation: &str, operands: &Operands, ignore_case: bool) -> bool {
    let list = operands.left.as_json().and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let length = list.len() as f64;
    let right = operands.right.to_number();
    let is_length =
        matches!(&operands.right, ParameterValue::Json(Value::Number(number)) if number.as_f64() == Some(length));
    match operation {
        "contains" => array_contains(list, &operands.right, ignore_case),
        "notContains" => !array_contains(list, &operands.right, ignore_case),
        "lengthEquals" => is_length,
        "lengthNotEquals" => !is_length,
        "lengthGt" => length > right,
        "lengthLt" => length < right,
        "lengthGte" => length >= right,
        "lengthLte" => length <= right,
        "empty" => length == 0.0,
        "notEmpty" => length != 0.0,
        _ => false,
    }
}

fn object(operation: &str, Operands { left, .. }: &Operands) -> bool {
    let is_empty = match left {
        ParameterValue::Json(Value::Object(map)) => map.is_empty(),
        // Dates are objects too, though without keys of their own.
        ParameterValue::DateTime(_) => false,
        _ => true,
    };
    match operation {
        "empty" => is_empty,
        "notEmpty" => !is_empty,
        _ => false,
    }
}

/// Whether a list has a value among its elements; lists and objects are never found. n8n's `arrayContainsValue`.
pub fn array_contains(list: &[Value], value: &ParameterValue, ignore_case: bool) -> bool {
    if let Some(text) = value.as_str().filter(|_| ignore_case) {
        let text = text.to_lowercase();
        return list.iter().filter_map(Value::as_str).any(|element| element.to_lowercase() == text);
    }
    let value = value.as_json();
    value.is_some() && list.iter().any(|element| same(Some(element), value))
}

/// `a === b`
fn is_same(a: &ParameterValue, b: &ParameterValue) -> bool {
    match (a, b) {
        (ParameterValue::Undefined, ParameterValue::Undefined) => true,
        (ParameterValue::Number(a), ParameterValue::Number(b)) => a == b,
        (ParameterValue::Json(a), ParameterValue::Json(b)) => same(Some(a), Some(b)),
        _ => false,
    }
}
