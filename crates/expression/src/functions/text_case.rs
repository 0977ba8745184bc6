//! Upper and lower case, and plain letters.

use super::pattern::{Subject, pattern};
use crate::evaluation::{Completion, Evaluation};
use crate::value::{NativeFn, Value};
use nodewright_regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "toSentenceCase" => |cx, this, _| cx.text(&sentence_case(cx.to_str(this)?)),
        "toSnakeCase" => |cx, this, _| cx.text(&snake_case(cx.to_str(this)?)),
        "toTitleCase" => title_case,
        _ => return None,
    })
}

fn sentence_case(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text.to_owned();
    while let Some(at) = rest.find(char::is_alphabetic) {
        let (before, from) = rest.split_at(at);
        let mut letters = from.chars();
        let first = letters.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
        let sentence = format!("{before}{first}{}", letters.as_str().to_lowercase());
        let Some(end) = sentence.find(['!', '?', '.']) else {
            result.push_str(&sentence);
            return result;
        };
        result.push_str(&sentence[..=end]);
        rest = sentence[end + 1..].to_owned();
    }
    result + &rest
}

fn snake_case(text: &str) -> String {
    let is_removed = |c: char| {
        matches!(c, '\u{2000}'..='\u{206f}' | '\u{2e00}'..='\u{2e7f}') || (c.is_ascii_punctuation() && c != '_')
    };
    text.to_lowercase().replace([' ', '-'], "_").chars().filter(|c| !is_removed(*c)).collect()
}

/// Words that stay small, except at the ends.
static SMALL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "an?d?|a[st]|because|but|by|en|for|i[fn]|neither|nor|o[fnr]|only|over|per|so|some|tha[tn]|the|to|up|upon|\
                 vs?\\.?|versus|via|when|with|without|yet";
    pattern(&format!(r"\b(?:{words})\b"), "i")
});
static TOKEN: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r"[^\s:–—-]+|.", "g"));
/// Words that have a case of their own.
static MANUAL: LazyLock<Option<Regex>> = LazyLock::new(|| pattern(r".(?=[A-Z]|\..)", ""));

fn title_case<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_str(this)?;
    let subject = Subject::new(text);
    let mut result = String::new();
    let mut from = 0;
    while let Some((found, end)) = subject.find(cx, TOKEN.as_ref(), from)? {
        let Some(Some(Range { start, end: stop })) = found.groups.first().cloned() else { break };
        let token = &text[start..stop];
        from = end;
        let has = |regex: &Option<Regex>| Subject::new(token).find(cx, regex.as_ref(), 0).map(|found| found.is_some());
        let at_edge = start == 0 || stop == text.len();
        let mut after = text[stop..].chars();
        let is_address = after.next() == Some(':') && !after.next().is_some_and(crate::value::number::is_space);
        if has(&MANUAL)? || (has(&SMALL)? && !at_edge) || is_address {
            result.push_str(token);
            continue;
        }
        let is_letter = |c: char| c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{ff}').contains(&c);
        match token.find(is_letter).and_then(|at| Some((at, token[at..].chars().next()?))) {
            Some((at, first)) => {
                result.push_str(&token[..at]);
                result.extend(first.to_uppercase());
                result.push_str(&token[at + first.len_utf8()..]);
            }
            None => result.push_str(token),
        }
    }
    cx.text(&result)
}

/// Where n8n's table of plain letters differs from the one used here.
const PLAIN: &[(char, &str)] = &[('€', "EU"), ('Ý', "U"), ('Ŋ', "NG"), ('ŋ', "ng"), ('ǲ', "D"), ('Ʌ', "V"), ('Ɋ', "Q")];

/// The nearest plain letters; `?` for what has none.
pub fn plain(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            result.push(c);
        } else if let Some((_, plain)) = PLAIN.iter().find(|(other, _)| *other == c) {
            result.push_str(plain);
        } else if c.is_control() || matches!(c, '\u{ad}' | '\u{10000}'..) {
            result.push('?');
        } else {
            result.push_str(deunicode::deunicode_char(c).unwrap_or("?"));
        }
    }
    result
}
