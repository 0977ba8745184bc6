//! Matching a text against units, with the choices that a backtracking regular expression would make.

use std::collections::HashSet;

use super::unit::Unit;
use crate::locale::Digits;
use crate::number::is_space;

/// From where up to where.
type Group = (usize, usize);

/// Where a unit matched, and the two groups within an offset.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub start: usize,
    pub end: usize,
    /// Of an offset: hours with sign, and minutes if they are there.
    pub groups: Option<(Group, Option<Group>)>,
}

/// A unit being matched: how it matches now, and how else it may.
struct Step {
    at: usize,
    span: Span,
    others: std::vec::IntoIter<Span>,
}

/// The spans of all units in a text that they match from the first to the last character.
pub(super) fn spans<'a>(units: impl Iterator<Item = &'a Unit>, text: &[char]) -> Option<Vec<Span>> {
    let units: Vec<_> = units.collect();
    let mut steps: Vec<Step> = Vec::with_capacity(units.len());
    // Units and positions that cannot lead to the end, so that none is tried twice.
    let mut dead_ends = HashSet::new();
    loop {
        let at = steps.last().map_or(0, |step| step.span.end);
        match units.get(steps.len()) {
            None if at == text.len() => return Some(steps.into_iter().map(|step| step.span).collect()),
            Some(unit) if !dead_ends.contains(&(steps.len(), at)) => {
                let mut others = unit.candidates(text, at).into_iter();
                if let Some(span) = others.next() {
                    steps.push(Step { at, span, others });
                    continue;
                }
            }
            _ => {}
        }
        // Back to the last unit that may match in another way.
        loop {
            let mut step = steps.pop()?;
            if let Some(span) = step.others.next() {
                step.span = span;
                steps.push(step);
                break;
            }
            dead_ends.insert((steps.len(), step.at));
        }
    }
}

impl Unit {
    /// The ways in which the unit may match, best first.
    fn candidates(&self, text: &[char], at: usize) -> Vec<Span> {
        let span = |end| Span { start: at, end, groups: None };
        match self {
            Self::Number { least, most, digits, .. } => {
                let run = digit_run(text, at, *most, digits.as_ref());
                (*least..=run).rev().map(|len| span(at + len)).collect()
            }
            Self::Word { words, .. } => words.iter().filter_map(|word| word_end(text, at, word)).map(span).collect(),
            Self::Offset { colon, digits } => offsets(text, at, *colon, digits.as_ref()),
            Self::Zone => {
                let is_part = |c: &&char| c.is_ascii_alphabetic() || matches!(c, '_' | '+'..='/');
                let run = text[at..].iter().take(256).take_while(is_part).count();
                (1..=run).map(|len| span(at + len)).collect()
            }
            Self::Space => {
                let space = text.get(at).is_some_and(|c| is_space(*c) && !matches!(c, '\n' | '\r'));
                space.then(|| span(at + 1)).into_iter().collect()
            }
            Self::Literal(literal) => {
                let len = literal.chars().count();
                starts_with(text, at, literal).then(|| span(at + len)).into_iter().collect()
            }
        }
    }
}

fn offsets(text: &[char], at: usize, colon: bool, digits: Option<&Digits>) -> Vec<Span> {
    if !matches!(text.get(at), Some('+' | '-')) {
        return Vec::new();
    }
    let mut spans = Vec::new();
    for hours in (1..=digit_run(text, at + 1, 2, digits)).rev() {
        let end = at + 1 + hours;
        let hours = (at, end);
        let minutes = if colon { end + 1 } else { end };
        if (!colon || text.get(end) == Some(&':')) && digit_run(text, minutes, 2, digits) == 2 {
            let groups = Some((hours, Some((minutes, minutes + 2))));
            spans.push(Span { start: at, end: minutes + 2, groups });
        }
        spans.push(Span { start: at, end, groups: Some((hours, None)) });
    }
    spans
}

fn digit_run(text: &[char], at: usize, most: usize, digits: Option<&Digits>) -> usize {
    let is_digit = |c: &&char| match digits {
        Some(digits) => digits.value(**c).is_some(),
        None => c.is_ascii_digit(),
    };
    text.get(at..).unwrap_or_default().iter().take(most).take_while(is_digit).count()
}

/// Where a word ends whose dots may be left out and whose spaces may be any, whatever the case.
fn word_end(text: &[char], at: usize, word: &str) -> Option<usize> {
    let mut end = at;
    for wanted in word.chars() {
        match (text.get(end), wanted) {
            (Some('.'), '.') | (Some(' ' | '\u{a0}'), ' ' | '\u{a0}') => end += 1,
            (_, '.') => {}
            (Some(c), _) if *c == wanted || c.to_uppercase().eq(wanted.to_uppercase()) => end += 1,
            _ => return None,
        }
    }
    Some(end)
}

/// Whatever the case.
fn starts_with(text: &[char], at: usize, literal: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().iter();
    let same = |c: &char, wanted: char| *c == wanted || c.to_uppercase().eq(wanted.to_uppercase());
    literal.chars().all(|wanted| rest.next().is_some_and(|c| same(c, wanted)))
}
