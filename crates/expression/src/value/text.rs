//! JavaScript strings: UTF-8 as long as they are well-formed, joined lazily when they grow long.

use super::Heap;
use std::cell::OnceCell;

/// A string. JavaScript counts it in UTF-16 units; only half surrogates need that form.
#[derive(Clone, Copy)]
pub enum Text<'a> {
    Utf8(&'a str),
    /// Holds at least one half of a surrogate pair.
    Utf16(&'a [u16]),
    Rope(&'a Rope<'a>),
}

/// Two strings that are read as one. Appending in a loop stays linear.
pub struct Rope<'a> {
    left: Text<'a>,
    right: Text<'a>,
    /// Bytes of both sides.
    size: usize,
    heap: &'a Heap<'a>,
    flat: OnceCell<Text<'a>>,
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
        match self {
            Self::Utf8(text) => text.is_empty(),
            Self::Utf16(units) => units.is_empty(),
            Self::Rope(rope) => rope.size == 0,
        }
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

    /// The same text, of one piece.
    #[must_use]
    pub fn flat(self) -> Self {
        let Self::Rope(rope) = self else { return self };
        *rope.flat.get_or_init(|| rope.flatten())
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
    pub fn length(self) -> usize {
        match self.flat() {
            Self::Utf8(text) if text.is_ascii() => text.len(),
            Self::Utf8(text) => text.chars().map(char::len_utf16).sum(),
            Self::Utf16(units) => units.len(),
            Self::Rope(_) => 0,
        }
    }

    /// The unit at this place.
    #[must_use]
    pub fn unit(self, index: usize) -> Option<u16> {
        match self.flat() {
            Self::Utf8(text) if text.is_ascii() => text.as_bytes().get(index).copied().map(u16::from),
            Self::Utf8(text) => text.encode_utf16().nth(index),
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
            Self::Utf8(text) if text.is_ascii() => Self::Utf8(&text[start..end.min(text.len())]),
            Self::Utf8(text) => {
                if let (Some(from), Some(to)) = (byte_of_unit(text, start), byte_of_unit(text, end)) {
                    return Self::Utf8(&text[from..to]);
                }
                let units = self.to_units();
                Self::from_units(heap, &units[start..end.min(units.len())])
            }
            Self::Utf16(units) => Self::from_units(heap, &units[start..end.min(units.len())]),
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
        let size = self.size() + other.size();
        if size > ROPE_FROM {
            return Self::Rope(heap.rope(Rope { left: self, right: other, size, heap, flat: OnceCell::new() }));
        }
        if let (Self::Utf8(left), Self::Utf8(right)) = (self.flat(), other.flat()) {
            return Self::Utf8(heap.join(&[left, right]));
        }
        let mut units = self.to_units();
        units.extend(other.to_units());
        Self::from_units(heap, &units)
    }
}

impl<'a> Rope<'a> {
    fn flatten(&self) -> Text<'a> {
        // Depth first by hand: a rope is as deep as the loop that built it was long.
        let mut pieces = Vec::new();
        let mut open = vec![self.right, self.left];
        while let Some(next) = open.pop() {
            match next {
                Text::Rope(rope) => match rope.flat.get() {
                    Some(flat) => pieces.push(*flat),
                    None => open.extend([rope.right, rope.left]),
                },
                flat => pieces.push(flat),
            }
        }
        let utf8: Option<Vec<&str>> = pieces
            .iter()
            .map(|piece| match piece {
                Text::Utf8(text) => Some(*text),
                _ => None,
            })
            .collect();
        match utf8 {
            Some(pieces) => Text::Utf8(self.heap.join(&pieces)),
            None => {
                let units: Vec<u16> = pieces.into_iter().flat_map(Text::to_units).collect();
                Text::from_units(self.heap, &units)
            }
        }
    }
}

/// Where the unit starts, if it starts a character.
fn byte_of_unit(text: &str, unit: usize) -> Option<usize> {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= unit {
            return (units == unit).then_some(at);
        }
        units += c.len_utf16();
    }
    Some(text.len())
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
