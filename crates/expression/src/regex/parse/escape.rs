//! Escapes and classes of a pattern.

use super::super::RegexError;
use super::super::class::Class;
use super::{Node, Parser};

impl Parser<'_> {
    pub(super) fn escape(&mut self) -> Result<(Node, bool), RegexError> {
        let next = self.peek().ok_or(RegexError::Syntax)?;
        match next {
            'b' | 'B' => {
                self.at += 1;
                return Ok((Node::WordEdge { negated: next == 'B' }, false));
            }
            '1'..='9' => {
                let start = self.at;
                let index = self.number().unwrap_or(0) as usize;
                if index <= self.total {
                    return Ok((Node::Back(index), true));
                }
                if self.flags.unicode {
                    return Err(RegexError::Syntax);
                }
                self.at = start;
            }
            'k' if self.has_names || self.flags.unicode => {
                self.at += 1;
                if !self.eat("<") {
                    return Err(RegexError::Syntax);
                }
                return Ok((Node::NamedBack(self.name()?), true));
            }
            _ => {}
        }
        if let Some(class) = self.class_escape()? {
            return Ok((Node::Class(class), true));
        }
        let code = self.character_escape(false)?;
        let node = match char::from_u32(code) {
            Some(c) => self.literal(c),
            None => Node::Unit(code),
        };
        Ok((node, true))
    }

    /// `\d` and the like.
    pub(super) fn class_escape(&mut self) -> Result<Option<Class>, RegexError> {
        let Some(next) = self.peek() else { return Err(RegexError::Syntax) };
        let mut class = match next.to_ascii_lowercase() {
            'd' => Class::digits(),
            'w' => Class::words(),
            's' => Class::blanks(),
            'p' if self.flags.unicode => {
                self.at += 1;
                if !self.eat("{") {
                    return Err(RegexError::Syntax);
                }
                let start = self.at;
                while self.peek().is_some_and(|c| c != '}') {
                    self.at += 1;
                }
                let name: String = self.pattern[start..self.at].iter().collect();
                Class::property(&name)?
            }
            _ => return Ok(None),
        };
        self.at += 1;
        class.negated = next.is_ascii_uppercase();
        Ok(Some(class))
    }

    /// What stands for one character after a backslash.
    pub(super) fn character_escape(&mut self, in_class: bool) -> Result<u32, RegexError> {
        let next = self.peek().ok_or(RegexError::Syntax)?;
        self.at += 1;
        Ok(match next {
            'n' => 10,
            't' => 9,
            'r' => 13,
            'f' => 12,
            'v' => 11,
            'b' if in_class => 8,
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => 0,
            '0'..='7' if !self.flags.unicode => {
                let mut code = u32::from(next) - 48;
                while let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) {
                    if code * 8 + digit > 255 {
                        break;
                    }
                    code = code * 8 + digit;
                    self.at += 1;
                }
                code
            }
            'c' => match self.peek() {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    u32::from(letter) % 32
                }
                _ if self.flags.unicode => return Err(RegexError::Syntax),
                _ => {
                    self.at -= 1;
                    u32::from('\\')
                }
            },
            'x' => match self.hex(2) {
                Some(code) => code,
                None if self.flags.unicode => return Err(RegexError::Syntax),
                None => u32::from('x'),
            },
            'u' => self.unicode_escape()?,
            _ if self.flags.unicode && !"^$\\.*+?()[]{}|/-".contains(next) => return Err(RegexError::Syntax),
            other => u32::from(other),
        })
    }

    pub(super) fn unicode_escape(&mut self) -> Result<u32, RegexError> {
        if self.flags.unicode && self.eat("{") {
            let start = self.at;
            while self.peek().is_some_and(|c| c.is_ascii_hexdigit()) {
                self.at += 1;
            }
            let digits: String = self.pattern[start..self.at].iter().collect();
            let code = u32::from_str_radix(&digits, 16).map_err(|_| RegexError::Syntax)?;
            return if self.eat("}") && code <= 0x0010_ffff { Ok(code) } else { Err(RegexError::Syntax) };
        }
        let Some(high) = self.hex(4) else {
            return if self.flags.unicode { Err(RegexError::Syntax) } else { Ok(u32::from('u')) };
        };
        if self.flags.unicode && (0xd800..0xdc00).contains(&high) {
            let start = self.at;
            if self.eat("\\u")
                && let Some(low) = self.hex(4)
                && (0xdc00..0xe000).contains(&low)
            {
                return Ok(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
            }
            self.at = start;
        }
        Ok(high)
    }

    pub(super) fn hex(&mut self, digits: usize) -> Option<u32> {
        let text: String = self.pattern.get(self.at..self.at + digits)?.iter().collect();
        let code = text.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(&text, 16).ok())??;
        self.at += digits;
        Some(code)
    }

    pub(super) fn class(&mut self) -> Result<Class, RegexError> {
        let negated = self.eat("^");
        let mut class = Class::default();
        while !self.eat("]") {
            let from = self.class_member(&mut class)?;
            let is_range = self.peek() == Some('-') && self.pattern.get(self.at + 1).is_some_and(|c| *c != ']');
            if !is_range {
                if let Some(from) = from {
                    class.add(from, from);
                }
                continue;
            }
            self.at += 1;
            let to = self.class_member(&mut class)?;
            match (from, to) {
                (Some(from), Some(to)) if from <= to => class.add(from, to),
                (Some(_), Some(_)) => return Err(RegexError::Syntax),
                _ if self.flags.unicode => return Err(RegexError::Syntax),
                (one, other) => {
                    class.add(u32::from('-'), u32::from('-'));
                    one.into_iter().chain(other).for_each(|unit| class.add(unit, unit));
                }
            }
        }
        class.negated = negated;
        Ok(class)
    }

    /// One character of a class; None where a class was added instead.
    pub(super) fn class_member(&mut self, class: &mut Class) -> Result<Option<u32>, RegexError> {
        let next = self.peek().ok_or(RegexError::Syntax)?;
        self.at += 1;
        if next == '\\' {
            if let Some(inner) = self.class_escape()? {
                class.add_class(&inner);
                return Ok(None);
            }
            return self.character_escape(true).map(Some);
        }
        if !self.flags.unicode && next.len_utf16() == 2 {
            // Each half is a member of its own.
            next.encode_utf16(&mut [0; 2]).iter().for_each(|unit| class.add(u32::from(*unit), u32::from(*unit)));
            return Ok(None);
        }
        Ok(Some(u32::from(next)))
    }
}
