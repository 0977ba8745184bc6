//! `Math`. What V8 has from Sun's fdlibm is from there, so that the last digit is the same; the rest is the C library's.

use super::argument;
use crate::evaluation::{Completion, Evaluation, Throw, power};
use crate::value::{NativeFn, Value, number};

macro_rules! unary {
    ($function:expr) => {
        |cx, _, arguments| {
            let function: fn(f64) -> f64 = $function;
            Ok(Value::Number(function(cx.to_number(argument(arguments, 0))?)))
        }
    };
}

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "abs" => unary!(f64::abs),
        "acos" => unary!(libm::acos),
        "acosh" => unary!(libm::acosh),
        "asin" => unary!(libm::asin),
        "asinh" => unary!(libm::asinh),
        "atan" => unary!(libm::atan),
        "atanh" => unary!(libm::atanh),
        "cbrt" => unary!(f64::cbrt),
        "ceil" => unary!(f64::ceil),
        "clz32" => unary!(|number| f64::from(number::to_int32(number).leading_zeros())),
        "cos" => unary!(libm::cos),
        "cosh" => unary!(libm::cosh),
        "exp" => unary!(libm::exp),
        "expm1" => unary!(f64::exp_m1),
        "floor" => unary!(f64::floor),
        "fround" => unary!(fround),
        "log" => unary!(libm::log),
        "log10" => unary!(f64::log10),
        "log1p" => unary!(f64::ln_1p),
        "log2" => unary!(libm::log2),
        "round" => unary!(round),
        "sign" => unary!(|number| if number == 0.0 || number.is_nan() { number } else { number.signum() }),
        "sin" => unary!(libm::sin),
        "sinh" => unary!(f64::sinh),
        "sqrt" => unary!(f64::sqrt),
        "tan" => unary!(libm::tan),
        "tanh" => unary!(f64::tanh),
        "trunc" => unary!(f64::trunc),
        "atan2" => |cx, _, arguments| {
            let (y, x) = (cx.to_number(argument(arguments, 0))?, cx.to_number(argument(arguments, 1))?);
            Ok(Value::Number(libm::atan2(y, x)))
        },
        "hypot" => hypot,
        "imul" => |cx, _, arguments| {
            let (left, right) = (cx.to_int32(argument(arguments, 0))?, cx.to_int32(argument(arguments, 1))?);
            Ok(Value::Number(f64::from(left.wrapping_mul(right))))
        },
        "max" => max,
        "min" => min,
        "pow" => |cx, _, arguments| {
            let (base, exponent) = (cx.to_number(argument(arguments, 0))?, cx.to_number(argument(arguments, 1))?);
            Ok(Value::Number(power(base, exponent)))
        },
        "random" => |_, _, _| Ok(Value::Number(rand::random::<f64>())),
        _ => return None,
    })
}

pub fn constant(name: &str) -> Option<f64> {
    use std::f64::consts;
    Some(match name {
        "E" => consts::E,
        "LN10" => consts::LN_10,
        "LN2" => consts::LN_2,
        "LOG10E" => consts::LOG10_E,
        "LOG2E" => consts::LOG2_E,
        "PI" => consts::PI,
        "SQRT1_2" => consts::FRAC_1_SQRT_2,
        "SQRT2" => consts::SQRT_2,
        _ => return None,
    })
}

#[allow(clippy::cast_possible_truncation)] // that is what it is for
fn fround(number: f64) -> f64 {
    f64::from(number as f32)
}

/// Halves go up, also below zero.
pub fn round(number: f64) -> f64 {
    if !number.is_finite() || number.fract() == 0.0 {
        return number;
    }
    let floor = number.floor();
    (if number - floor >= 0.5 { floor + 1.0 } else { floor }).copysign(number)
}

pub fn max<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    fold(cx, arguments, f64::NEG_INFINITY, |left, right| {
        if left > right || (left == right && left.is_sign_positive()) { left } else { right }
    })
}

pub fn min<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    fold(cx, arguments, f64::INFINITY, |left, right| {
        if left < right || (left == right && left.is_sign_negative()) { left } else { right }
    })
}

fn fold<'a>(cx: &Evaluation<'a>, all: &[Value<'a>], start: f64, choose: fn(f64, f64) -> f64) -> Completion<'a> {
    let mut result = start;
    for value in all {
        let number = cx.to_number(*value)?;
        result = if result.is_nan() || number.is_nan() { f64::NAN } else { choose(result, number) };
    }
    Ok(Value::Number(result))
}

/// The sum of squares of what is divided by the largest, with what rounding loses, as V8 adds it up.
fn hypot<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let numbers =
        arguments.iter().map(|value| Ok(cx.to_number(*value)?.abs())).collect::<Result<Vec<f64>, Throw<'a>>>()?;
    if numbers.contains(&f64::INFINITY) {
        return Ok(Value::Number(f64::INFINITY));
    }
    if numbers.iter().any(|number| number.is_nan()) {
        return Ok(Value::Number(f64::NAN));
    }
    let largest = numbers.iter().copied().fold(0.0, f64::max);
    if largest == 0.0 {
        return Ok(Value::Number(0.0));
    }
    let (mut sum, mut lost) = (0.0, 0.0);
    for number in numbers {
        let part = number / largest;
        let summand = part * part - lost;
        let next = sum + summand;
        lost = (next - sum) - summand;
        sum = next;
    }
    Ok(Value::Number(sum.sqrt() * largest))
}
