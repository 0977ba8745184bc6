//! Pattern → tree.

mod escape;

use super::class::Class;
use super::{Flags, RegexError};

#[derive(Debug, Clone)]
pub enum Node {
    Empty,
    Unit(u32),
    Any,
    Class(Class),
    Sequence(Vec<Node>),
    Alternatives(Vec<Node>),
    Group { index: Option<usize>, inner: Box<Node> },
    Repeat { inner: Box<Node>, least: u32, most: Option<u32>, greedy: bool, groups: (usize, usize) },
    Start,
    End,
    WordEdge { negated: bool },
    Look { behind: bool, negated: bool, inner: Box<Node> },
    Back(usize),
    NamedBack(Box<str>),
}

pub struct Parsed {
    pub node: Node,
    pub groups: usize,
    pub names: Vec<(Box<str>, usize)>,
}

struct Parser<'p> {
    pattern: &'p [char],
    at: usize,
    flags: Flags,
    groups: usize,
    /// How many groups the whole pattern has: `\1` needs to know.
    total: usize,
    names: Vec<(Box<str>, usize)>,
    has_names: bool,
    depth: usize,
}

const MAX_DEPTH: usize = 200;

pub fn parse(pattern: &str, flags: Flags) -> Result<Parsed, RegexError> {
    let pattern: Vec<char> = pattern.chars().collect();
    let (total, has_names) = count_groups(&pattern);
    let mut parser =
        Parser { pattern: &pattern, at: 0, flags, groups: 1, total, names: Vec::new(), has_names, depth: 0 };
    let node = parser.alternatives()?;
    if parser.at < pattern.len() {
        return Err(RegexError::Syntax);
    }
    Ok(Parsed { node, groups: parser.groups, names: parser.names })
}

fn count_groups(pattern: &[char]) -> (usize, bool) {
    let (mut total, mut named, mut in_class, mut at) = (0, false, false, 0);
    while at < pattern.len() {
        match pattern[at] {
            '\\' => at += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let is_named =
                    pattern[at + 1..].starts_with(&['?', '<']) && !matches!(pattern.get(at + 3), Some('=' | '!'));
                if is_named || pattern.get(at + 1) != Some(&'?') {
                    total += 1;
                    named |= is_named;
                }
            }
            _ => {}
        }
        at += 1;
    }
    (total, named)
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.pattern.get(self.at).copied()
    }

    fn eat(&mut self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        let found = self.pattern[self.at..].starts_with(&chars);
        if found {
            self.at += chars.len();
        }
        found
    }

    fn alternatives(&mut self) -> Result<Node, RegexError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(RegexError::Unsupported);
        }
        let mut all = vec![self.sequence()?];
        while self.eat("|") {
            all.push(self.sequence()?);
        }
        self.depth -= 1;
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Alternatives(all) })
    }

    fn sequence(&mut self) -> Result<Node, RegexError> {
        let mut all = Vec::new();
        while let Some(next) = self.peek() {
            if next == '|' || next == ')' {
                break;
            }
            let first_group = self.groups;
            let (node, repeatable) = self.term()?;
            all.push(if repeatable { self.repeated(node, first_group)? } else { node });
        }
        Ok(match all.len() {
            0 => Node::Empty,
            1 => all.remove(0),
            _ => Node::Sequence(all),
        })
    }

    /// A term, and whether a quantifier may follow.
    fn term(&mut self) -> Result<(Node, bool), RegexError> {
        let Some(next) = self.peek() else { return Err(RegexError::Syntax) };
        self.at += 1;
        let node = match next {
            '^' => return Ok((Node::Start, false)),
            '$' => return Ok((Node::End, false)),
            '.' => Node::Any,
            '(' => return self.group(),
            '[' => Node::Class(self.class()?),
            '\\' => return self.escape(),
            '*' | '+' | '?' => return Err(RegexError::Syntax),
            '{' if self.flags.unicode || self.is_quantifier() => return Err(RegexError::Syntax),
            ']' | '}' if self.flags.unicode => return Err(RegexError::Syntax),
            other => return Ok((self.literal(other), true)),
        };
        Ok((node, true))
    }

    /// A character; two units where it takes two and the flag `u` is not set.
    fn literal(&self, c: char) -> Node {
        if self.flags.unicode || c.len_utf16() == 1 {
            return Node::Unit(u32::from(c));
        }
        Node::Sequence(c.encode_utf16(&mut [0; 2]).iter().map(|unit| Node::Unit(u32::from(*unit))).collect())
    }

    fn group(&mut self) -> Result<(Node, bool), RegexError> {
        if self.eat("?:") {
            let inner = self.group_rest()?;
            return Ok((Node::Group { index: None, inner }, true));
        }
        for (opening, behind, negated) in
            [("?=", false, false), ("?!", false, true), ("?<=", true, false), ("?<!", true, true)]
        {
            if self.eat(opening) {
                let inner = self.group_rest()?;
                return Ok((Node::Look { behind, negated, inner }, !behind && !self.flags.unicode));
            }
        }
        let index = self.groups;
        if self.eat("?<") {
            let name = self.name()?;
            if self.names.iter().any(|(other, _)| *other == name) {
                return Err(RegexError::Syntax);
            }
            self.names.push((name, index));
        } else if self.peek() == Some('?') {
            return Err(RegexError::Syntax);
        }
        self.groups += 1;
        let inner = self.group_rest()?;
        Ok((Node::Group { index: Some(index), inner }, true))
    }

    fn group_rest(&mut self) -> Result<Box<Node>, RegexError> {
        let inner = self.alternatives()?;
        if self.eat(")") { Ok(Box::new(inner)) } else { Err(RegexError::Syntax) }
    }

    fn name(&mut self) -> Result<Box<str>, RegexError> {
        let start = self.at;
        while self.peek().is_some_and(|c| c != '>') {
            self.at += 1;
        }
        let name: String = self.pattern[start..self.at].iter().collect();
        let is_name = name.starts_with(crate::syntax::is_name_start) && name.chars().all(crate::syntax::is_name_part);
        if self.eat(">") && is_name { Ok(name.into()) } else { Err(RegexError::Syntax) }
    }

    fn is_quantifier(&mut self) -> bool {
        let start = self.at;
        self.at -= 1;
        let found = self.braces().is_some();
        self.at = start;
        found
    }

    /// `{1}`, `{1,}`, `{1,2}`.
    fn braces(&mut self) -> Option<(u32, Option<u32>)> {
        let start = self.at;
        let found = self.braces_here();
        if found.is_none() {
            self.at = start;
        }
        found
    }

    fn braces_here(&mut self) -> Option<(u32, Option<u32>)> {
        if !self.eat("{") {
            return None;
        }
        let least = self.number()?;
        let most = if self.eat(",") { self.number() } else { Some(least) };
        self.eat("}").then_some((least, most))
    }

    fn number(&mut self) -> Option<u32> {
        let start = self.at;
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.at += 1;
        }
        let digits: String = self.pattern[start..self.at].iter().collect();
        if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(u32::MAX)) }
    }

    fn repeated(&mut self, inner: Node, first_group: usize) -> Result<Node, RegexError> {
        let (least, most) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => match self.braces() {
                Some(range) => {
                    self.at -= 1;
                    range
                }
                None if self.flags.unicode => return Err(RegexError::Syntax),
                None => return Ok(inner),
            },
            _ => return Ok(inner),
        };
        self.at += 1;
        if most.is_some_and(|most| most < least) {
            return Err(RegexError::Syntax);
        }
        let greedy = !self.eat("?");
        Ok(Node::Repeat { inner: Box::new(inner), least, most, greedy, groups: (first_group, self.groups) })
    }
}
