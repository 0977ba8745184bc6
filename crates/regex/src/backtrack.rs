//! What is remembered on the way, and undone when a search has to go back.

use crate::matcher::{Matcher, Round};
use crate::program::{Direction, Instruction};
use crate::subject::Unit;

/// What to do after a failure.
pub(crate) enum Mark {
    /// Go on elsewhere.
    Resume { instruction: usize, at: usize },
    /// Give back one of so many letters that a [`Instruction::Many`] took.
    GiveBack { many: usize, at: usize, letters: u32 },
    /// Take one more letter for a [`Instruction::Many`], of at most so many.
    TakeMore { many: usize, at: usize, letters: u32 },
    /// Store again what a slot held.
    Saved { slot: usize, position: usize },
    /// Store again how far a loop was.
    Loop { counter: u32, round: Round },
}

impl<U: Unit> Matcher<'_, U> {
    /// Undoes what was done since the last mark that leads elsewhere, and where that is.
    pub(crate) fn go_back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.marks.len() > base {
            if let Some(elsewhere) = self.undo() {
                return Some(elsewhere);
            }
        }
        None
    }

    pub(crate) fn undo(&mut self) -> Option<(usize, usize)> {
        match self.marks.pop()? {
            Mark::Resume { instruction, at } => Some((instruction, at)),
            Mark::GiveBack { many, at, letters } => {
                let (_, direction) = self.letters_of(many)?;
                let (_, at) = self.text.next(at, direction.opposite())?;
                if letters > 1 {
                    self.marks.push(Mark::GiveBack { many, at, letters: letters - 1 });
                }
                Some((many + 1, at))
            }
            Mark::TakeMore { many, at, letters } => {
                let letters = if letters == u32::MAX { letters } else { letters.checked_sub(1)? };
                let (class, direction) = self.letters_of(many)?;
                let at = self.take(class, at, direction)?;
                self.marks.push(Mark::TakeMore { many, at, letters });
                Some((many + 1, at))
            }
            Mark::Saved { slot, position } => {
                self.saved[slot] = position;
                None
            }
            Mark::Loop { counter, round } => {
                self.loops[counter as usize] = round;
                None
            }
        }
    }

    pub(crate) fn save(&mut self, slot: usize, at: usize) {
        let position = std::mem::replace(&mut self.saved[slot], at);
        self.marks.push(Mark::Saved { slot, position });
    }

    pub(crate) fn set_round(&mut self, counter: usize, round: Round) {
        let before = std::mem::replace(&mut self.loops[counter], round);
        self.marks.push(Mark::Loop { counter: counter as u32, round: before });
    }

    /// The class and direction of a [`Instruction::Many`].
    pub(crate) fn letters_of(&self, many: usize) -> Option<(usize, Direction)> {
        match self.program.instructions[many] {
            Instruction::Many { class, direction, .. } => Some((class, direction)),
            _ => None,
        }
    }
}
