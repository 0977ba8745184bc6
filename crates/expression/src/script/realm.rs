//! A runtime and its context, kept by a thread from one evaluation to the next.

use super::Script;
use super::bridge::{Answer, Bridge};
use super::take::Fault;
use crate::check;
use crate::evaluation::Completion;
use crate::functions;
use crate::native::DENIED;
use lru::LruCache;
use rquickjs::context::EvalOptions;
use rquickjs::{Array, CatchResultExt, CaughtError, Context, Ctx, Function, Persistent, Runtime, Value as JsValue};
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

const SETUP: &str = include_str!("setup.js");
const LAZY: &str = include_str!("lazy.js");
const BOUNDED: &str = include_str!("bounded.js");
const FREEZE: &str = include_str!("freeze.js");
const LIBRARY: &str = include_str!("library.js");
/// Files that a context reads when it first needs what they make.
const LATER: &[(&str, &str)] = &[("intl", include_str!("intl.js")), ("sort", include_str!("sort.js"))];

/// What the engine's frames may take.
const STACK: usize = 1024 * 1024;
/// What must be left of the stack where the engine may be entered again: its own part and some for what it calls.
pub const STACK_LEFT: usize = STACK + 256 * 1024;
/// What must be left at the start, or is allocated.
const STACK_NEEDED: usize = STACK_LEFT + STACK;
const STACK_MORE: usize = 8 * 1024 * 1024;
/// Expressions that a realm keeps compiled.
const COMPILED: NonZeroUsize = NonZeroUsize::new(128).unwrap();
/// Realms that a thread keeps: one, and one for expressions inside of expressions.
const KEPT: usize = 2;
/// Garbage is collected after an evaluation that took longer, so that an idle thread keeps little.
const LONG: Duration = Duration::from_millis(1);

scoped_tls_hkt::scoped_thread_local!(static HOST: for<'h> &'h dyn Answer);

thread_local! {
    static KEPT_REALMS: RefCell<Vec<Realm>> = const { RefCell::new(Vec::new()) };
    static LIMIT: RefCell<Option<Limit>> = const { RefCell::new(None) };
}

/// When the evaluation at hand has to end.
struct Limit {
    deadline: Instant,
    stop: Option<Arc<AtomicBool>>,
}

impl Limit {
    fn is_over(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed)) || Instant::now() >= self.deadline
    }
}

/// JavaScript's own names that an expression may use. The rest of what there is comes from outside.
const ALLOWED: &[&str] = &[
    "Array",
    "Int8Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "Int16Array",
    "Uint16Array",
    "Int32Array",
    "Uint32Array",
    "Float32Array",
    "Float64Array",
    "BigInt64Array",
    "BigUint64Array",
    "Map",
    "WeakMap",
    "Set",
    "WeakSet",
    "String",
    "RegExp",
    "Math",
    "Number",
    "BigInt",
    "isFinite",
    "isNaN",
    "parseFloat",
    "parseInt",
    "JSON",
    "ArrayBuffer",
    "SharedArrayBuffer",
    "Atomics",
    "DataView",
    "encodeURI",
    "encodeURIComponent",
    "decodeURI",
    "decodeURIComponent",
    "Boolean",
    "Symbol",
    "Date",
    "Object",
    "Error",
    "TypeError",
    "SyntaxError",
    "EvalError",
    "RangeError",
    "ReferenceError",
    "URIError",
    "NaN",
    "Infinity",
];

/// What the setup needs to know, as JSON.
static NAMES: LazyLock<String> = LazyLock::new(|| {
    let extensions: serde_json::Map<String, Json> =
        functions::names().into_iter().map(|(type_name, names)| (type_name.to_owned(), json!(names))).collect();
    json!({ "extensions": extensions, "denied": DENIED, "allowed": ALLOWED, "unsafe": check::UNSAFE_PROPERTIES })
        .to_string()
});

/// Functions that the setup gives to this side, by their place in its array.
#[derive(Debug, Clone, Copy)]
pub enum Tool {
    Run,
    Classify,
    Explain,
    Failure,
    WellFormed,
    Date,
    RegExp,
    Map,
    Set,
    Error,
    Remote,
    LazyArray,
    LazyMember,
}

/// A context at work.
pub struct Js<'js> {
    pub ctx: Ctx<'js>,
    pub tools: Array<'js>,
}

impl<'js> Js<'js> {
    pub fn tool(&self, tool: Tool) -> rquickjs::Result<Function<'js>> {
        self.tools.get(tool as usize)
    }
}

pub enum Failure {
    Syntax,
    /// The source nests deeper than the engine reads.
    TooDeep,
    /// Out of time, memory or stack: the realm is not used again.
    Limit,
}

impl From<rquickjs::Error> for Failure {
    fn from(_: rquickjs::Error) -> Self {
        Self::Limit
    }
}

pub struct Realm {
    // Values are dropped before the context that they live in.
    compiled: LruCache<u64, Persistent<Function<'static>>>,
    tools: Persistent<Array<'static>>,
    context: Context,
    runtime: Runtime,
}

impl Realm {
    /// The realm that this thread keeps, or a new one where it is in use.
    pub fn take(memory: usize) -> Result<Self, Failure> {
        let realm = match KEPT_REALMS.with_borrow_mut(Vec::pop) {
            Some(realm) => realm,
            None => Self::new()?,
        };
        realm.runtime.set_memory_limit(memory);
        Ok(realm)
    }

    /// Keeps it for the next evaluation of this thread.
    pub fn put_back(self) {
        // What an async function left to do would run at some time, or never: it ends here.
        if self.runtime.is_job_pending() {
            return;
        }
        KEPT_REALMS.with_borrow_mut(|kept| {
            if kept.len() < KEPT {
                kept.push(self);
            }
        });
    }

    fn new() -> Result<Self, Failure> {
        let runtime = Runtime::new()?;
        runtime.set_max_stack_size(STACK);
        let is_over = || LIMIT.with_borrow(|limit| limit.as_ref().is_some_and(Limit::is_over));
        runtime.set_interrupt_handler(Some(Box::new(is_over)));
        let context = Context::full(&runtime)?;
        let tools = stacker::maybe_grow(STACK_NEEDED, STACK_MORE, || {
            context.with(|ctx| setup(&ctx).map(|tools| Persistent::save(&ctx, tools)))
        })?;
        let realm = Self { compiled: LruCache::new(COMPILED), tools, context, runtime };
        realm.collect();
        Ok(realm)
    }

    /// Frees what is in cycles; the next time when half as much as is left has come to it.
    fn collect(&self) {
        self.runtime.run_gc();
        let left = usize::try_from(self.runtime.memory_usage().malloc_size).unwrap_or(0);
        self.runtime.set_gc_threshold(left + left / 2);
    }

    /// Calls the script.
    pub fn run<'a>(&mut self, script: &Script, bridge: &Bridge<'_, 'a>) -> Result<Completion<'a>, Failure> {
        let started = Instant::now();
        let limit = Limit { deadline: bridge.cx.deadline(), stop: bridge.cx.stop().cloned() };
        let outer = LIMIT.replace(Some(limit));
        let result = stacker::maybe_grow(STACK_NEEDED, STACK_MORE, || HOST.set(bridge, || self.call(script, bridge)));
        LIMIT.set(outer);
        if started.elapsed() > LONG {
            self.collect();
        }
        result
    }

    fn call<'a>(&mut self, script: &Script, bridge: &Bridge<'_, 'a>) -> Result<Completion<'a>, Failure> {
        let Self { compiled, tools, context, .. } = self;
        context.with(|ctx| {
            let js = Js { tools: tools.clone().restore(&ctx)?, ctx };
            let function = function(&js, compiled, script)?;
            let value = js.tool(Tool::Run)?.call::<_, JsValue<'_>>((function,));
            match value.map_err(Fault::Engine).and_then(|value| bridge.take(&js, value)) {
                Ok(value) => Ok(bridge.finish(Ok(value))),
                Err(Fault::Throw(throw)) => Ok(bridge.finish(Err(throw))),
                Err(Fault::Engine(error)) => bridge.explain(&js, &error).map(|throw| bridge.finish(Err(throw))),
            }
        })
    }
}

/// The script as a function of this context.
fn function<'js>(
    js: &Js<'js>,
    compiled: &mut LruCache<u64, Persistent<Function<'static>>>,
    script: &Script,
) -> Result<Function<'js>, Failure> {
    if let Some(function) = compiled.get(&script.id) {
        return Ok(function.clone().restore(&js.ctx)?);
    }
    // As n8n runs it: what cannot be assigned is left alone.
    let mut options = EvalOptions::default();
    options.strict = false;
    let function: Function<'js> = js
        .ctx
        .eval_with_options(script.source.as_str(), options)
        .catch(&js.ctx)
        .map_err(|error| syntax_or_limit(&error))?;
    compiled.put(script.id, Persistent::save(&js.ctx, function.clone()));
    Ok(function)
}

fn syntax_or_limit(error: &CaughtError<'_>) -> Failure {
    match error {
        CaughtError::Exception(exception) => match exception.message() {
            Some(text) if text.contains("stack") => Failure::TooDeep,
            Some(text) if !text.contains("interrupted") => Failure::Syntax,
            _ => Failure::Limit,
        },
        _ => Failure::Limit,
    }
}

/// Sets the context up. The tools for this side.
fn setup<'js>(ctx: &Ctx<'js>) -> rquickjs::Result<Array<'js>> {
    let host = Function::new(
        ctx.clone(),
        |ctx: Ctx<'js>, tools: Array<'js>, operation: String, a: JsValue<'js>, b: JsValue<'js>, c: JsValue<'js>| {
            HOST.with(|host| host.answer(&Js { ctx, tools }, &operation, [a, b, c]))
        },
    )?;
    let names: JsValue<'js> = ctx.json_parse(NAMES.as_str())?;
    let source = |text: &str| ctx.eval::<Function<'js>, _>(text);
    let files = (source(LAZY)?, source(BOUNDED)?, source(FREEZE)?, source(LIBRARY)?);
    let load = Function::new(ctx.clone(), |ctx: Ctx<'js>, name: String| {
        let source = LATER.iter().find(|(known, _)| *known == name).map_or("undefined", |(_, source)| *source);
        ctx.eval::<JsValue<'js>, _>(source)
    })?;
    source(SETUP)?.call((host, names, files.0, files.1, files.2, files.3, load))
}
