//! The instructions that a pattern is compiled to.

use crate::Flags;
use crate::case::Fold;
use crate::character_class::CharacterClass;

#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) instructions: Vec<Instruction>,
    pub(crate) classes: Vec<CharacterClass>,
    /// The number of groups, the match as a whole being one.
    pub(crate) groups: usize,
    /// The number of loop counters.
    pub(crate) loops: usize,
    pub(crate) flags: Flags,
    /// Whether a match can only begin where the search does.
    pub(crate) is_anchored: bool,
    /// The letters that a match can begin with; `None` if it may be empty, or with any.
    pub(crate) first: Option<First>,
}

/// Letters; those below 128 also by themselves, as a search looks at each letter of the text.
#[derive(Debug)]
pub(crate) struct First {
    pub(crate) letters: CharacterClass,
    pub(crate) ascii: [bool; 128],
}

/// Which way a part of a pattern goes through the text; inside a lookbehind it is backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Forward,
    Backward,
}

impl Direction {
    pub(crate) fn opposite(self) -> Self {
        match self {
            Self::Forward => Self::Backward,
            Self::Backward => Self::Forward,
        }
    }
}

/// How often something is repeated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Times {
    pub(crate) min: u32,
    pub(crate) max: u32,
    pub(crate) is_greedy: bool,
}

/// One instruction. Numbers in `usize` are instructions to go on with, unless the name says something else.
#[derive(Debug)]
pub(crate) enum Instruction {
    /// A letter of a class.
    One {
        class: usize,
        direction: Direction,
    },
    /// Letters of a class.
    Many {
        class: usize,
        direction: Direction,
        times: Times,
    },
    Start {
        multiline: bool,
    },
    End {
        multiline: bool,
    },
    WordBoundary {
        negated: bool,
        class: usize,
    },
    /// Stores the position, in two slots for each group.
    Save {
        slot: usize,
    },
    /// Forgets groups.
    Forget {
        groups: std::ops::Range<usize>,
    },
    Backreference {
        groups: Vec<usize>,
        fold: Option<Fold>,
        direction: Direction,
    },
    /// Goes on with the next instruction, and after a failure with the other.
    Try {
        otherwise: usize,
    },
    Jump {
        to: usize,
    },
    /// Sets a loop counter to zero.
    LoopStart {
        counter: usize,
    },
    /// Decides about one more round, which begins with the next instruction.
    Loop {
        counter: usize,
        times: Times,
        exit: usize,
    },
    /// Begins a round.
    LoopRound {
        counter: usize,
    },
    /// Looks around with what follows up to `Accept`, and goes on behind.
    Look {
        negated: bool,
        behind: usize,
    },
    /// The end of the pattern, or of what a `Look` looks for.
    Accept,
}
