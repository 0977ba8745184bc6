//! What JavaScript may ask its surroundings.

use crate::later::{self, Waiting};
use crate::stack::{NO_STACK, has_stack};
use nodewright_json as json;
use rquickjs::context::EvalOptions;
use rquickjs::{Array, Ctx, Exception, Function, Module, TypedArray, Value};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;

use crate::failure::Failure;

/// An answer that comes later: a value for the promise, or the message of the error that it is rejected with.
pub type Pending = Pin<Box<dyn Future<Output = Result<Json, String>>>>;

/// What answers JavaScript while it runs. It is lent for a call and may borrow what the caller has.
pub trait Host {
    /// Answers at once.
    ///
    /// # Errors
    /// An exception that was thrown into the engine, as by [`Ctx::throw`].
    fn answer<'js>(&self, js: &Js<'js>, operation: &str, request: [Value<'js>; 3]) -> rquickjs::Result<Value<'js>> {
        let _ = request;
        Err(Exception::throw_type(&js.ctx, &format!("no such operation: {operation}")))
    }

    /// Starts what answers later, such as a request. Only called by [`Realm::call_async`](crate::Realm::call_async).
    ///
    /// # Errors
    /// As [`Host::answer`].
    fn begin<'js>(&self, js: &Js<'js>, operation: &str, request: Value<'js>) -> rquickjs::Result<Pending> {
        let _ = request;
        Err(Exception::throw_type(&js.ctx, &format!("no such operation: {operation}")))
    }
}

/// A host that answers nothing.
#[derive(Debug, Clone, Copy)]
pub struct NoHost;

impl Host for NoHost {}

/// A context at work.
#[derive(Clone)]
pub struct Js<'js> {
    /// The engine's context.
    pub ctx: Ctx<'js>,
    /// What the realm's setup left here for this side, such as functions to call.
    pub tools: Array<'js>,
}

impl<'js> Js<'js> {
    /// The value of an expression, in sloppy mode as files of packages are; stacks name it `file`.
    ///
    /// # Errors
    /// What it throws; a `SyntaxError` where it is not JavaScript.
    pub fn evaluate(&self, source: &str, file: &str) -> rquickjs::Result<Value<'js>> {
        let mut options = EvalOptions::default();
        options.strict = false;
        options.filename = Some(file.to_owned());
        self.ctx.eval_with_options(source, options)
    }

    /// What an ECMAScript module exports, in a realm that [imports](crate::Options::imports).
    ///
    /// # Errors
    /// What it throws; a `SyntaxError` where it is not JavaScript; an error where it awaits, at its top, what only the host can
    /// bring.
    pub fn module(&self, name: &str) -> rquickjs::Result<Value<'js>> {
        Module::import(&self.ctx, name)?.finish().map_err(|error| match error {
            rquickjs::Error::WouldBlock => {
                let message = format!("The module {name} waits for something outside of itself while it is loaded");
                Exception::throw_message(&self.ctx, &message)
            }
            error => error,
        })
    }

    /// Bytes as a `Uint8Array` of their own.
    ///
    /// # Errors
    /// Out of memory.
    pub fn bytes(&self, bytes: Vec<u8>) -> rquickjs::Result<Value<'js>> {
        Ok(TypedArray::<u8>::new(self.ctx.clone(), bytes)?.into_value())
    }

    /// JSON as a value.
    ///
    /// # Errors
    /// Out of memory.
    pub fn json(&self, json: &Json) -> rquickjs::Result<Value<'js>> {
        self.ctx.json_parse(json.to_string())
    }

    /// A value as JSON, as `JSON.stringify` writes it; `None` for what it leaves out, such as undefined.
    ///
    /// # Errors
    /// What `toJSON` throws, cycles, and what nests deeper than JSON is read here.
    pub fn to_json(&self, value: Value<'js>) -> Result<Option<Json>, Failure> {
        let text = self.ctx.json_stringify(value).map_err(|error| self.failure(error))?;
        let Some(text) = text else { return Ok(None) };
        json::parse(&text.to_string()?).map(Some).map_err(|error| Failure::Result(error.to_string()))
    }
}

/// What a realm's setup works with: functions by which JavaScript asks the [`Host`].
pub struct Asks<'js> {
    /// `(operation, a, b, c)` gives what [`Host::answer`] gives.
    pub now: Function<'js>,
    /// `(operation, request)` gives a promise of what [`Host::begin`] starts.
    pub later: Function<'js>,
    /// Objects that are frozen besides the globals, where a realm is frozen.
    pub roots: Array<'js>,
}

/// What a call brings with it.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'h> {
    pub host: &'h dyn Host,
    /// Where an answer may come later.
    pub waiting: Option<&'h RefCell<Waiting>>,
}

scoped_tls_hkt::scoped_thread_local!(static SURROUNDINGS: for<'h> Surroundings<'h>);

/// Runs `work`, in which JavaScript can ask.
pub(crate) fn surrounded<T>(surroundings: Surroundings<'_>, work: impl FnOnce() -> T) -> T {
    SURROUNDINGS.set(surroundings, work)
}

impl<'js> Asks<'js> {
    /// They hand the realm's tools to this side with each question.
    pub(crate) fn new(js: &Js<'js>) -> rquickjs::Result<Self> {
        let Js { ctx, tools } = js;
        let now = Function::new(
            ctx.clone(),
            |ctx: Ctx<'js>, tools: Array<'js>, operation: String, a: Value<'js>, b: Value<'js>, c: Value<'js>| {
                asked(&ctx, |surroundings| {
                    surroundings.host.answer(&Js { ctx: ctx.clone(), tools }, &operation, [a, b, c])
                })
            },
        )?;
        let later =
            Function::new(ctx.clone(), |ctx: Ctx<'js>, tools: Array<'js>, operation: String, request: Value<'js>| {
                asked(&ctx, |surroundings| {
                    let js = Js { ctx: ctx.clone(), tools };
                    let Some(waiting) = surroundings.waiting else {
                        return Err(Exception::throw_type(&ctx, &format!("'{operation}' cannot be awaited here")));
                    };
                    later::begin(&js, surroundings.host, waiting, &operation, request)
                })
            })?;
        let bind = ctx.eval::<Function<'js>, _>(
            "(now, later, tools) => [(operation, a, b, c) => now(tools, operation, a, b, c), \
             (operation, request) => later(tools, operation, request)]",
        )?;
        let asks: Array<'js> = bind.call((now, later, tools.clone()))?;
        Ok(Self { now: asks.get(0)?, later: asks.get(1)?, roots: Array::new(ctx.clone())? })
    }
}

fn asked<'js>(
    ctx: &Ctx<'js>,
    ask: impl FnOnce(Surroundings<'_>) -> rquickjs::Result<Value<'js>>,
) -> rquickjs::Result<Value<'js>> {
    if !has_stack() {
        return Err(Exception::throw_range(ctx, NO_STACK));
    }
    if !SURROUNDINGS.is_set() {
        return Err(Exception::throw_type(ctx, "the host answers nothing while a realm is set up"));
    }
    SURROUNDINGS.with(ask)
}
