//! Looking for a text in another, in time that grows with both, never with their product.

use super::{Located, Text};
use crate::value::Heap;
use memchr::memmem;
use std::borrow::Cow;

/// A text to look for, and where.
pub struct Finder<'a> {
    way: Way<'a>,
    /// Units of the text that is looked for.
    pub width: usize,
}

enum Way<'a> {
    /// Nothing is wanted, which is everywhere.
    Nothing {
        length: usize,
    },
    Utf8 {
        text: Located<'a>,
        wanted: Box<memmem::Finder<'a>>,
    },
    Units {
        text: Cow<'a, [u16]>,
        wanted: Cow<'a, [u16]>,
        borders: Vec<usize>,
    },
}

impl<'a> Finder<'a> {
    pub fn new(heap: &'a Heap<'a>, text: Text<'a>, wanted: Text<'a>) -> Self {
        let width = wanted.length(heap);
        let way = match (text.as_str(), wanted.as_str()) {
            _ if width == 0 => Way::Nothing { length: text.length(heap) },
            (Some(text), Some(wanted)) => {
                Way::Utf8 { text: heap.locate(text), wanted: Box::new(memmem::Finder::new(wanted)) }
            }
            _ => {
                let wanted = units(wanted);
                let borders = borders(&wanted);
                Way::Units { text: units(text), wanted, borders }
            }
        };
        Self { way, width }
    }

    /// The first place at or after `from`, in units.
    pub fn next(&self, from: usize) -> Option<usize> {
        match &self.way {
            Way::Nothing { length } => (from <= *length).then_some(from),
            Way::Utf8 { text, wanted } => {
                let (byte, second) = text.byte_of(from);
                let byte = if second { byte + '\u{10000}'.len_utf8() } else { byte };
                wanted.find(&text.text.as_bytes()[byte..]).map(|at| text.unit_of(byte + at))
            }
            Way::Units { text, wanted, borders } => {
                let rest = text.get(from..)?;
                position(rest.iter().copied(), wanted, borders).map(|end| from + end - wanted.len())
            }
        }
    }

    /// The last place at or before `last`, in units.
    pub fn last(&self, last: usize) -> Option<usize> {
        match &self.way {
            Way::Nothing { length } => Some(last.min(*length)),
            Way::Utf8 { text, wanted } => {
                let (end, _) = text.byte_of(last.saturating_add(self.width));
                memmem::rfind(&text.text.as_bytes()[..end], wanted.needle()).map(|at| text.unit_of(at))
            }
            Way::Units { text, wanted, .. } => {
                let text = &text[..last.saturating_add(wanted.len()).min(text.len())];
                let wanted: Vec<u16> = wanted.iter().rev().copied().collect();
                position(text.iter().rev().copied(), &wanted, &borders(&wanted)).map(|end| text.len() - end)
            }
        }
    }
}

fn units(text: Text<'_>) -> Cow<'_, [u16]> {
    match text.flat() {
        Text::Utf16(units) => Cow::Borrowed(units),
        other => Cow::Owned(other.to_units()),
    }
}

/// For each start of the wanted units the longest of their starts that it also ends with (Knuth, Morris and Pratt).
fn borders(wanted: &[u16]) -> Vec<usize> {
    let mut borders = vec![0; wanted.len()];
    let mut matched = 0;
    for at in 1..wanted.len() {
        while matched > 0 && wanted[at] != wanted[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(wanted[at] == wanted[matched]);
        borders[at] = matched;
    }
    borders
}

/// How many units were read when the wanted ones had been found.
fn position(units: impl Iterator<Item = u16>, wanted: &[u16], borders: &[usize]) -> Option<usize> {
    let mut matched = 0;
    for (at, unit) in units.enumerate() {
        while matched > 0 && unit != wanted[matched] {
            matched = borders[matched - 1];
        }
        matched += usize::from(unit == wanted[matched]);
        if matched == wanted.len() {
            return Some(at + 1);
        }
    }
    None
}
