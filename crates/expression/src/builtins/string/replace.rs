//! Searching with regular expressions, and replacing.

use super::super::argument;
use super::super::regexp::{self, Match, Search};
use super::find::finder;
use super::split::split;
use super::template;
use super::this;
use crate::evaluation::{Completion, Evaluation, Throw, Writer};
use crate::value::{NativeFn, RegexObject, Text, Value};
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
    let mut found = Vec::new();
    Search::new(cx, &regex.regex, text)?.each(0, |search, Match { range, .. }| {
        cx.check_memory((found.len() + 1) * size_of::<Value<'a>>())?;
        found.push(Value::String(search.slice(range)));
        Ok(())
    })?;
    if found.is_empty() { Ok(Value::Null) } else { cx.array(found) }
}

fn match_all<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let regex = regex(cx, argument(arguments, 0), "g")?;
    if !regex.regex.flags().global {
        return Err(cx.type_error("String.prototype.matchAll called with a non-global RegExp argument"));
    }
    let mut found = Vec::new();
    Search::new(cx, &regex.regex, text)?.each(regex.last_index.get(), |search, matched| {
        found.push(regexp::match_array(search, &matched)?);
        Ok(())
    })?;
    Ok(cx.iterator(found))
}

fn search<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = this(cx, value)?;
    let regex = regex(cx, argument(arguments, 0), "")?;
    let found = Search::new(cx, &regex.regex, text)?.first(0)?;
    Ok(found.map_or(Value::Number(-1.0), |found| Value::from(found.range.start)))
}

fn replace<'a>(cx: &Evaluation<'a>, value: Value<'a>, arguments: &[Value<'a>], all: bool) -> Completion<'a> {
    let text = this(cx, value)?;
    let (pattern, by) = (argument(arguments, 0), argument(arguments, 1));
    match regexp::of(pattern) {
        Some(regex) => {
            if all && !regex.regex.flags().global {
                return Err(cx.type_error("replaceAll must be called with a global RegExp"));
            }
            replace_regex(cx, text, regex, by)
        }
        None => replace_text(cx, text, cx.to_text(pattern)?.flat(), by, all),
    }
}

fn replace_regex<'a>(cx: &Evaluation<'a>, text: Text<'a>, regex: &'a RegexObject<'a>, by: Value<'a>) -> Completion<'a> {
    let search = Search::new(cx, &regex.regex, text)?;
    let mut replacement = Replacement::new(cx, text, by, Some(regex))?;
    if regex.regex.flags().global {
        regex.last_index.set(0);
        search.each(0, |_, found| replacement.put(&found))?;
    } else {
        let found = search.first(regexp::start(regex))?;
        regexp::remember(regex, found.as_ref());
        found.map_or(Ok(()), |found| replacement.put(&found))?;
    }
    replacement.finish()
}

fn replace_text<'a>(cx: &Evaluation<'a>, text: Text<'a>, wanted: Text<'a>, by: Value<'a>, all: bool) -> Completion<'a> {
    let mut replacement = Replacement::new(cx, text, by, None)?;
    let finder = finder(cx, text, wanted)?;
    let mut from = 0;
    while let Some(start) = finder.next(from) {
        cx.step()?;
        let range = start..start + finder.width;
        replacement.put(&Match { range: range.clone(), groups: vec![Some(range)] })?;
        if !all {
            break;
        }
        from = start + finder.width.max(1);
    }
    replacement.finish()
}

/// A text of which some parts are replaced.
struct Replacement<'r, 'a> {
    cx: &'r Evaluation<'a>,
    text: Text<'a>,
    by: By<'a>,
    regex: Option<&'a RegexObject<'a>>,
    result: Writer<'r, 'a>,
    /// How far the text has been written.
    written: usize,
}

enum By<'a> {
    Function(Value<'a>),
    Text(Text<'a>),
    /// With `$1` or the like.
    Template(Text<'a>),
}

impl<'r, 'a> Replacement<'r, 'a> {
    fn new(
        cx: &'r Evaluation<'a>,
        text: Text<'a>,
        by: Value<'a>,
        regex: Option<&'a RegexObject<'a>>,
    ) -> Result<Self, Throw<'a>> {
        let by = if by.is_function() {
            By::Function(by)
        } else {
            let by = cx.to_text(by)?.flat();
            cx.steps(by.size() / 64)?;
            if template::is_template(by) { By::Template(by) } else { By::Text(by) }
        };
        Ok(Self { cx, text, by, regex, result: Writer::new(cx), written: 0 })
    }

    fn put(&mut self, found: &Match) -> Result<(), Throw<'a>> {
        let (cx, text) = (self.cx, self.text);
        let by = match self.by {
            By::Function(function) => self.call(function, found)?,
            By::Text(by) | By::Template(by) => by,
        };
        self.result.push(text.slice(cx.heap, self.written, found.range.start))?;
        self.written = found.range.end;
        if !matches!(self.by, By::Template(_)) {
            return self.result.push(by);
        }
        let names = self.regex.map_or(&[][..], |regex| regex.regex.names());
        template::write(cx, &mut self.result, by, text, found, names)
    }

    fn call(&self, function: Value<'a>, found: &Match) -> Result<Text<'a>, Throw<'a>> {
        let (cx, text) = (self.cx, self.text);
        let group = |range: &Option<Range<usize>>| regexp::part(cx, text, range.clone());
        let mut arguments: Vec<Value<'a>> = found.groups.iter().map(group).collect();
        arguments.push(Value::from(found.range.start));
        arguments.push(Value::String(text));
        if let Some(regex) = self.regex
            && !regex.regex.names().is_empty()
        {
            arguments.push(regexp::named(cx, regex.regex.names(), &found.groups, |range| {
                Ok(regexp::part(cx, text, range))
            })?);
        }
        cx.to_text(cx.call(function, Value::Undefined, &arguments)?)
    }

    fn finish(mut self) -> Completion<'a> {
        // Nothing was found.
        if self.written == 0 && self.result.is_empty() {
            return Ok(Value::String(self.text));
        }
        let length = self.text.length(self.cx.heap);
        self.result.push(self.text.slice(self.cx.heap, self.written, length))?;
        self.result.finish()
    }
}
