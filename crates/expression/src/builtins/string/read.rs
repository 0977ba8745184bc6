//! Methods that look at a text or make another.

use super::super::{argument, locale, relative};
use super::{search_text, this};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Text, Value, number};
use unicode_normalization::UnicodeNormalization;

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "at" => at,
        "charAt" => char_at,
        "charCodeAt" => char_code_at,
        "codePointAt" => code_point_at,
        "concat" => concat,
        "endsWith" => ends_with,
        "includes" => |cx, value, arguments| Ok(Value::Bool(find(cx, value, arguments)?.is_some())),
        "indexOf" => |cx, value, arguments| Ok(index(find(cx, value, arguments)?)),
        "isWellFormed" => |cx, value, _| Ok(Value::Bool(this(cx, value)?.as_str().is_some())),
        "lastIndexOf" => last_index_of,
        "localeCompare" => |cx, value, arguments| locale::compare(cx, Value::String(this(cx, value)?), arguments),
        "normalize" => normalize,
        "padEnd" => |cx, value, arguments| pad(cx, value, arguments, false),
        "padStart" => |cx, value, arguments| pad(cx, value, arguments, true),
        "repeat" => repeat,
        "slice" => slice,
        "startsWith" => starts_with,
        "substr" => substr,
        "substring" => substring,
        "toLocaleLowerCase" => |cx, value, arguments| locale::to_lower(cx, Value::String(this(cx, value)?), arguments),
        "toLocaleUpperCase" => |cx, value, arguments| locale::to_upper(cx, Value::String(this(cx, value)?), arguments),
        "toLowerCase" => |cx, value, _| mapped(cx, value, str::to_lowercase),
        "toUpperCase" => |cx, value, _| mapped(cx, value, str::to_uppercase),
        "toString" | "valueOf" => |cx, value, _| this(cx, value).map(Value::String),
        "toWellFormed" => |cx, value, _| Ok(Value::from(this(cx, value)?.lossy(cx.heap))),
        "trim" => |cx, value, _| trimmed(cx, value, true, true),
        "trimEnd" | "trimRight" => |cx, value, _| trimmed(cx, value, false, true),
        "trimStart" | "trimLeft" => |cx, value, _| trimmed(cx, value, true, false),
        _ => return None,
    })
}

fn at<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let index = cx.to_integer(argument(arguments, 0))?;
    #[allow(clippy::cast_precision_loss)] // no text is that long
    let index = if index < 0.0 { index + text.length() as f64 } else { index };
    match number::exact_index(index).filter(|index| *index < text.length()) {
        Some(index) => Ok(Value::String(text.slice(cx.heap, index, index + 1))),
        None => Ok(Value::Undefined),
    }
}

fn char_at<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let index = number::exact_index(cx.to_integer(argument(arguments, 0))?).filter(|index| *index < text.length());
    Ok(index.map_or(Value::from(""), |index| Value::String(text.slice(cx.heap, index, index + 1))))
}

fn char_code_at<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let index = number::exact_index(cx.to_integer(argument(arguments, 0))?);
    let unit = match index {
        Some(index) => this(cx, value)?.unit(index),
        None => None,
    };
    Ok(Value::Number(unit.map_or(f64::NAN, f64::from)))
}

fn code_point_at<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let units = this(cx, value)?.to_units();
    let index = number::exact_index(cx.to_integer(argument(arguments, 0))?);
    let Some(rest) = index.and_then(|index| units.get(index..)).filter(|rest| !rest.is_empty()) else {
        return Ok(Value::Undefined);
    };
    let code = match char::decode_utf16(rest.iter().copied()).next() {
        Some(Ok(c)) => u32::from(c),
        _ => u32::from(rest[0]),
    };
    Ok(Value::Number(f64::from(code)))
}

fn concat<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let mut text = Value::String(this(cx, value)?);
    for argument in arguments {
        let Value::String(left) = text else { break };
        text = cx.concat(left, cx.to_text(*argument)?)?;
    }
    Ok(text)
}

fn index<'a>(found: Option<usize>) -> Value<'a> {
    found.map_or(Value::Number(-1.0), Value::from)
}

/// Where the first argument stands, at or after the second.
fn find<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Result<Option<usize>, Throw<'a>> {
    let text = this(cx, value)?;
    let wanted = search_text(cx, arguments)?;
    let from = match argument(arguments, 1) {
        Value::Undefined => 0,
        position => number::exact_index(cx.to_integer(position)?.max(0.0)).unwrap_or(usize::MAX).min(text.length()),
    };
    cx.steps(text.size() / 64)?;
    Ok(find_from(text, wanted, from))
}

/// Where `wanted` starts, in units, at or after `from`.
pub fn find_from(text: Text<'_>, wanted: Text<'_>, from: usize) -> Option<usize> {
    if let (Some(text), Some(wanted)) = (text.as_str(), wanted.as_str()) {
        if text.is_ascii() {
            return text.get(from..)?.find(wanted).map(|at| at + from);
        }
        if from == 0 {
            return text.find(wanted).map(|at| text[..at].encode_utf16().count());
        }
    }
    let (text, wanted) = (text.to_units(), wanted.to_units());
    if wanted.is_empty() {
        return (from <= text.len()).then_some(from);
    }
    text.get(from..)?.windows(wanted.len()).position(|window| window == wanted).map(|at| at + from)
}

fn last_index_of<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?.to_units();
    let wanted = cx.to_text(argument(arguments, 0))?.to_units();
    let position = cx.to_number(argument(arguments, 1))?;
    let Some(last) = text.len().checked_sub(wanted.len()) else { return Ok(Value::Number(-1.0)) };
    let last = if position.is_nan() {
        last
    } else {
        number::exact_index(position.trunc().max(0.0)).map_or(last, |at| at.min(last))
    };
    Ok(index((0..=last).rev().find(|at| text[*at..].starts_with(&wanted))))
}

fn starts_with<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let wanted = search_text(cx, arguments)?;
    let from = relative(cx, argument(arguments, 1), text.length(), 0)?;
    let rest = text.slice(cx.heap, from, text.length());
    Ok(Value::Bool(match (rest.as_str(), wanted.as_str()) {
        (Some(rest), Some(wanted)) => rest.starts_with(wanted),
        _ => rest.to_units().starts_with(&wanted.to_units()),
    }))
}

fn ends_with<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let wanted = search_text(cx, arguments)?;
    let length = text.length();
    let until = relative(cx, argument(arguments, 1), length, length)?;
    let start = text.slice(cx.heap, 0, until);
    Ok(Value::Bool(match (start.as_str(), wanted.as_str()) {
        (Some(start), Some(wanted)) => start.ends_with(wanted),
        _ => start.to_units().ends_with(&wanted.to_units()),
    }))
}

fn slice<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = text.length();
    let start = relative(cx, argument(arguments, 0), length, 0)?;
    let end = relative(cx, argument(arguments, 1), length, length)?;
    Ok(Value::String(text.slice(cx.heap, start, end)))
}

/// A position where what is negative is 0.
fn clamped<'a>(cx: &Evaluation<'a>, value: Value<'a>, length: usize, default: usize) -> Result<usize, Throw<'a>> {
    if value.is_undefined() {
        return Ok(default);
    }
    Ok(number::exact_index(cx.to_integer(value)?.max(0.0)).unwrap_or(length).min(length))
}

fn substring<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = text.length();
    let start = clamped(cx, argument(arguments, 0), length, 0)?;
    let end = clamped(cx, argument(arguments, 1), length, length)?;
    Ok(Value::String(text.slice(cx.heap, start.min(end), start.max(end))))
}

fn substr<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = text.length();
    let start = relative(cx, argument(arguments, 0), length, 0)?;
    let count = clamped(cx, argument(arguments, 1), length, length)?;
    Ok(Value::String(text.slice(cx.heap, start, (start + count).min(length))))
}

fn normalize<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let Some(text) = this(cx, value)?.as_str() else { return Ok(value) };
    let form = match argument(arguments, 0) {
        Value::Undefined => "NFC",
        form => cx.to_str(form)?,
    };
    let normal: String = match form {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return Err(cx.range_error("The normalization form should be one of NFC, NFD, NFKC, NFKD.")),
    };
    cx.text(&normal)
}

fn pad<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>], at_start: bool) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = cx.to_integer(argument(arguments, 0))?;
    let filler = match argument(arguments, 1) {
        Value::Undefined => Text::from(" "),
        filler => cx.to_text(filler)?,
    };
    #[allow(clippy::cast_precision_loss)] // no text is that long
    if length <= text.length() as f64 || filler.is_empty() {
        return Ok(Value::String(text));
    }
    let missing = too_long(cx, length)? - text.length();
    let padding: Vec<u16> = filler.to_units().into_iter().cycle().take(missing).collect();
    let Value::String(padding) = cx.units(&padding)? else { return Ok(value) };
    if at_start { cx.concat(padding, text) } else { cx.concat(text, padding) }
}

/// A length that a text may have.
fn too_long<'a>(cx: &Evaluation<'a>, length: f64) -> Result<usize, Throw<'a>> {
    let length = number::exact_index(length)
        .filter(|n| *n <= 0x1fff_ffe8)
        .ok_or_else(|| cx.range_error("Invalid string length"))?;
    cx.check_memory(length)?;
    Ok(length)
}

fn repeat<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let count = cx.to_integer(argument(arguments, 0))?;
    if count < 0.0 || count.is_infinite() {
        return Err(cx.range_error("Invalid count value"));
    }
    #[allow(clippy::cast_precision_loss)] // no text is that long
    too_long(cx, count * text.size() as f64)?;
    let count = number::exact_index(count).unwrap_or(0);
    match text.as_str() {
        Some("") => Ok(Value::from("")),
        Some(text) => cx.text(&text.repeat(count)),
        None => cx.units(&text.to_units().repeat(count)),
    }
}

fn mapped<'a>(cx: &Evaluation<'a>, value: Value<'a>, map: fn(&str) -> String) -> Completion<'a> {
    let text = this(cx, value)?;
    match text.as_str() {
        Some(text) => cx.text(&map(text)),
        None => Ok(Value::String(text)),
    }
}

fn trimmed<'a>(cx: &Evaluation<'a>, value: Value<'a>, start: bool, end: bool) -> Completion<'a> {
    let text = this(cx, value)?;
    let Some(mut plain) = text.as_str() else { return Ok(Value::String(text)) };
    if start {
        plain = plain.trim_start_matches(number::is_space);
    }
    if end {
        plain = plain.trim_end_matches(number::is_space);
    }
    Ok(Value::from(plain))
}
