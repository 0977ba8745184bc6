//! `RegExp` and what searching with one gives.

use super::{Constructor, argument};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, Kind, NativeFn, Object, Properties, RegexObject, Text, Value};
use nodewright_regex::{Captures, Input, Regex};
use std::cell::Cell;
use std::ops::Range;
use std::sync::Arc;

pub const CONSTRUCTOR: Constructor = Constructor {
    name: "RegExp",
    call: construct,
    construct: Some(construct),
    method: |_| None,
    constant: |_, _| None,
    is_instance: |value| of(value).is_some(),
};

fn construct<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let flags = argument(arguments, 1);
    let (source, own_flags) = match of(argument(arguments, 0)) {
        Some(regex) => (regex.source, regex.flags),
        None => match argument(arguments, 0) {
            Value::Undefined => ("(?:)", ""),
            pattern => (cx.to_str(pattern)?, ""),
        },
    };
    let flags = if flags.is_undefined() { own_flags } else { cx.to_str(flags)? };
    make(cx, source, flags)
}

pub fn make<'a>(cx: &Evaluation<'a>, source: &'a str, flags: &'a str) -> Completion<'a> {
    let regex = Regex::new(source, flags).map_err(|error| cx.throw(ErrorName::Syntax, &error.to_string()))?;
    let flags = cx.heap.text(&regex.flags().to_string());
    let source = if source.is_empty() { "(?:)" } else { source };
    Ok(cx.special(Kind::Regex(RegexObject { regex: Arc::new(regex), source, flags, last_index: Cell::new(0) })))
}

pub fn of<'a>(value: Value<'a>) -> Option<&'a RegexObject<'a>> {
    match value {
        Value::Object(Object { kind: Kind::Regex(regex), .. }) => Some(regex),
        _ => None,
    }
}

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "exec" => |cx, this, arguments| exec(cx, receiver(cx, this)?, cx.to_text(argument(arguments, 0))?.flat()),
        "test" => |cx, this, arguments| {
            let found = exec(cx, receiver(cx, this)?, cx.to_text(argument(arguments, 0))?.flat())?;
            Ok(Value::Bool(!found.is_nullish()))
        },
        "toString" => |cx, this, _| {
            let regex = receiver(cx, this)?;
            cx.text(&format!("/{}/{}", regex.source, regex.flags))
        },
        _ => return None,
    })
}

fn receiver<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<&'a RegexObject<'a>, Throw<'a>> {
    of(this).ok_or_else(|| cx.type_error("not a regular expression"))
}

pub fn member<'a>(regex: &'a RegexObject<'a>, name: &str) -> Option<Value<'a>> {
    let flags = regex.regex.flags();
    Some(match name {
        "source" => Value::from(regex.source),
        "flags" => Value::from(regex.flags),
        "global" => Value::Bool(flags.global),
        "ignoreCase" => Value::Bool(flags.ignore_case),
        "multiline" => Value::Bool(flags.multiline),
        "dotAll" => Value::Bool(flags.dot_all),
        "unicode" => Value::Bool(flags.unicode),
        "sticky" => Value::Bool(flags.sticky),
        "hasIndices" => Value::Bool(flags.has_indices),
        "lastIndex" => Value::from(regex.last_index.get()),
        _ => return None,
    })
}

/// A match, in units.
pub struct Match {
    pub start: usize,
    pub end: usize,
    /// The whole first.
    pub groups: Captures,
}

/// A text ready to be searched.
pub struct Search<'s, 'a> {
    cx: &'s Evaluation<'a>,
    regex: &'s RegexObject<'a>,
    text: Text<'a>,
    units: Option<Vec<u16>>,
}

impl<'s, 'a> Search<'s, 'a> {
    pub fn new(cx: &'s Evaluation<'a>, regex: &'s RegexObject<'a>, text: Text<'a>) -> Self {
        let text = text.flat();
        let units = match text.as_str() {
            Some(plain) if plain.is_ascii() => None,
            _ => Some(text.to_units()),
        };
        Self { cx, regex, text, units }
    }

    /// The first match at or after this unit.
    pub fn first(&self, from: usize) -> Result<Option<Match>, Throw<'a>> {
        let input = match &self.units {
            Some(units) => Input::Units(units),
            None => Input::Ascii(self.text.as_str().unwrap_or_default().as_bytes()),
        };
        if from > input.len() {
            return Ok(None);
        }
        let mut stopped = None;
        let mut go_on = || match self.cx.steps(usize::MAX) {
            Ok(()) => true,
            Err(throw) => {
                stopped = Some(throw);
                false
            }
        };
        match self.regex.regex.find(input, from, &mut go_on) {
            Ok(found) => Ok(found.and_then(|groups| {
                let Range { start, end } = groups.first().cloned().flatten()?;
                Some(Match { start, end, groups })
            })),
            Err(_) => Err(stopped.unwrap_or_else(Throw::timeout)),
        }
    }

    /// Every match; an empty one moves on by one.
    pub fn all(&self) -> Result<Vec<Match>, Throw<'a>> {
        let mut matches = Vec::new();
        let mut from = 0;
        while let Some(found) = self.first(from)? {
            from = if found.end == found.start { self.after(found.end) } else { found.end };
            self.cx.count(64)?;
            matches.push(found);
        }
        Ok(matches)
    }

    /// The place behind the character that starts here.
    fn after(&self, at: usize) -> usize {
        let is_pair = self.regex.regex.flags().unicode
            && self.units.as_ref().is_some_and(|units| {
                matches!(units.get(at), Some(0xd800..0xdc00)) && matches!(units.get(at + 1), Some(0xdc00..0xe000))
            });
        at + if is_pair { 2 } else { 1 }
    }
}

/// What `exec` gives; remembers where it ended if the flags say so.
pub fn exec<'a>(cx: &Evaluation<'a>, regex: &'a RegexObject<'a>, text: Text<'a>) -> Completion<'a> {
    let flags = regex.regex.flags();
    let remembers = flags.global || flags.sticky;
    let from = if remembers { regex.last_index.get() } else { 0 };
    match Search::new(cx, regex, text).first(from)? {
        Some(found) => {
            if remembers {
                regex.last_index.set(found.end);
            }
            match_array(cx, regex, text, &found)
        }
        None => {
            if remembers {
                regex.last_index.set(0);
            }
            Ok(Value::Null)
        }
    }
}

pub fn match_array<'a>(cx: &Evaluation<'a>, regex: &RegexObject<'a>, text: Text<'a>, found: &Match) -> Completion<'a> {
    let group = |range: &Option<Range<usize>>| part(cx, text, range.clone());
    let array = cx.array_object(found.groups.iter().map(group).collect())?;
    let groups = match regex.regex.names().is_empty() {
        true => Value::Undefined,
        false => named_groups(cx, regex, text, found)?,
    };
    cx.define(array, "index", Value::from(found.start))?;
    cx.define(array, "input", Value::String(text))?;
    cx.define(array, "groups", groups)?;
    Ok(Value::Object(array))
}

pub fn named_groups<'a>(cx: &Evaluation<'a>, regex: &RegexObject<'a>, text: Text<'a>, found: &Match) -> Completion<'a> {
    let mut properties = Properties::default();
    for name in regex.regex.names() {
        properties.insert(cx.heap.text(name.name()), part(cx, text, name.find(&found.groups)));
    }
    cx.object(properties)
}

/// What a group holds; undefined if it took no part.
pub fn part<'a>(cx: &Evaluation<'a>, text: Text<'a>, range: Option<Range<usize>>) -> Value<'a> {
    range.map_or(Value::Undefined, |range| Value::String(text.slice(cx.heap, range.start, range.end)))
}
