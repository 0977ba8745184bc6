//! Runs the instructions of a pattern over a text.

use std::ops::Range;

use super::program::{Direction, Instruction, Program, Times};
use super::subject::Subject;
use crate::Error;

/// How many steps a search may take. n8n stops one after 250 ms, which is about what this many steps take; counted, the
/// answer is the same on every machine.
const MAX_STEPS: u64 = 30_000_000;

/// How much there may be to go back to, which is what takes memory.
const MAX_MARKS: usize = 4_000_000;

/// Where each group matched, the match as a whole first.
pub(super) type Groups = Vec<Option<Range<usize>>>;

/// The first match in a text.
pub(super) fn find(program: &Program, text: &[u16]) -> Result<Option<Groups>, Error> {
    let mut matcher = Matcher {
        program,
        text: Subject::new(text, program.flags.unicode),
        saved: vec![None; program.groups * 2],
        loops: vec![Round::default(); program.loops],
        marks: Vec::new(),
        steps: 0,
    };
    let last = if program.is_anchored { 0 } else { text.len() };
    let mut start = 0;
    while start <= last {
        if matcher.run(0, start)? {
            return Ok(Some(matcher.groups()));
        }
        start = matcher.text.next(start, Direction::Forward).map_or(start + 1, |(_, next)| next);
    }
    Ok(None)
}

struct Matcher<'t> {
    program: &'t Program,
    text: Subject<'t>,
    /// Two positions for each group.
    saved: Vec<Option<usize>>,
    loops: Vec<Round>,
    marks: Vec<Mark>,
    steps: u64,
}

/// How far a loop is.
#[derive(Clone, Copy, Debug, Default)]
struct Round {
    count: u32,
    began_at: usize,
}

/// What to do after a failure.
enum Mark {
    /// Go on elsewhere.
    Resume {
        instruction: usize,
        at: usize,
    },
    /// Give back one of the letters taken, down to a position.
    GiveBack {
        instruction: usize,
        at: usize,
        least: usize,
        direction: Direction,
    },
    /// Take one more letter of a class, if there may be more.
    TakeMore {
        instruction: usize,
        at: usize,
        class: usize,
        left: u32,
        direction: Direction,
    },
    Saved {
        slot: usize,
        position: Option<usize>,
    },
    Loop {
        counter: usize,
        round: Round,
    },
}

impl Matcher<'_> {
    /// Whether the instructions from one to the next `Accept` match at a position.
    fn run(&mut self, mut instruction: usize, mut at: usize) -> Result<bool, Error> {
        let base = self.marks.len();
        loop {
            self.count_step()?;
            let goes_on = match self.program.instructions.get(instruction) {
                None | Some(Instruction::Accept) => return Ok(true),
                Some(Instruction::Look { negated, behind }) => {
                    let found = self.look(instruction + 1, at, *negated)?;
                    (found != *negated).then_some((*behind, at))
                }
                Some(step) => self.step(step, instruction, at),
            };
            let Some(next) = goes_on.or_else(|| self.go_back(base)) else {
                return Ok(false);
            };
            (instruction, at) = next;
        }
    }

    fn count_step(&mut self) -> Result<(), Error> {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.marks.len() > MAX_MARKS {
            return Err(Error::RegexTimeout);
        }
        Ok(())
    }

    /// Looks around; groups found in a look that is not negated stay.
    fn look(&mut self, instruction: usize, at: usize, negated: bool) -> Result<bool, Error> {
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

    /// One instruction: where to go on, or that it fails.
    fn step(&mut self, step: &Instruction, instruction: usize, at: usize) -> Option<(usize, usize)> {
        let next = instruction + 1;
        match step {
            Instruction::One { class, direction } => {
                let at = self.take(*class, at, *direction)?;
                Some((next, at))
            }
            Instruction::Many { class, direction, times } => self.many(*class, *direction, *times, next, at),
            Instruction::Start { multiline } => self.text.starts_at(at, *multiline).then_some((next, at)),
            Instruction::End { multiline } => self.text.ends_at(at, *multiline).then_some((next, at)),
            Instruction::WordBoundary { negated, class } => {
                let class = &self.program.classes[*class];
                let is_word = |letter: Option<(u32, usize)>| letter.is_some_and(|(letter, _)| class.contains(letter));
                let before = is_word(self.text.next(at, Direction::Backward));
                let after = is_word(self.text.next(at, Direction::Forward));
                ((before != after) != *negated).then_some((next, at))
            }
            Instruction::Save { slot } => {
                self.save(*slot, Some(at));
                Some((next, at))
            }
            Instruction::Forget { groups } => {
                (groups.start * 2..groups.end * 2).for_each(|slot| self.save(slot, None));
                Some((next, at))
            }
            Instruction::Backreference { groups, ignore_case, direction } => {
                let at = self.backreference(groups, *ignore_case, *direction, at)?;
                Some((next, at))
            }
            Instruction::Try { otherwise } => {
                self.marks.push(Mark::Resume { instruction: *otherwise, at });
                Some((next, at))
            }
            Instruction::Jump { to } => Some((*to, at)),
            Instruction::LoopStart { counter } => {
                self.set_round(*counter, Round::default());
                Some((next, at))
            }
            Instruction::Loop { counter, times, exit } => self.decide(*counter, *times, next, *exit, at),
            Instruction::LoopRound { counter } => {
                let count = self.loops[*counter].count.saturating_add(1);
                self.set_round(*counter, Round { count, began_at: at });
                Some((next, at))
            }
            Instruction::Look { .. } | Instruction::Accept => None,
        }
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
        next: usize,
        at: usize,
    ) -> Option<(usize, usize)> {
        let mut at = at;
        for _ in 0..times.min {
            at = self.take(class, at, direction)?;
        }
        let left = if times.max == u32::MAX { u32::MAX } else { times.max - times.min };
        if !times.is_greedy {
            self.marks.push(Mark::TakeMore { instruction: next, at, class, left, direction });
            return Some((next, at));
        }
        let least = at;
        for _ in 0..left {
            let Some(after) = self.take(class, at, direction) else {
                break;
            };
            at = after;
            self.steps += 1;
        }
        if at != least {
            self.marks.push(Mark::GiveBack { instruction: next, at, least, direction });
        }
        Some((next, at))
    }

    /// Undoes what was done since the last mark that leads elsewhere, and where that is.
    fn go_back(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.marks.len() > base {
            if let Some(elsewhere) = self.undo() {
                return Some(elsewhere);
            }
        }
        None
    }

    fn undo(&mut self) -> Option<(usize, usize)> {
        match self.marks.pop()? {
            Mark::Resume { instruction, at } => Some((instruction, at)),
            Mark::GiveBack { instruction, at, least, direction } => {
                let opposite = match direction {
                    Direction::Forward => Direction::Backward,
                    Direction::Backward => Direction::Forward,
                };
                let (_, at) = self.text.next(at, opposite)?;
                if at != least {
                    self.marks.push(Mark::GiveBack { instruction, at, least, direction });
                }
                Some((instruction, at))
            }
            Mark::TakeMore { instruction, at, class, left, direction } => {
                let left = if left == u32::MAX { left } else { left.checked_sub(1)? };
                let at = self.take(class, at, direction)?;
                self.marks.push(Mark::TakeMore { instruction, at, class, left, direction });
                Some((instruction, at))
            }
            Mark::Saved { slot, position } => {
                self.saved[slot] = position;
                None
            }
            Mark::Loop { counter, round } => {
                self.loops[counter] = round;
                None
            }
        }
    }

    fn save(&mut self, slot: usize, position: Option<usize>) {
        let before = std::mem::replace(&mut self.saved[slot], position);
        self.marks.push(Mark::Saved { slot, position: before });
    }

    /// The position behind a letter of a class.
    fn take(&self, class: usize, at: usize, direction: Direction) -> Option<usize> {
        let (letter, after) = self.text.next(at, direction)?;
        self.program.classes[class].contains(letter).then_some(after)
    }

    fn set_round(&mut self, counter: usize, round: Round) {
        let before = std::mem::replace(&mut self.loops[counter], round);
        self.marks.push(Mark::Loop { counter, round: before });
    }

    /// The position behind what a group has matched, once more; a group that took no part matches nothing.
    fn backreference(&self, groups: &[usize], ignore_case: bool, direction: Direction, at: usize) -> Option<usize> {
        let matched = groups.iter().find_map(|group| self.group(*group));
        let Some(matched) = matched else {
            return Some(at);
        };
        let range = match direction {
            Direction::Forward => at..at.checked_add(matched.len())?,
            Direction::Backward => at.checked_sub(matched.len())?..at,
        };
        let is_same = self.text.repeats(matched, range.clone(), ignore_case);
        is_same.then_some(if direction == Direction::Forward { range.end } else { range.start })
    }

    fn group(&self, group: usize) -> Option<Range<usize>> {
        let (start, end) = (self.saved[group * 2]?, self.saved[group * 2 + 1]?);
        (start <= end).then_some(start..end)
    }

    fn groups(&self) -> Groups {
        (0..self.program.groups).map(|group| self.group(group)).collect()
    }
}
