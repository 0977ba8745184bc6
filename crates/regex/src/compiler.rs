//! Turns a pattern into instructions.

use std::collections::HashMap;

use crate::Flags;
use crate::character_class::CharacterClass;
use crate::first;
use crate::program::{Direction, First, Instruction, Program, Times};
use crate::syntax::{Node, Pattern};

pub(crate) fn compile(pattern: &Pattern, flags: Flags) -> Program {
    let program = Program {
        instructions: Vec::new(),
        classes: Vec::new(),
        groups: pattern.groups,
        loops: 0,
        flags,
        is_anchored: flags.sticky || first::is_text_start(&pattern.node),
        first: first::letters(&pattern.node)
            .map(|letters| First { ascii: std::array::from_fn(|letter| letters.contains(letter as u32)), letters }),
    };
    let mut compiler = Compiler { program, classes: HashMap::new() };
    compiler.save(0);
    compiler.node(&pattern.node, Direction::Forward);
    compiler.save(1);
    compiler.emit(Instruction::Accept);
    compiler.program
}

struct Compiler {
    program: Program,
    /// The number of each class in the program.
    classes: HashMap<CharacterClass, usize>,
}

impl Compiler {
    fn emit(&mut self, instruction: Instruction) -> usize {
        self.program.instructions.push(instruction);
        self.program.instructions.len() - 1
    }

    fn here(&self) -> usize {
        self.program.instructions.len()
    }

    fn save(&mut self, slot: usize) {
        self.emit(Instruction::Save { slot });
    }

    fn class(&mut self, class: &CharacterClass) -> usize {
        if let Some(known) = self.classes.get(class) {
            return *known;
        }
        let number = self.program.classes.len();
        self.program.classes.push(class.clone());
        self.classes.insert(class.clone(), number);
        number
    }

    fn node(&mut self, node: &Node, direction: Direction) {
        match node {
            Node::Empty => {}
            Node::One(class) => {
                let class = self.class(class);
                self.emit(Instruction::One { class, direction });
            }
            Node::Start { multiline } => {
                self.emit(Instruction::Start { multiline: *multiline });
            }
            Node::End { multiline } => {
                self.emit(Instruction::End { multiline: *multiline });
            }
            Node::WordBoundary { negated, fold } => {
                let class = self.class(&CharacterClass::word(*fold));
                self.emit(Instruction::WordBoundary { negated: *negated, class });
            }
            Node::Capture { group, node } => {
                let (before, after) = match direction {
                    Direction::Forward => (group * 2, group * 2 + 1),
                    Direction::Backward => (group * 2 + 1, group * 2),
                };
                self.save(before);
                self.node(node, direction);
                self.save(after);
            }
            Node::Backreference { groups, fold } => {
                self.emit(Instruction::Backreference { groups: groups.clone(), fold: *fold, direction });
            }
            Node::Look { behind, negated, node } => self.look(*behind, *negated, node),
            Node::Repeat { node, min, max, is_greedy, groups } => {
                let times = Times { min: *min, max: *max, is_greedy: *is_greedy };
                self.repeat(node, times, groups, direction);
            }
            Node::Sequence(nodes) if direction == Direction::Forward => {
                nodes.iter().for_each(|node| self.node(node, direction));
            }
            Node::Sequence(nodes) => nodes.iter().rev().for_each(|node| self.node(node, direction)),
            Node::Choice(nodes) => self.choice(nodes, direction),
        }
    }

    fn look(&mut self, is_behind: bool, negated: bool, node: &Node) {
        let look = self.emit(Instruction::Look { negated, behind: 0 });
        self.node(node, if is_behind { Direction::Backward } else { Direction::Forward });
        self.emit(Instruction::Accept);
        self.program.instructions[look] = Instruction::Look { negated, behind: self.here() };
    }

    fn repeat(&mut self, node: &Node, times: Times, groups: &std::ops::Range<usize>, direction: Direction) {
        if let Node::One(class) = node {
            let class = self.class(class);
            self.emit(Instruction::Many { class, direction, times });
            return;
        }
        let counter = self.program.loops;
        self.program.loops += 1;
        self.emit(Instruction::LoopStart { counter });
        let decision = self.emit(Instruction::Loop { counter, times, exit: 0 });
        self.emit(Instruction::LoopRound { counter });
        if !groups.is_empty() {
            self.emit(Instruction::Forget { groups: groups.clone() });
        }
        self.node(node, direction);
        self.emit(Instruction::Jump { to: decision });
        self.program.instructions[decision] = Instruction::Loop { counter, times, exit: self.here() };
    }

    fn choice(&mut self, nodes: &[Node], direction: Direction) {
        let mut jumps = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            if index + 1 == nodes.len() {
                self.node(node, direction);
                break;
            }
            let attempt = self.emit(Instruction::Try { otherwise: 0 });
            self.node(node, direction);
            jumps.push(self.emit(Instruction::Jump { to: 0 }));
            self.program.instructions[attempt] = Instruction::Try { otherwise: self.here() };
        }
        for jump in jumps {
            self.program.instructions[jump] = Instruction::Jump { to: self.here() };
        }
    }
}
