//! n8n's own functions: those on values, one file for each type, and those called by their name alone.

mod array;
mod bare;
mod boolean;
mod currency;
mod date;
mod equal;
mod hash;
mod jmespath;
mod markdown;
mod number;
mod object;
mod pattern;
mod plain;
mod string;
mod text_case;
mod url;

pub use array::average;
pub use bare::bare;
pub use equal::is_equal;

use crate::check;
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::luxon;
use crate::value::{FunctionKind, Kind, NativeFn, Object, Value};

/// The function of a type by its name.
type Lookup = fn(&str) -> Option<NativeFn>;

/// The types that have functions, in the order in which n8n names them.
const TYPES: &[(&str, Lookup)] = &[
    ("Array", array::function),
    ("Date", date::function),
    ("Number", number::function),
    ("Object", object::function),
    ("String", string::function),
    ("Boolean", boolean::function),
];

/// What a call by a function's name leads to.
pub enum Found<'a> {
    /// n8n's function, on this receiver.
    Extension(NativeFn, Value<'a>),
    /// A method that the value itself has.
    Native,
}

/// Whether n8n takes calls of methods of this name.
pub fn is_extension(name: &str) -> bool {
    generic(name).is_some() || TYPES.iter().any(|(_, function)| function(name).is_some())
}

/// What every value has, null and undefined too.
fn generic(name: &str) -> Option<NativeFn> {
    match name {
        "isEmpty" => Some(|_, this, _| Ok(Value::Bool(!this.truthy()))),
        "isNotEmpty" => Some(|_, this, _| Ok(Value::Bool(this.truthy()))),
        _ => None,
    }
}

/// What `receiver.name(…)` leads to; None where there is nothing of that name.
pub fn find<'a>(cx: &Evaluation<'a>, receiver: Value<'a>, name: &'a str) -> Result<Option<Found<'a>>, Throw<'a>> {
    let (function, receiver) = match receiver {
        array if array.is_array() => (array::function(name), array),
        Value::String(text) => match is_iso_instant(text) {
            // n8n looks the function up for a date, and then hands it the text all the same.
            true if name != "toDate" && name != "toDateTime" => (date::function(name), receiver),
            _ => (string::function(name), receiver),
        },
        Value::Number(_) => (number::function(name), receiver),
        Value::Bool(_) => (boolean::function(name), receiver),
        Value::Object(Object { kind: Kind::Date(_), .. }) => (date::function(name), receiver),
        _ if luxon::date_time(receiver).is_some() => (date::function(name), receiver),
        _ if receiver.is_object() && !receiver.is_function() => (object::function(name), receiver),
        _ => (None, receiver),
    };
    if let Some(function) = function {
        return Ok(Some(Found::Extension(function, receiver)));
    }
    if receiver.truthy() && has_method(cx, receiver, name)? {
        return Ok(Some(Found::Native));
    }
    Ok(generic(name).map(|function| Found::Extension(function, receiver)))
}

fn has_method<'a>(cx: &Evaluation<'a>, receiver: Value<'a>, name: &'a str) -> Result<bool, Throw<'a>> {
    Ok(cx.get(receiver, name)?.is_function())
}

/// `receiver.name(…)`, as n8n extends it.
pub fn extend<'a>(cx: &Evaluation<'a>, receiver: Value<'a>, name: &'a str, arguments: &[Value<'a>]) -> Completion<'a> {
    cx.step()?;
    match find(cx, receiver, name)? {
        Some(Found::Extension(function, receiver)) => function(cx, receiver, arguments),
        Some(Found::Native) => cx.call_method(receiver, name, arguments),
        None => Err(missing(receiver, name).into()),
    }
}

/// `extend(receiver, name, arguments)`, written out.
fn extend_by_name<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let name = checked_name(cx, crate::builtins::argument(arguments, 1))?;
    let list = match crate::builtins::argument(arguments, 2) {
        nothing if nothing.is_nullish() => Vec::new(),
        list => cx.list(list)?,
    };
    extend(cx, crate::builtins::argument(arguments, 0), name, &list)
}

/// `extendOptional(receiver, name)`: the function, or undefined.
fn extend_optional<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let receiver = crate::builtins::argument(arguments, 0);
    let name = checked_name(cx, crate::builtins::argument(arguments, 1))?;
    Ok(match find(cx, receiver, name)? {
        Some(_) => cx.function(name, 0, FunctionKind::Extension { receiver }),
        None => Value::Undefined,
    })
}

fn checked_name<'a>(cx: &Evaluation<'a>, name: Value<'a>) -> Result<&'a str, Throw<'a>> {
    let name = cx.to_str(name)?;
    if check::is_safe_property(name) {
        return Ok(name);
    }
    Err(Throw::extension(format!("Cannot access \"{name}\" via expression extension due to security concerns")))
}

fn missing(receiver: Value<'_>, name: &str) -> Error {
    if receiver.is_nullish() {
        let value = if matches!(receiver, Value::Null) { "null" } else { "undefined" };
        return Error::extension(format!("{name} can't be used on {value} value")).with_description(format!(
            "To ignore this error, add a ? to the variable before this function, e.g. my_var?.{name}"
        ));
    }
    let mut types: Vec<String> = TYPES
        .iter()
        .filter(|(_, function)| function(name).is_some())
        .map(|(type_name, _)| format!("\"{type_name}\""))
        .collect();
    Error::extension(match types.pop() {
        None => format!("Unknown expression function: {name}"),
        Some(only) if types.is_empty() => format!("{name}() is only callable on type {only}"),
        Some(last) => format!("{name}() is only callable on types {}, and {last}", types.join(", ")),
    })
}

/// Whether a text is a moment as `Date.prototype.toISOString` writes it.
fn is_iso_instant(text: crate::value::Text<'_>) -> bool {
    if !(24..=27).contains(&text.size()) {
        return false;
    }
    let Some(text) = text.as_str() else { return false };
    let bytes = text.as_bytes();
    if bytes.last() != Some(&b'Z') || !bytes.contains(&b'T') {
        return false;
    }
    let time = crate::builtins::parse_date(text);
    nodewright_luxon::jsdate::to_iso_string(time).as_deref() == Some(text)
}

/// Whether n8n looks the function up for a date although the value is text.
#[cfg(feature = "js")]
pub fn is_date_text(value: Value<'_>, name: &str) -> bool {
    match value {
        Value::String(text) => name != "toDate" && name != "toDateTime" && is_iso_instant(text),
        _ => false,
    }
}

/// The names of the functions of each type.
#[cfg(feature = "js")]
pub fn names() -> Vec<(&'static str, Vec<&'static str>)> {
    TYPES
        .iter()
        .map(|(type_name, function)| {
            (*type_name, NAMES.iter().copied().filter(|name| function(name).is_some()).collect())
        })
        .collect()
}

/// All names that the types' functions have.
#[cfg(feature = "js")]
const NAMES: &[&str] = &[
    "abs",
    "append",
    "average",
    "base64Decode",
    "base64Encode",
    "beginningOf",
    "ceil",
    "chunk",
    "compact",
    "difference",
    "diffTo",
    "diffToNow",
    "endOfMonth",
    "extract",
    "extractDomain",
    "extractEmail",
    "extractUrl",
    "extractUrlPath",
    "first",
    "floor",
    "format",
    "hasField",
    "hash",
    "intersection",
    "isBetween",
    "isDomain",
    "isDst",
    "isEmail",
    "isEmpty",
    "isEven",
    "isInLast",
    "isInteger",
    "isNotEmpty",
    "isNumeric",
    "isOdd",
    "isUrl",
    "isWeekend",
    "keepFieldsContaining",
    "keys",
    "last",
    "length",
    "max",
    "merge",
    "mergeIntoObject",
    "min",
    "minus",
    "parseJson",
    "pluck",
    "plus",
    "quote",
    "randomItem",
    "removeDuplicates",
    "removeField",
    "removeFieldsContaining",
    "removeMarkdown",
    "removeTags",
    "renameKeys",
    "replaceSpecialChars",
    "reverse",
    "round",
    "smartJoin",
    "sum",
    "toBoolean",
    "toDate",
    "toDateTime",
    "toDecimalNumber",
    "toFloat",
    "toInt",
    "toJsonString",
    "toNumber",
    "toSentenceCase",
    "toSnakeCase",
    "toTitleCase",
    "toWholeNumber",
    "union",
    "unique",
    "urlDecode",
    "urlEncode",
    "values",
];
