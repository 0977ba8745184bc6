//! `String.prototype` and `String`.

mod find;
mod html;
mod read;
mod replace;
mod split;
mod template;

use super::{Constructor, argument};
use crate::evaluation::{Completion, Evaluation, Throw, Writer};
use crate::value::{NativeFn, Text, Value, number};

pub const CONSTRUCTOR: Constructor = Constructor {
    name: "String",
    call: |cx, arguments| match arguments.first() {
        None => Ok(Value::from("")),
        Some(value) => cx.to_text(*value).map(Value::String),
    },
    construct: None,
    method: |name| {
        Some(match name {
            "fromCharCode" => from_char_code,
            "fromCodePoint" => from_code_point,
            "raw" => raw,
            _ => return None,
        })
    },
    constant: |_, _| None,
    is_instance: |_| false,
};

pub fn method(name: &str) -> Option<NativeFn> {
    read::method(name).or_else(|| find::method(name)).or_else(|| replace::method(name)).or_else(|| html::method(name))
}

/// The receiver as text.
fn this<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Result<Text<'a>, Throw<'a>> {
    if value.is_nullish() {
        return Err(cx.type_error("String.prototype method called on null or undefined"));
    }
    cx.to_text(value).map(Text::flat)
}

fn from_char_code<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let units: Vec<u16> = arguments
        .iter()
        .map(|value| cx.to_int32(*value).map(|code| (code & 0xffff).cast_unsigned() as u16))
        .collect::<Result<_, _>>()?;
    cx.units(&units)
}

fn from_code_point<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let mut units = Vec::new();
    for value in arguments {
        let code = number::exact_index(cx.to_number(*value)?)
            .and_then(|code| u32::try_from(code).ok())
            .filter(|code| *code <= 0x0010_ffff)
            .ok_or_else(|| cx.range_error("Invalid code point"))?;
        match char::from_u32(code) {
            Some(c) => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
            None => units.push((code & 0xffff) as u16),
        }
    }
    cx.units(&units)
}

/// The texts of a template as they are written, with what stands between them.
fn raw<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let texts = cx.get(argument(arguments, 0), "raw")?;
    let count = cx.to_integer(cx.get(texts, "length")?)?;
    let count = number::exact_index(count.max(0.0)).unwrap_or(usize::MAX);
    let mut text = Writer::new(cx);
    for at in 0..count {
        text.push(cx.to_text(cx.get_index(texts, at)?)?)?;
        if at + 1 < count
            && let Some(between) = arguments.get(at + 1)
        {
            text.push(cx.to_text(*between)?)?;
        }
    }
    text.finish()
}

/// The search argument as text; regular expressions are refused.
fn search_text<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Result<Text<'a>, Throw<'a>> {
    let value = argument(arguments, 0);
    if super::regexp::of(value).is_some() {
        return Err(cx.type_error("First argument must not be a regular expression"));
    }
    cx.to_text(value).map(Text::flat)
}
