//! Classes with the flag `v`: sets inside of each other, their differences and intersections, and strings.

use std::collections::BTreeSet;

use crate::case::{self, Fold};
use crate::character_class::CharacterClass;
use crate::escape::Atom;
use crate::parser::Parser;
use crate::syntax::Node;

const INVALID_OPERATION: &str = "Invalid set operation in character class";
const INVALID_LETTER: &str = "Invalid character in character class";
const UNTERMINATED: &str = "Unterminated character class";

/// Of two of these in a row only some mean something.
const DOUBLE: &str = "&!#$%*+,.:;<=>?@^`~";

/// A set of letters and strings.
#[derive(Clone, Debug, Default)]
struct ClassSet {
    letters: CharacterClass,
    /// Those of another length than one.
    strings: BTreeSet<Vec<u32>>,
    /// Whether it is written in a way that can hold strings.
    may_hold_strings: bool,
}

enum Operand {
    Letter(u32),
    Set(ClassSet),
}

impl Parser {
    /// A class behind its opening bracket.
    pub(crate) fn class_set(&mut self) -> Result<Node, &'static str> {
        let ClassSet { letters, strings, .. } = self.nested_set()?;
        if strings.is_empty() {
            return Ok(Node::One(letters));
        }
        // The longest is tried first.
        let mut strings: Vec<Vec<u32>> = strings.into_iter().collect();
        strings.sort_by_key(|string| std::cmp::Reverse(string.len()));
        let has_empty = strings.pop_if(|string| string.is_empty()).is_some();
        let sequence = |string: &Vec<u32>| Node::Sequence(string.iter().map(|letter| self.letter(*letter)).collect());
        let mut choices: Vec<Node> = strings.iter().map(sequence).collect();
        choices.push(Node::One(letters));
        if has_empty {
            choices.push(Node::Empty);
        }
        Ok(Node::Choice(choices))
    }

    fn nested_set(&mut self) -> Result<ClassSet, &'static str> {
        self.deeper(|parser| {
            let is_negated = parser.eat("^");
            let set = parser.set()?;
            match is_negated {
                true if set.may_hold_strings => Err("Negated character class may contain strings"),
                true => Ok(ClassSet::of(set.letters.negated())),
                false => Ok(set),
            }
        })
    }

    /// What a class holds, and its closing bracket.
    fn set(&mut self) -> Result<ClassSet, &'static str> {
        if self.eat("]") {
            return Ok(ClassSet::default());
        }
        let first = self.operand()?;
        for (operator, combine) in
            [("&&", ClassSet::intersection as fn(ClassSet, &ClassSet) -> ClassSet), ("--", ClassSet::difference)]
        {
            if !self.eat(operator) {
                continue;
            }
            let mut set = self.set_of(first);
            loop {
                if operator == "&&" && self.peek() == Some('&') {
                    return Err(INVALID_LETTER);
                }
                let operand = self.operand()?;
                set = combine(set, &self.set_of(operand));
                if self.eat("]") {
                    return Ok(set);
                }
                if !self.eat(operator) {
                    return Err(if self.peek().is_none() { UNTERMINATED } else { INVALID_OPERATION });
                }
            }
        }
        self.union(first)
    }

    fn union(&mut self, first: Operand) -> Result<ClassSet, &'static str> {
        let mut set = ClassSet::default();
        let mut next = first;
        loop {
            if self.peek() == Some('-') {
                if self.peek_at(1) == Some('-') {
                    return Err(INVALID_OPERATION);
                }
                self.next();
                let last = self.operand()?;
                let (Operand::Letter(first), Operand::Letter(last)) = (next, last) else {
                    return Err("Invalid character class");
                };
                if first > last {
                    return Err("Range out of order in character class");
                }
                let range = self.closed(CharacterClass::new(vec![(first, last)]));
                set = set.union(ClassSet::of(range));
                if self.peek() == Some('-') {
                    return Err(if self.peek_at(1) == Some('-') {
                        INVALID_OPERATION
                    } else {
                        "Invalid character class"
                    });
                }
            } else {
                set = set.union(self.set_of(next));
            }
            if self.eat("]") {
                return Ok(set);
            }
            next = self.operand()?;
        }
    }

    fn operand(&mut self) -> Result<Operand, &'static str> {
        let letter = self.peek().ok_or(UNTERMINATED)?;
        if self.eat("[") {
            return self.nested_set().map(Operand::Set);
        }
        if self.eat("\\q{") {
            return self.strings().map(Operand::Set);
        }
        self.set_letter(letter)
    }

    /// A letter, or an escape.
    fn set_letter(&mut self, letter: char) -> Result<Operand, &'static str> {
        if letter == '\\' {
            return Ok(match self.atom(true)? {
                Atom::Letter(letter) => Operand::Letter(letter),
                Atom::Class(letters) => Operand::Set(ClassSet::of(letters)),
            });
        }
        if DOUBLE.contains(letter) && self.peek_at(1) == Some(letter) {
            return Err(INVALID_OPERATION);
        }
        if "()[]{}/-|".contains(letter) {
            return Err(INVALID_LETTER);
        }
        self.next().map(Operand::Letter).ok_or(UNTERMINATED)
    }

    /// `a|bc}` of `\q{a|bc}`.
    fn strings(&mut self) -> Result<ClassSet, &'static str> {
        let mut set = ClassSet::default();
        let mut string = Vec::new();
        loop {
            let letter = self.peek().ok_or("Invalid escape")?;
            if letter == '|' || letter == '}' {
                self.next();
                set = set.union(self.string(std::mem::take(&mut string)));
                if letter == '}' {
                    return Ok(set);
                }
                continue;
            }
            match self.set_letter(letter)? {
                Operand::Letter(letter) => string.push(letter),
                Operand::Set(_) => return Err("Invalid escape"),
            }
        }
    }

    fn string(&self, string: Vec<u32>) -> ClassSet {
        match string[..] {
            [letter] => self.set_of(Operand::Letter(letter)),
            // When case is ignored, equal characters must have one form.
            _ => {
                let letters = string.into_iter().map(|letter| match self.fold() {
                    Some(fold) => smallest(letter, fold),
                    None => letter,
                });
                let strings = BTreeSet::from([letters.collect()]);
                ClassSet { strings, may_hold_strings: true, ..ClassSet::default() }
            }
        }
    }

    fn set_of(&self, operand: Operand) -> ClassSet {
        match operand {
            Operand::Letter(letter) => ClassSet::of(self.closed(CharacterClass::letter(letter))),
            Operand::Set(set) => set,
        }
    }

    /// Adds the characters that are equal when case is ignored, so that set operations need not care.
    fn closed(&self, letters: CharacterClass) -> CharacterClass {
        match self.fold() {
            Some(fold) => letters.folded(fold),
            None => letters,
        }
    }
}

/// Of the letters that are the same when case is ignored, the first.
fn smallest(letter: u32, fold: Fold) -> u32 {
    let same = case::same_as(&[(letter, letter)], fold);
    same.first().map_or(letter, |(first, _)| letter.min(*first))
}

impl ClassSet {
    fn of(letters: CharacterClass) -> Self {
        Self { letters, ..Self::default() }
    }

    fn union(mut self, other: Self) -> Self {
        self.strings.extend(other.strings);
        Self {
            letters: self.letters.union(&other.letters),
            strings: self.strings,
            may_hold_strings: self.may_hold_strings || other.may_hold_strings,
        }
    }

    fn intersection(self, other: &Self) -> Self {
        Self {
            letters: self.letters.negated().union(&other.letters.negated()).negated(),
            strings: &self.strings & &other.strings,
            may_hold_strings: self.may_hold_strings && other.may_hold_strings,
        }
    }

    fn difference(self, other: &Self) -> Self {
        Self {
            letters: self.letters.negated().union(&other.letters).negated(),
            strings: &self.strings - &other.strings,
            may_hold_strings: self.may_hold_strings,
        }
    }
}
