//! The instructions that a pattern is compiled to.

use super::character_class::CharacterClass;
use super::syntax::Flags;

#[derive(Debug)]
pub(super) struct Program {
    pub(super) instructions: Vec<Instruction>,
    pub(super) classes: Vec<CharacterClass>,
    /// The number of groups, the match as a whole being one.
    pub(super) groups: usize,
    /// The number of loop counters.
    pub(super) loops: usize,
    pub(super) flags: Flags,
    /// Whether a match can only begin at the start of the text.
    pub(super) is_anchored: bool,
}

/// Which way a part of a pattern goes through the text; inside a lookbehind it is backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Forward,
    Backward,
}

/// How often something is repeated.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    pub(super) min: u32,
    pub(super) max: u32,
    pub(super) is_greedy: bool,
}

/// One instruction. Numbers in `usize` are instructions to go on with, unless the name says something else.
#[derive(Debug)]
pub(super) enum Instruction {
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
        ignore_case: bool,
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
