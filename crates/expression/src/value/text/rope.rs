//! Texts that were joined and not yet read.

use super::Text;
use crate::value::Heap;
use std::cell::{Cell, OnceCell};

/// Two strings that are read as one. Appending in a loop stays linear.
pub struct Rope<'a> {
    left: Text<'a>,
    right: Text<'a>,
    /// Bytes of both sides.
    pub(super) size: usize,
    /// Whether a side has half of a surrogate pair.
    has_halves: bool,
    heap: &'a Heap<'a>,
    flat: OnceCell<Text<'a>>,
    /// Length in units, once somebody asked.
    length: Cell<Option<usize>>,
}

impl<'a> Rope<'a> {
    pub(super) fn new(heap: &'a Heap<'a>, left: Text<'a>, right: Text<'a>) -> Self {
        Self {
            left,
            right,
            size: left.size() + right.size(),
            has_halves: left.has_halves() || right.has_halves(),
            heap,
            flat: OnceCell::new(),
            length: Cell::new(None),
        }
    }

    pub(super) fn has_halves(&self) -> bool {
        self.has_halves
    }

    pub(super) fn flat(&self) -> Text<'a> {
        *self.flat.get_or_init(|| self.flatten())
    }

    /// Length in units; the text stays in pieces.
    pub(super) fn length(&self) -> usize {
        if let Some(length) = self.length.get() {
            return length;
        }
        let mut length = 0;
        self.visit(|text| {
            length += match text {
                Text::Rope(rope) => match rope.length.get() {
                    Some(length) => length,
                    None => return false,
                },
                flat => flat.length(self.heap),
            };
            true
        });
        self.length.set(Some(length));
        length
    }

    fn flatten(&self) -> Text<'a> {
        if !self.heap.has_room(self.size) {
            return Text::Utf8("");
        }
        if self.has_halves {
            let mut units = Vec::with_capacity(self.size / 2);
            self.flats(|text| units.extend(text.to_units()));
            return Text::from_units(self.heap, &units);
        }
        let mut all = bumpalo::collections::String::with_capacity_in(self.size, self.heap.bump());
        self.flats(|text| {
            if let Text::Utf8(text) = text {
                all.push_str(text);
            }
        });
        Text::Utf8(all.into_bump_str())
    }

    /// Hands on the flat texts that it is made of, in order.
    fn flats(&self, mut take: impl FnMut(Text<'a>)) {
        self.visit(|text| {
            let flat = match text {
                Text::Rope(rope) => rope.flat.get().copied(),
                flat => Some(flat),
            };
            flat.map(&mut take).is_some()
        });
    }

    /// Shows what it is made of, in order, until this is said to be enough of a rope.
    fn visit(&self, mut is_enough: impl FnMut(Text<'a>) -> bool) {
        // Depth first by hand: a rope is as deep as the loop that built it was long.
        let mut open = vec![self.right, self.left];
        while let Some(next) = open.pop() {
            if !is_enough(next)
                && let Text::Rope(rope) = next
            {
                open.extend([rope.right, rope.left]);
            }
        }
    }
}
