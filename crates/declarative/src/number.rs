//! Numbers as JavaScript reads them.

use nodewright_core::javascript;
use serde_json::Value;

/// What `parseInt(value, 10)` gives.
pub fn whole(value: Option<&Value>) -> f64 {
    let text = value.map_or("undefined".into(), javascript::text);
    let text = text.trim_start();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let sign = if text.starts_with('-') { -1.0 } else { 1.0 };
    digits[..length].parse::<f64>().map_or(f64::NAN, |number| sign * number)
}

/// Where `list.slice(0, index)` ends.
pub fn slice_index(index: f64, length: usize) -> usize {
    let index = if index.is_nan() { 0.0 } else { index.trunc() };
    let from_start = if index < 0.0 { length as f64 + index } else { index };
    from_start.clamp(0.0, length as f64) as usize
}
