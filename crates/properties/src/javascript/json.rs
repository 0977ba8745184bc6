//! `JSON.stringify` and `JSON.parse`, with the messages that V8 gives.

use serde_json::{Map, Value};

use super::number::{as_f64, format_number};

/// `JSON.stringify(value)`: numbers as JavaScript writes them, keys that are indexes first.
pub(crate) fn stringify(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(_) | Value::String(_) => value.to_string(),
        Value::Number(number) => format_number(as_f64(number)),
        Value::Array(list) => format!("[{}]", list.iter().map(stringify).collect::<Vec<_>>().join(",")),
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| format!("{}:{}", Value::from(key.as_str()), stringify(value));
            format!("{{{}}}", entries(map).map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

/// The entries of an object in the order in which JavaScript has them.
fn entries(map: &Map<String, Value>) -> impl Iterator<Item = (&String, &Value)> {
    let index = |key: &str| key.parse::<u32>().ok().filter(|index| index.to_string() == key);
    let mut indexed: Vec<_> = map.iter().filter_map(|entry| Some((index(entry.0)?, entry))).collect();
    indexed.sort_unstable_by_key(|(index, _)| *index);
    let named = map.iter().filter(move |(key, _)| index(key).is_none());
    indexed.into_iter().map(|(_, entry)| entry).chain(named)
}

/// `JSON.parse(text)`, or V8's message.
pub(crate) fn parse(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|error| {
        let mut scanner = Scanner { units: text.encode_utf16().collect(), at: 0, depth: 0 };
        // What V8 would take, such as half of a surrogate pair.
        scanner.document().err().unwrap_or_else(|| error.to_string())
    })
}

/// Finds the syntax error in a text that is not JSON. Positions count UTF-16 units.
struct Scanner {
    units: Vec<u16>,
    at: usize,
    depth: usize,
}

/// How deep lists and objects may be nested, as in `serde_json`.
const MAX_DEPTH: usize = 128;

/// Around an unexpected token, so many units are shown on each side.
const CONTEXT: usize = 10;

impl Scanner {
    fn peek(&self) -> Option<char> {
        self.units.get(self.at).map(|unit| char::from_u32(u32::from(*unit)).unwrap_or('\u{fffd}'))
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(' ' | '\t' | '\n' | '\r')) {
            self.at += 1;
        }
    }

    fn document(&mut self) -> Result<(), String> {
        self.value()?;
        self.skip_space();
        if self.peek().is_some() { Err(self.error("Unexpected non-whitespace character after JSON")) } else { Ok(()) }
    }

    fn value(&mut self) -> Result<(), String> {
        self.skip_space();
        if self.depth == MAX_DEPTH {
            return Err("JSON is nested too deeply".to_owned());
        }
        self.depth += 1;
        let value = self.any();
        self.depth -= 1;
        value
    }

    fn any(&mut self) -> Result<(), String> {
        match self.peek() {
            Some('"') => self.string(),
            Some('{') => self.object(),
            Some('[') => self.list(),
            Some('-' | '0'..='9') => self.number(),
            Some('t') => self.word("true"),
            Some('f') => self.word("false"),
            Some('n') => self.word("null"),
            _ => Err(self.unexpected()),
        }
    }

    fn word(&mut self, word: &str) -> Result<(), String> {
        for letter in word.chars() {
            if self.peek() != Some(letter) {
                return Err(self.unexpected());
            }
            self.at += 1;
        }
        Ok(())
    }

    fn object(&mut self) -> Result<(), String> {
        self.at += 1;
        self.skip_space();
        match self.peek() {
            Some('}') => {
                self.at += 1;
                return Ok(());
            }
            Some('"') => {}
            _ => return Err(self.error("Expected property name or '}' in JSON")),
        }
        loop {
            self.string()?;
            self.skip_space();
            if self.peek() != Some(':') {
                return Err(self.error("Expected ':' after property name in JSON"));
            }
            self.at += 1;
            self.value()?;
            self.skip_space();
            match self.peek() {
                Some(',') => self.at += 1,
                Some('}') => break,
                _ => return Err(self.error("Expected ',' or '}' after property value in JSON")),
            }
            self.skip_space();
            if self.peek() != Some('"') {
                return Err(self.error("Expected double-quoted property name in JSON"));
            }
        }
        self.at += 1;
        Ok(())
    }

    fn list(&mut self) -> Result<(), String> {
        self.at += 1;
        self.skip_space();
        if self.peek() == Some(']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value()?;
            self.skip_space();
            match self.peek() {
                Some(',') => self.at += 1,
                Some(']') => break,
                _ => return Err(self.error("Expected ',' or ']' after array element in JSON")),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<(), String> {
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(self.error("Unterminated string in JSON")),
                Some('"') => break,
                Some('\\') => self.escape()?,
                Some(letter) if letter < ' ' => {
                    return Err(self.error("Bad control character in string literal in JSON"));
                }
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        Ok(())
    }

    fn escape(&mut self) -> Result<(), String> {
        self.at += 1;
        match self.peek() {
            None => return Err(self.unexpected()),
            Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't') => {}
            Some('u') => {
                for _ in 0..4 {
                    self.at += 1;
                    if !self.peek().is_some_and(|digit| digit.is_ascii_hexdigit()) {
                        return Err(self.error("Bad Unicode escape in JSON"));
                    }
                }
            }
            Some(_) => return Err(self.error("Bad escaped character in JSON")),
        }
        self.at += 1;
        Ok(())
    }

    fn number(&mut self) -> Result<(), String> {
        if self.peek() == Some('-') {
            self.at += 1;
            if !self.is_at_digit() {
                return Err(self.error("No number after minus sign in JSON"));
            }
        }
        if self.peek() == Some('0') {
            self.at += 1;
            if self.is_at_digit() {
                return Err(self.error("Unexpected number in JSON"));
            }
        }
        self.digits();
        if self.peek() == Some('.') {
            self.at += 1;
            if !self.is_at_digit() {
                return Err(self.error("Unterminated fractional number in JSON"));
            }
            self.digits();
        }
        if matches!(self.peek(), Some('e' | 'E')) {
            self.at += 1;
            if matches!(self.peek(), Some('+' | '-')) {
                self.at += 1;
            }
            if !self.is_at_digit() {
                return Err(self.error("Exponent part is missing a number in JSON"));
            }
            self.digits();
        }
        Ok(())
    }

    fn is_at_digit(&self) -> bool {
        self.peek().is_some_and(|letter| letter.is_ascii_digit())
    }

    fn digits(&mut self) {
        while self.is_at_digit() {
            self.at += 1;
        }
    }

    fn error(&self, message: &str) -> String {
        let before = &self.units[..self.at.min(self.units.len())];
        let line_ends = before.iter().filter(|unit| **unit == u16::from(b'\n')).count();
        let line_start = before.iter().rposition(|unit| *unit == u16::from(b'\n')).map_or(0, |at| at + 1);
        format!("{message} at position {} (line {} column {})", self.at, line_ends + 1, self.at - line_start + 1)
    }

    fn unexpected(&self) -> String {
        let text = |range: std::ops::Range<usize>| String::from_utf16_lossy(self.units.get(range).unwrap_or_default());
        let length = self.units.len();
        if self.at >= length {
            return "Unexpected end of JSON input".to_owned();
        }
        match self.peek() {
            Some('"') => return self.error("Unexpected string in JSON"),
            Some('-' | '0'..='9') => return self.error("Unexpected number in JSON"),
            _ => {}
        }
        let whole = text(0..length);
        if ["NaN", "Infinity", "undefined", "[object Object]"].contains(&whole.as_str()) {
            return format!("\"{whole}\" is not valid JSON");
        }
        let token = text(self.at..self.at + 1);
        if length <= CONTEXT * 2 {
            return format!("Unexpected token '{token}', \"{whole}\" is not valid JSON");
        }
        let (start, end) = (self.at.saturating_sub(CONTEXT), (self.at + CONTEXT).min(length));
        let before = if start > 0 { "..." } else { "" };
        let after = if end < length { "..." } else { "" };
        format!("Unexpected token '{token}', {before}\"{}\"{after} is not valid JSON", text(start..end))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Rows of `[text, message]`, recorded with Node.js 24.
    #[test]
    fn says_what_v8_says() {
        let rows =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded/json_errors.jsonl")).unwrap();
        for row in rows.lines() {
            let (text, message): (String, Option<String>) = serde_json::from_str(row).unwrap();
            assert_eq!(parse(&text).err(), message, "{text}");
        }
    }

    #[test]
    fn writes_what_javascript_writes() {
        for (value, expected) in [
            (json!({"b": 1e21, "1": [1.0, -0.0, 1e-7], "0": null}), r#"{"0":null,"1":[1,0,1e-7],"b":1e+21}"#),
            (json!("a\"\u{1}\u{7f}é"), "\"a\\\"\\u0001\u{7f}é\""),
        ] {
            assert_eq!(stringify(&value), expected);
        }
    }
}
