//! A cursor over a text whose grammar is ASCII.

use crate::number::is_space;

pub(crate) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub fn is_done(&self) -> bool {
        self.at == self.text.len()
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Where the cursor stands, to come back to.
    pub fn mark(&self) -> usize {
        self.at
    }

    pub fn reset(&mut self, mark: usize) {
        self.at = mark;
    }

    /// Takes one byte if it is one of these.
    pub fn eat(&mut self, any_of: &[u8]) -> Option<u8> {
        let byte = self.peek().filter(|byte| any_of.contains(byte))?;
        self.at += 1;
        Some(byte)
    }

    /// Takes a literal text.
    pub fn literal(&mut self, text: &str) -> Option<()> {
        self.text.as_bytes()[self.at..].starts_with(text.as_bytes()).then(|| self.at += text.len())
    }

    /// Takes one character of white space.
    pub fn space(&mut self) -> Option<()> {
        let space = self.text[self.at..].chars().next().filter(|c| is_space(*c))?;
        self.at += space.len_utf8();
        Some(())
    }

    /// Takes the first of these texts that is next, and tells which.
    pub fn one_of(&mut self, texts: &[&'static str]) -> Option<usize> {
        texts.iter().position(|text| self.literal(text).is_some())
    }

    /// Takes as many bytes as pass, `least` to `most` of them.
    pub fn take(&mut self, least: usize, most: usize, pass: impl Fn(u8) -> bool) -> Option<&'a str> {
        let rest = &self.text.as_bytes()[self.at..];
        let len = rest.iter().take(most).take_while(|byte| pass(**byte)).count();
        if len < least {
            return None;
        }
        let taken = self.text.get(self.at..self.at + len)?;
        self.at += len;
        Some(taken)
    }

    pub fn digits(&mut self, least: usize, most: usize) -> Option<&'a str> {
        self.take(least, most, |byte| byte.is_ascii_digit())
    }

    /// Takes exactly so many digits as a number.
    pub fn number(&mut self, width: usize) -> Option<f64> {
        let digits = self.digits(width, width)?;
        Some(digits.bytes().fold(0.0, |sum, digit| sum * 10.0 + f64::from(digit - b'0')))
    }

    /// Runs a part of the grammar that may be missing: without a match the cursor stays where it was.
    pub fn optional<T>(&mut self, part: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mark = self.at;
        let result = part(self);
        if result.is_none() {
            self.at = mark;
        }
        result
    }

    /// Runs a part of the grammar and gives the text that it took.
    pub fn spanned(&mut self, part: impl FnOnce(&mut Self) -> Option<()>) -> Option<&'a str> {
        let start = self.at;
        part(self)?;
        self.text.get(start..self.at)
    }
}
