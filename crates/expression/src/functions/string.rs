//! Functions of texts.

use super::object::to_json_string;
use super::{currency, hash, markdown, plain, text_case, url};
use crate::builtins::{argument, date_kind, json, parse_date, uri};
use crate::evaluation::{Completion, Evaluation, Throw, Writer};
use crate::luxon;
use crate::value::{NativeFn, Text, Value, number as numbers};
use nodewright_luxon::{self as core, n8n};

pub fn function(name: &str) -> Option<NativeFn> {
    text_case::function(name).or_else(|| url::function(name)).or_else(|| {
        Some(match name {
            "base64Decode" => |cx, this, _| cx.text(&hash::base64_decode(read(cx, this)?)),
            "base64Encode" => |cx, this, _| cx.text(&hash::base64_encode(read(cx, this)?)),
            "hash" => hash::hash,
            "isEmpty" => |_, this, _| Ok(Value::Bool(!this.truthy())),
            "isNotEmpty" => |_, this, _| Ok(Value::Bool(this.truthy())),
            "isNumeric" => is_numeric,
            "length" => |cx, this, _| Ok(Value::from(cx.to_text(this)?.length(cx.heap))),
            "parseJson" => parse_json,
            "quote" => quote,
            "removeMarkdown" => |cx, this, _| {
                let text = markdown::remove(cx, cx.to_str(this)?)?;
                cx.text(&text)
            },
            "removeTags" => |cx, this, _| cx.text(&remove_tags(read(cx, this)?)),
            "replaceSpecialChars" => plain::plain,
            "toBoolean" => |cx, this, _| {
                let text = read(cx, this)?;
                Ok(Value::Bool(!["", "false", "no", "0"].iter().any(|no| no.eq_ignore_ascii_case(text))))
            },
            "toDate" => to_date,
            "toDateTime" => |cx, this, arguments| to_date_time(cx, cx.to_text(this)?, argument(arguments, 0)),
            "toDecimalNumber" | "toFloat" => to_float,
            "toInt" | "toWholeNumber" => to_int,
            "toJsonString" => to_json_string,
            "toNumber" => |cx, this, _| {
                let number = numbers::parse(&currency::remove(read(cx, this)?));
                checked(number, "cannot convert to number")
            },
            "urlDecode" => |cx, this, arguments| uri::decode(cx, this, kept(arguments)),
            "urlEncode" => |cx, this, arguments| uri::encode(cx, this, kept(arguments)),
            _ => return None,
        })
    })
}

/// The text, of which all is going to be read and about as much is going to be written.
pub fn read<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<&'a str, Throw<'a>> {
    let text = cx.to_str(this)?;
    cx.steps(text.len() / 8)?;
    cx.check_memory(text.len())?;
    Ok(text)
}

/// What stays as it is when the text is a whole address.
fn kept(arguments: &[Value<'_>]) -> &'static str {
    if argument(arguments, 0).truthy() { uri::WHOLE } else { "" }
}

fn checked<'a>(number: f64, complaint: &str) -> Completion<'a> {
    if number.is_nan() { Err(Throw::extension(complaint)) } else { Ok(Value::Number(number)) }
}

fn to_float<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let text = read(cx, this)?;
    if text.contains(',') {
        return Err(Throw::extension("cannot convert to float, expected . as decimal separator"));
    }
    checked(numbers::parse_float(&currency::remove(text)), "cannot convert to float")
}

fn to_int<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let radix = cx.to_int32(argument(arguments, 0))?;
    let number = numbers::parse_int(&currency::remove(read(cx, this)?), radix);
    checked(number, "cannot convert to integer")
}

fn is_numeric<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_str(this)?;
    let is_number = !numbers::parse(text).is_nan() && !numbers::parse_float(text).is_nan();
    Ok(Value::Bool(!text.contains(' ') && is_number))
}

fn parse_json<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_str(this)?;
    cx.steps(text.len() / 16)?;
    json::read(cx, text, |_| match text.contains('\'') {
        true => Throw::extension("Parsing failed. Check you're using double quotes"),
        false => Throw::extension("Parsing failed"),
    })
}

fn quote<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let mark = match argument(arguments, 0) {
        Value::Undefined => "\"",
        mark => cx.to_str(mark)?,
    };
    let text = read(cx, this)?;
    let mut quoted = Writer::new(cx);
    quoted.push_str(mark)?;
    let text = text.replace('\\', "\\\\");
    for (at, piece) in text.split(mark).enumerate() {
        if at > 0 {
            quoted.push_str("\\")?;
            quoted.push_str(mark)?;
        }
        quoted.push_str(piece)?;
    }
    quoted.push_str(mark)?;
    quoted.finish()
}

/// `<`, and everything up to the next `>`.
fn remove_tags(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        result.push_str(&rest[..start]);
        rest = rest[start..].find('>').map_or("", |end| &rest[start + end + 1..]);
    }
    result.push_str(rest);
    result
}

fn to_date<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    const DAY: f64 = 86_400_000.0;
    let text = cx.to_str(this)?;
    let time = parse_date(text);
    if time.is_nan() {
        return Err(Throw::extension("cannot convert to date"));
    }
    // Without a time of day it is midnight.
    let time = if text.contains(':') { time } else { (time / DAY).floor() * DAY + time.rem_euclid(1000.0) };
    Ok(cx.special(date_kind(time)))
}

/// A `DateTime`, from one of many ways to write one or with a format.
fn to_date_time<'a>(cx: &Evaluation<'a>, text: Text<'a>, format: Value<'a>) -> Completion<'a> {
    let format = if format.truthy() { Some(cx.to_str(format)?) } else { None };
    let date = n8n::to_date_time(text.lossy(cx.heap), format, &cx.settings.luxon);
    luxon::lift(cx, date.map(core::Value::from))
}
