//! Sets of letters, and which letters are the same when case is ignored.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// A set of UTF-16 units or code points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct CharacterClass {
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
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
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

    pub(super) fn letter(letter: u32) -> Self {
        Self::new(vec![(letter, letter)])
    }

    /// `.`
    pub(super) fn dot(dot_all: bool) -> Self {
        if dot_all { Self::default().negated() } else { Self::new(LINE_ENDS.to_vec()).negated() }
    }

    /// `\d`, `\s`, `\w`, and in upper case what is none of these.
    pub(super) fn escape(letter: char, fold: Option<Fold>) -> Option<Self> {
        let class = match letter.to_ascii_lowercase() {
            'd' => Self::new(DIGITS.to_vec()),
            's' => Self::new(SPACES.to_vec()),
            'w' => Self::word(fold),
            _ => return None,
        };
        Some(if letter.is_ascii_uppercase() { class.negated() } else { class })
    }

    /// `\w`, which with the flags `u` and `i` also has the two letters that become one of it when case is ignored.
    pub(super) fn word(fold: Option<Fold>) -> Self {
        let word = Self::new(WORD.to_vec());
        if fold == Some(Fold::Simple) { word.folded(Fold::Simple) } else { word }
    }

    /// `\p{property}`.
    pub(super) fn property(property: &str) -> Option<Self> {
        let hir = regex_syntax::parse(&format!("\\p{{{property}}}")).ok()?;
        match hir.into_kind() {
            HirKind::Class(Class::Unicode(class)) => Some(Self::from_unicode(&class)),
            _ => None,
        }
    }

    /// The ranges of its letters, with both ends.
    pub(super) fn ranges(&self) -> &[(u32, u32)] {
        &self.ranges
    }

    pub(super) fn contains(&self, letter: u32) -> bool {
        if letter < 128 {
            return self.ascii >> letter & 1 == 1;
        }
        let after = self.ranges.partition_point(|(first, _)| *first <= letter);
        after > 0 && self.ranges[after - 1].1 >= letter
    }

    pub(super) fn union(&self, other: &Self) -> Self {
        Self::new(self.ranges.iter().chain(&other.ranges).copied().collect())
    }

    pub(super) fn negated(&self) -> Self {
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
    pub(super) fn folded(&self, fold: Fold) -> Self {
        let more = match fold {
            Fold::UpperCase => {
                let matching = SAME_UPPER_CASE.iter().filter(|same| same.iter().any(|letter| self.contains(*letter)));
                Self::new(matching.flatten().map(|letter| (*letter, *letter)).collect())
            }
            Fold::Simple => {
                let ranges = self.ranges.iter().filter_map(|(first, last)| {
                    // Surrogates have no case; a range may begin or end with one.
                    let first = char::from_u32(*first).or(char::from_u32(0xe000).filter(|_| *last > 0xe000))?;
                    let last = char::from_u32(*last).or(char::from_u32(0xd7ff))?;
                    (first <= last).then(|| ClassUnicodeRange::new(first, last))
                });
                let mut class = ClassUnicode::new(ranges);
                class.case_fold_simple();
                Self::from_unicode(&class)
            }
        };
        self.union(&more)
    }

    fn from_unicode(class: &ClassUnicode) -> Self {
        Self::new(class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect())
    }
}

/// How letters are made the same when case is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// By `toUpperCase`, without the flag `u`.
    UpperCase,
    /// By Unicode's simple case folding, with it.
    Simple,
}

/// Sets of units that have the same upper case.
static SAME_UPPER_CASE: LazyLock<Vec<Vec<u32>>> = LazyLock::new(|| {
    let mut by_upper_case: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for unit in 0..=0xffff {
        by_upper_case.entry(upper_case(unit)).or_default().push(unit);
    }
    by_upper_case.into_values().filter(|same| same.len() > 1).collect()
});

/// What a UTF-16 unit is compared as when case is ignored without the flag `u`.
pub(super) fn upper_case(unit: u32) -> u32 {
    let Some(letter) = char::from_u32(unit) else {
        return unit;
    };
    let mut upper = letter.to_uppercase();
    match (upper.next().map(u32::from), upper.next()) {
        // A letter beyond ASCII does not become one of ASCII.
        (Some(upper), None) if upper <= 0xffff && !(unit >= 128 && upper < 128) => upper,
        _ => unit,
    }
}
