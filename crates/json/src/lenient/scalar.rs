//! Strings, numbers and words.

use serde_json::{Number, Value};

use super::{Reader, Result};
use crate::Exact;

impl Reader<'_> {
    pub(super) fn scalar(&mut self) -> Result<Exact> {
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => Err(self.unexpected()),
        }
    }

    fn word(&mut self, word: &str, value: Value) -> Result<Exact> {
        for letter in word.bytes() {
            if self.peek() != Some(letter) {
                return Err(self.unexpected());
            }
            self.at += 1;
        }
        Ok(Exact::Json(value))
    }

    fn number(&mut self) -> Result<Exact> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
            if !self.is_at_digit() {
                return Err(self.error("No number after minus sign in JSON"));
            }
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
            if self.is_at_digit() {
                return Err(self.error("Unexpected number in JSON"));
            }
        }
        self.skip_digits();
        if self.peek() == Some(b'.') {
            self.at += 1;
            if !self.is_at_digit() {
                return Err(self.error("Unterminated fractional number in JSON"));
            }
            self.skip_digits();
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            if !self.is_at_digit() {
                return Err(self.error("Exponent part is missing a number in JSON"));
            }
            self.skip_digits();
        }
        // Of a number that is spelt rightly, only one that is too large has no value.
        let text = &self.text[start..self.at];
        Ok(match text.parse::<Number>() {
            Ok(number) => Exact::Json(Value::Number(number)),
            Err(_) if text.starts_with('-') => Exact::NegativeInfinity,
            Err(_) => Exact::Infinity,
        })
    }

    fn is_at_digit(&self) -> bool {
        self.peek().is_some_and(|byte| byte.is_ascii_digit())
    }

    fn skip_digits(&mut self) {
        while self.is_at_digit() {
            self.at += 1;
        }
    }

    pub(super) fn string(&mut self) -> Result<Exact> {
        self.at += 1;
        let mut text = Text::default();
        loop {
            let plain = self.text[self.at..].bytes().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..b' ')).count();
            text.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
            match self.peek() {
                None => return Err(self.error("Unterminated string in JSON")),
                Some(b'"') => break,
                Some(b'\\') => text.push_unit(self.escape()?),
                Some(_) => return Err(self.error("Bad control character in string literal in JSON")),
            }
        }
        self.at += 1;
        Ok(text.finish())
    }

    /// The UTF-16 unit that an escape stands for.
    fn escape(&mut self) -> Result<u16> {
        self.at += 1;
        let unit = match self.peek() {
            None => return Err(self.unexpected()),
            Some(byte @ (b'"' | b'\\' | b'/')) => byte,
            Some(b'b') => 8,
            Some(b'f') => 12,
            Some(b'n') => b'\n',
            Some(b'r') => b'\r',
            Some(b't') => b'\t',
            Some(b'u') => return self.hexadecimal(),
            Some(_) => return Err(self.error("Bad escaped character in JSON")),
        };
        self.at += 1;
        Ok(unit.into())
    }

    fn hexadecimal(&mut self) -> Result<u16> {
        let mut unit = 0;
        for _ in 0..4 {
            self.at += 1;
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            match digit.and_then(|digit| u16::try_from(digit).ok()) {
                Some(digit) => unit = unit << 4 | digit,
                None => return Err(self.error("Bad Unicode escape in JSON")),
            }
        }
        self.at += 1;
        Ok(unit)
    }
}

/// A text that is UTF-8 as long as its surrogates come in pairs.
#[derive(Default)]
struct Text {
    text: String,
    /// The first half of a pair whose second half has not come yet.
    half: Option<u16>,
    /// All of it, once a half has stayed alone.
    units: Option<Vec<u16>>,
}

impl Text {
    fn push_str(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.leave_half();
        match &mut self.units {
            Some(units) => units.extend(text.encode_utf16()),
            None => self.text.push_str(text),
        }
    }

    fn push_unit(&mut self, unit: u16) {
        match (self.half.take(), unit) {
            (Some(high), low @ 0xDC00..0xE000) => {
                let pair: String = char::decode_utf16([high, low]).flatten().collect();
                self.push_str(&pair);
            }
            (earlier, unit) => {
                self.half = earlier;
                self.leave_half();
                match char::from_u32(unit.into()) {
                    Some(letter) => self.push_str(letter.encode_utf8(&mut [0; 4])),
                    None if unit < 0xDC00 => self.half = Some(unit),
                    None => self.push_half(unit),
                }
            }
        }
    }

    /// What comes next is not the other half.
    fn leave_half(&mut self) {
        if let Some(half) = self.half.take() {
            self.push_half(half);
        }
    }

    fn push_half(&mut self, half: u16) {
        let text = &self.text;
        self.units.get_or_insert_with(|| text.encode_utf16().collect()).push(half);
    }

    fn finish(mut self) -> Exact {
        self.leave_half();
        match self.units {
            Some(units) => Exact::Units(units),
            None => Exact::Json(Value::String(self.text)),
        }
    }
}
