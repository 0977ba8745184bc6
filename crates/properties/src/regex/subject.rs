//! The text that a pattern is matched with.

use std::ops::Range;

use super::character_class::{CharacterClass, Fold, upper_case};
use super::program::Direction;

/// A text as UTF-16 units, read by unit, or by code point with the flag `u`.
#[derive(Clone, Copy)]
pub(super) struct Subject<'t> {
    units: &'t [u16],
    is_unicode: bool,
}

impl<'t> Subject<'t> {
    pub(super) fn new(units: &'t [u16], is_unicode: bool) -> Self {
        Self { units, is_unicode }
    }

    /// The letter at a position, and the position behind it; backwards the one before it.
    pub(super) fn next(self, at: usize, direction: Direction) -> Option<(u32, usize)> {
        let unit = |at: usize| self.units.get(at).copied();
        match direction {
            Direction::Forward => {
                let first = unit(at)?;
                let pair =
                    if self.is_unicode { unit(at + 1).and_then(|second| code_point(first, second)) } else { None };
                Some(pair.map_or((first.into(), at + 1), |letter| (letter, at + 2)))
            }
            Direction::Backward => {
                let last = unit(at.checked_sub(1)?)?;
                let before = if self.is_unicode { at.checked_sub(2).and_then(unit) } else { None };
                let pair = before.and_then(|first| code_point(first, last));
                Some(pair.map_or((last.into(), at - 1), |letter| (letter, at - 2)))
            }
        }
    }

    /// Whether the text, or with `multiline` a line, starts at a position.
    pub(super) fn starts_at(self, at: usize, multiline: bool) -> bool {
        at == 0 || (multiline && self.units.get(at - 1).is_some_and(is_line_end))
    }

    /// Whether the text, or with `multiline` a line, ends at a position.
    pub(super) fn ends_at(self, at: usize, multiline: bool) -> bool {
        at == self.units.len() || (multiline && self.units.get(at).is_some_and(is_line_end))
    }

    /// Whether the same stands at two places.
    pub(super) fn repeats(self, first: Range<usize>, second: Range<usize>, ignore_case: bool) -> bool {
        let (Some(first), Some(second)) = (self.units.get(first), self.units.get(second)) else {
            return false;
        };
        if !ignore_case {
            return first == second;
        }
        if !self.is_unicode {
            return first.iter().zip(second).all(|(a, b)| upper_case((*a).into()) == upper_case((*b).into()));
        }
        let same = |(a, b)| a == b || CharacterClass::letter(a).folded(Fold::Simple).contains(b);
        let (first, second) = (code_points(first), code_points(second));
        first.len() == second.len() && first.into_iter().zip(second).all(same)
    }
}

fn is_line_end(unit: &u16) -> bool {
    matches!(unit, 0xa | 0xd | 0x2028 | 0x2029)
}

/// The code point that two units are, if they are a pair.
fn code_point(high: u16, low: u16) -> Option<u32> {
    let is_pair = (0xd800..0xdc00).contains(&high) && (0xdc00..0xe000).contains(&low);
    is_pair.then(|| 0x1_0000 + ((u32::from(high) - 0xd800) << 10) + (u32::from(low) - 0xdc00))
}

fn code_points(units: &[u16]) -> Vec<u32> {
    let letters = char::decode_utf16(units.iter().copied());
    letters.map(|letter| letter.map_or_else(|half| half.unpaired_surrogate().into(), u32::from)).collect()
}
