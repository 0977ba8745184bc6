//! Reads a pattern: ECMAScript's grammar, with the leniency of its Annex B where the flag `u` is not set.
//!
//! The reasons in errors are those that V8 gives.

use crate::Flags;
use crate::case::Fold;
use crate::character_class::CharacterClass;
use crate::group_name::{self, Groups};
use crate::syntax::{Node, Pattern};

/// How deep groups may be nested; a limit of our own, as each level takes a bit of the stack.
pub(crate) const MAX_DEPTH: usize = 200;

/// How long a pattern may be, a limit of our own too.
pub(crate) const MAX_LENGTH: usize = 1 << 16;

/// Why a pattern cannot be read.
pub(crate) enum Fault {
    /// It is not valid.
    Syntax(&'static str),
    /// It is larger than it may be here.
    TooLarge,
    /// Something in it is not known here.
    Unsupported(String),
}

impl From<&'static str> for Fault {
    fn from(reason: &'static str) -> Self {
        Self::Syntax(reason)
    }
}

pub(crate) fn parse(pattern: &str, flags: Flags) -> Result<Pattern, Fault> {
    let letters: Vec<u32> = if flags.by_code_point() {
        pattern.chars().map(u32::from).collect()
    } else {
        pattern.encode_utf16().map(u32::from).collect()
    };
    if letters.len() > MAX_LENGTH {
        return Err(Fault::TooLarge);
    }
    let groups = group_name::scan(&letters);
    let mut parser = Parser {
        letters,
        at: 0,
        flags,
        groups,
        has_unknown_name: false,
        unsupported: None,
        next_group: 1,
        closed_groups: Vec::new(),
        depth: 0,
    };
    let node = match parser.choice() {
        Ok(node) => node,
        Err(_) if parser.depth > MAX_DEPTH => return Err(Fault::TooLarge),
        Err(reason) => return Err(parser.unsupported.map_or(Fault::Syntax(reason), Fault::Unsupported)),
    };
    if parser.at < parser.letters.len() {
        return Err("Unmatched ')'".into());
    }
    if parser.has_unknown_name {
        return Err("Invalid named capture referenced".into());
    }
    Ok(Pattern { node, groups: parser.groups.count, names: parser.groups.names })
}

pub(crate) struct Parser {
    letters: Vec<u32>,
    at: usize,
    pub(crate) flags: Flags,
    /// The groups of the whole pattern.
    pub(crate) groups: Groups,
    /// Whether a reference names no group, which is the last thing to complain about.
    pub(crate) has_unknown_name: bool,
    /// What was met that JavaScript knows but this engine does not.
    pub(crate) unsupported: Option<String>,
    next_group: usize,
    closed_groups: Vec<usize>,
    depth: usize,
}

impl Parser {
    pub(crate) fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    pub(crate) fn peek_at(&self, distance: usize) -> Option<char> {
        let letter = *self.letters.get(self.at + distance)?;
        Some(char::from_u32(letter).unwrap_or('\u{fffd}'))
    }

    /// The next letter as the number it is, which may be half of a surrogate pair.
    pub(crate) fn next(&mut self) -> Option<u32> {
        let letter = *self.letters.get(self.at)?;
        self.at += 1;
        Some(letter)
    }

    /// The number of the group that opens next.
    pub(crate) fn next_group(&self) -> usize {
        self.next_group
    }

    pub(crate) fn eat(&mut self, text: &str) -> bool {
        let matches = (0..).zip(text.chars()).all(|(distance, letter)| self.peek_at(distance) == Some(letter));
        if matches {
            self.at += text.chars().count();
        }
        matches
    }

    pub(crate) fn letters(&self) -> &[u32] {
        &self.letters
    }

    pub(crate) fn position(&self) -> usize {
        self.at
    }

    pub(crate) fn go_back(&mut self, position: usize) {
        self.at = position;
    }

    pub(crate) fn fold(&self) -> Option<Fold> {
        let fold = if self.flags.by_code_point() { Fold::Simple } else { Fold::UpperCase };
        self.flags.ignore_case.then_some(fold)
    }

    /// `a|b|c`, up to the end or a closing parenthesis.
    fn choice(&mut self) -> Result<Node, &'static str> {
        self.deeper(|parser| {
            let mut choices = vec![parser.sequence()?];
            while parser.eat("|") {
                choices.push(parser.sequence()?);
            }
            Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Choice(choices) })
        })
    }

    /// Reads something that may hold its like.
    pub(crate) fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, &'static str>,
    ) -> Result<T, &'static str> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            // What becomes of it is decided by the depth.
            return Err("Nested too deep");
        }
        let inside = read(self)?;
        self.depth -= 1;
        Ok(inside)
    }

    fn sequence(&mut self) -> Result<Node, &'static str> {
        let mut nodes = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let first_group = self.next_group;
            let (node, is_quantifiable) = self.term()?;
            nodes.push(self.quantified(node, is_quantifiable, first_group)?);
        }
        Ok(if nodes.len() == 1 { nodes.remove(0) } else { Node::Sequence(nodes) })
    }

    /// A term, and whether it may be repeated.
    fn term(&mut self) -> Result<(Node, bool), &'static str> {
        let (multiline, unicode) = (self.flags.multiline, self.flags.by_code_point());
        let Some(letter) = self.peek() else {
            return Ok((Node::Empty, false));
        };
        match letter {
            '(' => return self.group(),
            '\\' => return self.escape(),
            '*' | '+' | '?' => return Err("Nothing to repeat"),
            '{' if self.is_at_quantifier() => return Err("Nothing to repeat"),
            '{' if unicode => return Err("Lone quantifier brackets"),
            ']' | '}' if unicode => return Err("Lone quantifier brackets"),
            _ => {}
        }
        let Some(number) = self.next() else {
            return Ok((Node::Empty, false));
        };
        Ok(match letter {
            '^' => (Node::Start { multiline }, false),
            '$' => (Node::End { multiline }, false),
            '.' => (Node::One(CharacterClass::dot(self.flags.dot_all)), true),
            '[' if self.flags.unicode_sets => (self.class_set()?, true),
            '[' => (Node::One(self.class()?), true),
            _ => (self.letter(number), true),
        })
    }

    /// A literal character.
    pub(crate) fn letter(&self, letter: u32) -> Node {
        let class = CharacterClass::letter(letter);
        Node::One(self.fold().map_or_else(|| class.clone(), |fold| class.folded(fold)))
    }

    /// What begins with a parenthesis.
    fn group(&mut self) -> Result<(Node, bool), &'static str> {
        let flags = self.flags;
        let looks = [("(?=", false, false), ("(?!", false, true), ("(?<=", true, false), ("(?<!", true, true)];
        for (opening, behind, negated) in looks {
            if self.eat(opening) {
                let node = Box::new(self.inside_group()?);
                return Ok((Node::Look { behind, negated, node }, !behind && !flags.by_code_point()));
            }
        }
        if self.eat("(?:") {
            return Ok((self.inside_group()?, true));
        }
        if self.eat("(?<") {
            (_, self.at) = group_name::read(&self.letters, self.at).ok_or(group_name::INVALID)?;
            return self.capture();
        }
        if self.eat("(?") {
            self.flags = self.changed_flags()?;
            let node = self.inside_group()?;
            self.flags = flags;
            return Ok((node, true));
        }
        self.next();
        self.capture()
    }

    fn capture(&mut self) -> Result<(Node, bool), &'static str> {
        let group = self.next_group;
        self.next_group += 1;
        let node = Box::new(self.inside_group()?);
        if self.closed_groups.iter().any(|other| self.groups.are_duplicates(*other, group)) {
            return Err("Duplicate capture group name");
        }
        self.closed_groups.push(group);
        Ok((Node::Capture { group, node }, true))
    }

    fn inside_group(&mut self) -> Result<Node, &'static str> {
        let node = self.choice()?;
        if self.eat(")") { Ok(node) } else { Err("Unterminated group") }
    }

    /// The flags of `(?i-m:`, behind the question mark.
    fn changed_flags(&mut self) -> Result<Flags, &'static str> {
        let mut flags = self.flags;
        let (mut is_on, mut seen) = (true, String::new());
        loop {
            let letter = self.next().and_then(char::from_u32).ok_or("Invalid group")?;
            match letter {
                ':' if seen.is_empty() && !is_on => return Err("Invalid flag group"),
                ':' if seen.is_empty() => return Err("Invalid group"),
                ':' => return Ok(flags),
                '-' if is_on => is_on = false,
                'i' | 'm' | 's' if seen.contains(letter) => return Err("Repeated flag in flag group"),
                'i' => flags.ignore_case = is_on,
                'm' => flags.multiline = is_on,
                's' => flags.dot_all = is_on,
                '-' => return Err("Multiple dashes in flag group"),
                _ => return Err("Invalid group"),
            }
            if letter != '-' {
                seen.push(letter);
            }
        }
    }
}
