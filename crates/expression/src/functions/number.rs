//! Functions of numbers.

use crate::builtins::{argument, fixed, number_text};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::luxon;
use crate::value::{NativeFn, Value, number};
use nodewright_luxon::{self as core, n8n};

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "abs" => |cx, this, _| Ok(Value::Number(cx.to_number(this)?.abs())),
        "ceil" => |cx, this, _| Ok(Value::Number(cx.to_number(this)?.ceil())),
        "floor" => |cx, this, _| Ok(Value::Number(cx.to_number(this)?.floor())),
        "format" => {
            |cx, this, arguments| number_text(cx, cx.to_number(this)?, argument(arguments, 0), argument(arguments, 1))
        }
        "isEven" => |cx, this, _| Ok(Value::Bool(whole(cx, this, "isEven")? % 2.0 == 0.0)),
        "isInteger" => |cx, this, _| Ok(Value::Bool(is_whole(cx.to_number(this)?))),
        "isOdd" => |cx, this, _| Ok(Value::Bool(whole(cx, this, "isOdd")?.abs() % 2.0 == 1.0)),
        "round" => round,
        "toBoolean" => |cx, this, _| Ok(Value::Bool(cx.to_number(this)? != 0.0)),
        "toDateTime" => |cx, this, arguments| to_date_time(cx, cx.to_number(this)?, argument(arguments, 0)),
        "toFloat" => |_, this, _| Ok(this),
        "toInt" => |cx, this, _| round(cx, this, &[]),
        _ => return None,
    })
}

fn is_whole(value: f64) -> bool {
    value.is_finite() && value.fract() == 0.0
}

fn whole<'a>(cx: &Evaluation<'a>, this: Value<'a>, name: &str) -> Result<f64, Throw<'a>> {
    let value = cx.to_number(this)?;
    if is_whole(value) { Ok(value) } else { Err(Throw::extension(format!("{name}() is only callable on integers"))) }
}

fn round<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let value = cx.to_number(this)?;
    let digits = cx.to_integer(argument(arguments, 0))?;
    if !(0.0..=100.0).contains(&digits) {
        return Err(cx.range_error("toFixed() digits argument must be between 0 and 100"));
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // at most 100
    Ok(Value::Number(number::parse(&fixed(value, digits as u8))))
}

/// A `DateTime` from milliseconds, seconds, microseconds or Excel's days.
fn to_date_time<'a>(cx: &Evaluation<'a>, value: f64, format: Value<'a>) -> Completion<'a> {
    let unit = if format.is_undefined() { "ms" } else { cx.to_str(format)? };
    let date = n8n::number_to_date_time(value, unit, &cx.settings.luxon);
    luxon::lift(cx, date.map(core::Value::from))
}
