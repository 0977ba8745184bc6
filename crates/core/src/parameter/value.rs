//! Texts, numbers, booleans, secrets: coerced the way a user expects.

use serde_json::Value;

use super::Parameter;
use crate::{Field, Form, Issues, Kind, Parameters, Request, Secret, form::required};

/// Text; a number or a boolean is one too.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(boolean) => Some(boolean.to_string()),
        _ => None,
    }
}

/// A whole number; `"5"` and `5.0` are one too.
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().or_else(|| whole(number.as_f64()?)),
        Value::String(text) => text.trim().parse().ok().or_else(|| whole(text.trim().parse().ok()?)),
        _ => None,
    }
}

/// Beyond 2^53 a float is not an exact whole number.
fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0).then_some(number as i64)
}

fn float(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().filter(|n: &f64| n.is_finite()),
        _ => None,
    }
}

/// A boolean; the texts `true` and `false` are one too.
fn boolean(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(boolean) => Some(*boolean),
        Value::String(text) if text == "true" => Some(true),
        Value::String(text) if text == "false" => Some(false),
        _ => None,
    }
}

macro_rules! value {
    ($type:ty, $kind:expr, $expected:literal, $read:expr) => {
        impl Parameter for $type {
            const FORM: Form = Form::of($kind);

            fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
                $read(&*required(from, field)?).ok_or_else(|| field.invalid($expected))
            }

            fn put(&self, name: &str, to: &mut Request) {
                to.set(name, self);
            }
        }
    };
}
value!(String, Kind::String, "text", text);
value!(bool, Kind::Boolean, "true or false", boolean);
value!(f64, Kind::Number { min: None, max: None }, "a number", float);

impl Parameter for i64 {
    const FORM: Form = Form::of(Kind::Number { min: None, max: None });

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        let number = integer(&*required(from, field)?).ok_or_else(|| field.invalid("a whole number"))?;
        let Kind::Number { min, max } = field.form.kind else { return Ok(number) };
        match (min, max) {
            (Some(min), _) if number < min => Err(field.invalid(format!("at least {min}"))),
            (_, Some(max)) if number > max => Err(field.invalid(format!("at most {max}"))),
            _ => Ok(number),
        }
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set(name, self);
    }
}

impl Parameter for Secret {
    const FORM: Form = Form::of(Kind::Password);

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        text(&*required(from, field)?).map(Secret::new).ok_or_else(|| field.invalid("text"))
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set_secret(name, self);
    }
}
