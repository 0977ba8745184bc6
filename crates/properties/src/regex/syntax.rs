//! What a pattern is made of.

use super::character_class::CharacterClass;

/// The flags of an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) multiline: bool,
    pub(super) dot_all: bool,
    pub(super) unicode: bool,
    pub(super) sticky: bool,
}

impl Flags {
    /// Reads flags such as `gi`; `None` if one is unknown, not supported or there twice.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut flags = Self::default();
        for (index, flag) in text.char_indices() {
            if text[..index].contains(flag) {
                return None;
            }
            match flag {
                'i' => flags.ignore_case = true,
                'm' => flags.multiline = true,
                's' => flags.dot_all = true,
                'u' => flags.unicode = true,
                'y' => flags.sticky = true,
                'd' | 'g' => {}
                _ => return None,
            }
        }
        Some(flags)
    }
}

/// A part of a pattern. Flags are worked into it, as `(?i:…)` changes them on the way.
#[derive(Clone, Debug)]
pub(super) enum Node {
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
        ignore_case: bool,
    },
    Capture {
        group: usize,
        node: Box<Self>,
    },
    /// What one of these groups matched, the one that took part.
    Backreference {
        groups: Vec<usize>,
        ignore_case: bool,
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
        groups: std::ops::Range<usize>,
    },
    Sequence(Vec<Self>),
    Choice(Vec<Self>),
}

/// A whole pattern.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) node: Node,
    /// The number of groups, the match as a whole being one.
    pub(super) groups: usize,
}
