//! Deep equality.

use crate::evaluation::{Evaluation, Throw};
use crate::value::{Kind, Value};

/// Whether two values hold the same, however deep.
pub fn is_equal<'a>(cx: &Evaluation<'a>, left: Value<'a>, right: Value<'a>) -> Result<bool, Throw<'a>> {
    cx.step()?;
    if !left.is_object() || !right.is_object() {
        return Ok(cx.same_value_zero(left, right));
    }
    if cx.strict_equal(left, right) {
        return Ok(true);
    }
    if left.is_array() != right.is_array() || left.is_function() || right.is_function() {
        return Ok(false);
    }
    if let (Value::Object(one), Value::Object(other)) = (left, right) {
        match (&one.kind, &other.kind) {
            (Kind::Date(one), Kind::Date(other)) => {
                return Ok(cx.same_value_zero(Value::Number(one.get()), Value::Number(other.get())));
            }
            (Kind::Luxon(one), Kind::Luxon(other)) => return Ok(one.0 == other.0),
            (Kind::Regex(one), Kind::Regex(other)) => {
                return Ok(one.source == other.source && one.flags == other.flags);
            }
            _ => {}
        }
    }
    cx.deeper(|| {
        let (one, other) = (cx.entries(left)?, cx.entries(right)?);
        if one.len() != other.len() {
            return Ok(false);
        }
        for (key, value) in one {
            if !cx.has_own(right, key)? || !is_equal(cx, value, cx.get(right, key)?)? {
                return Ok(false);
            }
        }
        Ok(true)
    })
}
