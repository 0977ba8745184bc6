//! Values as queries compare them: `None` is a field that is missing.

use std::cmp::Ordering;

use nodewright_core::{
    Value,
    javascript::{is_truthy, text},
};
use nodewright_properties::javascript::{less_than, same, to_number};

use crate::flow::merge::equality::equal;

pub type Field = Option<Value>;

pub fn is_null(value: &Field) -> bool {
    value.as_ref().is_none_or(Value::is_null)
}

pub fn holds(value: &Field) -> bool {
    value.as_ref().is_some_and(is_truthy)
}

/// `a = b`, which nothing is with null.
pub fn equals(a: &Field, b: &Field) -> bool {
    !is_null(a) && !is_null(b) && (same(a.as_ref(), b.as_ref()) || equal(a.as_ref(), b.as_ref(), true))
}

/// `a < b`
pub fn is_less(a: &Field, b: &Field) -> bool {
    !is_null(a) && !is_null(b) && less_than(a.as_ref(), b.as_ref())
}

/// The order of rows, those without a value first.
pub fn order(a: &Field, b: &Field) -> Ordering {
    match (is_null(a), is_null(b)) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        _ if is_less(a, b) => Ordering::Less,
        _ if is_less(b, a) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

pub fn number(value: &Field) -> f64 {
    to_number(value.as_ref())
}

/// A number; null where it is none.
pub fn of_number(number: f64) -> Field {
    const SAFE: f64 = 9_007_199_254_740_991.0;
    Some(match number.fract() == 0.0 && number.abs() <= SAFE {
        true => Value::from(number as i64),
        false => Value::from(number),
    })
}

pub fn text_of(value: &Field) -> String {
    value.as_ref().map_or_else(String::new, |value| text(value).into_owned())
}

/// `text LIKE pattern`: `%` is any text, `_` any letter; upper and lower case are the same.
pub fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) =
        (text.to_lowercase().chars().collect(), pattern.to_lowercase().chars().collect());
    // The last `%` and where its text began: on a difference, that text grows by a letter.
    let (mut t, mut p, mut back) = (0, 0, None);
    while t < text.len() {
        match pattern.get(p) {
            Some('%') => {
                back = Some((p, t));
                p += 1;
            }
            Some(letter) if *letter == '_' || *letter == text[t] => (t, p) = (t + 1, p + 1),
            _ => match back {
                Some((percent, from)) => {
                    back = Some((percent, from + 1));
                    (t, p) = (from + 1, percent + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|letter| *letter == '%')
}
