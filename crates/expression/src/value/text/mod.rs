//! JavaScript strings: UTF-8 as long as they are well-formed, joined lazily when they grow long.

mod find;
mod places;
mod rope;

pub use find::Finder;
pub use places::{Located, Places};
pub use rope::Rope;

use super::Heap;

/// A string. JavaScript counts it in UTF-16 units; only half surrogates need that form.
#[derive(Clone, Copy)]
pub enum Text<'a> {
    Utf8(&'a str),
    /// Holds at least one half of a surrogate pair.
    Utf16(&'a [u16]),
    Rope(&'a Rope<'a>),
}

/// Up to here joining copies at once.
const ROPE_FROM: usize = 256;

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self::Utf8(text)
    }
}

impl<'a> Text<'a> {
    /// From UTF-16 units.
    pub fn from_units(heap: &'a Heap<'a>, units: &[u16]) -> Self {
        match String::from_utf16(units) {
            Ok(text) => Self::Utf8(heap.text(&text)),
            Err(_) => Self::Utf16(heap.units(units)),
        }
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.size() == 0
    }

    /// Bytes that the text takes.
    #[must_use]
    pub fn size(self) -> usize {
        match self {
            Self::Utf8(text) => text.len(),
            Self::Utf16(units) => units.len() * 2,
            Self::Rope(rope) => rope.size,
        }
    }

    fn has_halves(self) -> bool {
        match self {
            Self::Utf8(_) => false,
            Self::Utf16(_) => true,
            Self::Rope(rope) => rope.has_halves(),
        }
    }

    /// The same text, of one piece.
    #[must_use]
    pub fn flat(self) -> Self {
        let Self::Rope(rope) = self else { return self };
        rope.flat()
    }

    /// The text, if it is well-formed.
    #[must_use]
    pub fn as_str(self) -> Option<&'a str> {
        match self.flat() {
            Self::Utf8(text) => Some(text),
            Self::Utf16(_) | Self::Rope(_) => None,
        }
    }

    /// The text, with U+FFFD for half surrogates.
    #[must_use]
    pub fn lossy(self, heap: &'a Heap<'a>) -> &'a str {
        match self.flat() {
            Self::Utf8(text) => text,
            Self::Utf16(units) => heap.text(&String::from_utf16_lossy(units)),
            Self::Rope(_) => "",
        }
    }

    #[must_use]
    pub fn to_units(self) -> Vec<u16> {
        match self.flat() {
            Self::Utf8(text) => text.encode_utf16().collect(),
            Self::Utf16(units) => units.to_vec(),
            Self::Rope(_) => Vec::new(),
        }
    }

    /// Length in UTF-16 units.
    #[must_use]
    pub fn length(self, heap: &'a Heap<'a>) -> usize {
        match self {
            Self::Utf8(text) => heap.locate(text).length(),
            Self::Utf16(units) => units.len(),
            Self::Rope(rope) => rope.length(),
        }
    }

    /// The unit at this place.
    #[must_use]
    pub fn unit(self, heap: &'a Heap<'a>, index: usize) -> Option<u16> {
        match self.flat() {
            Self::Utf8(text) => {
                let (byte, second) = heap.locate(text).byte_of(index);
                let c = text[byte..].chars().next()?;
                Some(c.encode_utf16(&mut [0; 2])[usize::from(second)])
            }
            Self::Utf16(units) => units.get(index).copied(),
            Self::Rope(_) => None,
        }
    }

    /// From unit `start` up to unit `end`.
    #[must_use]
    pub fn slice(self, heap: &'a Heap<'a>, start: usize, end: usize) -> Self {
        if start >= end {
            return Self::Utf8("");
        }
        match self.flat() {
            Self::Utf8(text) => {
                let located = heap.locate(text);
                let (from, cuts_first) = located.byte_of(start);
                let (to, cuts_last) = located.byte_of(end);
                if !cuts_first && !cuts_last {
                    return Self::Utf8(&text[from..to]);
                }
                let to = if cuts_last { to + '\u{10000}'.len_utf8() } else { to };
                let units: Vec<u16> = text[from..to].encode_utf16().collect();
                Self::Utf16(heap.units(&units[usize::from(cuts_first)..units.len() - usize::from(cuts_last)]))
            }
            Self::Utf16(units) => Self::from_units(heap, &units[start.min(units.len())..end.min(units.len())]),
            Self::Rope(_) => Self::Utf8(""),
        }
    }

    /// Both, one after the other.
    #[must_use]
    pub fn concat(self, heap: &'a Heap<'a>, other: Self) -> Self {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        if self.size() + other.size() > ROPE_FROM {
            return Self::Rope(heap.rope(Rope::new(heap, self, other)));
        }
        if let (Self::Utf8(left), Self::Utf8(right)) = (self.flat(), other.flat()) {
            return Self::Utf8(heap.join(&[left, right]));
        }
        let mut units = self.to_units();
        units.extend(other.to_units());
        Self::from_units(heap, &units)
    }
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self.flat(), other.flat()) {
            (Self::Utf8(left), Self::Utf8(right)) => left == right,
            (Self::Utf16(left), Self::Utf16(right)) => left == right,
            _ => false,
        }
    }
}

impl std::fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.flat() {
            Self::Utf8(text) => write!(f, "{text:?}"),
            other => write!(f, "{:?}", other.to_units()),
        }
    }
}
