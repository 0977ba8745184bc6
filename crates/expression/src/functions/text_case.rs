//! Upper and lower case.

use super::pattern::{Pattern, find, pattern};
use super::string::read;
use crate::builtins::{Match, Search};
use crate::evaluation::{Completion, Evaluation, Writer};
use crate::value::number::is_space;
use crate::value::{NativeFn, Value};
use std::sync::LazyLock;

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "toSentenceCase" => |cx, this, _| cx.text(&sentence_case(read(cx, this)?)),
        "toSnakeCase" => |cx, this, _| cx.text(&snake_case(read(cx, this)?)),
        "toTitleCase" => title_case,
        _ => return None,
    })
}

/// A letter in upper case begins the text and follows each end of a sentence; all others are small.
fn sentence_case(text: &str) -> String {
    let Some(first) = text.find(char::is_alphabetic) else { return text.to_owned() };
    let (before, from) = text.split_at(first);
    let mut letters = from.chars();
    let mut result = String::with_capacity(text.len());
    result.push_str(before);
    result.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    let mut begins = false;
    for c in letters.as_str().to_lowercase().chars() {
        if begins && c.is_alphabetic() {
            result.extend(c.to_uppercase());
            begins = false;
        } else {
            begins |= matches!(c, '!' | '?' | '.');
            result.push(c);
        }
    }
    result
}

fn snake_case(text: &str) -> String {
    let is_removed = |c: char| {
        matches!(c, '\u{2000}'..='\u{206f}' | '\u{2e00}'..='\u{2e7f}') || (c.is_ascii_punctuation() && c != '_')
    };
    text.to_lowercase().replace([' ', '-'], "_").chars().filter(|c| !is_removed(*c)).collect()
}

/// Words that stay small, except at the ends.
static SMALL: Pattern = LazyLock::new(|| {
    let words = "an?d?|a[st]|because|but|by|en|for|i[fn]|neither|nor|o[fnr]|only|over|per|so|some|tha[tn]|the|to|up|upon|\
                 vs?\\.?|versus|via|when|with|without|yet";
    pattern(&format!(r"\b(?:{words})\b"), "i")
});
static TOKEN: Pattern = LazyLock::new(|| pattern(r"[^\s:–—-]+|.", "g"));
/// Words that have a case of their own.
static MANUAL: Pattern = LazyLock::new(|| pattern(r".(?=[A-Z]|\..)", ""));

fn title_case<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_text(this)?.flat();
    let Some(regex) = TOKEN.as_ref() else { return Ok(this) };
    let length = text.length(cx.heap);
    let mut result = Writer::new(cx);
    Search::new(cx, regex, text)?.each(0, |search, Match { range, .. }| {
        let token = search.slice(range.clone());
        let at_edge = range.start == 0 || range.end == length;
        let after = |distance: usize| text.unit(cx.heap, range.end + distance).map(u32::from).and_then(char::from_u32);
        let is_address = after(0) == Some(':') && !after(1).is_some_and(is_space);
        if is_address || find(cx, &MANUAL, token)?.is_some() || (!at_edge && find(cx, &SMALL, token)?.is_some()) {
            return result.push(token);
        }
        let is_letter = |c: char| c.is_ascii_alphanumeric() || ('\u{c0}'..='\u{ff}').contains(&c);
        let token = token.lossy(cx.heap);
        let first = token.find(is_letter).and_then(|at| Some((at, token[at..].chars().next()?)));
        let Some((at, first)) = first else { return result.push_str(token) };
        result.push_str(&token[..at])?;
        result.push_str(&first.to_uppercase().collect::<String>())?;
        result.push_str(&token[at + first.len_utf8()..])
    })?;
    result.finish()
}
