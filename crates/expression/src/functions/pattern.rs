//! Patterns of this crate's own, matched like any other regular expression.

use crate::builtins::{Match, Search};
use crate::evaluation::{Evaluation, Throw};
use crate::value::Text;
use nodewright_regex::{Input, Regex};
use std::sync::LazyLock;

/// A pattern that is compiled once.
pub type Pattern = LazyLock<Option<Regex>>;

/// The pattern, which is known to be one.
pub fn pattern(source: &str, flags: &str) -> Option<Regex> {
    Regex::new(source, flags).ok()
}

/// The first match.
pub fn find<'a>(cx: &Evaluation<'a>, regex: &Pattern, text: Text<'a>) -> Result<Option<Match>, Throw<'a>> {
    regex.as_ref().map_or(Ok(None), |regex| Search::new(cx, regex, text)?.first(0))
}

/// A text by unit, or by byte if it is ASCII.
pub trait Unit: Copy + From<u8> {
    fn input(units: &[Self]) -> Input<'_>;
}

impl Unit for u8 {
    fn input(units: &[Self]) -> Input<'_> {
        Input::Ascii(units)
    }
}

impl Unit for u16 {
    fn input(units: &[Self]) -> Input<'_> {
        Input::Units(units)
    }
}

/// Replaces every match; `$1` stands for the first group and `$2` for the second.
pub fn replace_all<'a, U: Unit>(
    cx: &Evaluation<'a>,
    text: Vec<U>,
    regex: &Regex,
    by: &str,
) -> Result<Vec<U>, Throw<'a>> {
    let mut result = Vec::new();
    let (mut written, mut from) = (0, 0);
    let mut go_on = || cx.steps(usize::MAX).is_ok();
    while let Some(groups) = regex.find(U::input(&text), from, &mut go_on).map_err(|_| Throw::timeout())? {
        cx.step()?;
        let Some(whole) = groups.first().cloned().flatten() else { break };
        result.extend_from_slice(&text[written..whole.start]);
        let mut bytes = by.bytes();
        while let Some(byte) = bytes.next() {
            if byte != b'$' {
                result.push(U::from(byte));
                continue;
            }
            let group = bytes.next().map_or(0, |digit| usize::from(digit - b'0'));
            if let Some(range) = groups.get(group).cloned().flatten() {
                result.extend_from_slice(&text[range]);
            }
        }
        written = whole.end;
        from = if whole.is_empty() { whole.end + 1 } else { whole.end };
    }
    if written == 0 && result.is_empty() {
        return Ok(text);
    }
    result.extend_from_slice(&text[written..]);
    Ok(result)
}
