//! The order of texts that `localeCompare` gives in English.
//!
//! The rules of Unicode's default collation as far as Latin texts show them: letters before anything else about them,
//! then accents, then case, lower first; punctuation before digits before letters.

use std::cmp::Ordering;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Compares with the given sensitivity: `base`, `accent`, `case` or `variant`.
pub fn compare(left: &str, right: &str, numeric: bool, sensitivity: &str) -> Ordering {
    let primary = primary(left, right, numeric);
    if primary != Ordering::Equal {
        return primary;
    }
    let accents = || marks(left).cmp(&marks(right));
    let case = || cases(left).cmp(&cases(right));
    match sensitivity {
        "base" => Ordering::Equal,
        "accent" => accents(),
        "case" => case(),
        _ => accents().then_with(case),
    }
}

/// Class of the character, then the character without accent and case.
fn weight(c: char) -> (u8, char) {
    let class = match c {
        _ if c.is_whitespace() => 0,
        '_' | '-' | ',' | ';' | ':' | '!' | '?' | '.' | '\'' | '"' | '(' | ')' | '[' | ']' | '{' | '}' | '@' | '*'
        | '/' | '\\' | '&' | '#' | '%' => 1,
        _ if c.is_numeric() => 3,
        _ if c.is_alphabetic() => 4,
        _ => 2,
    };
    if class == 1 {
        // The order of punctuation is its own, not that of its codes.
        let order = "_-,;:!?.'\"()[]{}@*/\\&#%".find(c).unwrap_or_default();
        return (class, char::from_u32(u32::try_from(order).unwrap_or_default()).unwrap_or(c));
    }
    if class == 2 {
        let order = "`´^¯¨°©®+±÷×<=>|~$€£¥".chars().position(|other| other == c);
        return (class, order.and_then(|order| char::from_u32(u32::try_from(order).ok()?)).unwrap_or(c));
    }
    (class, c.to_lowercase().next().unwrap_or(c))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(|c| {
        let expanded = match c {
            'ß' => "ss",
            'æ' | 'Æ' => "ae",
            'œ' | 'Œ' => "oe",
            'ø' | 'Ø' => "o",
            _ => "",
        };
        let plain = expanded.is_empty().then_some(c);
        expanded.chars().chain(plain)
    })
}

fn primary(left: &str, right: &str, numeric: bool) -> Ordering {
    let (mut left, mut right) = (letters(left).peekable(), letters(right).peekable());
    loop {
        if numeric && left.peek().is_some_and(char::is_ascii_digit) && right.peek().is_some_and(char::is_ascii_digit) {
            let (first, second) = (number(&mut left), number(&mut right));
            let order = first.len().cmp(&second.len()).then_with(|| first.cmp(&second));
            if order != Ordering::Equal {
                return order;
            }
            continue;
        }
        match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(first), Some(second)) => match weight(first).cmp(&weight(second)) {
                Ordering::Equal => {}
                other => return other,
            },
        }
    }
}

/// The digits of a number, without leading zeros.
fn number(text: &mut std::iter::Peekable<impl Iterator<Item = char>>) -> String {
    let mut digits = String::new();
    while let Some(digit) = text.next_if(char::is_ascii_digit) {
        if digit != '0' || !digits.is_empty() {
            digits.push(digit);
        }
    }
    digits
}

fn marks(text: &str) -> Vec<char> {
    text.nfd().filter(|c| is_combining_mark(*c)).collect()
}

fn cases(text: &str) -> Vec<bool> {
    letters(text).filter(|c| c.is_alphabetic()).map(char::is_uppercase).collect()
}
