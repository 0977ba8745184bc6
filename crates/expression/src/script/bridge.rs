//! What the engine asks of the evaluation.

use super::give::Giver;
use super::realm::Tool;
use super::take::Fault;
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, FunctionKind, Kind, Object, Value};
use crate::{builtins, check, data, functions};
use nodewright_quickjs::js::{Array, Error as JsError, Result as JsResult, Value as JsValue};
use nodewright_quickjs::{Failure, Host, Js};
use rustc_hash::FxHashMap;
use std::cell::RefCell;

pub struct Bridge<'b, 'a> {
    pub cx: &'b Evaluation<'a>,
    /// Objects that the engine knows by number.
    handles: RefCell<Vec<Value<'a>>>,
    /// Their numbers by address; those of the library's own.
    places: RefCell<FxHashMap<usize, usize>>,
    library: RefCell<Vec<usize>>,
    /// Pieces of items that the engine may ask for later, by number.
    pieces: RefCell<Vec<Value<'a>>>,
    /// Errors that the expression must not swallow.
    failures: RefCell<Vec<Error>>,
    /// What stopped the evaluation from outside of the engine.
    stopped: RefCell<Option<Box<Error>>>,
}

impl<'b, 'a> Bridge<'b, 'a> {
    pub fn new(cx: &'b Evaluation<'a>) -> Self {
        Self {
            cx,
            handles: RefCell::default(),
            places: RefCell::default(),
            library: RefCell::default(),
            pieces: RefCell::default(),
            failures: RefCell::default(),
            stopped: RefCell::default(),
        }
    }

    /// Gives an object a number.
    pub fn keep(&self, value: Value<'a>) -> usize {
        let mut handles = self.handles.borrow_mut();
        let next = handles.len();
        let id = match value {
            Value::Object(object) if !is_library(object) => {
                *self.places.borrow_mut().entry(std::ptr::from_ref(object).addr()).or_insert(next)
            }
            // Made anew each time they are read; there are not many.
            _ => {
                let mut library = self.library.borrow_mut();
                let known = library.iter().find(|id| self.cx.strict_equal(handles[**id], value)).copied();
                known.unwrap_or_else(|| {
                    library.push(next);
                    next
                })
            }
        };
        if id == next {
            handles.push(value);
        }
        id
    }

    /// The object of a number.
    pub fn kept(&self, id: &JsValue<'_>) -> Value<'a> {
        index(id).and_then(|id| self.handles.borrow().get(id).copied()).unwrap_or(Value::Undefined)
    }

    /// Gives a piece of an item a number.
    pub fn keep_piece(&self, piece: Value<'a>) -> usize {
        let mut pieces = self.pieces.borrow_mut();
        pieces.push(piece);
        pieces.len() - 1
    }

    /// The piece of a number.
    pub fn piece(&self, id: &JsValue<'_>) -> Value<'a> {
        index(id).and_then(|id| self.pieces.borrow().get(id).copied()).unwrap_or(Value::Undefined)
    }

    /// Elements of a piece that is an array: from an index on, so many if there are.
    fn elements<'js>(&self, js: &Js<'js>, [id, from, count]: [JsValue<'js>; 3]) -> Result<JsValue<'js>, Fault<'a>> {
        let (Value::JsonArray(all), Some(from), Some(count)) = (self.piece(&id), index(&from), index(&count)) else {
            return Ok(JsValue::new_undefined(js.ctx.clone()));
        };
        Giver::new(self, js).elements(all.iter().skip(from).take(count))
    }

    /// What the whole expression gave, unless it was stopped.
    pub fn finish(&self, result: Completion<'a>) -> Completion<'a> {
        match self.stopped.take() {
            Some(error) => Err(Throw::Stop(error)),
            None => result,
        }
    }

    /// What the engine threw, as this side throws it.
    pub fn explain(&self, js: &Js<'_>, error: JsError) -> Result<Throw<'a>, Failure> {
        if !error.is_exception() {
            return Err(error.into());
        }
        let thrown = js.ctx.catch();
        if let Some(failure) = js.limit_of(&thrown) {
            return Err(failure);
        }
        let explained: Option<Array<'_>> = Tool::Explain.of(js)?.call((thrown,))?;
        let explained = explained.ok_or(Failure::OutOfMemory)?;
        let failure = index(&explained.get(0)?);
        if let Some(error) = failure.and_then(|index| self.failures.borrow().get(index).cloned()) {
            return Ok(error.into());
        }
        let text: String = explained.get(1)?;
        if explained.get::<Option<bool>>(2)?.unwrap_or(false) {
            return Ok(Throw::Stop(Box::new(Error::expression(text))));
        }
        Ok(self.cx.throw(ErrorName::Error, &text))
    }

    fn ask<'js>(&self, js: &Js<'js>, operation: &str, request: [JsValue<'js>; 3]) -> Result<JsValue<'js>, Fault<'a>> {
        let cx = self.cx;
        let [a, b, c] = request;
        let name = |value: &JsValue<'js>| -> Result<&'a str, Fault<'a>> {
            let text: String = value.get().map_err(Fault::Engine)?;
            Ok(cx.heap.text(&text))
        };
        let arguments = |value: JsValue<'js>| -> Result<Vec<Value<'a>>, Fault<'a>> {
            let all: Array<'js> = value.get()?;
            all.iter::<JsValue<'js>>().map(|value| self.take(js, value?)).collect()
        };
        let value = match operation {
            "apply" => cx.call(self.kept(&a), self.kept(&b), &arguments(c)?)?,
            "extend" => functions::extend(cx, self.take(js, a)?, name(&b)?, &arguments(c)?)?,
            "get" => cx.get(self.kept(&a), name(&b)?)?,
            "has" => Value::Bool(cx.has(self.kept(&a), name(&b)?)?),
            "instance" => {
                let value = self.take(js, b)?;
                cx.binary(crate::syntax::ast::BinaryOp::InstanceOf, value, self.kept(&a))?
            }
            "intl" => {
                let receiver = arguments(b)?;
                builtins::intl_member(cx, name(&a)?, &receiver, &arguments(c)?)?
            }
            "keys" => cx.array(cx.keys(self.kept(&a))?.into_iter().map(Value::from).collect())?,
            "kind" => Value::from(kind(cx, self.take(js, a)?, name(&b)?)?),
            "limit" => {
                let text = name(&a)?;
                let stop = || Throw::Stop(Box::new(Error::expression(text)));
                return Err(if text.is_empty() { Throw::out_of_memory() } else { stop() }.into());
            }
            "method" => cx.call_method(self.take(js, a)?, name(&b)?, &arguments(c)?)?,
            "name" => self.named(name(&a)?)?,
            "new" => cx.construct(self.kept(&a), &arguments(b)?)?,
            "now" => Value::Number(cx.now()),
            "parseDate" => Value::Number(builtins::parse_date(name(&a)?)),
            "parseJson" => builtins::json::parse(cx, Value::Undefined, &[self.take(js, a)?])?,
            "pattern" => builtins::make_regex(cx, name(&a)?, name(&b)?)?,
            "piece" => self.piece(&a),
            "elements" => return self.elements(js, [a, b, c]),
            "refuse" => {
                let message = format!("{} is not built in", name(&a)?);
                return Err(Throw::expression(message).into());
            }
            "unsafe" => return Err(Throw::from(check::refused_property(name(&a)?)).into()),
            other => return Err(cx.type_error(&format!("no such operation: {other}")).into()),
        };
        Giver::new(self, js).value(value)
    }

    /// A free name that is neither JavaScript's nor denied.
    pub fn named(&self, name: &'a str) -> Completion<'a> {
        match name {
            "$json" | "$data" => data::json(self.cx),
            _ if data::is_variable(name) => data::variable(self.cx, name),
            _ if builtins::is_global(name) => Ok(builtins::global(self.cx, name)),
            _ => Ok(data::extra(self.cx, name)),
        }
    }

    /// An error that was given to the engine by its number.
    pub fn failure(&self, index: usize) -> Option<Error> {
        self.failures.borrow().get(index).cloned()
    }

    /// A fault, thrown in the engine.
    pub fn raise(&self, js: &Js<'_>, fault: Fault<'a>) -> JsError {
        match fault {
            Fault::Engine(error) => error,
            Fault::Throw(throw) => self.throw(js, throw).unwrap_or_else(|error| error),
        }
    }

    /// Throws in the engine what this side throws.
    fn throw<'js>(&self, js: &Js<'js>, throw: Throw<'a>) -> JsResult<JsError> {
        let failure = |index: Option<usize>, error: &Error| -> JsResult<JsValue<'js>> {
            Tool::Failure.of(js)?.call((index, error.name(), error.message.as_str()))
        };
        let thrown = match throw {
            Throw::Exception(value) => match Giver::new(self, js).value(value) {
                Ok(value) => value,
                Err(Fault::Engine(error)) => return Ok(error),
                Err(Fault::Throw(_)) => JsValue::new_undefined(js.ctx.clone()),
            },
            Throw::Error(error) => {
                let index = self.failures.borrow().len();
                self.failures.borrow_mut().push((*error).clone());
                failure(Some(index), &error)?
            }
            // Evaluation is the engine's own by now, and takes its time.
            Throw::Engine(_) | Throw::Unfinished => failure(None, &Error::expression("unknown error"))?,
            Throw::Stop(error) => {
                let thrown = failure(None, &error)?;
                *self.stopped.borrow_mut() = Some(error);
                thrown
            }
        };
        Ok(js.ctx.throw(thrown))
    }
}

/// Whether it is a part of the library, which is the same wherever it was read.
fn is_library(object: &Object<'_>) -> bool {
    match &object.kind {
        Kind::Function(function) => matches!(function.kind, FunctionKind::Native(_) | FunctionKind::Constructor(_)),
        kind => matches!(kind, Kind::Namespace(_)),
    }
}

fn index(number: &JsValue<'_>) -> Option<usize> {
    number.as_int().and_then(|index| usize::try_from(index).ok())
}

/// The type whose functions n8n looks for.
fn kind<'a>(cx: &Evaluation<'a>, value: Value<'a>, name: &'a str) -> Result<&'static str, Throw<'a>> {
    Ok(match value {
        Value::Object(Object { kind: Kind::Luxon(temporal), .. }) if temporal.as_date_time().is_some() => "Date",
        Value::String(_) => match functions::find(cx, value, name)? {
            Some(functions::Found::Extension(..)) if functions::is_date_text(value, name) => "Date",
            _ => "String",
        },
        object if object.is_object() && !object.is_function() => "Object",
        _ => "",
    })
}

impl Host for Bridge<'_, '_> {
    fn answer<'js>(&self, js: &Js<'js>, operation: &str, request: [JsValue<'js>; 3]) -> JsResult<JsValue<'js>> {
        self.ask(js, operation, request).map_err(|fault| self.raise(js, fault))
    }
}
