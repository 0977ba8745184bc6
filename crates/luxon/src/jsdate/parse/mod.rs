//! `Date.parse` as V8 does it: ISO 8601 first, then almost anything with numbers and English words in it.

mod compose;
mod tokens;

use super::local_to_utc;
use crate::zone::Zone;
use compose::{Day, Offset, Time, is_day, is_hour, is_minute, is_month, is_second};
use tokens::{Keyword, Scanner, Token};

/// Milliseconds since 1970 of a text; NaN if it is not a date. Times without an offset are meant in `zone`.
///
/// ```
/// use nodewright_luxon::{Zone, jsdate};
/// assert_eq!(jsdate::parse("Jan 2 2024 10:00", &Zone::UTC), 1_704_189_600_000.0);
/// assert!(jsdate::parse("tomorrow", &Zone::UTC).is_nan());
/// ```
#[must_use]
pub fn parse(text: &str, zone: &Zone) -> f64 {
    let mut parser =
        Parser { scanner: Scanner::new(text), day: Day::default(), time: Time::default(), offset: Offset::default() };
    parser.run().and_then(|()| parser.instant(zone)).unwrap_or(f64::NAN)
}

struct Parser<'a> {
    scanner: Scanner<'a>,
    day: Day,
    time: Time,
    offset: Offset,
}

impl Parser<'_> {
    fn run(&mut self) -> Option<()> {
        let mut token = self.iso()?;
        let mut has_read_number = !self.day.is_empty();
        while token != Token::End {
            match token {
                Token::Number { value, .. } => {
                    has_read_number = true;
                    self.number(value)?;
                }
                Token::Word { keyword, .. } => self.word(keyword, has_read_number)?,
                Token::Symbol(sign @ ('+' | '-')) if self.offset.is_utc() || !self.time.is_empty() => {
                    has_read_number = true;
                    self.signed(sign)?;
                }
                Token::Symbol('+' | '-' | ')') if has_read_number => return None,
                _ => {}
            }
            token = self.scanner.next();
        }
        Some(())
    }

    /// The standard format. What it cannot use it gives back for the rest to be read freely; `None` if the text is wrong.
    fn iso(&mut self) -> Option<Token> {
        match self.scanner.peek() {
            sign @ Token::Symbol('+' | '-') => {
                self.scanner.next();
                let Token::Number { value, len: 6 } = self.scanner.peek() else { return Some(sign) };
                self.scanner.next();
                if sign == Token::Symbol('-') && value == 0 {
                    return Some(sign);
                }
                self.day.add(if sign == Token::Symbol('-') { -value } else { value });
            }
            Token::Number { value, len: 4 } => {
                self.scanner.next();
                self.day.add(value);
            }
            _ => return Some(self.scanner.next()),
        }
        for is_in_range in [is_month, is_day] {
            if !self.scanner.skip('-') {
                break;
            }
            match self.scanner.peek() {
                Token::Number { value, len: 2 } if is_in_range(value) => self.day.add(value),
                _ => return Some(self.scanner.next()),
            };
            self.scanner.next();
        }
        match self.scanner.peek() {
            Token::Word { keyword: Some(Keyword::TimeSeparator), .. } => self.iso_time()?,
            Token::End => {}
            _ => return Some(self.scanner.next()),
        }
        // A date alone is meant in UTC, with a time it is meant where the reader is.
        if self.offset.is_empty() && self.time.is_empty() {
            self.offset.set_hours(0);
        }
        self.day.set_iso();
        Some(Token::End)
    }

    fn iso_time(&mut self) -> Option<()> {
        self.scanner.next();
        let hour = self.two_digits(|hour| (0..=24).contains(&hour))?;
        let is_in_range = |is_part: fn(i64) -> bool| move |value| is_part(value) && (hour < 24 || value == 0);
        self.time.add(hour)?;
        self.scanner.skip(':').then_some(())?;
        let minute = self.two_digits(is_in_range(is_minute))?;
        self.time.add(minute)?;
        if self.scanner.skip(':') {
            let second = self.two_digits(is_in_range(is_second))?;
            self.time.add(second)?;
            if self.scanner.skip('.') {
                let milliseconds = self.scanner.next().milliseconds()?;
                is_in_range(|_| true)(milliseconds).then_some(())?;
                self.time.add(milliseconds)?;
            }
        }
        self.iso_offset()?;
        (self.scanner.peek() == Token::End).then_some(())
    }

    fn iso_offset(&mut self) -> Option<()> {
        match self.scanner.peek() {
            token if token.is_z() => self.offset.set_hours(0),
            Token::Symbol(sign @ ('+' | '-')) => {
                self.scanner.next();
                self.offset.set_sign(sign);
                if let Token::Number { value, len: 4 } = self.scanner.peek() {
                    (is_hour(value / 100) && is_minute(value % 100)).then_some(())?;
                    self.offset.set(value / 100, Some(value % 100));
                } else {
                    let hour = self.two_digits(is_hour)?;
                    self.scanner.skip(':').then_some(())?;
                    let minute = self.two_digits(is_minute)?;
                    self.offset.set(hour, Some(minute));
                    return Some(());
                }
            }
            _ => return Some(()),
        }
        self.scanner.next();
        Some(())
    }

    fn two_digits(&mut self, is_in_range: impl Fn(i64) -> bool) -> Option<i64> {
        match self.scanner.next() {
            Token::Number { value, len: 2 } if is_in_range(value) => Some(value),
            _ => None,
        }
    }

    fn number(&mut self, value: i64) -> Option<()> {
        if self.scanner.skip(':') {
            if self.scanner.skip(':') {
                self.time.is_empty().then_some(())?;
                self.time.add(value)?;
                return self.time.add(0);
            }
            self.time.add(value)?;
            self.scanner.skip('.');
            return Some(());
        }
        if self.scanner.skip('.') && self.time.expects(value) {
            self.time.add(value)?;
            let milliseconds = self.scanner.next().milliseconds()?;
            self.time.add_last(milliseconds);
        } else if self.offset.expects(value) {
            self.offset.set_minute(value);
        } else if self.time.expects(value) {
            self.time.add_last(value);
            let next = self.scanner.peek();
            let ends = matches!(next, Token::End | Token::Space | Token::Symbol('+' | '-')) || next.is_z();
            return ends.then_some(());
        } else {
            self.day.add(value)?;
            self.scanner.skip('-');
        }
        Some(())
    }

    fn word(&mut self, keyword: Option<Keyword>, has_read_number: bool) -> Option<()> {
        match keyword {
            Some(Keyword::HalfDay(hours)) if !self.time.is_empty() => self.time.set_half(hours),
            Some(Keyword::Month(month)) => {
                self.day.set_month(month);
                self.scanner.skip('-');
            }
            Some(Keyword::Zone(hours)) if has_read_number => self.offset.set_hours(hours),
            // Other words may only stand before the first number, and not right before it.
            _ if has_read_number || matches!(self.scanner.peek(), Token::Number { .. }) => return None,
            _ => {}
        }
        Some(())
    }

    fn signed(&mut self, sign: char) -> Option<()> {
        self.offset.set_sign(sign);
        let (value, len) = match self.scanner.peek() {
            Token::Number { value, len } => {
                self.scanner.next();
                (value, len)
            }
            _ => (0, 0),
        };
        if self.scanner.peek() == Token::Symbol(':') {
            self.offset.set(value, None);
            return Some(());
        }
        match len {
            1 | 2 => self.offset.set(value, Some(0)),
            3 | 4 => self.offset.set(value / 100, Some(value % 100)),
            _ => return None,
        }
        Some(())
    }

    fn instant(&mut self, zone: &Zone) -> Option<f64> {
        let local = self.time.onto(self.day.date()?)?.local_ms();
        Some(match self.offset.seconds() {
            Some(seconds) => local - seconds * 1000.0,
            None => local_to_utc(local, zone),
        })
    }
}
