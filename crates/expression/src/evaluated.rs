//! Values as JSON.

use crate::builtins::json;
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::luxon;
use crate::value::{ErrorName, Kind, Object, Value};
use nodewright_luxon::{self as core, jsdate};
use serde_json::{Map, Value as Json, json};
use std::cell::Cell;

/// A value with its type.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluated {
    /// The result of JavaScript's `typeof`, with `null` and `array` apart from `object`.
    pub type_name: &'static str,
    /// The value; what JSON cannot hold is an object such as `{"$undefined": true}` or `{"$date": "…"}`.
    pub value: Json,
}

/// JSON has integers where JavaScript shows no fraction, with the digits that JavaScript shows.
fn number(number: f64) -> Json {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    if number.abs() > LARGEST
        && let Ok(integer) = crate::value::number::with_text(number, str::parse::<i64>)
    {
        return Json::from(integer);
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, clippy::float_cmp)] // checked to be exact
    if number.fract() == 0.0 && number.abs() <= LARGEST && (number as i64) as f64 == number {
        return Json::from(number as i64);
    }
    serde_json::Number::from_f64(number).map_or(Json::Null, Json::Number)
}

/// The host's JSON with its keys in JavaScript's order.
fn ordered(mut json: Json) -> Json {
    nodewright_json::order(&mut json);
    json
}

/// A function cannot be a result.
fn refuse_function<'a>(value: Value<'a>) -> Result<(), Throw<'a>> {
    let Value::Object(Object { kind: Kind::Function(function), .. }) = value else { return Ok(()) };
    Err(Error::other(match function.name.get() {
        "DateTime" => "this is a DateTime, please access its methods",
        _ => "this is a function, please add ()",
    })
    .into())
}

/// The value as JSON; None where it is undefined.
pub fn plain<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Result<Option<Json>, Throw<'a>> {
    refuse_function(value)?;
    Writer::new(cx, false).whole(value)
}

/// The value with its type.
pub fn typed<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Result<Evaluated, Throw<'a>> {
    refuse_function(value)?;
    let type_name = match value {
        Value::Null => "null",
        array if array.is_array() => "array",
        other => other.type_of(),
    };
    let value = Writer::new(cx, true).whole(value)?.unwrap_or(Json::Null);
    Ok(Evaluated { type_name, value })
}

/// Objects as the text that n8n's editor shows.
pub fn shown<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Completion<'a> {
    if !value.is_object() || value.is_function() {
        return Ok(value);
    }
    if luxon::date_time(value).is_some_and(|date| !date.is_valid()) {
        return Err(Error::other("invalid DateTime").into());
    }
    let (name, text) = match value {
        Value::Object(Object { kind: Kind::Date(time), .. }) => {
            let settings = &cx.settings.luxon;
            let date = core::DateTime::call_static("fromMillis", &[time.get().into()], settings);
            ("Date", cx.to_str(luxon::lift(cx, date)?)?.to_owned())
        }
        Value::Object(Object { kind: Kind::Luxon(temporal), .. }) if temporal.as_date_time().is_some() => {
            ("DateTime", cx.to_str(value)?.to_owned())
        }
        other => (class_name(cx, other), json::to_text(cx, other)?.unwrap_or_default()),
    };
    let text = text.replace(",\"", ", \"").replace("\":", "\": ");
    cx.text(&format!("[{name}: {text}]"))
}

fn class_name<'a>(_: &Evaluation<'a>, value: Value<'a>) -> &'static str {
    match value {
        array if array.is_array() => "Array",
        Value::Object(object) => match &object.kind {
            Kind::Map(_) => "Map",
            Kind::Set(_) => "Set",
            Kind::Regex(_) => "RegExp",
            Kind::Error(name) => name.name(),
            Kind::Luxon(temporal) => temporal.class(),
            _ => "Object",
        },
        _ => "Object",
    }
}

struct Writer<'w, 'a> {
    cx: &'w Evaluation<'a>,
    /// What JSON cannot hold is written as an object.
    typed: bool,
    /// Bytes that the result may still take. A text or list may stand in it many times, and is written as often.
    left: Cell<usize>,
}

impl<'w, 'a> Writer<'w, 'a> {
    const fn new(cx: &'w Evaluation<'a>, typed: bool) -> Self {
        Self { cx, typed, left: Cell::new(cx.settings.limits.memory) }
    }

    /// A value that is the host's own is given back whatever its size.
    fn whole(&self, value: Value<'a>) -> Result<Option<Json>, Throw<'a>> {
        match value {
            Value::JsonArray(array) => Ok(Some(ordered(Json::Array(array.clone())))),
            Value::JsonObject(object) => Ok(Some(ordered(Json::Object(object.clone())))),
            Value::String(text) => Ok(Some(Json::String(text.lossy(self.cx.heap).to_owned()))),
            // Inside of other values n8n keeps nothing of it.
            Value::Object(Object { kind: Kind::Regex(regex), .. }) if self.typed => {
                Ok(Some(json!({ "$regexp": format!("/{}/{}", regex.source, regex.flags) })))
            }
            other => self.value(other),
        }
    }

    /// Counts what is about to be written.
    fn count(&self, bytes: usize) -> Result<(), Throw<'a>> {
        self.cx.step()?;
        self.left.set(self.left.get().checked_sub(bytes).ok_or_else(Throw::out_of_memory)?);
        Ok(())
    }

    /// The host's data as a part of a result.
    fn copied(&self, json: &Json) -> Result<Json, Throw<'a>> {
        self.count(weight(json))?;
        Ok(ordered(json.clone()))
    }

    fn value(&self, value: Value<'a>) -> Result<Option<Json>, Throw<'a>> {
        let cx = self.cx;
        self.count(NODE)?;
        Ok(Some(match value {
            Value::Undefined | Value::Empty if self.typed => json!({ "$undefined": true }),
            Value::Undefined | Value::Empty => return Ok(None),
            Value::Null => Json::Null,
            Value::Bool(value) => Json::Bool(value),
            Value::Number(value) if self.typed => typed_number(value),
            Value::Number(value) => number(value),
            Value::String(text) => {
                self.count(text.size())?;
                Json::String(text.lossy(cx.heap).to_owned())
            }
            Value::JsonArray(array) => {
                Json::Array(array.iter().map(|json| self.copied(json)).collect::<Result<_, _>>()?)
            }
            Value::JsonObject(object) => {
                let members = object.iter().map(|(key, json)| Ok((key.clone(), self.copied(json)?)));
                ordered(Json::Object(members.collect::<Result<_, Throw<'a>>>()?))
            }
            Value::Object(object) => return self.object(object),
        }))
    }

    fn array(&self, value: Value<'a>) -> Result<Json, Throw<'a>> {
        self.guarded(value, || {
            let elements = self.cx.list(value)?.into_iter();
            let elements = elements.map(|element| Ok(self.value(element)?.unwrap_or(Json::Null)));
            elements.collect::<Result<_, Throw<'a>>>().map(Json::Array)
        })
    }

    fn members(&self, value: Value<'a>) -> Result<Json, Throw<'a>> {
        self.guarded(value, || {
            let mut members = Map::new();
            for (key, member) in self.cx.entries(value)? {
                refuse_function(member)?;
                self.count(NODE + key.len())?;
                if let Some(member) = self.value(member)? {
                    members.insert(key.to_owned(), member);
                }
            }
            Ok(Json::Object(members))
        })
    }

    /// Refuses what contains itself.
    fn guarded(&self, value: Value<'a>, write: impl FnOnce() -> Result<Json, Throw<'a>>) -> Result<Json, Throw<'a>> {
        let address = match value {
            Value::Object(object) => std::ptr::from_ref(object) as usize,
            _ => 0,
        };
        if address != 0 && self.cx.visiting.borrow().contains(&address) {
            return Err(Error::other("The result of the expression contains itself").into());
        }
        self.cx.visiting.borrow_mut().push(address);
        let result = self.cx.deeper(write);
        self.cx.visiting.borrow_mut().pop();
        result
    }

    fn object(&self, object: &'a Object<'a>) -> Result<Option<Json>, Throw<'a>> {
        let value = Value::Object(object);
        Ok(Some(match &object.kind {
            Kind::Array(_) => self.array(value)?,
            Kind::BigInt(digits) if self.typed => json!({ "$bigint": digits }),
            Kind::BigInt(digits) => Json::String((*digits).to_owned()),
            Kind::Function(_) => return refuse_function(value).map(|()| None),
            Kind::Date(time) => {
                let text = jsdate::to_iso_string(time.get()).map_or(Json::Null, Json::String);
                if self.typed { json!({ "$date": text }) } else { text }
            }
            Kind::Luxon(temporal) if self.typed => self.temporal(temporal)?,
            Kind::Luxon(_) => {
                let text = self.cx.call_method(value, "toJSON", &[])?;
                return self.value(text);
            }
            Kind::Map(_) if self.typed => json!({ "$map": self.array(self.cx.array(self.cx.list(value)?)?)? }),
            Kind::Set(_) if self.typed => json!({ "$set": self.array(self.cx.array(self.cx.list(value)?)?)? }),
            Kind::Error(name) if self.typed => {
                let message = self.cx.get(value, "message")?;
                let own = self.cx.get(value, "name")?;
                let class = if own.is_undefined() { name.name() } else { self.cx.to_str(own)? };
                json!({ "$error": class, "message": self.cx.to_str(message)? })
            }
            Kind::Regex(_) | Kind::Map(_) | Kind::Set(_) | Kind::Namespace(_) => Json::Object(Map::new()),
            Kind::Plain | Kind::Error(ErrorName::Error | _) | Kind::Iterator(_) | Kind::Host(_) => {
                self.members(value)?
            }
        }))
    }

    fn temporal(&self, temporal: &luxon::Temporal) -> Result<Json, Throw<'a>> {
        let lifted = |result: Option<core::Result<core::Value>>| -> Result<Value<'a>, Throw<'a>> {
            luxon::lift(self.cx, result.unwrap_or(Ok(core::Value::Undefined)))
        };
        let settings = &self.cx.settings.luxon;
        let text = |value: Value<'a>| self.value(value).map(|json| json.unwrap_or(Json::Null));
        Ok(match &temporal.0 {
            core::Value::DateTime(date) if !date.is_valid() => {
                json!({ "$datetime": null, "invalid": text(lifted(date.get("invalidReason"))?)? })
            }
            core::Value::DateTime(date) => json!({
                "$datetime": text(lifted(Some(date.call("toISO", &[], settings)))?)?,
                "zone": text(lifted(date.get("zoneName"))?)?,
                "locale": text(lifted(date.get("locale"))?)?,
            }),
            core::Value::Duration(duration) => {
                json!({ "$duration": text(lifted(Some(duration.call("toObject", &[], settings)))?)? })
            }
            core::Value::Interval(interval) => {
                json!({ "$interval": text(lifted(Some(interval.call("toISO", &[], settings)))?)? })
            }
            _ => Json::Object(Map::new()),
        })
    }
}

/// Bytes of a value without its text.
pub const NODE: usize = std::mem::size_of::<Json>();

/// Bytes of memory that JSON takes, about.
pub fn weight(json: &Json) -> usize {
    NODE + match json {
        Json::String(text) => text.len(),
        Json::Array(elements) => elements.iter().map(weight).sum(),
        Json::Object(members) => members.iter().map(|(key, member)| key.len() + NODE + weight(member)).sum(),
        _ => 0,
    }
}

fn typed_number(value: f64) -> Json {
    if value.is_nan() {
        return json!({ "$nan": true });
    }
    if value.is_infinite() {
        return json!({ "$infinity": if value > 0.0 { 1 } else { -1 } });
    }
    if value == 0.0 && value.is_sign_negative() {
        return json!({ "$negzero": true });
    }
    number(value)
}
