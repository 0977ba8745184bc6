//! `RegExp` and what searching with one gives.

mod escape;
mod found;
mod search;

pub use found::{match_array, named, part};
pub use search::{Match, Search};

use super::{Constructor, argument};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, Kind, NativeFn, Object, RegexObject, Text, Value};
use nodewright_regex::{Regex, RegexError};
use std::cell::Cell;
use std::sync::Arc;

pub const CONSTRUCTOR: Constructor = Constructor {
    name: "RegExp",
    call: construct,
    construct: Some(construct),
    method: |name| (name == "escape").then_some(escape::escape),
    constant: |_, name| is_last_match(name).then(|| Err(not_built_in(&format!("RegExp.{name}")))),
    is_instance: |value| of(value).is_some(),
};

/// What tells of the last match of any expression, n8n's own included.
fn is_last_match(name: &str) -> bool {
    let is_group = name.strip_prefix('$').is_some_and(|digit| matches!(digit.as_bytes(), [b'1'..=b'9']));
    is_group
        || matches!(name, "input" | "$_" | "lastMatch" | "$&" | "lastParen" | "$+" | "leftContext" | "$`")
        || matches!(name, "rightContext" | "$'")
}

fn not_built_in<'a>(name: &str) -> Throw<'a> {
    Throw::expression(format!("{name} is not built in"))
}

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
    let regex = compile(cx, source, flags)?;
    let flags = cx.heap.text(&regex.flags().to_string());
    let source = escape::source(cx, source);
    Ok(cx.special(Kind::Regex(RegexObject { regex: Arc::new(regex), source, flags, last_index: Cell::new(0) })))
}

pub fn compile<'a>(cx: &Evaluation<'a>, source: &str, flags: &str) -> Result<Regex, Throw<'a>> {
    Regex::new(source, flags).map_err(|error| match error {
        RegexError::Unsupported { .. } => Throw::expression(error.to_string()),
        RegexError::TooLarge { .. } => {
            cx.needs_engine("a large regular expression", || Throw::expression(error.to_string()))
        }
        error => cx.throw(ErrorName::Syntax, &error.to_string()),
    })
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
            let found = next(cx, receiver(cx, this)?, cx.to_text(argument(arguments, 0))?.flat())?;
            Ok(Value::Bool(found.is_some()))
        },
        "compile" => |_, _, _| Err(not_built_in("RegExp.prototype.compile")),
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
        "unicodeSets" => Value::Bool(flags.unicode_sets),
        "sticky" => Value::Bool(flags.sticky),
        "hasIndices" => Value::Bool(flags.has_indices),
        "lastIndex" => Value::from(regex.last_index.get()),
        _ => return None,
    })
}

/// What `exec` gives; remembers where it ended if the flags say so.
pub fn exec<'a>(cx: &Evaluation<'a>, regex: &'a RegexObject<'a>, text: Text<'a>) -> Completion<'a> {
    let search = Search::new(cx, &regex.regex, text)?;
    let found = search.first(start(regex))?;
    remember(regex, found.as_ref());
    found.map_or(Ok(Value::Null), |found| match_array(&search, &found))
}

fn next<'a>(cx: &Evaluation<'a>, regex: &'a RegexObject<'a>, text: Text<'a>) -> Result<Option<Match>, Throw<'a>> {
    let found = Search::new(cx, &regex.regex, text)?.first(start(regex))?;
    remember(regex, found.as_ref());
    Ok(found)
}

/// Where the next search begins.
pub fn start(regex: &RegexObject<'_>) -> usize {
    let flags = regex.regex.flags();
    if flags.global || flags.sticky { regex.last_index.get() } else { 0 }
}

/// Where the next search begins after this one, if the flags say so.
pub fn remember(regex: &RegexObject<'_>, found: Option<&Match>) {
    let flags = regex.regex.flags();
    if flags.global || flags.sticky {
        regex.last_index.set(found.map_or(0, |found| found.range.end));
    }
}
