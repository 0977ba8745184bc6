//! Which letters are the same when case is ignored.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// How letters are made the same when case is ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fold {
    /// By `toUpperCase`, without the flag `u`.
    UpperCase,
    /// By Unicode's simple case folding, with it.
    Simple,
}

/// Whether two letters are the same.
pub(crate) fn are_same(one: u32, other: u32, fold: Fold) -> bool {
    match fold {
        Fold::UpperCase => upper_case(one) == upper_case(other),
        Fold::Simple => {
            one == other || same_as(&[(one, one)], fold).iter().any(|(first, last)| (*first..=*last).contains(&other))
        }
    }
}

/// Ranges of the letters that are the same as one of these; which of these themselves are among them is left open.
pub(crate) fn same_as(ranges: &[(u32, u32)], fold: Fold) -> Vec<(u32, u32)> {
    match fold {
        Fold::UpperCase => same_upper_case(ranges),
        Fold::Simple => {
            let ranges = ranges.iter().filter_map(|(first, last)| {
                // Surrogates have no case; a range may begin or end with one.
                let first = char::from_u32(*first).or(char::from_u32(0xe000).filter(|_| *last > 0xe000))?;
                let last = char::from_u32(*last).or(char::from_u32(0xd7ff))?;
                (first <= last).then(|| ClassUnicodeRange::new(first, last))
            });
            let mut class = ClassUnicode::new(ranges);
            class.case_fold_simple();
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
    }
}

/// Ranges with at most this many letters are looked at letter by letter.
const FEW: u32 = 64;

fn same_upper_case(ranges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut same = Vec::new();
    for (first, last) in ranges {
        if last - first < FEW {
            same.extend((*first..=*last).flat_map(with_same_upper_case).map(|letter| (letter, letter)));
            continue;
        }
        let matching = SAME_UPPER_CASE.values().filter(|set| set.iter().any(|letter| (first..=last).contains(&letter)));
        same.extend(matching.flatten().map(|letter| (*letter, *letter)));
    }
    same
}

fn with_same_upper_case(letter: u32) -> Vec<u32> {
    match char::from_u32(letter) {
        // A letter beyond ASCII does not become one of ASCII.
        Some(ascii) if ascii.is_ascii() => vec![ascii.to_ascii_lowercase().into(), ascii.to_ascii_uppercase().into()],
        _ => SAME_UPPER_CASE.get(&upper_case(letter)).cloned().unwrap_or_default(),
    }
}

/// Units that have the same upper case, where there is more than one, by it.
static SAME_UPPER_CASE: LazyLock<HashMap<u32, Vec<u32>>> = LazyLock::new(|| {
    let mut by_upper_case: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for unit in 0..=0xffff {
        by_upper_case.entry(upper_case(unit)).or_default().push(unit);
    }
    by_upper_case.into_iter().filter(|(_, same)| same.len() > 1).collect()
});

/// What a UTF-16 unit is compared as when case is ignored without the flag `u`.
fn upper_case(unit: u32) -> u32 {
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
