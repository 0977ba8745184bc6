//! Runs the instructions, backtracking.

use super::class::fold;
use super::compile::Instruction;
use super::{Captures, Exhausted, Input, Regex};

const UNSET: usize = usize::MAX;
/// Steps between two questions whether to go on.
const STEPS: u32 = 1 << 14;
/// Entries of the backtracking stack, 24 bytes each.
const MAX_STACK: usize = 1 << 20;

/// What to go back to.
enum Undo {
    Try { at: usize, position: usize },
    Slot { slot: usize, old: usize },
    Register { register: usize, old: usize },
}

struct Machine<'r, 't, 'g> {
    regex: &'r Regex,
    input: Input<'t>,
    slots: Vec<usize>,
    registers: Vec<usize>,
    stack: Vec<Undo>,
    steps: u32,
    go_on: &'g mut dyn FnMut() -> bool,
}

pub fn find(
    regex: &Regex,
    input: Input<'_>,
    start: usize,
    go_on: &mut dyn FnMut() -> bool,
) -> Result<Option<Captures>, Exhausted> {
    let mut machine = Machine {
        regex,
        input,
        slots: vec![UNSET; regex.groups * 2],
        registers: vec![UNSET; regex.registers],
        stack: Vec::new(),
        steps: STEPS,
        go_on,
    };
    let last = if regex.flags.sticky { start } else { input.len() };
    for position in start..=last.min(input.len()) {
        if !machine.may_start(position) {
            continue;
        }
        machine.slots.fill(UNSET);
        machine.stack.clear();
        if machine.run(0, position)?.is_some() {
            let range = |pair: &[usize]| (pair[0] != UNSET && pair[1] != UNSET).then(|| (pair[0], pair[1]));
            return Ok(Some(machine.slots.chunks(2).map(range).collect()));
        }
    }
    Ok(None)
}

impl Machine<'_, '_, '_> {
    /// A cheap look at the first instruction.
    fn may_start(&self, position: usize) -> bool {
        let flags = self.regex.flags;
        if flags.ignore_case || flags.unicode {
            return true;
        }
        let first = match self.regex.instructions.get(1) {
            Some(Instruction::Save(_)) => self.regex.instructions.get(2),
            first => first,
        };
        match first {
            Some(Instruction::Unit { unit, back: false }) => self.input.unit(position) == Some(*unit),
            Some(Instruction::Class { class, back: false }) => {
                self.input.unit(position).is_some_and(|unit| self.regex.classes[*class].contains(unit, false, false))
            }
            _ => true,
        }
    }

    /// Runs from an instruction until `Found`: where the match ends.
    fn run(&mut self, from: usize, start: usize) -> Result<Option<usize>, Exhausted> {
        let base = self.stack.len();
        let (mut at, mut position) = (from, start);
        loop {
            self.steps -= 1;
            if self.steps == 0 {
                self.steps = STEPS;
                if !(self.go_on)() {
                    return Err(Exhausted);
                }
            }
            let next = match self.regex.instructions[at] {
                Instruction::Found => return Ok(Some(position)),
                Instruction::Jump(to) => Some((to, position)),
                Instruction::Split(first, second) => {
                    if self.stack.len() >= MAX_STACK {
                        return Err(Exhausted);
                    }
                    self.stack.push(Undo::Try { at: second, position });
                    Some((first, position))
                }
                Instruction::Look { negated, end } => self.look(at + 1, position, negated)?.then_some((end, position)),
                instruction => self.simple(instruction, position).map(|position| (at + 1, position)),
            };
            match next.or_else(|| self.back_to(base)) {
                Some(next) => (at, position) = next,
                None => return Ok(None),
            }
        }
    }

    /// Undoes up to the last choice: where to go on.
    fn back_to(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.stack.len() > base {
            match self.stack.pop()? {
                Undo::Try { at, position } => return Some((at, position)),
                Undo::Slot { slot, old } => self.slots[slot] = old,
                Undo::Register { register, old } => self.registers[register] = old,
            }
        }
        None
    }

    fn look(&mut self, from: usize, position: usize, negated: bool) -> Result<bool, Exhausted> {
        let base = self.stack.len();
        let found = self.run(from, position)?.is_some();
        if found && !negated {
            // What was found stays; the choices that led there are no more.
            let kept: Vec<Undo> = self.stack.drain(base..).filter(|undo| !matches!(undo, Undo::Try { .. })).collect();
            self.stack.extend(kept);
            return Ok(true);
        }
        while self.back_to(base).is_some() {}
        Ok(found != negated)
    }

    /// An instruction without choices: the new position, or None where it does not match.
    fn simple(&mut self, instruction: Instruction, position: usize) -> Option<usize> {
        let flags = self.regex.flags;
        match instruction {
            Instruction::Unit { unit, back } => {
                let (found, next) = self.read(position, back)?;
                let found = if flags.ignore_case { fold(found, flags.unicode) } else { found };
                (found == unit).then_some(next)
            }
            Instruction::Any { back } => {
                let (found, next) = self.read(position, back)?;
                (flags.dot_all || !is_line_end(found)).then_some(next)
            }
            Instruction::Class { class, back } => {
                let (found, next) = self.read(position, back)?;
                self.regex.classes[class].contains(found, flags.ignore_case, flags.unicode).then_some(next)
            }
            Instruction::Save(slot) => {
                self.set_slot(slot, position);
                Some(position)
            }
            Instruction::Clear(from, to) => {
                (from * 2..to * 2).for_each(|slot| self.set_slot(slot, UNSET));
                Some(position)
            }
            Instruction::Mark(register) => {
                let old = std::mem::replace(&mut self.registers[register], position);
                self.stack.push(Undo::Register { register, old });
                Some(position)
            }
            Instruction::Progress(register) => (self.registers[register] != position).then_some(position),
            Instruction::Start => {
                let before = position.checked_sub(1).and_then(|at| self.input.unit(at));
                before.is_none_or(|unit| flags.multiline && is_line_end(unit)).then_some(position)
            }
            Instruction::End => {
                let after = self.input.unit(position);
                after.is_none_or(|unit| flags.multiline && is_line_end(unit)).then_some(position)
            }
            Instruction::WordEdge { negated } => {
                let is_word = |at: Option<usize>| at.and_then(|at| self.input.unit(at)).is_some_and(is_word);
                let edge = is_word(position.checked_sub(1)) != is_word(Some(position));
                (edge != negated).then_some(position)
            }
            Instruction::Back { group, back } => self.back_reference(group, position, back),
            Instruction::Jump(_) | Instruction::Split(..) | Instruction::Look { .. } | Instruction::Found => None,
        }
    }

    fn set_slot(&mut self, slot: usize, position: usize) {
        let old = std::mem::replace(&mut self.slots[slot], position);
        self.stack.push(Undo::Slot { slot, old });
    }

    /// The character there, and the position behind it.
    fn read(&self, position: usize, back: bool) -> Option<(u32, usize)> {
        let at = if back { position.checked_sub(1)? } else { position };
        let unit = self.input.unit(at)?;
        let next = if back { at } else { at + 1 };
        if !self.regex.flags.unicode {
            return Some((unit, next));
        }
        let pair = |high: u32, low: u32| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        let is_high = |unit: &u32| (0xd800..0xdc00).contains(unit);
        let is_low = |unit: &u32| (0xdc00..0xe000).contains(unit);
        if back && is_low(&unit) {
            if let Some(high) = at.checked_sub(1).and_then(|at| self.input.unit(at)).filter(is_high) {
                return Some((pair(high, unit), at - 1));
            }
        } else if !back
            && is_high(&unit)
            && let Some(low) = self.input.unit(at + 1).filter(is_low)
        {
            return Some((pair(unit, low), at + 2));
        }
        Some((unit, next))
    }

    fn back_reference(&self, group: usize, position: usize, back: bool) -> Option<usize> {
        let (start, end) = (*self.slots.get(group * 2)?, *self.slots.get(group * 2 + 1)?);
        if start == UNSET || end == UNSET {
            return Some(position);
        }
        let length = end - start;
        let from = if back { position.checked_sub(length)? } else { position };
        let flags = self.regex.flags;
        let form = |unit: u32| if flags.ignore_case { fold(unit, flags.unicode) } else { unit };
        let same = (0..length).all(|at| match (self.input.unit(start + at), self.input.unit(from + at)) {
            (Some(left), Some(right)) => form(left) == form(right),
            _ => false,
        });
        same.then(|| if back { from } else { from + length })
    }
}

fn is_word(unit: u32) -> bool {
    char::from_u32(unit).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn is_line_end(unit: u32) -> bool {
    matches!(unit, 10 | 13 | 0x2028 | 0x2029)
}
