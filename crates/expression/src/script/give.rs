//! Values of this side for the engine.

use super::bridge::Bridge;
use super::realm::Tool;
use super::take::Fault;
use crate::value::{Kind, Object, Value};
use nodewright_quickjs::js::{
    Array, Atom, IntoArgs, Object as JsObject, Property, Result as JsResult, String as JsString, Value as JsValue,
};
use nodewright_quickjs::{Js, NO_STACK, has_stack};
use serde_json::Value as Json;
use std::cell::RefCell;

/// Values that are converted at once where they are touched. What is larger waits until it is touched itself.
const AT_ONCE: usize = 32;
/// Plain values of an array that are converted together.
const PLAIN: usize = 256;
/// Bytes of text that count as one more value.
const TEXT: usize = 64;

pub struct Giver<'g, 'b, 'a, 'js> {
    bridge: &'g Bridge<'b, 'a>,
    js: &'g Js<'js>,
    keys: RefCell<Keys<'a, 'js>>,
}

/// Keys in the order in which they come. Elements of an array mostly have the same ones.
#[derive(Default)]
struct Keys<'a, 'js> {
    known: Vec<(&'a str, Atom<'js>)>,
    next: usize,
}

impl<'a, 'js> Keys<'a, 'js> {
    fn atom(&mut self, js: &Js<'js>, key: &'a str) -> JsResult<Atom<'js>> {
        let at = self.next;
        self.next += 1;
        match self.known.get_mut(at) {
            Some((known, atom)) if *known == key => Ok(atom.clone()),
            Some(known) => {
                *known = (key, Atom::from_str(js.ctx.clone(), key)?);
                Ok(known.1.clone())
            }
            None => {
                let atom = Atom::from_str(js.ctx.clone(), key)?;
                self.known.push((key, atom.clone()));
                Ok(atom)
            }
        }
    }
}

type Given<'a, 'js> = Result<JsValue<'js>, Fault<'a>>;

impl<'g, 'b, 'a, 'js> Giver<'g, 'b, 'a, 'js> {
    pub fn new(bridge: &'g Bridge<'b, 'a>, js: &'g Js<'js>) -> Self {
        Self { bridge, js, keys: RefCell::default() }
    }

    /// Elements of a list of an item, as an array.
    pub fn elements(&self, elements: impl Iterator<Item = &'a Json>) -> Given<'a, 'js> {
        let start = self.keys.borrow().next;
        self.array(elements.map(|element| {
            self.keys.borrow_mut().next = start;
            self.json(element)
        }))
    }

    pub fn value(&self, value: Value<'a>) -> Given<'a, 'js> {
        let (cx, ctx) = (self.bridge.cx, &self.js.ctx);
        cx.step()?;
        Ok(match value {
            Value::Undefined | Value::Empty => JsValue::new_undefined(ctx.clone()),
            Value::Null => JsValue::new_null(ctx.clone()),
            Value::Bool(value) => JsValue::new_bool(ctx.clone(), value),
            Value::Number(value) => JsValue::new_number(ctx.clone(), value),
            Value::String(text) => self.text(text.lossy(cx.heap))?,
            Value::JsonArray(array) => self.list(array)?,
            Value::JsonObject(object) => self.level(object)?,
            Value::Object(object) => self.object(object)?,
        })
    }

    fn text(&self, text: &str) -> Given<'a, 'js> {
        Ok(JsString::from_str(self.js.ctx.clone(), text)?.into_value())
    }

    fn json(&self, json: &'a Json) -> Given<'a, 'js> {
        self.value(Value::from_json(json))
    }

    /// An object of an item: what is large in it is converted when it is touched.
    fn level(&self, members: &'a serde_json::Map<String, Json>) -> Given<'a, 'js> {
        let object = JsObject::new(self.js.ctx.clone())?;
        for (key, member) in members {
            match member {
                // A long array waits by itself.
                _ if !is_small(member) && !member.as_array().is_some_and(|elements| is_long(elements)) => {
                    let id = self.bridge.keep_piece(Value::from_json(member));
                    Tool::LazyMember.of(self.js)?.call::<_, ()>((object.clone(), key.as_str(), id))?;
                }
                _ => self.set(&object, key, self.json(member)?)?,
            }
        }
        Ok(object.into_value())
    }

    /// An array of an item: a large one converts each element when it is touched.
    fn list(&self, elements: &'a Vec<Json>) -> Given<'a, 'js> {
        let mut left = AT_ONCE;
        if !is_long(elements) || elements.iter().all(|element| fits(element, &mut left)) {
            return self.elements(elements.iter());
        }
        let id = self.bridge.keep_piece(Value::JsonArray(elements));
        Ok(Tool::LazyArray.of(self.js)?.call((id, elements.len()))?)
    }

    fn array(&self, elements: impl Iterator<Item = Given<'a, 'js>>) -> Given<'a, 'js> {
        let array = Array::new(self.js.ctx.clone())?;
        for (index, element) in elements.enumerate() {
            array.set(index, element?)?;
        }
        Ok(array.into_value())
    }

    fn all(&self, values: Vec<Value<'a>>) -> Given<'a, 'js> {
        self.array(values.into_iter().map(|value| self.value(value)))
    }

    fn set(&self, object: &JsObject<'js>, key: &'a str, value: JsValue<'js>) -> JsResult<()> {
        if key == "__proto__" {
            return object.prop(key, Property::from(value).writable().enumerable().configurable());
        }
        let key = self.keys.borrow_mut().atom(self.js, key)?;
        object.set(key, value)
    }

    fn call(&self, tool: Tool, arguments: impl IntoArgs<'js>) -> Given<'a, 'js> {
        Ok(tool.of(self.js)?.call(arguments)?)
    }

    fn object(&self, object: &'a Object<'a>) -> Given<'a, 'js> {
        let cx = self.bridge.cx;
        let value = Value::Object(object);
        if !has_stack() {
            return Err(cx.range_error(NO_STACK).into());
        }
        match &object.kind {
            Kind::Array(_) => self.all(cx.list(value)?),
            Kind::Date(time) => self.call(Tool::Date, (time.get(),)),
            Kind::Regex(regex) => self.call(Tool::RegExp, (regex.source, regex.flags)),
            Kind::Map(_) => self.call(Tool::Map, (self.all(cx.list(value)?)?,)),
            Kind::Set(_) => self.call(Tool::Set, (self.all(cx.list(value)?)?,)),
            Kind::Error(name) => {
                let message = cx.get(value, "message")?;
                self.call(Tool::Error, (name.name(), cx.to_str(message)?))
            }
            Kind::Plain => {
                let object = JsObject::new(self.js.ctx.clone())?;
                for (key, member) in cx.entries(value)? {
                    self.set(&object, key, self.value(member)?)?;
                }
                Ok(object.into_value())
            }
            _ => self.call(Tool::Remote, (self.bridge.keep(value), value.is_function())),
        }
    }
}

/// Whether elements are converted one by one: there are many of them, or they are more than plain values.
fn is_long(elements: &[Json]) -> bool {
    elements.len() > PLAIN || elements.iter().any(|element| element.is_object() || element.is_array())
}

fn is_small(json: &Json) -> bool {
    fits(json, &mut AT_ONCE.clone())
}

/// Takes what the value weighs from what is left.
fn fits(json: &Json, left: &mut usize) -> bool {
    let weight = match json {
        Json::String(text) => 1 + text.len() / TEXT,
        _ => 1,
    };
    let Some(rest) = left.checked_sub(weight) else { return false };
    *left = rest;
    match json {
        Json::Array(elements) => elements.iter().all(|element| fits(element, left)),
        Json::Object(members) => members.values().all(|member| fits(member, left)),
        _ => true,
    }
}
