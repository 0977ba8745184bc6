//! The text that a pattern is matched with.

use std::ops::Range;

use crate::case::{self, Fold};
use crate::program::Direction;

/// A text to search. Positions count UTF-16 units, which ASCII's bytes are too.
#[derive(Debug, Clone, Copy)]
pub enum Input<'t> {
    /// A text of which every byte is below 128.
    Ascii(&'t [u8]),
    /// Any text.
    Units(&'t [u16]),
}

impl Input<'_> {
    /// How many units it has.
    #[must_use]
    pub fn len(self) -> usize {
        match self {
            Self::Ascii(bytes) => bytes.len(),
            Self::Units(units) => units.len(),
        }
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
}

/// Units that a search reads.
pub(crate) trait Unit: Copy + Into<u32> {
    /// Whether two of these may be one code point.
    const PAIRS: bool;
}

impl Unit for u8 {
    const PAIRS: bool = false;
}

impl Unit for u16 {
    const PAIRS: bool = true;
}

/// A text read by unit, or by code point with the flag `u`.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'t, U> {
    units: &'t [U],
    by_code_point: bool,
}

impl<'t, U: Unit> Subject<'t, U> {
    pub(crate) fn new(units: &'t [U], is_unicode: bool) -> Self {
        Self { units, by_code_point: is_unicode && U::PAIRS }
    }

    pub(crate) fn len(self) -> usize {
        self.units.len()
    }

    /// The units, if each of them is a letter.
    pub(crate) fn single_units(self) -> Option<&'t [U]> {
        (!self.by_code_point).then_some(self.units)
    }

    fn unit(self, at: usize) -> Option<u32> {
        self.units.get(at).copied().map(Into::into)
    }

    /// The letter at a position, and the position behind it; backwards the one before it.
    pub(crate) fn next(self, at: usize, direction: Direction) -> Option<(u32, usize)> {
        match direction {
            Direction::Forward => {
                let first = self.unit(at)?;
                let pair = if self.by_code_point { self.pair(at) } else { None };
                Some(pair.map_or((first, at + 1), |letter| (letter, at + 2)))
            }
            Direction::Backward => {
                let last = self.unit(at.checked_sub(1)?)?;
                let pair = if self.by_code_point { at.checked_sub(2).and_then(|first| self.pair(first)) } else { None };
                Some(pair.map_or((last, at - 1), |letter| (letter, at - 2)))
            }
        }
    }

    /// The code point that the units at a position and behind it are, if they are a pair.
    fn pair(self, at: usize) -> Option<u32> {
        let high = self.unit(at).filter(|unit| (0xd800..0xdc00).contains(unit))?;
        let low = self.unit(at + 1).filter(|unit| (0xdc00..0xe000).contains(unit))?;
        Some(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    }

    /// The position itself, or the start of the code point that it splits.
    pub(crate) fn whole(self, at: usize) -> usize {
        match at.checked_sub(1) {
            Some(before) if self.by_code_point && self.pair(before).is_some() => before,
            _ => at,
        }
    }

    /// Whether the text, or with `multiline` a line, starts at a position.
    pub(crate) fn starts_at(self, at: usize, multiline: bool) -> bool {
        at == 0 || (multiline && self.unit(at - 1).is_some_and(is_line_end))
    }

    /// Whether the text, or with `multiline` a line, ends at a position.
    pub(crate) fn ends_at(self, at: usize, multiline: bool) -> bool {
        at == self.units.len() || (multiline && self.unit(at).is_some_and(is_line_end))
    }

    /// Whether the same stands at two places.
    pub(crate) fn repeats(self, first: Range<usize>, second: Range<usize>, fold: Option<Fold>) -> bool {
        if second.end > self.units.len() || first.len() != second.len() {
            return false;
        }
        let (mut one, mut other) = (first.start, second.start);
        while one < first.end {
            let letters = self.next(one, Direction::Forward).zip(self.next(other, Direction::Forward));
            let Some(((letter, after), (other_letter, other_after))) = letters else {
                return false;
            };
            if letter != other_letter && !fold.is_some_and(|fold| case::are_same(letter, other_letter, fold)) {
                return false;
            }
            (one, other) = (after, other_after);
        }
        one == first.end && other == second.end
    }
}

fn is_line_end(unit: u32) -> bool {
    matches!(unit, 0xa | 0xd | 0x2028 | 0x2029)
}
