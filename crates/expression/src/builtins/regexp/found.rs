//! What a search has found, as a value.

use super::search::{Match, Search};
use crate::evaluation::{Completion, Evaluation};
use crate::value::{Properties, Text, Value};
use nodewright_regex::{Captures, GroupName};
use std::ops::Range;

/// The groups of a match, with where it is; with the flag `d` also where each of them is.
pub fn match_array<'a>(search: &Search<'_, 'a>, found: &Match) -> Completion<'a> {
    let cx = search.cx;
    let names = search.regex.names();
    let named = |part: &dyn Fn(Option<Range<usize>>) -> Completion<'a>| match names.is_empty() {
        true => Ok(Value::Undefined),
        false => named(cx, names, &found.groups, part),
    };
    let array = cx.array_object(found.groups.iter().map(|range| search.part(range.clone())).collect())?;
    cx.define(array, "index", Value::from(found.range.start))?;
    cx.define(array, "input", Value::String(search.text))?;
    cx.define(array, "groups", named(&|range| Ok(search.part(range)))?)?;
    if search.regex.flags().has_indices {
        let place = |range: Option<Range<usize>>| match range {
            Some(range) => cx.array(vec![Value::from(range.start), Value::from(range.end)]),
            None => Ok(Value::Undefined),
        };
        let places = found.groups.iter().map(|range| place(range.clone()));
        let indices = cx.array_object(places.collect::<Result<_, _>>()?)?;
        cx.define(indices, "groups", named(&place)?)?;
        cx.define(array, "indices", Value::Object(indices))?;
    }
    Ok(Value::Object(array))
}

/// An object of the named groups.
pub fn named<'a>(
    cx: &Evaluation<'a>,
    names: &[GroupName],
    groups: &Captures,
    part: impl Fn(Option<Range<usize>>) -> Completion<'a>,
) -> Completion<'a> {
    let mut properties = Properties::default();
    for name in names {
        properties.insert(cx.heap.text(name.name()), part(name.find(groups))?);
    }
    cx.object(properties)
}

/// What a group holds; undefined if it took no part.
pub fn part<'a>(cx: &Evaluation<'a>, text: Text<'a>, range: Option<Range<usize>>) -> Value<'a> {
    range.map_or(Value::Undefined, |range| Value::String(text.slice(cx.heap, range.start, range.end)))
}
