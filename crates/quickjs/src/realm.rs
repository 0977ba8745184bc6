//! A runtime and its context.

use crate::failure::Failure;
use crate::host::{Asks, Host, Js, Surroundings, surrounded};
use crate::imports::Imports;
use crate::later::Waiting;
use crate::promise::{Step, promised, run_jobs, settled};
use crate::script::{Script, Scripts};
use crate::stack::with_stack;
use crate::{Limit, interrupt, math};
use rquickjs::{Array, Context, Function, Persistent, Runtime, Value};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::future::poll_fn;
use std::task::Poll;
use std::time::{Duration, Instant};

const BOUNDED: &str = include_str!("bounded.js");
const FREEZE: &str = include_str!("freeze.js");

/// Garbage is collected after what took longer, so that an idle realm keeps little.
const LONG: Duration = Duration::from_millis(1);

/// What a realm is made with.
#[derive(Debug, Clone)]
pub struct Options {
    /// What it may allocate, in bytes.
    pub memory: usize,
    /// Whether the engine's own loops over lists and texts, which it does not interrupt, are bounded: lists that only say
    /// that they are long are refused, and a long search in a text is done in pieces.
    pub bounded: bool,
    /// Who does such a search instead: the host, asked for this operation with the text, the method's name and an array
    /// of its arguments.
    pub search: Option<&'static str>,
    /// Whether all objects of the language are frozen, so that nothing that code writes to them outlives a call.
    pub frozen: bool,
    /// Whether modules import others, which JavaScript finds: the setup leaves `{ resolve(base, name), source(base, name) }`
    /// among the globals, under `Symbol.for('nodewright.imports')`.
    pub imports: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { memory: 64 * 1024 * 1024, bounded: true, search: None, frozen: false, imports: false }
    }
}

/// A function, what it is called with, and what surrounds it.
#[derive(Clone, Copy)]
pub struct Call<'c> {
    /// The function.
    pub script: &'c Script,
    /// Its only argument.
    pub argument: &'c Json,
    /// When it has to end.
    pub limit: &'c Limit,
    /// What answers it.
    pub host: &'c dyn Host,
}

/// A QuickJS runtime with one context, for one call after the other. It stays on its thread.
pub struct Realm {
    // Values are dropped before the context that they live in.
    scripts: Scripts,
    tools: Persistent<Array<'static>>,
    context: Context,
    runtime: Runtime,
    memory: usize,
    is_spoiled: bool,
}

impl Realm {
    /// A realm, set up by `setup`: it may change the language, keep functions in [`Js::tools`], and give JavaScript what
    /// asks the host.
    ///
    /// # Errors
    /// What the setup throws, and too little memory for the language itself.
    pub fn new(
        options: &Options,
        setup: impl for<'js> FnOnce(&Js<'js>, &Asks<'js>) -> rquickjs::Result<()>,
    ) -> Result<Self, Failure> {
        let runtime = Runtime::new()?;
        runtime.set_memory_limit(options.memory);
        runtime.set_interrupt_handler(Some(Box::new(interrupt::interrupts)));
        if options.imports {
            runtime.set_loader(Imports, Imports);
        }
        let context = Context::full(&runtime)?;
        let tools = with_stack(|stack| {
            runtime.set_max_stack_size(stack);
            context.with(|ctx| {
                let js = Js { tools: Array::new(ctx.clone())?, ctx };
                match set_up(&js, options, setup) {
                    Ok(()) => Ok(Persistent::save(&js.ctx, js.tools.clone())),
                    Err(error) => Err(js.failure(error)),
                }
            })
        })?;
        let scripts = Scripts::new();
        let realm = Self { scripts, tools, context, runtime, memory: options.memory, is_spoiled: false };
        realm.collect();
        Ok(realm)
    }

    /// What it may allocate from now on, in bytes.
    pub fn set_memory(&mut self, memory: usize) {
        self.memory = memory;
        self.runtime.set_memory_limit(memory);
    }

    /// Whether another call finds it as the last one found it, as far as limits go: none was hit, and nothing that was left
    /// to do would run at some time, or never.
    #[must_use]
    pub fn is_reusable(&self) -> bool {
        !self.is_spoiled && !self.runtime.is_job_pending()
    }

    /// Runs `work` in the context, within the limit; what JavaScript asks goes to `host`.
    ///
    /// # Errors
    /// Those of `work`; [`Failure::OutOfTime`] where the engine was told to stop, whatever came of it.
    pub fn enter<T>(
        &mut self,
        limit: &Limit,
        host: &dyn Host,
        work: impl for<'js> FnOnce(&Js<'js>, &mut Scripts) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        self.run(limit, Surroundings { host, waiting: None }, work)
    }

    /// Calls a function with JSON; its result as JSON, nothing for undefined.
    ///
    /// # Errors
    /// Why it gave no value.
    pub fn call(&mut self, call: &Call<'_>) -> Result<Option<Json>, Failure> {
        let result = self.enter(call.limit, call.host, |js, scripts| {
            let value = called(js, scripts, call)?;
            js.to_json(value)
        });
        result.map_err(|failure| self.looked_at(failure))
    }

    /// Calls a function that may be async, and awaits its promise. `busy` is what JavaScript itself may take; waiting for
    /// answers does not count. One call at a time; dropping it leaves the realm unusable.
    ///
    /// Runs on any executor; whoever polls it also has to end it when `limit` is over while it waits, as with
    /// `tokio::time::timeout`, since nothing wakes it then.
    ///
    /// # Errors
    /// Why it gave no value; [`Failure::Unsettled`] where it waits for nothing that could come.
    pub async fn call_async(&mut self, call: &Call<'_>, busy: Duration) -> Result<Option<Json>, Failure> {
        self.enter_async(call.limit, call.host, busy, |js, scripts| called(js, scripts, call)).await
    }

    /// Does `start` in the context and awaits the promise that it gives, as [`call_async`](Self::call_async) does; its
    /// result as JSON, nothing for undefined.
    ///
    /// # Errors
    /// Those of `start`, and as there.
    pub async fn enter_async(
        &mut self,
        limit: &Limit,
        host: &dyn Host,
        busy: Duration,
        start: impl for<'js> FnOnce(&Js<'js>, &mut Scripts) -> Result<Value<'js>, Failure>,
    ) -> Result<Option<Json>, Failure> {
        // Until it is over, in case it is dropped.
        self.is_spoiled = true;
        let waiting: RefCell<Waiting> = RefCell::default();
        let (mut promise, mut start) = (None, Some(start));
        let mut left = busy;
        let result = poll_fn(|cx| {
            loop {
                if limit.is_over() {
                    return Poll::Ready(Err(Failure::OutOfTime));
                }
                let answers = waiting.borrow_mut().ready(cx);
                if promise.is_some() && answers.is_empty() {
                    return Poll::Pending;
                }
                let started = Instant::now();
                let turn = Limit { until: limit.until.min(started + left), stop: limit.stop.clone() };
                let surroundings = Surroundings { host, waiting: Some(&waiting) };
                let step = self.run(&turn, surroundings, |js, scripts| {
                    for answer in answers {
                        answer.settle(js)?;
                    }
                    let awaited = match (promise.take(), start.take()) {
                        (Some(known), _) => Persistent::restore(known, &js.ctx)?,
                        (None, Some(start)) => promised(js, start(js, scripts)?)?,
                        (None, None) => return Err(Failure::Unsettled),
                    };
                    run_jobs(js, &turn)?;
                    match settled(js, &awaited)? {
                        Some(value) => js.to_json(value).map(Step::Done),
                        None => Ok(Step::Waits(Persistent::save(&js.ctx, awaited))),
                    }
                });
                left = left.saturating_sub(started.elapsed());
                match step {
                    Ok(Step::Done(value)) => return Poll::Ready(Ok(value)),
                    Ok(Step::Waits(_)) if waiting.borrow().is_empty() => return Poll::Ready(Err(Failure::Unsettled)),
                    Ok(Step::Waits(awaited)) => promise = Some(awaited),
                    Err(failure) => return Poll::Ready(Err(failure)),
                }
            }
        });
        let result = result.await.map_err(|failure| self.looked_at(failure));
        // Answers that are still on their way would settle promises of a call that is over.
        let is_clean = waiting.into_inner().is_empty();
        self.is_spoiled = !is_clean || result.as_ref().is_err_and(Failure::spoils);
        result
    }

    fn run<T>(
        &mut self,
        limit: &Limit,
        surroundings: Surroundings<'_>,
        work: impl for<'js> FnOnce(&Js<'js>, &mut Scripts) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let started = Instant::now();
        let Self { scripts, tools, context, runtime, .. } = self;
        let in_context = |stack| {
            runtime.set_max_stack_size(stack);
            context.with(|ctx| {
                let js = Js { tools: tools.clone().restore(&ctx)?, ctx };
                work(&js, scripts).map_err(|failure| match failure {
                    Failure::Engine(error) => js.failure(error),
                    failure => failure,
                })
            })
        };
        let (result, was_hit) =
            interrupt::within(limit, || with_stack(|stack| surrounded(surroundings, || in_context(stack))));
        if started.elapsed() > LONG {
            self.collect();
        }
        let result = if was_hit { Err(Failure::OutOfTime) } else { result };
        self.is_spoiled |= result.as_ref().is_err_and(Failure::spoils);
        result
    }

    /// Out of memory shows as odd errors too, or as jobs that do not happen.
    fn looked_at(&mut self, failure: Failure) -> Failure {
        let is_full = || {
            let used = usize::try_from(self.runtime.memory_usage().malloc_size).unwrap_or(0);
            used > self.memory - self.memory / 8
        };
        match failure {
            Failure::Exception(_) | Failure::Unsettled if is_full() => {
                self.is_spoiled = true;
                Failure::OutOfMemory
            }
            failure => failure,
        }
    }

    /// Frees what is in cycles; the next time when half as much as is left has come to it.
    fn collect(&self) {
        self.runtime.run_gc();
        let left = usize::try_from(self.runtime.memory_usage().malloc_size).unwrap_or(0);
        self.runtime.set_gc_threshold(left + left / 2);
    }
}

fn set_up<'js>(
    js: &Js<'js>,
    options: &Options,
    setup: impl FnOnce(&Js<'js>, &Asks<'js>) -> rquickjs::Result<()>,
) -> rquickjs::Result<()> {
    let asks = Asks::new(js)?;
    math::set_up(js)?;
    let source = |text: &str| js.ctx.eval::<Function<'js>, _>(text);
    if options.bounded {
        source(BOUNDED)?.call::<_, ()>((asks.now.clone(), options.search))?;
    }
    // Read before code has any say in it.
    let freeze = if options.frozen { Some(source(FREEZE)?) } else { None };
    setup(js, &asks)?;
    freeze.map_or(Ok(()), |freeze| freeze.call((asks.roots.clone(),)))
}

fn called<'js>(js: &Js<'js>, scripts: &mut Scripts, call: &Call<'_>) -> Result<Value<'js>, Failure> {
    let function = scripts.function(js, call.script)?;
    Ok(function.call((js.json(call.argument)?,))?)
}
