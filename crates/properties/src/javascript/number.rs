//! `Number(x)` and numbers as text.

use serde_json::{Number, Value};

use super::text::{to_text, trim};

/// `Number(value)`.
#[must_use]
pub fn to_number(value: Option<&Value>) -> f64 {
    match value {
        None => f64::NAN,
        Some(Value::Null) => 0.0,
        Some(Value::Bool(truth)) => f64::from(*truth),
        Some(Value::Number(number)) => as_f64(number),
        Some(Value::String(text)) => number_of_text(text),
        Some(list @ Value::Array(_)) => number_of_text(&to_text(list)),
        Some(Value::Object(_)) => f64::NAN,
    }
}

/// `Number(text)`: blank is 0, and anything but a number literal is NaN.
pub(crate) fn number_of_text(text: &str) -> f64 {
    let text = trim(text);
    if text.is_empty() {
        return 0.0;
    }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return whole_number(digits, radix);
        }
    }
    match text {
        "Infinity" | "+Infinity" => f64::INFINITY,
        "-Infinity" => f64::NEG_INFINITY,
        // Rust also reads words such as `inf` and `nan`.
        _ if text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E')) => {
            text.parse().unwrap_or(f64::NAN)
        }
        _ => f64::NAN,
    }
}

fn whole_number(digits: &str, radix: u32) -> f64 {
    if digits.is_empty() {
        return f64::NAN;
    }
    let digits = digits.chars().map(|digit| digit.to_digit(radix));
    digits.fold(0.0, |number, digit| digit.map_or(f64::NAN, |digit| number * f64::from(radix) + f64::from(digit)))
}

/// A JSON number as JavaScript holds it.
pub(super) fn as_f64(number: &Number) -> f64 {
    number.as_f64().unwrap_or(f64::NAN)
}

/// `String(number)`.
pub(crate) fn format_number(number: f64) -> String {
    ryu_js::Buffer::new().format(number).to_owned()
}
