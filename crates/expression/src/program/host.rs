//! What a program asks this side.

use super::error::{ProgramError, Thrown};
use super::{Outside, Ran};
use crate::data::{self, Items, WholeItem};
use crate::script::{Bridge, Fault, Giver};
use crate::value::{Function, FunctionKind, Kind, Object, Value, number};
use nodewright_quickjs::js::{Array, Exception, Object as JsObject, Property, Result as JsResult, Value as JsValue};
use nodewright_quickjs::{Failure, Host, Js, Pending, node};
use serde_json::{Map, Value as Json};
use std::cell::RefCell;

/// The bridge of expressions, and what only programs ask.
pub struct ProgramHost<'h, 'b, 'a> {
    bridge: &'h Bridge<'b, 'a>,
    outside: &'h dyn Outside,
    kept: &'h Map<String, Json>,
    ran: RefCell<Ran>,
}

impl<'h, 'b, 'a> ProgramHost<'h, 'b, 'a> {
    pub fn new(bridge: &'h Bridge<'b, 'a>, outside: &'h dyn Outside, kept: &'h Map<String, Json>) -> Self {
        Self { bridge, outside, kept, ran: RefCell::default() }
    }

    /// `$execution.mode` where the host says nothing about the execution.
    pub fn mode(&self) -> &'static str {
        if self.bridge.cx.data.mode() == "manual" { "test" } else { "production" }
    }

    /// What the program gave, once it has ended.
    pub fn finish(self, ended: Result<Option<Json>, Failure>) -> Result<Ran, ProgramError> {
        ended?;
        Ok(self.ran.into_inner())
    }

    /// An input item with everything around its data, as a copy.
    fn item<'js>(&self, js: &Js<'js>, index: usize) -> JsResult<JsValue<'js>> {
        match self.bridge.cx.data.input().item(index) {
            None => Ok(JsValue::new_undefined(js.ctx.clone())),
            Some(WholeItem::Json(item)) => js.json(item),
            Some(WholeItem::Parts(json, others)) => {
                let item = JsObject::new(js.ctx.clone())?;
                item.set("json", js.json(json)?)?;
                for (key, value) in &others {
                    item.prop(key.as_str(), Property::from(js.json(value)?).writable().enumerable().configurable())?;
                }
                Ok(item.into_value())
            }
        }
    }

    /// A value as JSON. The elements of a list are written one by one, so that the text of all of them need not fit into
    /// the realm.
    fn result<'js>(js: &Js<'js>, value: JsValue<'js>) -> Result<Option<Json>, Failure> {
        let Some(list) = value.as_array() else { return js.to_json(value) };
        let elements = list.iter::<JsValue<'js>>().map(|element| Ok(js.to_json(element?)?.unwrap_or_default()));
        elements.collect::<Result<_, Failure>>().map(|elements| Some(Json::Array(elements)))
    }

    fn failed<'js>(&self, thrown: &Array<'js>) -> JsResult<()> {
        let failure: Option<usize> = thrown.get(0)?;
        let failure = failure.and_then(|index| self.bridge.failure(index));
        let text = |at: usize| -> JsResult<String> { thrown.get(at) };
        let thrown = Thrown::new(text(1)?, text(2)?, &text(3)?, failure.and_then(|failure| failure.description));
        self.ran.borrow_mut().results.push(Err(thrown));
        Ok(())
    }

    fn arguments<'js>(&self, js: &Js<'js>, list: &JsValue<'js>) -> Result<Vec<Value<'a>>, Fault<'a>> {
        list.get::<Array<'js>>()?.iter::<JsValue<'js>>().map(|value| self.bridge.take(js, value?)).collect()
    }

    fn ask<'js>(&self, js: &Js<'js>, operation: &str, request: &[JsValue<'js>; 3]) -> Result<JsValue<'js>, Fault<'a>> {
        let (cx, [a, b, c]) = (self.bridge.cx, request);
        let index = |value: &JsValue<'js>| value.as_number().and_then(number::exact_index).unwrap_or(0);
        let value = match operation {
            "kept" => return Ok(js.json(&Json::Object(self.kept.clone()))?),
            "item" => return Ok(self.item(js, index(a))?),
            "variable" => {
                let name = cx.heap.text(&a.get::<String>()?);
                let value = match data::is_variable(name) {
                    true => data::of_item(cx, name, index(c))?,
                    false => self.bridge.named(name)?,
                };
                match b.is_undefined() {
                    true => value,
                    false => cx.get(value, cx.heap.text(&b.get::<String>()?))?,
                }
            }
            "call" => {
                let name = cx.heap.text(&a.get::<String>()?);
                let arguments = self.arguments(js, b)?;
                match data::function(name) {
                    Some(function) if !matches!(name, "$" | "$items" | "$item") => {
                        function(cx, Value::Undefined, &arguments)?
                    }
                    _ => data::call_of_item(cx, name, index(c), &arguments)?,
                }
            }
            // A method is not given a number: it is called by its name on what has one.
            "get" => {
                let value = cx.get(self.bridge.kept(a), cx.heap.text(&b.get::<String>()?))?;
                if is_method(value) {
                    return Ok(js.tools.clone().into_value());
                }
                value
            }
            "invoke" => {
                let (owner, name) = (self.bridge.kept(a), cx.heap.text(&b.get::<String>()?));
                let arguments = self.arguments(js, c)?;
                cx.call_method(owner, name, &arguments)?
            }
            "now" => Value::Number(cx.settings.now()),
            "print" => {
                self.outside.print(&a.get::<String>()?, &b.get::<String>()?);
                Value::Undefined
            }
            "failed" => {
                self.failed(&b.get()?)?;
                Value::Undefined
            }
            _ => match node::answer(js, operation, request)? {
                Some(answer) => return Ok(answer),
                None => return Ok(self.bridge.answer(js, operation, request.clone())?),
            },
        };
        Giver::new(self.bridge, js).value(value)
    }
}

impl Host for ProgramHost<'_, '_, '_> {
    fn answer<'js>(&self, js: &Js<'js>, operation: &str, request: [JsValue<'js>; 3]) -> JsResult<JsValue<'js>> {
        if let "done" | "keep" = operation {
            let value = if operation == "done" { &request[1] } else { &request[0] };
            let value = Self::result(js, value.clone()).map_err(|failure| thrown(js, failure))?;
            let mut ran = self.ran.borrow_mut();
            match (operation, value) {
                ("done", value) => ran.results.push(Ok(value)),
                (_, Some(Json::Object(kept))) => ran.kept = Some(kept),
                _ => {}
            }
            return Ok(JsValue::new_undefined(js.ctx.clone()));
        }
        self.ask(js, operation, &request).map_err(|fault| self.bridge.raise(js, fault))
    }

    fn begin<'js>(&self, js: &Js<'js>, operation: &str, request: JsValue<'js>) -> JsResult<Pending> {
        if operation == "sleep" {
            return Ok(self.outside.sleep(request.as_number().unwrap_or(0.0)));
        }
        let arguments = js.to_json(request).map_err(|failure| thrown(js, failure))?.unwrap_or_default();
        self.outside.request(operation, arguments).map_err(|message| Exception::throw_message(&js.ctx, &message))
    }
}

/// Whether it is a function that belongs to the object it was read from.
fn is_method(value: Value<'_>) -> bool {
    matches!(
        value,
        Value::Object(Object { kind: Kind::Function(Function { kind: FunctionKind::Method { .. }, .. }), .. })
    )
}

/// The memory that the input's items take in a realm, about: it does not count as the program's.
pub fn weight(items: &dyn Items) -> usize {
    fn weigh(json: &Json) -> usize {
        match json {
            Json::String(text) => 48 + text.len(),
            Json::Array(list) => 96 + list.iter().map(|element| 16 + weigh(element)).sum::<usize>(),
            Json::Object(members) => 128 + members.values().map(|member| 32 + weigh(member)).sum::<usize>(),
            _ => 0,
        }
    }
    (items.window_start().unwrap_or(0)..items.len())
        .filter_map(|index| items.json(index))
        .map(|json| 512 + weigh(json))
        .sum()
}

/// Throws in the engine what kept a value from becoming JSON.
fn thrown(js: &Js<'_>, failure: Failure) -> nodewright_quickjs::js::Error {
    match failure {
        Failure::Engine(error) => error,
        Failure::Exception(thrown) if thrown.message == "circular reference" => {
            Exception::throw_type(&js.ctx, "Converting circular structure to JSON")
        }
        Failure::Exception(thrown) => Exception::throw_type(&js.ctx, &thrown.message),
        failure => Exception::throw_type(&js.ctx, &failure.to_string()),
    }
}
