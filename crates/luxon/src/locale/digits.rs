//! Digits of other scripts.

/// Numbering systems by the digit zero; the others follow it. Only Han numerals do not.
const ZEROS: [(&str, char); 19] = [
    ("arab", '\u{660}'),
    ("arabext", '\u{6f0}'),
    ("bali", '\u{1b50}'),
    ("beng", '\u{9e6}'),
    ("deva", '\u{966}'),
    ("fullwide", '\u{ff10}'),
    ("gujr", '\u{ae6}'),
    ("khmr", '\u{17e0}'),
    ("knda", '\u{ce6}'),
    ("laoo", '\u{ed0}'),
    ("limb", '\u{1946}'),
    ("mlym", '\u{d66}'),
    ("mong", '\u{1810}'),
    ("mymr", '\u{1040}'),
    ("orya", '\u{b66}'),
    ("tamldec", '\u{be6}'),
    ("telu", '\u{c66}'),
    ("thai", '\u{e50}'),
    ("tibt", '\u{f20}'),
];
const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// Ten digits that are not 0 to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Digits([char; 10]);

impl Digits {
    pub fn find(numbering_system: &str) -> Option<Self> {
        if numbering_system == "hanidec" {
            return Some(Self(HAN));
        }
        let (_, zero) = ZEROS.iter().find(|(name, _)| *name == numbering_system)?;
        let mut digits = HAN;
        for (digit, code) in digits.iter_mut().zip(u32::from(*zero)..) {
            *digit = char::from_u32(code)?;
        }
        Some(Self(digits))
    }

    /// The digits as a class of a regular expression.
    pub fn class(&self) -> String {
        if self.0 == HAN {
            return "[〇|一|二|三|四|五|六|七|八|九]".to_owned();
        }
        format!("[{}-{}]", self.0[0], self.0[9])
    }

    /// The value of a digit.
    pub fn value(&self, digit: char) -> Option<u32> {
        self.0.iter().position(|c| *c == digit).map(|value| value as u32)
    }

    /// A text with its ASCII digits in this script.
    pub fn localize(&self, text: &str) -> String {
        text.chars().map(|c| c.to_digit(10).map_or(c, |digit| self.0[digit as usize])).collect()
    }
}
