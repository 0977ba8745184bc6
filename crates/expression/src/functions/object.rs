//! Functions of objects.

use super::array::is_compact;
use crate::builtins::{argument, json};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Properties, Value};

pub fn function(name: &str) -> Option<NativeFn> {
    Some(match name {
        "compact" => |cx, this, _| compact(cx, this),
        "hasField" => |cx, this, arguments| {
            let name = cx.to_key(argument(arguments, 0))?;
            cx.has(this, name).map(Value::Bool)
        },
        "isEmpty" => |cx, this, _| Ok(Value::Bool(cx.keys(this)?.is_empty())),
        "isNotEmpty" => |cx, this, _| Ok(Value::Bool(!cx.keys(this)?.is_empty())),
        "keepFieldsContaining" => |cx, this, arguments| {
            let wanted = match_text(cx, arguments, "argument of keepFieldsContaining must be a non-empty string")?;
            fields(cx, this, |text| text.is_some_and(|text| text.contains(wanted)))
        },
        "keys" => |cx, this, _| {
            let keys = cx.keys(this)?;
            cx.array(keys.into_iter().map(Value::from).collect())
        },
        "removeField" => remove_field,
        "removeFieldsContaining" => |cx, this, arguments| {
            let wanted = match_text(cx, arguments, "removeFieldsContaining(): expected non-empty string arg")?;
            fields(cx, this, |text| !text.is_some_and(|text| text.contains(wanted)))
        },
        "toInt" | "toFloat" | "toBoolean" | "toDateTime" => |_, _, _| Ok(Value::Undefined),
        "toJsonString" => to_json_string,
        "urlEncode" => |cx, this, _| {
            let mut pairs = url::form_urlencoded::Serializer::new(String::new());
            for (key, value) in cx.entries(this)? {
                pairs.append_pair(key, cx.to_str(value)?);
            }
            cx.text(&pairs.finish())
        },
        "values" => |cx, this, _| {
            let entries = cx.entries(this)?;
            cx.array(entries.into_iter().map(|(_, value)| value).collect())
        },
        _ => return None,
    })
}

pub fn to_json_string<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    match json::to_text(cx, this)? {
        Some(text) => cx.text(&text),
        None => Ok(Value::Undefined),
    }
}

fn match_text<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>], complaint: &str) -> Result<&'a str, Throw<'a>> {
    match argument(arguments, 0) {
        Value::String(text) if !text.is_empty() => Ok(text.lossy(cx.heap)),
        _ => Err(Throw::extension(complaint)),
    }
}

/// The fields whose text passes; fields that are not text are left out.
fn fields<'a>(cx: &Evaluation<'a>, this: Value<'a>, keeps: impl Fn(Option<&str>) -> bool) -> Completion<'a> {
    let entries = cx.entries(this)?;
    let kept = entries.into_iter().filter(|(_, value)| keeps(value.as_str()));
    cx.object(kept.collect())
}

fn remove_field<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let name = cx.to_key(argument(arguments, 0))?;
    if !cx.has(this, name)? {
        return Ok(this);
    }
    let entries = cx.entries(this)?;
    cx.object(entries.into_iter().filter(|(key, _)| *key != name).collect())
}

/// Without empty members, at any depth.
pub fn compact<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Completion<'a> {
    cx.deeper(|| {
        let mut kept = Properties::default();
        for (key, value) in cx.entries(this)? {
            if !is_compact(value) {
                continue;
            }
            if !value.is_object() || value.is_function() {
                kept.insert(key, value);
            } else if !cx.keys(value)?.is_empty() {
                kept.insert(key, compact(cx, value)?);
            }
        }
        cx.object(kept)
    })
}
