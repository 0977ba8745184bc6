//! Equality, order and the arithmetic operators.

use super::convert::Hint;
use super::{Completion, Evaluation, Throw};
use crate::syntax::ast::BinaryOp;
use crate::value::{Function, FunctionKind, Kind, Object, Text, Value, number};
use std::cmp::Ordering;

/// Bytes that are compared in the time of a step.
const STEP: usize = 256;

impl<'a> Evaluation<'a> {
    #[inline]
    pub fn binary(&self, op: BinaryOp, left: Value<'a>, right: Value<'a>) -> Completion<'a> {
        if let (Value::Number(left), Value::Number(right)) = (left, right)
            && let Some(result) = numeric(op, left, right)
        {
            return Ok(result);
        }
        self.binary_of_any(op, left, right)
    }

    fn binary_of_any(&self, op: BinaryOp, left: Value<'a>, right: Value<'a>) -> Completion<'a> {
        Ok(Value::Bool(match op {
            BinaryOp::StrictEqual => self.strict_equal(left, right),
            BinaryOp::StrictNotEqual => !self.strict_equal(left, right),
            BinaryOp::Equal => self.loose_equal(left, right)?,
            BinaryOp::NotEqual => !self.loose_equal(left, right)?,
            BinaryOp::Less => self.compare(left, right)? == Some(Ordering::Less),
            BinaryOp::Greater => self.compare(left, right)? == Some(Ordering::Greater),
            BinaryOp::LessEqual => matches!(self.compare(left, right)?, Some(Ordering::Less | Ordering::Equal)),
            BinaryOp::GreaterEqual => matches!(self.compare(left, right)?, Some(Ordering::Greater | Ordering::Equal)),
            BinaryOp::In => {
                if !right.is_object() {
                    let (key, text) = (self.to_str(left)?, self.to_str(right)?);
                    return Err(self.type_error(&format!("Cannot use 'in' operator to search for '{key}' in {text}")));
                }
                self.has(right, self.to_key(left)?)?
            }
            BinaryOp::InstanceOf => self.instance_of(left, right)?,
            BinaryOp::Add => return self.add(left, right),
            _ => {
                let (left, right) = (self.to_number(left)?, self.to_number(right)?);
                return Ok(numeric(op, left, right).unwrap_or(Value::Undefined));
            }
        }))
    }

    /// `left + right`.
    pub fn add(&self, left: Value<'a>, right: Value<'a>) -> Completion<'a> {
        let left = self.to_primitive(left, Hint::Default)?;
        let right = self.to_primitive(right, Hint::Default)?;
        if matches!(left, Value::String(_)) || matches!(right, Value::String(_)) {
            return self.concat(self.to_text(left)?, self.to_text(right)?);
        }
        Ok(Value::Number(self.to_number(left)? + self.to_number(right)?))
    }

    pub fn concat(&self, left: Text<'a>, right: Text<'a>) -> Completion<'a> {
        // V8's longest string.
        if left.size() + right.size() > 0x1fff_ffe8 {
            return Err(self.range_error("Invalid string length"));
        }
        // Joined texts are written as one only where they are read, but then they take as much.
        self.check_memory(left.size() + right.size())?;
        Ok(Value::String(left.concat(self.heap, right)))
    }

    pub fn strict_equal(&self, left: Value<'a>, right: Value<'a>) -> bool {
        #[allow(clippy::float_cmp)] // as the language says
        match (left, right) {
            (Value::Number(left), Value::Number(right)) => left == right,
            (Value::String(left), Value::String(right)) => {
                self.tire(left.size().min(right.size()) / STEP);
                left == right
            }
            (Value::Bool(left), Value::Bool(right)) => left == right,
            (Value::Null, Value::Null) => true,
            (left, right) if left.is_undefined() && right.is_undefined() => true,
            (Value::JsonArray(left), Value::JsonArray(right)) => std::ptr::eq(left, right),
            (Value::JsonObject(left), Value::JsonObject(right)) => std::ptr::eq(left, right),
            (Value::Object(left), Value::Object(right)) => std::ptr::eq(left, right) || same_builtin(left, right),
            _ => false,
        }
    }

    /// Strict equality where NaN equals itself.
    pub fn same_value_zero(&self, left: Value<'a>, right: Value<'a>) -> bool {
        match (left, right) {
            (Value::Number(left), Value::Number(right)) if left.is_nan() && right.is_nan() => true,
            _ => self.strict_equal(left, right),
        }
    }

    pub fn loose_equal(&self, left: Value<'a>, right: Value<'a>) -> Result<bool, Throw<'a>> {
        #[allow(clippy::float_cmp)] // as the language says
        Ok(match (left, right) {
            _ if left.is_nullish() || right.is_nullish() => left.is_nullish() && right.is_nullish(),
            (Value::String(_), Value::String(_)) | (Value::Bool(_), Value::Bool(_)) => self.strict_equal(left, right),
            _ if left.is_object() && right.is_object() => self.strict_equal(left, right),
            _ if left.is_object() => self.loose_equal(self.to_primitive(left, Hint::Default)?, right)?,
            _ if right.is_object() => self.loose_equal(left, self.to_primitive(right, Hint::Default)?)?,
            _ => self.to_number(left)? == self.to_number(right)?,
        })
    }

    /// The order of two values; None where one is NaN.
    pub fn compare(&self, left: Value<'a>, right: Value<'a>) -> Result<Option<Ordering>, Throw<'a>> {
        let left = self.to_primitive(left, Hint::Number)?;
        let right = self.to_primitive(right, Hint::Number)?;
        if let (Value::String(left), Value::String(right)) = (left, right) {
            self.steps(left.size().min(right.size()) / STEP)?;
            return Ok(Some(text_order(left, right)));
        }
        Ok(self.to_number(left)?.partial_cmp(&self.to_number(right)?))
    }

    fn instance_of(&self, value: Value<'a>, class: Value<'a>) -> Result<bool, Throw<'a>> {
        let Value::Object(Object { kind: Kind::Function(function), .. }) = class else {
            return Err(self.type_error("Right-hand side of 'instanceof' is not callable"));
        };
        match &function.kind {
            FunctionKind::Constructor(constructor) => Ok((constructor.is_instance)(value)),
            _ => Ok(false),
        }
    }
}

/// UTF-16 units decide, not code points.
pub fn text_order(left: Text<'_>, right: Text<'_>) -> Ordering {
    let (Some(left), Some(right)) = (left.as_str(), right.as_str()) else {
        return left.to_units().cmp(&right.to_units());
    };
    // UTF-8 has the order of code points: what UTF-16 needs a pair for comes last, not before U+E000.
    const PAIRS: u8 = 0xf0;
    const ABOVE_PAIRS: u8 = 0xee;
    match left.bytes().zip(right.bytes()).find(|(left, right)| left != right) {
        Some((PAIRS.., ABOVE_PAIRS..PAIRS)) => Ordering::Less,
        Some((ABOVE_PAIRS..PAIRS, PAIRS..)) => Ordering::Greater,
        Some((left, right)) => left.cmp(&right),
        None => left.len().cmp(&right.len()),
    }
}

/// Functions of the library are made anew each time they are read.
fn same_builtin(left: &Object<'_>, right: &Object<'_>) -> bool {
    let (Kind::Function(Function { kind: left, name, .. }), Kind::Function(Function { kind: right, name: other, .. })) =
        (&left.kind, &right.kind)
    else {
        return matches!((&left.kind, &right.kind), (Kind::Namespace(left), Kind::Namespace(right)) if left == right);
    };
    match (left, right) {
        (FunctionKind::Constructor(left), FunctionKind::Constructor(right)) => std::ptr::eq(*left, *right),
        (FunctionKind::Native(left), FunctionKind::Native(right)) => {
            std::ptr::fn_addr_eq(*left, *right) && name.get() == other.get()
        }
        _ => false,
    }
}

#[allow(clippy::float_cmp)] // as the language says
fn numeric<'a>(op: BinaryOp, left: f64, right: f64) -> Option<Value<'a>> {
    let shift = || number::to_int32(right) & 31;
    let bits = |operate: fn(i32, i32) -> i32| {
        Value::Number(f64::from(operate(number::to_int32(left), number::to_int32(right))))
    };
    Some(match op {
        BinaryOp::Add => Value::Number(left + right),
        BinaryOp::Subtract => Value::Number(left - right),
        BinaryOp::Multiply => Value::Number(left * right),
        BinaryOp::Divide => Value::Number(left / right),
        BinaryOp::Remainder => Value::Number(left % right),
        BinaryOp::Power => Value::Number(power(left, right)),
        BinaryOp::ShiftLeft => Value::Number(f64::from(number::to_int32(left).wrapping_shl(shift().cast_unsigned()))),
        BinaryOp::ShiftRight => Value::Number(f64::from(number::to_int32(left) >> shift())),
        BinaryOp::ShiftRightUnsigned => Value::Number(f64::from(number::to_int32(left).cast_unsigned() >> shift())),
        BinaryOp::BitAnd => bits(|left, right| left & right),
        BinaryOp::BitOr => bits(|left, right| left | right),
        BinaryOp::BitXor => bits(|left, right| left ^ right),
        BinaryOp::Equal | BinaryOp::StrictEqual => Value::Bool(left == right),
        BinaryOp::NotEqual | BinaryOp::StrictNotEqual => Value::Bool(left != right),
        BinaryOp::Less => Value::Bool(left < right),
        BinaryOp::LessEqual => Value::Bool(left <= right),
        BinaryOp::Greater => Value::Bool(left > right),
        BinaryOp::GreaterEqual => Value::Bool(left >= right),
        BinaryOp::In | BinaryOp::InstanceOf => return None,
    })
}

/// JavaScript's `**`: unlike IEEE, ±1 to an infinite or NaN power is NaN.
// `powi` multiplies, and rounds every time.
pub fn power(base: f64, exponent: f64) -> f64 {
    if exponent.is_nan() || (base.abs() == 1.0 && exponent.is_infinite()) {
        return f64::NAN;
    }
    base.powf(exponent)
}
