//! Source → tokens, one at a time: whether `/` starts a regular expression is the parser's to say.

mod number;

use super::ast::{Quasi, Text};
use super::{SyntaxError, escape};

#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    End,
    /// `escaped`: written with `\u`, so it cannot be a keyword.
    Name {
        name: Box<str>,
        escaped: bool,
    },
    Private(Box<str>),
    Punctuator(&'static str),
    Number(f64),
    BigInt(Box<str>),
    String(Text),
    /// The backtick that opens a template.
    Backtick,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
    pub newline_before: bool,
}

/// Longest first, so the first that fits is the one.
const PUNCTUATORS: &[&str] = &[
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&",
    "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**", "{", "}", "(", ")",
    "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".", "@",
];

pub struct Lexer<'s> {
    pub source: &'s str,
    pub position: usize,
}

impl<'s> Lexer<'s> {
    pub fn new(source: &'s str) -> Self {
        Self { source, position: 0 }
    }

    fn rest(&self) -> &'s str {
        &self.source[self.position..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn next(&mut self) -> Result<Token, SyntaxError> {
        let newline_before = self.skip_trivia()?;
        let start = self.position;
        let kind = self.kind()?;
        Ok(Token { kind, start, end: self.position, newline_before })
    }

    fn kind(&mut self) -> Result<Kind, SyntaxError> {
        let Some(first) = self.peek() else { return Ok(Kind::End) };
        match first {
            '0'..='9' => return self.number(),
            '"' | '\'' => return self.string(first),
            '`' => {
                self.position += 1;
                return Ok(Kind::Backtick);
            }
            '#' => {
                self.position += 1;
                let (name, _) = self.name()?;
                return Ok(Kind::Private(name));
            }
            '.' if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => return self.number(),
            _ if first == '\\' || is_name_start(first) => {
                let (name, escaped) = self.name()?;
                return Ok(Kind::Name { name, escaped });
            }
            _ => {}
        }
        let rest = self.rest();
        for punctuator in PUNCTUATORS {
            if rest.starts_with(punctuator) {
                // `a?.5:b` is a conditional.
                if *punctuator == "?." && rest[2..].starts_with(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                self.position += punctuator.len();
                return Ok(Kind::Punctuator(punctuator));
            }
        }
        Err(SyntaxError)
    }

    /// Skips blanks and comments; whether a line ended among them.
    fn skip_trivia(&mut self) -> Result<bool, SyntaxError> {
        let mut newline = false;
        loop {
            let rest = self.rest();
            let Some(next) = rest.chars().next() else { return Ok(newline) };
            if is_line_end(next) {
                newline = true;
                self.position += next.len_utf8();
            } else if is_blank(next) {
                self.position += next.len_utf8();
            } else if rest.starts_with("//") {
                self.position += rest.find(is_line_end).unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                let end = rest.find("*/").ok_or(SyntaxError)?;
                newline |= rest[..end].contains(is_line_end);
                self.position += end + 2;
            } else {
                return Ok(newline);
            }
        }
    }

    fn name(&mut self) -> Result<(Box<str>, bool), SyntaxError> {
        let start = self.position;
        let plain = self.rest().find(|c| !is_name_part(c)).unwrap_or(self.rest().len());
        self.position += plain;
        if self.peek() != Some('\\') {
            let name = &self.source[start..self.position];
            return if name.starts_with(is_name_start) { Ok((name.into(), false)) } else { Err(SyntaxError) };
        }
        let mut name = self.source[start..self.position].to_owned();
        while let Some(next) = self.peek() {
            if next == '\\' {
                self.position += 1;
                if self.peek() != Some('u') {
                    return Err(SyntaxError);
                }
                self.position += 1;
                let (code, length) = escape::unicode(self.rest()).ok_or(SyntaxError)?;
                self.position += length;
                name.push(char::from_u32(code).filter(|c| is_name_part(*c)).ok_or(SyntaxError)?);
            } else if is_name_part(next) {
                self.position += next.len_utf8();
                name.push(next);
            } else {
                break;
            }
        }
        if !name.starts_with(is_name_start) {
            return Err(SyntaxError);
        }
        Ok((name.into(), true))
    }

    fn string(&mut self, quote: char) -> Result<Kind, SyntaxError> {
        self.position += 1;
        let start = self.position;
        let plain = self.rest().find([quote, '\\', '\n', '\r']).ok_or(SyntaxError)?;
        self.position += plain;
        if self.peek() == Some(quote) {
            let text = &self.source[start..self.position];
            self.position += 1;
            return Ok(Kind::String(text.into()));
        }
        let mut units: Vec<u16> = self.source[start..self.position].encode_utf16().collect();
        loop {
            let next = self.peek().ok_or(SyntaxError)?;
            self.position += next.len_utf8();
            match next {
                '\\' => {
                    let rest = self.rest();
                    let length = escape::octal(rest, &mut units).or_else(|| escape::read(rest, &mut units));
                    self.position += length.ok_or(SyntaxError)?;
                }
                '\n' | '\r' => return Err(SyntaxError),
                _ if next == quote => return Ok(Kind::String(Text::from_units(units))),
                _ => units.extend(next.encode_utf16(&mut [0; 2]).iter()),
            }
        }
    }

    /// Text of a template, from after the backtick or `}`; whether the template ends with it.
    pub fn template_part(&mut self) -> Result<(Quasi, bool), SyntaxError> {
        let start = self.position;
        let mut units = Some(Vec::new());
        loop {
            let next = self.peek().ok_or(SyntaxError)?;
            let ends = next == '`';
            if ends || self.rest().starts_with("${") {
                let raw = self.source[start..self.position].replace("\r\n", "\n").replace('\r', "\n");
                self.position += if ends { 1 } else { 2 };
                return Ok((Quasi { cooked: units.map(Text::from_units), raw: raw.into() }, ends));
            }
            self.position += next.len_utf8();
            if next == '\\' {
                let mut escaped = Vec::new();
                match escape::read(self.rest(), &mut escaped) {
                    Some(length) => {
                        self.position += length;
                        if let Some(units) = &mut units {
                            units.append(&mut escaped);
                        }
                    }
                    None => {
                        units = None;
                        self.position += self.peek().ok_or(SyntaxError)?.len_utf8();
                    }
                }
            } else if let Some(units) = &mut units {
                if next == '\r' {
                    if self.peek() == Some('\n') {
                        self.position += 1;
                    }
                    units.push(u16::from(b'\n'));
                } else {
                    units.extend(next.encode_utf16(&mut [0; 2]).iter());
                }
            }
        }
    }

    /// A regular expression whose opening `/` is at `start`: pattern and flags.
    pub fn regex(&mut self, start: usize) -> Result<(&'s str, &'s str), SyntaxError> {
        self.position = start + 1;
        let mut in_class = false;
        loop {
            let next = self.peek().ok_or(SyntaxError)?;
            match next {
                _ if is_line_end(next) => return Err(SyntaxError),
                '/' if !in_class => break,
                '[' => in_class = true,
                ']' => in_class = false,
                '\\' => {
                    self.position += 1;
                    if self.peek().is_none_or(is_line_end) {
                        return Err(SyntaxError);
                    }
                }
                _ => {}
            }
            self.position += self.peek().ok_or(SyntaxError)?.len_utf8();
        }
        let pattern = &self.source[start + 1..self.position];
        self.position += 1;
        let length = self.rest().find(|c| !is_name_part(c)).unwrap_or(self.rest().len());
        let flags = &self.rest()[..length];
        self.position += length;
        Ok((pattern, flags))
    }
}

pub fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}')
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{b}' | '\u{c}' | '\u{feff}') || (c != '\u{85}' && !c.is_ascii() && c.is_whitespace())
}

pub fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '$' || c == '_' || (!c.is_ascii() && c.is_alphabetic())
}

pub fn is_name_part(c: char) -> bool {
    is_name_start(c)
        || c.is_ascii_digit()
        || matches!(c, '\u{200c}' | '\u{200d}')
        || (!c.is_ascii() && c.is_alphanumeric())
}
