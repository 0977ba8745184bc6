//! Numbers and texts of JavaScript.

use super::Reader;
use crate::javascript::number_of_text;

impl Reader<'_> {
    pub(super) fn number(&mut self) -> Option<f64> {
        let mut length = self
            .rest
            .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '.' | '_'))
            .unwrap_or(self.rest.len());
        let is_decimal = !matches!(self.rest.get(..2), Some("0x" | "0X" | "0o" | "0O" | "0b" | "0B"));
        if is_decimal && self.rest[..length].ends_with(['e', 'E']) && self.rest[length..].starts_with(['+', '-']) {
            let digits = self.rest[length + 1..].find(|letter: char| !letter.is_ascii_digit());
            length = digits.map_or(self.rest.len(), |digits| length + 1 + digits);
        }
        let text = self.skip(length).replace('_', "");
        let is_octal =
            text.len() > 1 && text.starts_with('0') && text.bytes().all(|digit| matches!(digit, b'0'..=b'7'));
        let number = if is_octal { number_of_text(&format!("0o{text}")) } else { number_of_text(&text) };
        (!number.is_nan()).then_some(number)
    }

    pub(super) fn string(&mut self) -> Option<String> {
        let quote = self.peek()?;
        self.skip(1);
        let mut text = String::new();
        loop {
            let letter = self.peek()?;
            self.skip(letter.len_utf8());
            match letter {
                _ if letter == quote => return Some(text),
                '\n' | '\r' => return None,
                '\\' => text.extend(self.escape()?),
                _ => text.push(letter),
            }
        }
    }

    /// What an escape stands for; nothing at the end of a line.
    fn escape(&mut self) -> Option<Option<char>> {
        let letter = self.peek()?;
        self.skip(letter.len_utf8());
        Some(Some(match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'x' => self.hex(2)?,
            'u' if self.peek() == Some('{') => {
                let length = self.rest.find('}')?;
                let digits = &self.skip(length)[1..];
                self.skip(1);
                char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
            }
            'u' => self.hex(4)?,
            '0'..='7' => {
                let more = self.rest.bytes().take(2).take_while(|digit| matches!(digit, b'0'..=b'7')).count();
                let digits = format!("{letter}{}", self.skip(more));
                char::from_u32(u32::from_str_radix(&digits, 8).ok()?)?
            }
            '\n' | '\u{2028}' | '\u{2029}' => return Some(None),
            other => other,
        }))
    }

    fn hex(&mut self, digits: usize) -> Option<char> {
        let is_hex = self.rest.get(..digits)?.bytes().all(|digit| digit.is_ascii_hexdigit());
        let text = is_hex.then(|| self.skip(digits))?;
        char::from_u32(u32::from_str_radix(text, 16).ok()?)
    }
}
