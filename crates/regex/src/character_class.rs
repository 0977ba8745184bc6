//! Sets of letters.

use regex_syntax::hir::{Class, ClassUnicode, HirKind};

use crate::case::{self, Fold};

/// A set of UTF-16 units or code points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct CharacterClass {
    /// Ranges with both ends, in order, not touching each other.
    ranges: Vec<(u32, u32)>,
    /// Members below 128.
    ascii: u128,
}

const LAST: u32 = 0x10_ffff;
const DIGITS: &[(u32, u32)] = &[(0x30, 0x39)];
const WORD: &[(u32, u32)] = &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)];
const LINE_ENDS: &[(u32, u32)] = &[(0xa, 0xa), (0xd, 0xd), (0x2028, 0x2029)];
#[rustfmt::skip]
const SPACES: &[(u32, u32)] = &[
    (0x9, 0xd), (0x20, 0x20), (0xa0, 0xa0), (0x1680, 0x1680), (0x2000, 0x200a), (0x2028, 0x2029), (0x202f, 0x202f),
    (0x205f, 0x205f), (0x3000, 0x3000), (0xfeff, 0xfeff),
];

impl CharacterClass {
    pub(crate) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => merged.push((first, last)),
            }
        }
        let below_128 =
            merged.iter().flat_map(|(first, last)| *first..=(*last).min(127)).take_while(|letter| *letter < 128);
        let ascii = below_128.fold(0, |bits, letter| bits | (1 << letter));
        Self { ranges: merged, ascii }
    }

    pub(crate) fn letter(letter: u32) -> Self {
        Self::new(vec![(letter, letter)])
    }

    /// `.`
    pub(crate) fn dot(dot_all: bool) -> Self {
        if dot_all { Self::default().negated() } else { Self::new(LINE_ENDS.to_vec()).negated() }
    }

    /// `\d`, `\s`, `\w`, and in upper case their complements.
    pub(crate) fn escape(letter: char, fold: Option<Fold>) -> Option<Self> {
        let class = match letter.to_ascii_lowercase() {
            'd' => Self::new(DIGITS.to_vec()),
            's' => Self::new(SPACES.to_vec()),
            'w' => Self::word(fold),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() { class.negated() } else { class })
    }

    /// `\w`, which with the flags `u` and `i` also has the two letters that become one of it when case is ignored.
    pub(crate) fn word(fold: Option<Fold>) -> Self {
        let word = Self::new(WORD.to_vec());
        if fold == Some(Fold::Simple) { word.folded(Fold::Simple) } else { word }
    }

    /// The letters of a property, as the tables of `regex-syntax` spell it.
    pub(crate) fn tabled(property: &str) -> Option<Self> {
        let hir = regex_syntax::parse(&format!("\\p{{{property}}}")).ok()?;
        match hir.into_kind() {
            HirKind::Class(Class::Unicode(class)) => Some(Self::from_unicode(&class)),
            // A set of one letter.
            HirKind::Literal(literal) => {
                let mut letters = std::str::from_utf8(&literal.0).ok()?.chars();
                Some(Self::letter(letters.next().filter(|_| letters.next().is_none())?.into()))
            }
            _ => None,
        }
    }

    /// The ranges of its letters, with both ends.
    pub(crate) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    pub(crate) fn contains(&self, letter: u32) -> bool {
        if letter < 128 {
            return self.ascii >> letter & 1 == 1;
        }
        let after = self.ranges.partition_point(|(first, _)| *first <= letter);
        after > 0 && self.ranges[after - 1].1 >= letter
    }

    pub(crate) fn union(&self, other: &Self) -> Self {
        Self::new(self.ranges.iter().chain(&other.ranges).copied().collect())
    }

    pub(crate) fn negated(&self) -> Self {
        let mut ranges = Vec::with_capacity(self.ranges.len() + 1);
        let mut next = 0;
        for (first, last) in &self.ranges {
            if *first > next {
                ranges.push((next, first - 1));
            }
            next = last + 1;
        }
        if next <= LAST {
            ranges.push((next, LAST));
        }
        Self::new(ranges)
    }

    /// With all letters that are the same as one of these when case is ignored.
    pub(crate) fn folded(&self, fold: Fold) -> Self {
        let mut ranges = case::same_as(&self.ranges, fold);
        ranges.extend(&self.ranges);
        Self::new(ranges)
    }

    fn from_unicode(class: &ClassUnicode) -> Self {
        Self::new(class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect())
    }
}
