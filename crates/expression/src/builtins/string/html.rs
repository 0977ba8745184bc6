//! The methods that put a text between tags.

use super::super::argument;
use super::this;
use crate::evaluation::{Completion, Evaluation, Writer};
use crate::value::{NativeFn, Value};

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "anchor" => |cx, value, arguments| tag(cx, value, "a", Some(("name", argument(arguments, 0)))),
        "big" => |cx, value, _| tag(cx, value, "big", None),
        "blink" => |cx, value, _| tag(cx, value, "blink", None),
        "bold" => |cx, value, _| tag(cx, value, "b", None),
        "fixed" => |cx, value, _| tag(cx, value, "tt", None),
        "fontcolor" => |cx, value, arguments| tag(cx, value, "font", Some(("color", argument(arguments, 0)))),
        "fontsize" => |cx, value, arguments| tag(cx, value, "font", Some(("size", argument(arguments, 0)))),
        "italics" => |cx, value, _| tag(cx, value, "i", None),
        "link" => |cx, value, arguments| tag(cx, value, "a", Some(("href", argument(arguments, 0)))),
        "small" => |cx, value, _| tag(cx, value, "small", None),
        "strike" => |cx, value, _| tag(cx, value, "strike", None),
        "sub" => |cx, value, _| tag(cx, value, "sub", None),
        "sup" => |cx, value, _| tag(cx, value, "sup", None),
        _ => return None,
    })
}

fn tag<'a>(cx: &Evaluation<'a>, value: Value<'a>, name: &str, attribute: Option<(&str, Value<'a>)>) -> Completion<'a> {
    let text = this(cx, value)?;
    let mut html = Writer::new(cx);
    html.push_str("<")?;
    html.push_str(name)?;
    if let Some((attribute, value)) = attribute {
        html.push_str(" ")?;
        html.push_str(attribute)?;
        html.push_str("=\"")?;
        let value = cx.to_text(value)?;
        let length = value.length(cx.heap);
        let mut start = 0;
        for at in 0..length {
            if value.unit(cx.heap, at) == Some(u16::from(b'"')) {
                html.push(value.slice(cx.heap, start, at))?;
                html.push_str("&quot;")?;
                start = at + 1;
            }
        }
        html.push(value.slice(cx.heap, start, length))?;
        html.push_str("\"")?;
    }
    html.push_str(">")?;
    html.push(text)?;
    html.push_str("</")?;
    html.push_str(name)?;
    html.push_str(">")?;
    html.finish()
}
