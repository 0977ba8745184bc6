//! JavaScript's conversions and comparisons, as far as n8n's rules lean on them. `None` stands for `undefined`.

mod compare;
#[cfg(feature = "resolve")]
pub(crate) mod json;
mod number;
mod text;

use serde_json::Value;

pub use compare::{deep_equal, less_or_equal, less_than, same};
#[cfg(feature = "resolve")]
pub use number::to_number;
#[cfg(feature = "resolve")]
pub(crate) use number::{format_number, number_of_text};
#[cfg(feature = "resolve")]
pub(crate) use text::{begins_as_expression, is_space, trim};
pub(crate) use text::{capitalised, text_length, to_text};

/// Whether a value counts as true in a condition.
pub(crate) fn is_truthy(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => false,
        Some(Value::Bool(truth)) => *truth,
        Some(Value::Number(number)) => number.as_f64().is_some_and(|number| number != 0.0 && !number.is_nan()),
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(_) | Value::Object(_)) => true,
    }
}
