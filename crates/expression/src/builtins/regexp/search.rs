//! A text that is searched with a regular expression.

use crate::evaluation::{Evaluation, Throw};
use crate::value::{Text, Value};
use nodewright_regex::{Captures, Input, Regex};
use std::ops::Range;
use std::rc::Rc;

/// A match, in units.
pub struct Match {
    pub range: Range<usize>,
    /// The whole first.
    pub groups: Captures,
}

/// A text ready to be searched.
pub struct Search<'s, 'a> {
    pub cx: &'s Evaluation<'a>,
    pub regex: &'s Regex,
    pub text: Text<'a>,
    units: Units<'a>,
}

enum Units<'a> {
    Ascii(&'a [u8]),
    Own(&'a [u16]),
    Encoded(Rc<[u16]>, Range<usize>),
}

impl<'s, 'a> Search<'s, 'a> {
    pub fn new(cx: &'s Evaluation<'a>, regex: &'s Regex, text: Text<'a>) -> Result<Self, Throw<'a>> {
        let text = text.flat();
        let units = match text {
            Text::Utf8(text) if cx.heap.locate(text).is_ascii() => Units::Ascii(text.as_bytes()),
            Text::Utf8(text) => {
                cx.steps(text.len() / 64)?;
                cx.check_memory(text.len() * 2)?;
                let (units, range) = cx.heap.units_of(text);
                Units::Encoded(units, range)
            }
            Text::Utf16(units) => Units::Own(units),
            Text::Rope(_) => Units::Ascii(b""),
        };
        Ok(Self { cx, regex, text, units })
    }

    fn input(&self) -> Input<'_> {
        match &self.units {
            Units::Ascii(bytes) => Input::Ascii(bytes),
            Units::Own(units) => Input::Units(units),
            Units::Encoded(units, range) => Input::Units(&units[range.clone()]),
        }
    }

    /// The first match at or after this unit.
    pub fn first(&self, from: usize) -> Result<Option<Match>, Throw<'a>> {
        let mut stopped = None;
        let mut go_on = || match self.cx.steps(usize::MAX) {
            Ok(()) => true,
            Err(throw) => {
                stopped = Some(throw);
                false
            }
        };
        match self.regex.find(self.input(), from, &mut go_on) {
            Ok(found) => Ok(found.and_then(|groups| {
                let range = groups.first().cloned().flatten()?;
                Some(Match { range, groups })
            })),
            Err(_) => Err(stopped.unwrap_or_else(Throw::timeout)),
        }
    }

    /// Every match from this unit on; an empty one moves on by one.
    pub fn each(
        &self,
        mut from: usize,
        mut take: impl FnMut(&Self, Match) -> Result<(), Throw<'a>>,
    ) -> Result<(), Throw<'a>> {
        while let Some(found) = self.first(from)? {
            self.cx.step()?;
            let Range { start, end } = found.range;
            from = if end == start { self.after(end) } else { end };
            take(self, found)?;
        }
        Ok(())
    }

    /// The place behind the character that starts here.
    pub fn after(&self, at: usize) -> usize {
        let is_pair = self.regex.flags().by_code_point()
            && match self.input() {
                Input::Ascii(_) => false,
                Input::Units(units) => {
                    matches!(units.get(at..at + 2), Some([0xd800..0xdc00, 0xdc00..0xe000]))
                }
            };
        at + if is_pair { 2 } else { 1 }
    }

    pub fn slice(&self, range: Range<usize>) -> Text<'a> {
        self.text.slice(self.cx.heap, range.start, range.end)
    }

    /// What a group holds; undefined if it took no part.
    pub fn part(&self, range: Option<Range<usize>>) -> Value<'a> {
        range.map_or(Value::Undefined, |range| Value::String(self.slice(range)))
    }
}
