//! Searching with regular expressions, replacing, splitting.

use super::super::argument;
use super::super::regexp::{self, Match, Search};
use super::read::find_from;
use super::this;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, RegexObject, Text, Value, number};
use std::ops::Range;

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "match" => match_regex,
        "matchAll" => match_all,
        "replace" => |cx, value, arguments| replace(cx, value, arguments, false),
        "replaceAll" => |cx, value, arguments| replace(cx, value, arguments, true),
        "search" => search,
        "split" => split,
        _ => return None,
    })
}

/// The regular expression that the argument is, or is turned into.
fn regex<'a>(cx: &Evaluation<'a>, value: Value<'a>, flags: &'static str) -> Result<&'a RegexObject<'a>, Throw<'a>> {
    if let Some(regex) = regexp::of(value) {
        return Ok(regex);
    }
    let pattern = if value.is_undefined() { "" } else { cx.to_str(value)? };
    let made = regexp::make(cx, pattern, flags)?;
    regexp::of(made).ok_or_else(|| cx.type_error("not a regular expression"))
}

fn match_regex<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let regex = regex(cx, argument(arguments, 0), "")?;
    if !regex.regex.flags().global {
        return regexp::exec(cx, regex, text);
    }
    regex.last_index.set(0);
    let matches = Search::new(cx, regex, text).all()?;
    if matches.is_empty() {
        return Ok(Value::Null);
    }
    cx.array(matches.iter().map(|found| Value::String(text.slice(cx.heap, found.start, found.end))).collect())
}

fn match_all<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let regex = regex(cx, argument(arguments, 0), "g")?;
    if !regex.regex.flags().global {
        return Err(cx.type_error("String.prototype.matchAll called with a non-global RegExp argument"));
    }
    let matches = Search::new(cx, regex, text).all()?;
    let arrays = matches.iter().map(|found| regexp::match_array(cx, regex, text, found)).collect::<Result<_, _>>()?;
    Ok(cx.iterator(arrays))
}

fn search<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let regex = regex(cx, argument(arguments, 0), "")?;
    let found = Search::new(cx, regex, text).first(0)?;
    Ok(found.map_or(Value::Number(-1.0), |found| Value::from(found.start)))
}

fn replace<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>], all: bool) -> Completion<'a> {
    let text = this(cx, value)?;
    let by = argument(arguments, 1);
    let by_text = if by.is_function() { None } else { Some(cx.to_text(by)?) };
    let pattern = regexp::of(argument(arguments, 0));
    let matches = match pattern {
        Some(regex) => {
            if all && !regex.regex.flags().global {
                return Err(cx.type_error("replaceAll must be called with a global RegExp"));
            }
            let search = Search::new(cx, regex, text);
            if regex.regex.flags().global { search.all()? } else { search.first(0)?.into_iter().collect() }
        }
        None => plain_matches(cx, text, cx.to_text(argument(arguments, 0))?, all)?,
    };
    if matches.is_empty() {
        return Ok(Value::String(text));
    }
    // Slices of a well-formed text by units, or of its bytes: one or the other throughout.
    let mut result = Value::from("");
    let mut last = 0;
    for found in &matches {
        let replacement = match by_text {
            Some(template) => expand(cx, text, found, template, pattern)?,
            None => call_replacer(cx, by, text, found, pattern)?,
        };
        result = append(cx, result, text.slice(cx.heap, last, found.start))?;
        result = append(cx, result, replacement)?;
        last = found.end;
    }
    append(cx, result, text.slice(cx.heap, last, text.length()))
}

fn append<'a>(cx: &Evaluation<'a>, left: Value<'a>, right: Text<'a>) -> Completion<'a> {
    match left {
        Value::String(left) => cx.concat(left, right),
        other => Ok(other),
    }
}

fn plain_matches<'a>(
    cx: &Evaluation<'a>,
    text: Text<'a>,
    wanted: Text<'a>,
    all: bool,
) -> Result<Vec<Match>, Throw<'a>> {
    let width = wanted.length();
    let mut matches = Vec::new();
    let mut from = 0;
    while let Some(start) = find_from(text, wanted, from) {
        cx.step()?;
        matches.push(Match { start, end: start + width, groups: vec![Some(start..start + width)] });
        if !all {
            break;
        }
        from = start + width.max(1);
        if from > text.length() {
            break;
        }
    }
    Ok(matches)
}

/// `$1` and the like in a replacement.
fn expand<'a>(
    cx: &Evaluation<'a>,
    text: Text<'a>,
    found: &Match,
    template: Text<'a>,
    regex: Option<&RegexObject<'a>>,
) -> Result<Text<'a>, Throw<'a>> {
    let Some(plain) = template.as_str() else { return Ok(template) };
    if !plain.contains('$') {
        return Ok(template);
    }
    let slice = |range: Range<usize>| text.slice(cx.heap, range.start, range.end);
    let group = |index: usize| found.groups.get(index).cloned().flatten().map_or(Text::from(""), slice);
    let mut result = Value::from("");
    let mut rest = plain;
    while let Some(dollar) = rest.find('$') {
        result = append(cx, result, Text::from(&rest[..dollar]))?;
        rest = &rest[dollar + 1..];
        let mut bytes = rest.bytes();
        let (piece, taken) = match bytes.next() {
            Some(b'$') => (Text::from("$"), 1),
            Some(b'&') => (slice(found.start..found.end), 1),
            Some(b'`') => (slice(0..found.start), 1),
            Some(b'\'') => (slice(found.end..text.length()), 1),
            Some(digit @ b'0'..=b'9') => {
                let one = usize::from(digit - b'0');
                let two = bytes.next().filter(u8::is_ascii_digit).map(|next| one * 10 + usize::from(next - b'0'));
                match two.filter(|two| (1..found.groups.len()).contains(two)) {
                    Some(two) => (group(two), 2),
                    None if (1..found.groups.len()).contains(&one) => (group(one), 1),
                    None => (Text::from("$"), 0),
                }
            }
            Some(b'<') => match (regex.filter(|regex| !regex.regex.names().is_empty()), rest.find('>')) {
                (Some(regex), Some(end)) => {
                    let name = &rest[1..end];
                    let name = regex.regex.names().iter().find(|other| other.name() == name);
                    let range = name.and_then(|name| name.find(&found.groups));
                    (range.map_or(Text::from(""), slice), end + 1)
                }
                _ => (Text::from("$"), 0),
            },
            _ => (Text::from("$"), 0),
        };
        result = append(cx, result, piece)?;
        rest = &rest[taken..];
    }
    cx.to_text(append(cx, result, Text::from(rest))?)
}

fn call_replacer<'a>(
    cx: &Evaluation<'a>,
    function: Value<'a>,
    text: Text<'a>,
    found: &Match,
    regex: Option<&RegexObject<'a>>,
) -> Result<Text<'a>, Throw<'a>> {
    let group = |range: &Option<Range<usize>>| regexp::part(cx, text, range.clone());
    let mut arguments: Vec<Value<'a>> = found.groups.iter().map(group).collect();
    arguments.push(Value::from(found.start));
    arguments.push(Value::String(text));
    if let Some(regex) = regex
        && !regex.regex.names().is_empty()
    {
        arguments.push(regexp::named_groups(cx, regex, text, found)?);
    }
    cx.to_text(cx.call(function, Value::Undefined, &arguments)?)
}

fn split<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let limit = match argument(arguments, 1) {
        Value::Undefined => usize::MAX,
        limit => number::exact_index(f64::from(cx.to_int32(limit)?.cast_unsigned())).unwrap_or(usize::MAX),
    };
    let separator = argument(arguments, 0);
    let mut pieces = if separator.is_undefined() {
        vec![Value::String(text)]
    } else if let Some(regex) = regexp::of(separator) {
        split_by_regex(cx, text, regex)?
    } else {
        split_by_text(cx, text, cx.to_text(separator)?)?
    };
    pieces.truncate(limit);
    cx.array(pieces)
}

fn split_by_text<'a>(cx: &Evaluation<'a>, text: Text<'a>, separator: Text<'a>) -> Result<Vec<Value<'a>>, Throw<'a>> {
    cx.steps(text.size())?;
    cx.check_memory(text.size() * if separator.is_empty() { 24 } else { 1 })?;
    if separator.is_empty() {
        return Ok((0..text.length()).map(|at| Value::String(text.slice(cx.heap, at, at + 1))).collect());
    }
    if let (Some(text), Some(separator)) = (text.as_str(), separator.as_str()) {
        return Ok(text.split(separator).map(Value::from).collect());
    }
    let width = separator.length();
    let mut pieces = Vec::new();
    let mut last = 0;
    while let Some(at) = find_from(text, separator, last) {
        pieces.push(Value::String(text.slice(cx.heap, last, at)));
        last = at + width;
    }
    pieces.push(Value::String(text.slice(cx.heap, last, text.length())));
    Ok(pieces)
}

fn split_by_regex<'a>(
    cx: &Evaluation<'a>,
    text: Text<'a>,
    regex: &'a RegexObject<'a>,
) -> Result<Vec<Value<'a>>, Throw<'a>> {
    let search = Search::new(cx, regex, text);
    let length = text.length();
    if length == 0 {
        let matches = search.first(0)?.is_some();
        return Ok(if matches { Vec::new() } else { vec![Value::String(text)] });
    }
    let mut pieces = Vec::new();
    let (mut last, mut from) = (0, 0);
    while from < length {
        let Some(found) = search.first(from)? else { break };
        if found.start >= length {
            break;
        }
        if found.end == last || (found.end == found.start && found.start == last) {
            from = found.start.max(from) + 1;
            continue;
        }
        pieces.push(Value::String(text.slice(cx.heap, last, found.start)));
        for group in found.groups.iter().skip(1) {
            pieces.push(regexp::part(cx, text, group.clone()));
        }
        last = found.end;
        from = if found.end == found.start { found.end + 1 } else { found.end };
    }
    pieces.push(Value::String(text.slice(cx.heap, last, length)));
    Ok(pieces)
}
