//! Tree → instructions of a backtracking machine.

use super::class::{Class, fold};
use super::parse::{Node, Parsed};
use super::{Flags, Regex, RegexError};

/// `back`: reads leftwards, as a lookbehind does.
#[derive(Debug, Clone, Copy)]
pub enum Instruction {
    Unit {
        unit: u32,
        back: bool,
    },
    Any {
        back: bool,
    },
    Class {
        class: usize,
        back: bool,
    },
    /// Tries the first, then the second.
    Split(usize, usize),
    Jump(usize),
    Save(usize),
    /// Forgets the groups from the first up to the second.
    Clear(usize, usize),
    /// Remembers where a turn of a loop starts.
    Mark(usize),
    /// Fails if the turn has matched nothing.
    Progress(usize),
    Start,
    End,
    WordEdge {
        negated: bool,
    },
    Back {
        group: usize,
        back: bool,
    },
    /// What is to match lies between here and `end`, closed by `Found`.
    Look {
        negated: bool,
        end: usize,
    },
    Found,
}

/// Programs longer than this are left to a JavaScript engine.
const MAX_LENGTH: usize = 20_000;

struct Compiler {
    instructions: Vec<Instruction>,
    classes: Vec<Class>,
    registers: usize,
    names: Vec<(Box<str>, usize)>,
    flags: Flags,
}

pub fn compile(parsed: Parsed, flags: Flags) -> Result<Regex, RegexError> {
    let mut compiler =
        Compiler { instructions: Vec::new(), classes: Vec::new(), registers: 0, names: parsed.names, flags };
    compiler.emit(Instruction::Save(0))?;
    compiler.node(&parsed.node, false)?;
    compiler.emit(Instruction::Save(1))?;
    compiler.emit(Instruction::Found)?;
    Ok(Regex {
        instructions: compiler.instructions,
        classes: compiler.classes,
        registers: compiler.registers,
        groups: parsed.groups,
        names: compiler.names,
        flags,
    })
}

impl Compiler {
    fn emit(&mut self, instruction: Instruction) -> Result<usize, RegexError> {
        if self.instructions.len() >= MAX_LENGTH {
            return Err(RegexError::Unsupported);
        }
        self.instructions.push(instruction);
        Ok(self.instructions.len() - 1)
    }

    fn node(&mut self, node: &Node, back: bool) -> Result<(), RegexError> {
        match node {
            Node::Empty => {}
            Node::Unit(unit) => {
                let unit = if self.flags.ignore_case { fold(*unit, self.flags.unicode) } else { *unit };
                self.emit(Instruction::Unit { unit, back })?;
            }
            Node::Any => {
                self.emit(Instruction::Any { back })?;
            }
            Node::Class(class) => {
                self.classes.push(class.clone());
                self.emit(Instruction::Class { class: self.classes.len() - 1, back })?;
            }
            Node::Sequence(all) if back => all.iter().rev().try_for_each(|node| self.node(node, true))?,
            Node::Sequence(all) => all.iter().try_for_each(|node| self.node(node, false))?,
            Node::Alternatives(all) => self.alternatives(all, back)?,
            Node::Group { index: None, inner } => self.node(inner, back)?,
            Node::Group { index: Some(index), inner } => {
                let (first, second) = if back { (1, 0) } else { (0, 1) };
                self.emit(Instruction::Save(index * 2 + first))?;
                self.node(inner, back)?;
                self.emit(Instruction::Save(index * 2 + second))?;
            }
            Node::Repeat { inner, least, most, greedy, groups } => {
                self.repeat(inner, (*least, *most), *greedy, *groups, back)?;
            }
            Node::Start => {
                self.emit(Instruction::Start)?;
            }
            Node::End => {
                self.emit(Instruction::End)?;
            }
            Node::WordEdge { negated } => {
                self.emit(Instruction::WordEdge { negated: *negated })?;
            }
            Node::Look { behind, negated, inner } => {
                let look = self.emit(Instruction::Look { negated: *negated, end: 0 })?;
                self.node(inner, *behind)?;
                let end = self.emit(Instruction::Found)? + 1;
                self.instructions[look] = Instruction::Look { negated: *negated, end };
            }
            Node::Back(group) => {
                self.emit(Instruction::Back { group: *group, back })?;
            }
            Node::NamedBack(name) => {
                let group = self.names.iter().find(|(other, _)| other == name).ok_or(RegexError::Syntax)?.1;
                self.emit(Instruction::Back { group, back })?;
            }
        }
        Ok(())
    }

    fn alternatives(&mut self, all: &[Node], back: bool) -> Result<(), RegexError> {
        let mut jumps = Vec::new();
        for (at, node) in all.iter().enumerate() {
            if at + 1 == all.len() {
                self.node(node, back)?;
                break;
            }
            let split = self.emit(Instruction::Split(0, 0))?;
            self.node(node, back)?;
            jumps.push(self.emit(Instruction::Jump(0))?);
            self.instructions[split] = Instruction::Split(split + 1, self.instructions.len());
        }
        let end = self.instructions.len();
        jumps.into_iter().for_each(|jump| self.instructions[jump] = Instruction::Jump(end));
        Ok(())
    }

    fn repeat(
        &mut self,
        inner: &Node,
        (least, most): (u32, Option<u32>),
        greedy: bool,
        groups: (usize, usize),
        back: bool,
    ) -> Result<(), RegexError> {
        for _ in 0..least {
            self.turn(inner, groups, back)?;
        }
        let split = |from: usize, end: usize| match greedy {
            true => Instruction::Split(from + 1, end),
            false => Instruction::Split(end, from + 1),
        };
        let Some(most) = most else {
            // Simple terms always advance.
            let needs_check = !matches!(inner, Node::Unit(_) | Node::Any | Node::Class(_));
            let start = self.emit(Instruction::Split(0, 0))?;
            let register = self.registers;
            if needs_check {
                self.registers += 1;
                self.emit(Instruction::Mark(register))?;
            }
            self.turn(inner, groups, back)?;
            if needs_check {
                self.emit(Instruction::Progress(register))?;
            }
            let end = self.emit(Instruction::Jump(start))? + 1;
            self.instructions[start] = split(start, end);
            return Ok(());
        };
        let mut splits = Vec::new();
        for _ in least..most {
            splits.push(self.emit(Instruction::Split(0, 0))?);
            let register = self.registers;
            self.registers += 1;
            self.emit(Instruction::Mark(register))?;
            self.turn(inner, groups, back)?;
            self.emit(Instruction::Progress(register))?;
        }
        let end = self.instructions.len();
        splits.into_iter().for_each(|at| self.instructions[at] = split(at, end));
        Ok(())
    }

    /// One turn of a loop; the groups inside start anew.
    fn turn(&mut self, inner: &Node, groups: (usize, usize), back: bool) -> Result<(), RegexError> {
        if groups.0 < groups.1 {
            self.emit(Instruction::Clear(groups.0, groups.1))?;
        }
        self.node(inner, back)
    }
}
