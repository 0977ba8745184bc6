//! `encodeURIComponent` and its relatives.

use super::argument;
use crate::evaluation::{Completion, Evaluation};
use crate::value::{ErrorName, NativeFn, Value};

/// Kept by all of them, besides letters and digits.
const MARKS: &str = "-_.!~*'()";
/// Kept, or left encoded, by those for whole addresses.
const RESERVED: &str = ";/?:@&=+$,#";

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "encodeURIComponent" => |cx, _, arguments| encode(cx, argument(arguments, 0), ""),
        "encodeURI" => |cx, _, arguments| encode(cx, argument(arguments, 0), RESERVED),
        "decodeURIComponent" => |cx, _, arguments| decode(cx, argument(arguments, 0), ""),
        "decodeURI" => |cx, _, arguments| decode(cx, argument(arguments, 0), RESERVED),
        _ => return None,
    })
}

/// `kept`: what stays as it is besides letters, digits and marks.
pub fn encode<'a>(cx: &Evaluation<'a>, value: Value<'a>, kept: &str) -> Completion<'a> {
    let Some(text) = cx.to_text(value)?.as_str() else {
        return Err(cx.throw(ErrorName::Uri, "URI malformed"));
    };
    cx.steps(text.len() / 8)?;
    cx.check_memory(text.len())?;
    cx.text(&encoded(text, kept))
}

/// Percent-encodes everything but letters, digits, marks and the characters to keep.
pub fn encoded(text: &str, kept: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || MARKS.contains(c) || kept.contains(c) {
            result.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            result.push('%');
            result.push(char::from(HEX[usize::from(byte >> 4)]));
            result.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    result
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// For whole addresses.
pub const WHOLE: &str = RESERVED;

pub fn decode<'a>(cx: &Evaluation<'a>, value: Value<'a>, left: &str) -> Completion<'a> {
    let text = cx.to_str(value)?;
    cx.steps(text.len() / 8)?;
    cx.check_memory(text.len())?;
    match decoded(text, left) {
        Some(text) => cx.text(&text),
        None => Err(cx.throw(ErrorName::Uri, "URI malformed")),
    }
}

/// None where an escape is broken.
fn decoded(text: &str, left: &str) -> Option<String> {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(percent) = rest.find('%') {
        result.push_str(&rest[..percent]);
        rest = &rest[percent..];
        let byte = |at: usize| -> Option<u8> {
            let digits = rest.get(at + 1..at + 3).filter(|_| rest.as_bytes().get(at) == Some(&b'%'))?;
            u8::from_str_radix(digits, 16).ok().filter(|_| digits.bytes().all(|b| b.is_ascii_hexdigit()))
        };
        let first = byte(0)?;
        let length = match first {
            0..=0x7f => 1,
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return None,
        };
        let bytes: Vec<u8> = (0..length).map(|at| byte(at * 3)).collect::<Option<_>>()?;
        let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
        if left.contains(c) {
            result.push_str(&rest[..3]);
        } else {
            result.push(c);
        }
        rest = &rest[length * 3..];
    }
    result.push_str(rest);
    Some(result)
}
