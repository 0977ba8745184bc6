//! Runs the instructions of a pattern over a text.

use std::ops::Range;

use crate::backtrack::Mark;
use crate::case::Fold;
use crate::program::{Direction, Instruction, Program, Times};
use crate::subject::{Subject, Unit};
use crate::{Captures, Exhausted};

/// Steps between two questions whether to go on; one takes some nanoseconds.
pub const STEPS_PER_QUESTION: u32 = 1 << 14;

/// How much there may be to go back to, 24 bytes each: about what V8 allows.
const MAX_MARKS: usize = 2_800_000;

const UNSET: usize = usize::MAX;

/// The first match in a text.
pub(crate) fn find<U: Unit>(
    program: &Program,
    units: &[U],
    start: usize,
    may_go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<Captures>, Exhausted> {
    let text = Subject::new(units, program.flags.by_code_point());
    if start > text.len() {
        return Ok(None);
    }
    let mut matcher = Matcher {
        program,
        text,
        saved: vec![UNSET; program.groups * 2],
        loops: vec![Round::default(); program.loops],
        marks: Vec::new(),
        steps: STEPS_PER_QUESTION,
        may_go_on,
    };
    let mut start = text.whole(start);
    let last = if program.is_anchored { start } else { text.len() };
    while let Some(at) = matcher.next_start(start, last) {
        if matcher.run(0, at)? {
            return Ok(Some(matcher.captures()));
        }
        start = text.next(at, Direction::Forward).map_or(at + 1, |(_, next)| next);
    }
    Ok(None)
}

pub(crate) struct Matcher<'t, U> {
    pub(crate) program: &'t Program,
    pub(crate) text: Subject<'t, U>,
    /// Two positions for each group.
    pub(crate) saved: Vec<usize>,
    pub(crate) loops: Vec<Round>,
    pub(crate) marks: Vec<Mark>,
    /// Steps left before the next question.
    steps: u32,
    may_go_on: &'t mut dyn FnMut() -> bool,
}

/// How far a loop is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Round {
    pub(crate) count: u32,
    pub(crate) began_at: usize,
}

impl<U: Unit> Matcher<'_, U> {
    /// The next position at which a match could begin.
    fn next_start(&self, from: usize, last: usize) -> Option<usize> {
        let Some(first) = &self.program.first else {
            return (from <= last).then_some(from);
        };
        let is_first = |letter: u32| match first.ascii.get(letter as usize) {
            Some(is_first) => *is_first,
            None => first.letters.contains(letter),
        };
        if let Some(units) = self.text.single_units() {
            let units = units.get(from..)?;
            let found = units.iter().take((last + 1).saturating_sub(from)).position(|unit| is_first((*unit).into()));
            return found.map(|distance| from + distance);
        }
        let mut at = from;
        while at <= last {
            let (letter, after) = self.text.next(at, Direction::Forward)?;
            if is_first(letter) {
                return Some(at);
            }
            at = after;
        }
        None
    }

    /// Whether the instructions from one to the next `Accept` match at a position.
    fn run(&mut self, mut instruction: usize, mut at: usize) -> Result<bool, Exhausted> {
        let base = self.marks.len();
        let program = self.program;
        loop {
            self.count_steps(1)?;
            let next = instruction + 1;
            let goes_on = match &program.instructions[instruction] {
                Instruction::Accept => return Ok(true),
                Instruction::Look { negated, behind } => {
                    let found = self.look(next, at, *negated)?;
                    (found != *negated).then_some((*behind, at))
                }
                Instruction::Many { class, direction, times } => {
                    self.many(*class, *direction, *times, instruction, at)?
                }
                Instruction::Loop { counter, times, exit } => self.decide(*counter, *times, next, *exit, at),
                Instruction::Jump { to } => Some((*to, at)),
                Instruction::Try { otherwise } => {
                    self.marks.push(Mark::Resume { instruction: *otherwise, at });
                    Some((next, at))
                }
                step => self.step(step, at).map(|at| (next, at)),
            };
            let Some(elsewhere) = goes_on.or_else(|| self.go_back(base)) else {
                return Ok(false);
            };
            (instruction, at) = elsewhere;
        }
    }

    fn count_steps(&mut self, steps: u32) -> Result<(), Exhausted> {
        if let Some(left) = self.steps.checked_sub(steps)
            && left > 0
        {
            self.steps = left;
            return Ok(());
        }
        self.steps = STEPS_PER_QUESTION;
        if self.marks.len() <= MAX_MARKS && (self.may_go_on)() { Ok(()) } else { Err(Exhausted) }
    }

    /// Looks around; groups found in a look that is not negated stay.
    fn look(&mut self, instruction: usize, at: usize, negated: bool) -> Result<bool, Exhausted> {
        let base = self.marks.len();
        let found = self.run(instruction, at)?;
        if found && negated {
            while self.marks.len() > base {
                self.undo();
            }
        } else if found {
            // There is one try only, but what was stored has to be undone by a later failure.
            let mut kept = self.marks.split_off(base);
            kept.retain(|mark| matches!(mark, Mark::Saved { .. } | Mark::Loop { .. }));
            self.marks.append(&mut kept);
        }
        Ok(found)
    }

    /// An instruction that goes on with the next one: where in the text, or that it fails.
    fn step(&mut self, step: &Instruction, at: usize) -> Option<usize> {
        match step {
            Instruction::One { class, direction } => return self.take(*class, at, *direction),
            Instruction::Start { multiline } => return self.text.starts_at(at, *multiline).then_some(at),
            Instruction::End { multiline } => return self.text.ends_at(at, *multiline).then_some(at),
            Instruction::WordBoundary { negated, class } => {
                let before = self.take(*class, at, Direction::Backward).is_some();
                let after = self.take(*class, at, Direction::Forward).is_some();
                return ((before != after) != *negated).then_some(at);
            }
            Instruction::Save { slot } => self.save(*slot, at),
            Instruction::Forget { groups } => {
                (groups.start * 2..groups.end * 2).for_each(|slot| self.save(slot, UNSET));
            }
            Instruction::Backreference { groups, fold, direction } => {
                return self.backreference(groups, *fold, *direction, at);
            }
            Instruction::LoopStart { counter } => self.set_round(*counter, Round::default()),
            Instruction::LoopRound { counter } => {
                let count = self.loops[*counter].count.saturating_add(1);
                self.set_round(*counter, Round { count, began_at: at });
            }
            // What leads elsewhere is not a step.
            Instruction::Try { .. }
            | Instruction::Jump { .. }
            | Instruction::Many { .. }
            | Instruction::Loop { .. }
            | Instruction::Look { .. }
            | Instruction::Accept => return None,
        }
        Some(at)
    }

    /// One more round of a loop, or behind it.
    fn decide(&mut self, counter: usize, times: Times, round: usize, exit: usize, at: usize) -> Option<(usize, usize)> {
        let Round { count, began_at } = self.loops[counter];
        if count > times.min && began_at == at {
            // A round that was not needed and matched nothing leads nowhere.
            return None;
        }
        let (first, second) = match times.is_greedy {
            _ if count < times.min => return Some((round, at)),
            _ if count >= times.max => return Some((exit, at)),
            true => (round, exit),
            false => (exit, round),
        };
        self.marks.push(Mark::Resume { instruction: second, at });
        Some((first, at))
    }

    /// As many letters of a class as there are, or as few as there need to be.
    fn many(
        &mut self,
        class: usize,
        direction: Direction,
        times: Times,
        many: usize,
        at: usize,
    ) -> Result<Option<(usize, usize)>, Exhausted> {
        let (least, taken) = self.take_up_to(times.min, class, direction, at)?;
        if taken < times.min {
            return Ok(None);
        }
        let letters = if times.max == u32::MAX { u32::MAX } else { times.max - times.min };
        if !times.is_greedy {
            self.marks.push(Mark::TakeMore { many, at: least, letters });
            return Ok(Some((many + 1, least)));
        }
        let (at, letters) = self.take_up_to(letters, class, direction, least)?;
        if letters > 0 {
            self.marks.push(Mark::GiveBack { many, at, letters });
        }
        Ok(Some((many + 1, at)))
    }

    /// The position behind a letter of a class.
    pub(crate) fn take(&self, class: usize, at: usize, direction: Direction) -> Option<usize> {
        let (letter, after) = self.text.next(at, direction)?;
        self.program.classes[class].contains(letter).then_some(after)
    }

    /// The position behind the letters of a class that follow each other, and how many these are.
    fn take_up_to(
        &mut self,
        most: u32,
        class: usize,
        direction: Direction,
        at: usize,
    ) -> Result<(usize, u32), Exhausted> {
        let (mut at, mut taken) = (at, 0);
        while taken < most {
            let Some(after) = self.take(class, at, direction) else {
                break;
            };
            at = after;
            taken += 1;
        }
        // A letter is much less work than another step.
        self.count_steps(taken / 8)?;
        Ok((at, taken))
    }

    /// The position behind what a group has matched, once more; a group that took no part matches nothing.
    fn backreference(&self, groups: &[usize], fold: Option<Fold>, direction: Direction, at: usize) -> Option<usize> {
        let Some(matched) = groups.iter().find_map(|group| self.group(*group)) else {
            return Some(at);
        };
        let range = match direction {
            Direction::Forward => at..at.checked_add(matched.len())?,
            Direction::Backward => at.checked_sub(matched.len())?..at,
        };
        let is_same = self.text.repeats(matched, range.clone(), fold);
        is_same.then_some(if direction == Direction::Forward { range.end } else { range.start })
    }

    fn group(&self, group: usize) -> Option<Range<usize>> {
        let (start, end) = (self.saved[group * 2], self.saved[group * 2 + 1]);
        (start != UNSET && end != UNSET && start <= end).then_some(start..end)
    }

    fn captures(&self) -> Captures {
        (0..self.program.groups).map(|group| self.group(group)).collect()
    }
}
