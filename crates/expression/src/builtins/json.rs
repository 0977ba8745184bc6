//! `JSON`.

use super::{argument, number};
use crate::evaluated::NODE;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, Kind, NativeFn, Object, Properties, Value};
use nodewright_json::Exact;

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "parse" => parse,
        "stringify" => stringify,
        _ => return None,
    })
}

pub fn parse<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = cx.to_str(argument(arguments, 0))?;
    cx.steps(text.len() / 16)?;
    let value = read(cx, text, |error| cx.throw(ErrorName::Syntax, error.javascript()))?;
    let reviver = argument(arguments, 1);
    if reviver.is_function() { revive(cx, reviver, "", value) } else { Ok(value) }
}

/// A text as the value that it is the JSON of.
pub fn read<'a>(
    cx: &Evaluation<'a>,
    text: &str,
    invalid: impl FnOnce(nodewright_json::Error) -> Throw<'a>,
) -> Completion<'a> {
    if text.len() > LONG {
        cx.check_memory(nodewright_json::count(text).saturating_mul(NODE))?;
    }
    match nodewright_json::parse_exactly(text) {
        Ok(json) => keep(cx, json),
        Err(error) if error.is_too_deep() => {
            Err(cx.needs_engine("JSON that is nested deep", || Throw::expression(error.to_string())))
        }
        Err(error) => Err(invalid(error)),
    }
}

/// A text that is shorter holds no more values than it may hold.
const LONG: usize = 64 * 1024;

/// Parsed JSON as a value.
fn keep<'a>(cx: &Evaluation<'a>, json: Exact) -> Completion<'a> {
    match json {
        Exact::Json(json) => cx.keep_json(json),
        Exact::Infinity => Ok(Value::Number(f64::INFINITY)),
        Exact::NegativeInfinity => Ok(Value::Number(f64::NEG_INFINITY)),
        Exact::Units(units) => cx.units(&units),
        Exact::Array(list) => {
            let elements = list.into_iter().map(|element| keep(cx, element)).collect::<Result<_, _>>()?;
            cx.array(elements)
        }
        Exact::Object(members) => {
            let members = members.into_iter().map(|(key, member)| Ok((cx.heap.text(&key), keep(cx, member)?)));
            cx.object(members.collect::<Result<_, Throw<'a>>>()?)
        }
    }
}

fn revive<'a>(cx: &Evaluation<'a>, reviver: Value<'a>, key: &'a str, value: Value<'a>) -> Completion<'a> {
    cx.deeper(|| {
        let mut value = value;
        if value.is_array() {
            let elements = cx.list(value)?.into_iter().enumerate();
            let elements =
                elements.map(|(index, element)| revive(cx, reviver, cx.heap.text(&index.to_string()), element));
            value = cx.array(elements.collect::<Result<_, _>>()?)?;
        } else if value.is_object() {
            let mut properties = Properties::default();
            for (key, member) in cx.entries(value)? {
                let member = revive(cx, reviver, key, member)?;
                if !member.is_undefined() {
                    properties.insert(key, member);
                }
            }
            value = cx.object(properties)?;
        }
        cx.call(reviver, Value::Undefined, &[Value::from(key), value])
    })
}

fn stringify<'a>(cx: &Evaluation<'a>, _: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let indent = match argument(arguments, 2) {
        Value::Number(width) => " ".repeat(number::indent(width)),
        Value::String(text) => text.lossy(cx.heap).chars().take(10).collect(),
        _ => String::new(),
    };
    let replacer = argument(arguments, 1);
    let allowed = match replacer.is_array() {
        true => Some(cx.list(replacer)?.into_iter().map(|key| cx.to_str(key)).collect::<Result<Vec<_>, _>>()?),
        false => None,
    };
    let replacer = if replacer.is_function() { Some(replacer) } else { None };
    match text(cx, argument(arguments, 0), &indent, replacer, allowed.as_deref())? {
        Some(text) => cx.text(&text),
        None => Ok(Value::Undefined),
    }
}

/// `JSON.stringify(value)`; None where it gives undefined.
pub fn to_text<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Result<Option<String>, Throw<'a>> {
    text(cx, value, "", None, None)
}

fn text<'a>(
    cx: &Evaluation<'a>,
    value: Value<'a>,
    indent: &str,
    replacer: Option<Value<'a>>,
    allowed: Option<&[&'a str]>,
) -> Result<Option<String>, Throw<'a>> {
    let mut writer = Writer { cx, indent, replacer, allowed, out: String::new(), margin: String::new() };
    let before = cx.visiting.borrow().len();
    let result = writer.value("", value);
    cx.visiting.borrow_mut().truncate(before);
    Ok(result?.then_some(writer.out))
}

struct Writer<'w, 'a> {
    cx: &'w Evaluation<'a>,
    indent: &'w str,
    replacer: Option<Value<'a>>,
    allowed: Option<&'w [&'a str]>,
    out: String,
    margin: String,
}

impl<'a> Writer<'_, 'a> {
    /// Writes the value; false where it has no JSON.
    fn value(&mut self, key: &'a str, mut value: Value<'a>) -> Result<bool, Throw<'a>> {
        let cx = self.cx;
        if let Value::Object(object) = value {
            value = self.own_json(object, key)?;
        }
        if let Some(replacer) = self.replacer {
            value = cx.call(replacer, Value::Undefined, &[Value::from(key), value])?;
        }
        match value {
            Value::Undefined | Value::Empty => return Ok(false),
            Value::Null => self.out.push_str("null"),
            Value::Bool(value) => self.out.push_str(if value { "true" } else { "false" }),
            Value::Number(number) if number.is_finite() => {
                crate::value::number::with_text(number, |text| self.out.push_str(text));
            }
            Value::Number(_) => self.out.push_str("null"),
            Value::String(text) => {
                if text.size() > LONG {
                    cx.check_memory(self.out.len() + quoted_size(text))?;
                }
                quote(text, &mut self.out);
            }
            function if function.is_function() => return Ok(false),
            array if array.is_array() => self.container(array, true)?,
            object => self.container(object, false)?,
        }
        cx.check_memory(self.out.len())?;
        Ok(true)
    }

    /// What `toJSON` gives, where there is one.
    fn own_json(&self, object: &'a Object<'a>, key: &'a str) -> Completion<'a> {
        let value = Value::Object(object);
        let has_own = object.properties.borrow().get("toJSON").is_some_and(|method| method.is_function());
        if has_own || matches!(object.kind, Kind::Date(_) | Kind::Luxon(_)) {
            return self.cx.call_method(value, "toJSON", &[Value::from(key)]);
        }
        Ok(value)
    }

    fn container(&mut self, value: Value<'a>, is_array: bool) -> Result<(), Throw<'a>> {
        let cx = self.cx;
        cx.step()?;
        let address = match value {
            Value::JsonArray(array) => std::ptr::from_ref(array) as usize,
            Value::JsonObject(object) => std::ptr::from_ref(object) as usize,
            Value::Object(object) => std::ptr::from_ref(object) as usize,
            _ => 0,
        };
        if cx.visiting.borrow().contains(&address) {
            return Err(cx.type_error("Converting circular structure to JSON"));
        }
        cx.visiting.borrow_mut().push(address);
        let margin = self.margin.len();
        self.margin.push_str(self.indent);
        let result = cx.deeper(|| if is_array { self.array(value, margin) } else { self.object(value, margin) });
        self.margin.truncate(margin);
        cx.visiting.borrow_mut().pop();
        result
    }

    fn array(&mut self, value: Value<'a>, margin: usize) -> Result<(), Throw<'a>> {
        self.out.push('[');
        let elements = self.cx.list(value)?;
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.line();
            let key = if self.replacer.is_some() { self.cx.heap.text(&index.to_string()) } else { "" };
            if !self.value(key, *element)? {
                self.out.push_str("null");
            }
        }
        self.close(']', !elements.is_empty(), margin);
        Ok(())
    }

    fn object(&mut self, value: Value<'a>, margin: usize) -> Result<(), Throw<'a>> {
        self.out.push('{');
        let mut any = false;
        let entries = match self.allowed {
            None => self.cx.entries(value)?,
            Some(allowed) => {
                let mut entries = Vec::new();
                for key in allowed {
                    if self.cx.has_own(value, key)? {
                        entries.push((*key, self.cx.get(value, key)?));
                    }
                }
                entries
            }
        };
        for (key, member) in entries {
            let before = self.out.len();
            if any {
                self.out.push(',');
            }
            self.line();
            quote(crate::value::Text::from(key), &mut self.out);
            self.out.push(':');
            if !self.indent.is_empty() {
                self.out.push(' ');
            }
            if self.value(key, member)? { any = true } else { self.out.truncate(before) }
        }
        self.close('}', any, margin);
        Ok(())
    }

    fn line(&mut self) {
        if !self.indent.is_empty() {
            self.out.push('\n');
            self.out.push_str(&self.margin);
        }
    }

    fn close(&mut self, bracket: char, any: bool, margin: usize) {
        if any && !self.indent.is_empty() {
            self.out.push('\n');
            self.out.push_str(&self.margin[..margin]);
        }
        self.out.push(bracket);
    }
}

/// Bytes of a text as JSON, at most.
fn quoted_size(text: crate::value::Text<'_>) -> usize {
    let size = |text: &str| {
        text.bytes().map(|byte| if byte < b' ' { 6 } else { 1 + usize::from(b"\"\\".contains(&byte)) }).sum()
    };
    text.as_str().map_or(text.size() * 3, size)
}

/// A text as JSON; half surrogates are escaped.
pub fn quote(text: crate::value::Text<'_>, out: &mut String) {
    out.push('"');
    match text.as_str() {
        Some(text) => text.chars().for_each(|c| escaped(c, out)),
        None => {
            for unit in char::decode_utf16(text.to_units()) {
                match unit {
                    Ok(c) => escaped(c, out),
                    Err(half) => out.push_str(&format!("\\u{:04x}", half.unpaired_surrogate())),
                }
            }
        }
    }
    out.push('"');
}

fn escaped(c: char, out: &mut String) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
        c => out.push(c),
    }
}
