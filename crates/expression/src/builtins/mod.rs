//! JavaScript's own classes and functions, one file for each.

mod array;
mod callback;
mod date;
mod function;
mod global;
pub mod json;
mod locale;
mod math;
mod number;
mod object;
mod regexp;
mod string;
pub mod uri;

pub use array::elements;
pub use date::{construct as new_date, new as date_kind, parse as parse_date};
pub use global::{global, global_function, is_global, is_luxon, namespace_method, static_method};
#[cfg(feature = "js")]
pub use locale::intl_member;
pub use locale::number_text;
pub use math::{max, min};
pub use number::fixed;
pub use object::method as object_method;
#[cfg(feature = "js")]
pub use regexp::make as make_regex;
pub use regexp::{Match, Search, part};

use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{Kind, NativeFn, Object, Value};

/// A class: what calling it, making one of it and its members do.
pub struct Constructor {
    pub name: &'static str,
    pub call: for<'a> fn(&Evaluation<'a>, &[Value<'a>]) -> Completion<'a>,
    #[cfg_attr(not(feature = "js"), expect(dead_code))]
    pub construct: Option<for<'a> fn(&Evaluation<'a>, &[Value<'a>]) -> Completion<'a>>,
    pub method: fn(&str) -> Option<NativeFn>,
    pub constant: for<'a> fn(&Evaluation<'a>, &str) -> Option<Completion<'a>>,
    pub is_instance: fn(Value<'_>) -> bool,
}

impl std::fmt::Debug for Constructor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A method that every value of this type has.
pub fn method(value: Value<'_>, name: &str) -> Option<NativeFn> {
    let own = match value {
        Value::String(_) => string::method(name),
        Value::Number(_) => number::method(name),
        Value::Bool(_) => object::primitive_method(name),
        Value::JsonArray(_) => array::method(name),
        Value::JsonObject(_) | Value::Undefined | Value::Null | Value::Empty => None,
        Value::Object(object) => match &object.kind {
            Kind::Array(_) => array::method(name),
            Kind::Function(_) => function::method(name),
            Kind::Date(_) => date::method(name),
            Kind::Regex(_) => regexp::method(name),
            Kind::Map(_) | Kind::Set(_) | Kind::Error(_) | Kind::Iterator(_) => None,
            Kind::Plain | Kind::BigInt(_) | Kind::Luxon(_) | Kind::Namespace(_) | Kind::Host(_) => None,
        },
    };
    match value {
        Value::Undefined | Value::Null | Value::Empty => None,
        _ => own.or_else(|| object::method(name)),
    }
}

/// A member of a special object that is neither its own property nor inherited.
pub fn member<'a>(cx: &Evaluation<'a>, object: &'a Object<'a>, name: &'a str) -> Result<Option<Value<'a>>, Throw<'a>> {
    Ok(match &object.kind {
        Kind::Function(function) => return function::member(cx, function, name),
        Kind::Regex(regex) => regexp::member(regex, name),
        Kind::Error(error) if name == "name" => Some(Value::from(error.name())),
        Kind::Namespace(namespace) => global::namespace_member(cx, namespace, name),
        _ => None,
    })
}

/// The argument, or undefined.
pub fn argument<'a>(arguments: &[Value<'a>], at: usize) -> Value<'a> {
    arguments.get(at).copied().unwrap_or(Value::Undefined).or_undefined()
}

/// A position counted from the end if negative, kept between 0 and `length`.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // clamped before
pub fn relative<'a>(cx: &Evaluation<'a>, value: Value<'a>, length: usize, default: usize) -> Result<usize, Throw<'a>> {
    if value.is_undefined() {
        return Ok(default);
    }
    let position = cx.to_integer(value)?;
    let from_start = if position < 0.0 { position + length as f64 } else { position };
    Ok(from_start.clamp(0.0, length as f64) as usize)
}
