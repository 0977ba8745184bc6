//! What a token may match.

use super::OwnedToken;
use crate::error::Result;
use crate::intl::{TextStyle, names};
use crate::locale::{Digits, Locale};

/// What a token matches in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Unit {
    /// Digits, so many at least and at most.
    Number { least: usize, most: usize, digits: Option<Digits>, read: Read },
    /// One of some words; the first one counts as `first`.
    Word { words: Vec<&'static str>, first: u8 },
    /// An offset; the minutes after a colon, or right after the hours.
    Offset { colon: bool, digits: Option<Digits> },
    /// The name of a zone.
    Zone,
    /// One character of white space, but no line break.
    Space,
    /// The token itself.
    Literal(String),
}

/// What becomes of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    Integer,
    /// A year of which the century may be missing.
    ShortYear,
    /// The text, literally.
    Text,
}

impl Unit {
    pub fn of(token: &OwnedToken, locale: &Locale) -> Result<Self> {
        if token.literal {
            return Ok(Self::Literal(token.text.clone()));
        }
        let digits = match locale.numbering_system() {
            Some(system) => Digits::find(system),
            None => None,
        };
        let number = |least, most| Self::Number { least, most, digits, read: Read::Integer };
        let read = |least, most, read| Self::Number { least, most, digits, read };
        let words = |names: names::Names, first| Self::Word { words: names.all(), first };
        // luxon takes the names of months and weekdays the other way round.
        let alone = |letter| token.text.starts_with(letter);
        Ok(match token.text.as_str() {
            "G" => words(names::eras(locale.texts()?, TextStyle::Short), 0),
            "GG" => words(names::eras(locale.texts()?, TextStyle::Long), 0),
            "y" => number(1, 6),
            "yy" => read(2, 4, Read::ShortYear),
            "yyyy" | "kkkk" => number(4, 4),
            "yyyyy" => number(4, 6),
            "yyyyyy" => number(6, 6),
            "M" | "L" | "d" | "H" | "h" | "m" | "q" | "s" | "W" => number(1, 2),
            "MM" | "LL" | "dd" | "HH" | "hh" | "mm" | "qq" | "ss" | "WW" => number(2, 2),
            "MMM" | "LLL" => words(names::listed_months(locale.texts()?, TextStyle::Short, alone("L")), 1),
            "MMMM" | "LLLL" => words(names::listed_months(locale.texts()?, TextStyle::Long, alone("L")), 1),
            "o" | "S" => number(1, 3),
            "ooo" | "SSS" => number(3, 3),
            "u" => read(1, 9, Read::Text),
            "uu" => read(1, 2, Read::Text),
            "uuu" | "E" | "c" => number(1, 1),
            "a" => words(names::meridiems(locale.texts()?), 0),
            "kk" => read(2, 4, Read::ShortYear),
            "EEE" | "ccc" => words(names::listed_weekdays(locale.texts()?, TextStyle::Short, !alone("c")), 1),
            "EEEE" | "cccc" => words(names::listed_weekdays(locale.texts()?, TextStyle::Long, !alone("c")), 1),
            "Z" | "ZZ" => Self::Offset { colon: true, digits },
            "ZZZ" => Self::Offset { colon: false, digits },
            "z" => Self::Zone,
            " " => Self::Space,
            text => Self::Literal(text.to_owned()),
        })
    }

    /// The unit as luxon's regular expression has it.
    pub fn source(&self) -> String {
        match self {
            Self::Number { least, most, digits, .. } => {
                let digit = digit_source(digits.as_ref());
                match (least, most) {
                    (1, 1) => digit,
                    (least, most) if least == most => format!("{digit}{{{least}}}"),
                    (least, most) => format!("{digit}{{{least},{most}}}"),
                }
            }
            Self::Word { words, .. } => words.iter().map(|word| list_source(word)).collect::<Vec<_>>().join("|"),
            Self::Offset { colon: true, digits } => {
                let digit = digit_source(digits.as_ref());
                format!("([+-]{digit}{{1,2}})(?::({digit}{{2}}))?")
            }
            Self::Offset { colon: false, digits } => {
                let digit = digit_source(digits.as_ref());
                format!("([+-]{digit}{{1,2}})({digit}{{2}})?")
            }
            Self::Zone => "[a-z_+-/]{1,256}?".to_owned(),
            Self::Space => r"[^\S\n\r]".to_owned(),
            Self::Literal(text) => escaped(text),
        }
    }
}

fn digit_source(digits: Option<&Digits>) -> String {
    digits.map_or_else(|| r"\d".to_owned(), Digits::class)
}

/// A dot in a word may be left out, and a space may be any.
fn list_source(word: &str) -> String {
    word.replace('.', "\\.?").replace([' ', '\u{a0}'], "[ \u{a0}]")
}

fn escaped(text: &str) -> String {
    let mut source = String::with_capacity(text.len() * 2);
    for c in text.chars() {
        if "-[]{}()*+?.,\\^$|#/".contains(c) || crate::number::is_space(c) {
            source.push('\\');
        }
        source.push(if c == '\n' { 'n' } else { c });
    }
    source
}
