//! Numbers.

use super::{Kind, Lexer, is_name_part};
use crate::syntax::SyntaxError;

impl Lexer<'_> {
    pub(super) fn number(&mut self) -> Result<Kind, SyntaxError> {
        let rest = self.rest();
        let radix = match rest.as_bytes().get(1) {
            Some(b'x' | b'X') => 16,
            Some(b'o' | b'O') => 8,
            Some(b'b' | b'B') => 2,
            _ => 10,
        };
        let kind = if rest.starts_with('0') && radix != 10 {
            self.position += 2;
            let digits = self.digits(radix)?;
            if self.peek() == Some('n') {
                self.position += 1;
                Kind::BigInt(self.source[self.position - 3 - digits.len()..self.position - 1].into())
            } else {
                Kind::Number(digits.chars().fold(0.0, |sum, digit| {
                    sum * f64::from(radix) + f64::from(digit.to_digit(radix).unwrap_or_default())
                }))
            }
        } else {
            self.decimal()?
        };
        // `3in x` and `3a` are not numbers.
        if self.peek().is_some_and(|c| is_name_part(c) || c == '\\') {
            return Err(SyntaxError);
        }
        Ok(kind)
    }

    fn decimal(&mut self) -> Result<Kind, SyntaxError> {
        let start = self.position;
        if self.peek() != Some('.') {
            let digits = self.digits(10)?;
            // n8n's parser allows it.
            if digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|digit| digit < b'8') {
                return Ok(Kind::Number(digits.bytes().fold(0.0, |sum, digit| sum * 8.0 + f64::from(digit - b'0'))));
            }
            if self.peek() == Some('n') {
                self.position += 1;
                return Ok(Kind::BigInt(digits.into()));
            }
        }
        if self.peek() == Some('.') {
            self.position += 1;
            if self.peek().is_some_and(|c| c.is_ascii_digit()) {
                self.digits(10)?;
            }
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.position += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.position += 1;
            }
            self.digits(10)?;
        }
        let text = self.source[start..self.position].replace('_', "");
        text.parse().map(Kind::Number).map_err(|_| SyntaxError)
    }

    /// Digits with single `_` between them.
    fn digits(&mut self, radix: u32) -> Result<String, SyntaxError> {
        let rest = self.rest();
        let length = rest.find(|c: char| !(c.is_digit(radix) || c == '_')).unwrap_or(rest.len());
        let digits = &rest[..length];
        if digits.is_empty() || digits.starts_with('_') || digits.ends_with('_') || digits.contains("__") {
            return Err(SyntaxError);
        }
        self.position += length;
        Ok(digits.replace('_', ""))
    }
}
