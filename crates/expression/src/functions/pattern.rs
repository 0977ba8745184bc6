//! Patterns of this crate's own, matched like any other regular expression.

use crate::evaluation::{Evaluation, Throw};
use nodewright_regex::{Captures, Input, Regex};
use std::ops::Range;

/// A match: positions in bytes of well-formed text.
pub struct Found {
    pub groups: Vec<Option<Range<usize>>>,
}

/// The pattern, which is known to be one.
pub fn pattern(source: &str, flags: &str) -> Option<Regex> {
    Regex::new(source, flags).ok()
}

/// A text with its units, where they differ from its bytes.
pub struct Subject<'t> {
    pub text: &'t str,
    units: Option<Vec<u16>>,
    /// The byte at which each unit stands.
    bytes: Vec<usize>,
}

impl<'t> Subject<'t> {
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, units: None, bytes: Vec::new() };
        }
        let mut bytes: Vec<usize> =
            text.char_indices().flat_map(|(at, c)| std::iter::repeat_n(at, c.len_utf16())).collect();
        bytes.push(text.len());
        Self { text, units: Some(text.encode_utf16().collect()), bytes }
    }

    fn byte(&self, unit: usize) -> usize {
        self.bytes.get(unit).copied().unwrap_or(unit)
    }

    /// The first match from this unit on, in bytes, and the unit at which it ends.
    pub fn find<'a>(
        &self,
        cx: &Evaluation<'a>,
        regex: Option<&Regex>,
        from: usize,
    ) -> Result<Option<(Found, usize)>, Throw<'a>> {
        let Some(regex) = regex else { return Ok(None) };
        let input = match &self.units {
            Some(units) => Input::Units(units),
            None => Input::Ascii(self.text.as_bytes()),
        };
        let mut go_on = || cx.steps(usize::MAX).is_ok();
        let found: Option<Captures> = regex.find(input, from, &mut go_on).map_err(|_| Throw::timeout())?;
        Ok(found.map(|groups| {
            let end = groups[0].as_ref().map_or(0, |whole| whole.end);
            let bytes = |units: Range<usize>| self.byte(units.start)..self.byte(units.end);
            let groups = groups.into_iter().map(|group| group.map(bytes)).collect();
            (Found { groups }, end)
        }))
    }
}

/// Replaces every match; `$1` stands for the first group and `$2` for the second.
pub fn replace_all<'a>(cx: &Evaluation<'a>, text: &str, regex: Option<&Regex>, by: &str) -> Result<String, Throw<'a>> {
    let subject = Subject::new(text);
    let mut result = String::new();
    let (mut last, mut from) = (0, 0);
    while let Some((found, end)) = subject.find(cx, regex, from)? {
        let Some(Some(Range { start, end: stop })) = found.groups.first().cloned() else { break };
        result.push_str(&text[last..start]);
        let group = |at: usize| found.groups.get(at).cloned().flatten().map_or("", |range| &text[range]);
        result.push_str(&by.replace("$1", group(1)).replace("$2", group(2)));
        last = stop;
        from = if start == stop { end + 1 } else { end };
        let units = subject.units.as_ref().map_or(text.len(), Vec::len);
        if from > units {
            break;
        }
    }
    result.push_str(&text[last..]);
    Ok(result)
}
