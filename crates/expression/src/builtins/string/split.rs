//! `String.prototype.split`.

use super::super::argument;
use super::super::regexp::{self, Search};
use super::find::finder;
use super::this;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{RegexObject, Text, Value, number};

pub fn split<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let limit = match argument(arguments, 1) {
        Value::Undefined => usize::MAX,
        limit => number::exact_index(f64::from(cx.to_int32(limit)?.cast_unsigned())).unwrap_or(usize::MAX),
    };
    let separator = argument(arguments, 0);
    let mut pieces = Pieces { cx, text, limit, list: Vec::new() };
    if let Some(regex) = regexp::of(separator) {
        pieces.by_regex(regex)?;
    } else {
        let separator = if separator.is_undefined() { None } else { Some(cx.to_text(separator)?.flat()) };
        match separator {
            None => pieces.push(Value::String(text)).map(|_| ())?,
            Some(separator) if separator.is_empty() => pieces.by_unit()?,
            Some(separator) => pieces.by_text(separator)?,
        }
    }
    cx.array(pieces.list)
}

struct Pieces<'p, 'a> {
    cx: &'p Evaluation<'a>,
    text: Text<'a>,
    limit: usize,
    list: Vec<Value<'a>>,
}

impl<'a> Pieces<'_, 'a> {
    /// Whether there may be another one.
    fn push(&mut self, piece: Value<'a>) -> Result<bool, Throw<'a>> {
        self.cx.step()?;
        if self.list.len() < self.limit {
            self.cx.check_memory((self.list.len() + 1) * size_of::<Value<'a>>())?;
            self.list.push(piece);
        }
        Ok(self.list.len() < self.limit)
    }

    fn slice(&self, start: usize, end: usize) -> Value<'a> {
        Value::String(self.text.slice(self.cx.heap, start, end))
    }

    fn by_unit(&mut self) -> Result<(), Throw<'a>> {
        let count = self.text.length(self.cx.heap).min(self.limit);
        self.cx.check_memory(count.saturating_mul(size_of::<Value<'a>>()))?;
        self.list.reserve_exact(count);
        let Some(text) = self.text.as_str() else {
            return (0..count).try_for_each(|at| self.push(self.slice(at, at + 1)).map(|_| ()));
        };
        for (at, c) in text.char_indices() {
            if c.len_utf16() == 1 {
                self.push(Value::from(&text[at..at + c.len_utf8()]))?;
            } else {
                for half in c.encode_utf16(&mut [0; 2]) {
                    self.push(Value::String(Text::Utf16(self.cx.heap.units(&[*half]))))?;
                }
            }
            if self.list.len() >= count {
                break;
            }
        }
        Ok(())
    }

    fn by_text(&mut self, separator: Text<'a>) -> Result<(), Throw<'a>> {
        let finder = finder(self.cx, self.text, separator)?;
        let mut last = 0;
        while let Some(at) = finder.next(last) {
            if !self.push(self.slice(last, at))? {
                return Ok(());
            }
            last = at + finder.width;
        }
        self.push(self.slice(last, self.text.length(self.cx.heap))).map(|_| ())
    }

    fn by_regex(&mut self, regex: &'a RegexObject<'a>) -> Result<(), Throw<'a>> {
        let cx = self.cx;
        let flags = regex.regex.flags();
        // JavaScript looks at each place in turn, so a regular expression that is `sticky` is like any other.
        let anywhere = match flags.sticky {
            true => Some(regexp::compile(cx, regex.source, &regex.flags.replace('y', ""))?),
            false => None,
        };
        let search = Search::new(cx, anywhere.as_ref().unwrap_or(&regex.regex), self.text)?;
        let length = self.text.length(cx.heap);
        if length == 0 {
            return if search.first(0)?.is_some() { Ok(()) } else { self.push(Value::String(self.text)).map(|_| ()) };
        }
        let (mut last, mut from) = (0, 0);
        while from < length {
            let Some(found) = search.first(from)? else { break };
            let range = found.range;
            if range.start >= length {
                break;
            }
            if range.end == last {
                from = search.after(range.start.max(from));
                continue;
            }
            if !self.push(self.slice(last, range.start))? {
                return Ok(());
            }
            for group in found.groups.iter().skip(1) {
                if !self.push(regexp::part(cx, self.text, group.clone()))? {
                    return Ok(());
                }
            }
            (last, from) = (range.end, range.end);
        }
        self.push(self.slice(last, length)).map(|_| ())
    }
}
