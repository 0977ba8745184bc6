//! Conditions on values.

use serde_json::Value;

use crate::javascript::{deep_equal, less_or_equal, less_than, same, to_text};
use crate::{Comparison, Condition, Error, Operator};

/// Whether one of the conditions holds for the values, `None` being JavaScript's `undefined`. n8n's `checkConditions`.
///
/// A plain value has to be among the values, a comparison has to hold for all of them.
///
/// # Errors
/// An invalid or too slow regular expression, a `between` without a range.
pub fn check_conditions(conditions: &[Condition], values: &[Option<&Value>]) -> Result<bool, Error> {
    for condition in conditions {
        if holds(condition, values)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn holds(condition: &Condition, values: &[Option<&Value>]) -> Result<bool, Error> {
    let comparison = match condition {
        Condition::Is(target) => return Ok(values.iter().any(|value| same(*value, Some(target)))),
        Condition::Compare(comparison) => comparison,
    };
    if values.is_empty() {
        return Ok(comparison.operator == Operator::Not);
    }
    for value in values {
        if !compare(*value, comparison)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn compare(value: Option<&Value>, Comparison { operator, target }: &Comparison) -> Result<bool, Error> {
    let goal = Some(target);
    Ok(match operator {
        Operator::Eq => value.is_some_and(|value| deep_equal(value, target)),
        Operator::Not => !value.is_some_and(|value| deep_equal(value, target)),
        Operator::Gte => less_or_equal(goal, value),
        Operator::Lte => less_or_equal(value, goal),
        Operator::Gt => less_than(goal, value),
        Operator::Lt => less_than(value, goal),
        Operator::Between if target.is_null() => return Err(Error::MissingRange),
        Operator::Between => less_or_equal(target.get("from"), value) && less_or_equal(value, target.get("to")),
        Operator::StartsWith => value.and_then(Value::as_str).is_some_and(|text| text.starts_with(&to_text(target))),
        Operator::EndsWith => value.and_then(Value::as_str).is_some_and(|text| text.ends_with(&to_text(target))),
        Operator::Includes => value.and_then(Value::as_str).is_some_and(|text| text.contains(&to_text(target))),
        Operator::Regex => match value.and_then(Value::as_str) {
            Some(text) => matches(&to_text(target), text)?,
            None => false,
        },
        Operator::Exists => !matches!(value, None | Some(Value::Null)) && value.and_then(Value::as_str) != Some(""),
        Operator::Other(_) => false,
    })
}

#[cfg(feature = "resolve")]
fn matches(pattern: &str, text: &str) -> Result<bool, Error> {
    crate::regex::Regex::cached(pattern, "")?.is_match(text)
}

#[cfg(not(feature = "resolve"))]
fn matches(pattern: &str, _: &str) -> Result<bool, Error> {
    let reason = format!("The regular expression /{pattern}/ needs the feature `resolve` of nodewright-properties");
    Err(Error::UnsupportedRegex { reason })
}
