//! The tokens of a date's text.

use crate::number::is_space;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    Number {
        /// Of the first nine digits after leading zeros.
        value: i64,
        /// Of all digits.
        len: usize,
    },
    Word {
        keyword: Option<Keyword>,
        len: usize,
    },
    /// One of `:`, `-`, `+`, `.` and `)`.
    Symbol(char),
    Space,
    /// A comment in parentheses, or a character without meaning.
    Other,
    End,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// From 1.
    Month(i64),
    /// Hours to add: 0 in the morning.
    HalfDay(i64),
    /// Offset in hours.
    Zone(i64),
    TimeSeparator,
}

/// Nothing after nine digits counts.
const SIGNIFICANT_DIGITS: usize = 9;

impl Token {
    /// Milliseconds of a number after a decimal point.
    pub fn milliseconds(self) -> Option<i64> {
        let Self::Number { value, len } = self else { return None };
        Some(match len {
            1 => value * 100,
            2 => value * 10,
            _ => value / 10i64.pow(len.min(SIGNIFICANT_DIGITS) as u32 - 3),
        })
    }

    pub fn is_z(self) -> bool {
        matches!(self, Self::Word { keyword: Some(Keyword::Zone(_)), len: 1 })
    }
}

pub(super) struct Scanner<'a> {
    rest: &'a str,
    next: Token,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut scanner = Self { rest: text, next: Token::End };
        scanner.next = scanner.scan();
        scanner
    }

    pub fn peek(&self) -> Token {
        self.next
    }

    pub fn next(&mut self) -> Token {
        let next = self.scan();
        std::mem::replace(&mut self.next, next)
    }

    pub fn skip(&mut self, symbol: char) -> bool {
        let skips = self.next == Token::Symbol(symbol);
        if skips {
            self.next();
        }
        skips
    }

    fn scan(&mut self) -> Token {
        let Some(first) = self.rest.chars().next() else { return Token::End };
        if first.is_ascii_digit() {
            return self.number();
        }
        if matches!(first, ':' | '-' | '+' | '.' | ')') {
            self.rest = &self.rest[1..];
            return Token::Symbol(first);
        }
        if is_word_part(first) {
            return self.word();
        }
        if first == '(' {
            self.skip_parentheses();
            return Token::Other;
        }
        self.rest = &self.rest[first.len_utf8()..];
        if is_space(first) { Token::Space } else { Token::Other }
    }

    fn number(&mut self) -> Token {
        let len = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at(len);
        self.rest = rest;
        let digits = digits.trim_start_matches('0');
        let digits = digits.bytes().take(SIGNIFICANT_DIGITS);
        Token::Number { value: digits.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0')), len }
    }

    fn word(&mut self) -> Token {
        let end = self.rest.find(|c| !is_word_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        Token::Word { keyword: keyword(word), len: word.chars().count() }
    }

    fn skip_parentheses(&mut self) {
        let mut depth = 0;
        let end = self.rest.find(|c| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        self.rest = end.map_or("", |end| &self.rest[end + 1..]);
    }
}

/// V8 takes everything from `A` on for a letter.
fn is_word_part(c: char) -> bool {
    c >= 'A' && !is_space(c)
}

fn keyword(word: &str) -> Option<Keyword> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_ascii_lowercase();
    // Only months may be longer than three letters.
    if let Some(month) = MONTHS.iter().position(|month| word.starts_with(month)) {
        return Some(Keyword::Month(month as i64 + 1));
    }
    Some(match word.as_str() {
        "am" => Keyword::HalfDay(0),
        "pm" => Keyword::HalfDay(12),
        "ut" | "utc" | "z" | "gmt" => Keyword::Zone(0),
        "est" | "cdt" => Keyword::Zone(-5),
        "edt" => Keyword::Zone(-4),
        "cst" | "mdt" => Keyword::Zone(-6),
        "mst" | "pdt" => Keyword::Zone(-7),
        "pst" => Keyword::Zone(-8),
        "t" => Keyword::TimeSeparator,
        _ => return None,
    })
}
