//! `RegExp.escape`, and how a regular expression writes its own source.

use super::argument;
use crate::evaluation::{Completion, Evaluation};
use crate::value::{Text, Value, number};
use std::fmt::Write;

/// A text as a pattern that matches just this.
pub fn escape<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let Value::String(text) = argument(arguments, 0) else {
        return Err(cx.type_error("RegExp.escape called on a value that is not a string"));
    };
    cx.steps(text.size() / 8)?;
    cx.check_memory(text.size() * 2)?;
    let units = match text.flat() {
        Text::Utf16(units) => units.to_vec(),
        other => other.to_units(),
    };
    let mut pattern = String::with_capacity(units.len());
    for (at, c) in char::decode_utf16(units).enumerate() {
        // Writing to a string never fails.
        let _ = match c {
            // A digit or letter might become part of an escape before it.
            Ok(c) if at == 0 && c.is_ascii_alphanumeric() => write!(pattern, "\\x{:02x}", u32::from(c)),
            Ok(c) => escape_letter(&mut pattern, c),
            Err(half) => write!(pattern, "\\u{:04x}", half.unpaired_surrogate()),
        };
    }
    cx.text(&pattern)
}

fn escape_letter(pattern: &mut String, c: char) -> std::fmt::Result {
    match c {
        '\t' => pattern.write_str("\\t"),
        '\n' => pattern.write_str("\\n"),
        '\u{b}' => pattern.write_str("\\v"),
        '\u{c}' => pattern.write_str("\\f"),
        '\r' => pattern.write_str("\\r"),
        _ if "^$\\.*+?()[]{}|/".contains(c) => write!(pattern, "\\{c}"),
        _ if ",-=<>#&!%:;@~'`\"".contains(c) || (number::is_space(c) && u32::from(c) < 0x100) => {
            write!(pattern, "\\x{:02x}", u32::from(c))
        }
        _ if number::is_space(c) => write!(pattern, "\\u{:04x}", u32::from(c)),
        _ => pattern.write_char(c),
    }
}

/// The pattern as it could stand between slashes.
pub fn source<'a>(cx: &Evaluation<'a>, pattern: &'a str) -> &'a str {
    if pattern.is_empty() {
        return "(?:)";
    }
    if !pattern.contains(['/', '\n', '\r', '\u{2028}', '\u{2029}']) {
        return pattern;
    }
    let mut source = String::with_capacity(pattern.len() + 1);
    let (mut in_class, mut is_escaped) = (false, false);
    for c in pattern.chars() {
        let line_end = match c {
            '\n' => Some("n"),
            '\r' => Some("r"),
            '\u{2028}' => Some("u2028"),
            '\u{2029}' => Some("u2029"),
            _ => None,
        };
        if !is_escaped && (line_end.is_some() || (c == '/' && !in_class)) {
            source.push('\\');
        }
        match line_end {
            Some(letter) => source.push_str(letter),
            None => source.push(c),
        }
        if !is_escaped {
            in_class = if in_class { c != ']' } else { c == '[' };
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    cx.heap.text(&source)
}
