//! What a pattern is made of.

use std::ops::Range;

use crate::GroupName;
use crate::case::Fold;
use crate::character_class::CharacterClass;

/// A part of a pattern. Flags are worked into it, as `(?i:…)` changes them on the way.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    Empty,
    /// One letter: a UTF-16 unit, or with the flag `u` a code point.
    One(CharacterClass),
    Start {
        multiline: bool,
    },
    End {
        multiline: bool,
    },
    WordBoundary {
        negated: bool,
        fold: Option<Fold>,
    },
    Capture {
        group: usize,
        node: Box<Self>,
    },
    /// What one of these groups matched, the one that took part.
    Backreference {
        groups: Vec<usize>,
        fold: Option<Fold>,
    },
    Look {
        behind: bool,
        negated: bool,
        node: Box<Self>,
    },
    Repeat {
        node: Box<Self>,
        min: u32,
        /// `u32::MAX` is without end.
        max: u32,
        is_greedy: bool,
        /// The groups inside, which are forgotten with each round.
        groups: Range<usize>,
    },
    Sequence(Vec<Self>),
    Choice(Vec<Self>),
}

/// A whole pattern.
#[derive(Debug)]
pub(crate) struct Pattern {
    pub(crate) node: Node,
    /// The number of groups, the match as a whole being one.
    pub(crate) groups: usize,
    /// The names of groups.
    pub(crate) names: Vec<GroupName>,
}
