//! Methods that look at a text or make another.

use super::super::{argument, locale, relative};
use super::this;
use crate::evaluation::{Completion, Evaluation, Throw, Writer};
use crate::value::{NativeFn, Text, Value, number};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "at" => at,
        "charAt" => char_at,
        "charCodeAt" => char_code_at,
        "codePointAt" => code_point_at,
        "concat" => concat,
        "isWellFormed" => |cx, value, _| Ok(Value::Bool(this(cx, value)?.as_str().is_some())),
        "localeCompare" => |cx, value, arguments| locale::compare(cx, Value::String(this(cx, value)?), arguments),
        "normalize" => normalize,
        "padEnd" => |cx, value, arguments| pad(cx, value, arguments, false),
        "padStart" => |cx, value, arguments| pad(cx, value, arguments, true),
        "repeat" => repeat,
        "slice" => slice,
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
    let index = if index < 0.0 { index + text.length(cx.heap) as f64 } else { index };
    let unit = character(cx, text, index);
    Ok(if unit.is_empty() { Value::Undefined } else { Value::String(unit) })
}

fn char_at<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    Ok(Value::String(character(cx, text, cx.to_integer(argument(arguments, 0))?)))
}

/// The unit at a place, or nothing.
fn character<'a>(cx: &Evaluation<'a>, text: Text<'a>, index: f64) -> Text<'a> {
    number::exact_index(index).map_or(Text::from(""), |index| text.slice(cx.heap, index, index + 1))
}

fn char_code_at<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let index = number::exact_index(cx.to_integer(argument(arguments, 0))?);
    let unit = index.and_then(|index| text.unit(cx.heap, index));
    Ok(Value::Number(unit.map_or(f64::NAN, f64::from)))
}

fn code_point_at<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let index = number::exact_index(cx.to_integer(argument(arguments, 0))?);
    let Some((index, first)) = index.and_then(|index| Some((index, text.unit(cx.heap, index)?))) else {
        return Ok(Value::Undefined);
    };
    let units = [Some(first), text.unit(cx.heap, index + 1)];
    let code = match char::decode_utf16(units.into_iter().flatten()).next() {
        Some(Ok(c)) => u32::from(c),
        _ => u32::from(first),
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

fn slice<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = text.length(cx.heap);
    let start = relative(cx, argument(arguments, 0), length, 0)?;
    let end = relative(cx, argument(arguments, 1), length, length)?;
    Ok(Value::String(text.slice(cx.heap, start, end)))
}

/// A position; negative ones are 0.
pub fn clamped<'a>(cx: &Evaluation<'a>, value: Value<'a>, length: usize, default: usize) -> Result<usize, Throw<'a>> {
    if value.is_undefined() {
        return Ok(default);
    }
    Ok(number::exact_index(cx.to_integer(value)?.max(0.0)).unwrap_or(length).min(length))
}

fn substring<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = text.length(cx.heap);
    let start = clamped(cx, argument(arguments, 0), length, 0)?;
    let end = clamped(cx, argument(arguments, 1), length, length)?;
    Ok(Value::String(text.slice(cx.heap, start.min(end), start.max(end))))
}

fn substr<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = text.length(cx.heap);
    let start = relative(cx, argument(arguments, 0), length, 0)?;
    let count = clamped(cx, argument(arguments, 1), length, length)?;
    Ok(Value::String(text.slice(cx.heap, start, (start + count).min(length))))
}

fn normalize<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let form = match argument(arguments, 0) {
        Value::Undefined => "NFC",
        form => cx.to_str(form)?,
    };
    let normal: fn(&str) -> Box<dyn Iterator<Item = char> + '_> = match form {
        "NFC" => |text| Box::new(text.nfc()),
        "NFD" => |text| Box::new(text.nfd()),
        "NFKC" => |text| Box::new(text.nfkc()),
        "NFKD" => |text| Box::new(text.nfkd()),
        _ => return Err(cx.range_error("The normalization form should be one of NFC, NFD, NFKC, NFKD.")),
    };
    let mut result = Writer::new(cx);
    for stretch in stretches(text) {
        match stretch {
            // One letter may become eighteen.
            Ok(stretch) => {
                let mut letters = normal(&stretch).peekable();
                while letters.peek().is_some() {
                    let piece: String = letters.by_ref().take(PIECE).collect();
                    cx.steps(PIECE)?;
                    result.push_str(&piece)?;
                }
            }
            Err(half) => result.push(Text::from_units(cx.heap, &[half]))?,
        }
    }
    result.finish()
}

/// Letters between two looks at the limits.
const PIECE: usize = 4096;

fn pad<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>], at_start: bool) -> Completion<'a> {
    let text = this(cx, value)?;
    let length = cx.to_integer(argument(arguments, 0))?;
    let filler = match argument(arguments, 1) {
        Value::Undefined => Text::from(" "),
        filler => cx.to_text(filler)?,
    };
    #[allow(clippy::cast_precision_loss)] // no text is that long
    if length <= text.length(cx.heap) as f64 || filler.is_empty() {
        return Ok(Value::String(text));
    }
    let missing = too_long(cx, length)? - text.length(cx.heap);
    let width = filler.length(cx.heap);
    let mut padded = Writer::new(cx);
    let pad = |padded: &mut Writer<'_, 'a>| {
        (0..missing / width).try_for_each(|_| padded.push(filler))?;
        padded.push(filler.slice(cx.heap, 0, missing % width))
    };
    if at_start {
        pad(&mut padded)?;
        padded.push(text)?;
    } else {
        padded.push(text)?;
        pad(&mut padded)?;
    }
    padded.finish()
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
    cx.steps(text.size() * count / 64)?;
    match text.as_str() {
        Some("") => Ok(Value::from("")),
        Some(text) => cx.text(&text.repeat(count)),
        None => cx.units(&text.to_units().repeat(count)),
    }
}

/// What becomes of its well-formed stretches; halves of pairs stay.
fn mapped<'a>(cx: &Evaluation<'a>, value: Value<'a>, map: fn(&str) -> String) -> Completion<'a> {
    let text = this(cx, value)?;
    cx.steps(text.size() / 8)?;
    cx.check_memory(text.size())?;
    if let Some(text) = text.as_str() {
        return cx.text(&map(text));
    }
    let mut result = Writer::new(cx);
    for stretch in stretches(text) {
        match stretch {
            Ok(stretch) => result.push_str(&map(&stretch))?,
            Err(half) => result.push(Text::from_units(cx.heap, &[half]))?,
        }
    }
    result.finish()
}

/// Its well-formed stretches and the halves of pairs between them.
fn stretches(text: Text<'_>) -> Vec<Result<Cow<'_, str>, u16>> {
    if let Some(text) = text.as_str() {
        return vec![Ok(text.into())];
    }
    let mut all = Vec::new();
    let mut stretch = String::new();
    for unit in char::decode_utf16(text.to_units()) {
        match unit {
            Ok(c) => stretch.push(c),
            Err(half) => {
                all.push(Ok(std::mem::take(&mut stretch).into()));
                all.push(Err(half.unpaired_surrogate()));
            }
        }
    }
    all.push(Ok(stretch.into()));
    all
}

fn trimmed<'a>(cx: &Evaluation<'a>, value: Value<'a>, start: bool, end: bool) -> Completion<'a> {
    let text = this(cx, value)?;
    cx.steps(text.size() / 64)?;
    if let Some(mut plain) = text.as_str() {
        // The trimmed text lies inside the whole, so facts about the whole hold for it.
        cx.heap.locate(plain);
        if start {
            plain = plain.trim_start_matches(number::is_space);
        }
        if end {
            plain = plain.trim_end_matches(number::is_space);
        }
        return Ok(Value::from(plain));
    }
    let units = text.to_units();
    let is_kept = |unit: &u16| !char::from_u32(u32::from(*unit)).is_some_and(number::is_space);
    let first = if start { units.iter().position(is_kept) } else { Some(0) };
    let last = if end { units.iter().rposition(is_kept) } else { units.len().checked_sub(1) };
    Ok(Value::String(first.zip(last).map_or(Text::from(""), |(first, last)| text.slice(cx.heap, first, last + 1))))
}
