//! `Number` and `Boolean`.

use super::{Constructor, argument, locale};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Value, number};

pub const CONSTRUCTOR: Constructor = Constructor {
    name: "Number",
    call: |cx, arguments| match arguments.first() {
        None => Ok(Value::Number(0.0)),
        Some(value) => cx.to_number(*value).map(Value::Number),
    },
    construct: None,
    method: |name| {
        Some(match name {
            "isFinite" => |_, _, arguments| is(arguments, f64::is_finite),
            "isInteger" => |_, _, arguments| is(arguments, |number| number.is_finite() && number.fract() == 0.0),
            "isNaN" => |_, _, arguments| is(arguments, f64::is_nan),
            "isSafeInteger" => {
                |_, _, arguments| is(arguments, |number| number.fract() == 0.0 && number.abs() <= MAX_SAFE)
            }
            "parseFloat" => super::global::parse_float,
            "parseInt" => super::global::parse_int,
            _ => return None,
        })
    },
    constant: |_, name| {
        Some(Ok(Value::Number(match name {
            "EPSILON" => f64::EPSILON,
            "MAX_SAFE_INTEGER" => MAX_SAFE,
            "MIN_SAFE_INTEGER" => -MAX_SAFE,
            "MAX_VALUE" => f64::MAX,
            "MIN_VALUE" => 5e-324,
            "NaN" => f64::NAN,
            "POSITIVE_INFINITY" => f64::INFINITY,
            "NEGATIVE_INFINITY" => f64::NEG_INFINITY,
            _ => return None,
        })))
    },
    is_instance: |_| false,
};

pub const BOOLEAN: Constructor = Constructor {
    name: "Boolean",
    call: |_, arguments| Ok(Value::Bool(argument(arguments, 0).truthy())),
    construct: None,
    method: |_| None,
    constant: |_, _| None,
    is_instance: |_| false,
};

const MAX_SAFE: f64 = 9_007_199_254_740_991.0;

fn is<'a>(arguments: &[Value<'a>], test: fn(f64) -> bool) -> Completion<'a> {
    Ok(Value::Bool(matches!(arguments.first(), Some(Value::Number(number)) if test(*number))))
}

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "toExponential" => to_exponential,
        "toFixed" => to_fixed,
        "toLocaleString" => |cx, this, arguments| {
            let number = cx.to_number(this)?;
            locale::number_text(cx, number, argument(arguments, 0), argument(arguments, 1))
        },
        "toPrecision" => to_precision,
        "toString" => to_string,
        "valueOf" => |_, this, _| Ok(this),
        _ => return None,
    })
}

fn to_string<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let value = cx.to_number(this)?;
    let radix = match argument(arguments, 0) {
        Value::Undefined => 10,
        radix => cx.to_int32(radix)?,
    };
    match u32::try_from(radix) {
        Ok(10) => Ok(Value::from(cx.number_text(value))),
        Ok(radix @ 2..=36) => cx.text(&number::to_radix(value, radix)),
        _ => Err(cx.range_error("toString() radix must be between 2 and 36")),
    }
}

/// Digits asked for, within limits.
fn digits<'a>(cx: &Evaluation<'a>, value: Value<'a>, least: f64, method: &str) -> Result<u8, Throw<'a>> {
    let digits = cx.to_integer(value)?;
    if !(least..=100.0).contains(&digits) {
        return Err(cx.range_error(&format!("{method}() argument must be between {least} and 100")));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 100
    Ok(digits as u8)
}

fn to_fixed<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let value = cx.to_number(this)?;
    let digits = digits(cx, argument(arguments, 0), 0.0, "toFixed")?;
    cx.text(&fixed(value, digits))
}

/// What `toFixed` gives.
pub fn fixed(value: f64, digits: u8) -> String {
    if value.abs() >= 1e21 || !value.is_finite() {
        return ryu_js::Buffer::new().format(value).to_owned();
    }
    ryu_js::Buffer::new().format_to_fixed(value, digits).to_owned()
}

fn to_precision<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let value = cx.to_number(this)?;
    if argument(arguments, 0).is_undefined() || !value.is_finite() {
        return Ok(Value::from(cx.number_text(value)));
    }
    let precision = usize::from(digits(cx, argument(arguments, 0), 1.0, "toPrecision")?);
    let (mantissa, exponent) = exponential(value, precision - 1);
    let width = i32::try_from(precision).unwrap_or(i32::MAX);
    if exponent < -6 || exponent >= width {
        return cx.text(&with_exponent(&mantissa, exponent));
    }
    let after_point = u8::try_from(width - 1 - exponent).unwrap_or(0);
    // The digits of the mantissa, so that rounding happens once.
    let negative = mantissa.starts_with('-');
    let all: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let text = if exponent < 0 {
        format!("0.{}{all}", "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0)))
    } else {
        let whole = usize::try_from(exponent + 1).unwrap_or(0);
        if after_point == 0 { all } else { format!("{}.{}", &all[..whole], &all[whole..]) }
    };
    cx.text(&if negative { format!("-{text}") } else { text })
}

fn to_exponential<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let value = cx.to_number(this)?;
    if !value.is_finite() {
        return Ok(Value::from(cx.number_text(value)));
    }
    // Zero has no sign here.
    let value = value + 0.0;
    let (mantissa, exponent) = if argument(arguments, 0).is_undefined() {
        let text = format!("{value:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        (mantissa.to_owned(), exponent.parse().unwrap_or(0))
    } else {
        exponential(value, usize::from(digits(cx, argument(arguments, 0), 0.0, "toExponential")?))
    };
    cx.text(&with_exponent(&mantissa, exponent))
}

/// Mantissa with this many digits after the point, and exponent. Halves round away from zero.
fn exponential(value: f64, digits: usize) -> (String, i32) {
    // All digits the number has: exact, so a half is a half.
    let exact = format!("{:.1$e}", value.abs(), 1100);
    let (mantissa, exponent) = exact.split_once('e').unwrap_or((&exact, "0"));
    let mut exponent: i32 = exponent.parse().unwrap_or(0);
    let all: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
    let mut kept: Vec<u8> = all[..=digits].to_vec();
    if all.get(digits + 1).is_some_and(|next| *next >= 5) {
        let mut at = kept.len();
        loop {
            if at == 0 {
                kept.insert(0, 1);
                kept.pop();
                exponent += 1;
                break;
            }
            at -= 1;
            if kept[at] < 9 {
                kept[at] += 1;
                break;
            }
            kept[at] = 0;
        }
    }
    let mut text = String::new();
    if value < 0.0 {
        text.push('-');
    }
    for (at, digit) in kept.into_iter().enumerate() {
        if at == 1 {
            text.push('.');
        }
        text.push(char::from(digit + b'0'));
    }
    (text, exponent)
}

fn with_exponent(mantissa: &str, exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{}", exponent.abs())
}

/// How many blanks an indent of this width has.
pub fn indent(width: f64) -> usize {
    number::exact_index(width.clamp(0.0, 10.0).trunc()).unwrap_or(0)
}
