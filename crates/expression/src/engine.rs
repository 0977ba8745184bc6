//! What evaluates expressions: settings, limits and a cache of what it has compiled.

use crate::data::DataContext;
use crate::error::Error;
use crate::evaluated::{self, Evaluated};
use crate::evaluation::{Evaluation, Throw};
use crate::pace::Pace;
use crate::template::Template;
use crate::value::{Heap, Value};
use lru::LruCache;
use nodewright_luxon::{Settings as Luxon, Zone};
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What an expression may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How long it may run.
    pub time: Duration,
    /// How much it may allocate, in bytes.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { time: Duration::from_secs(5), memory: 64 * 1024 * 1024 }
    }
}

/// The surroundings of every evaluation.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    pub luxon: Luxon,
    pub limits: Limits,
}

impl Settings {
    /// Now, in milliseconds since 1970.
    pub fn now(&self) -> f64 {
        self.luxon.now()
    }
}

/// Evaluates expressions. Cheap to share between threads; an expression is compiled once.
#[derive(Debug)]
pub struct Engine {
    settings: Settings,
    scripts_only: bool,
    /// Shared by the engines of all zones.
    cache: Arc<Mutex<LruCache<Box<str>, Arc<Template>>>>,
}

/// Expressions kept compiled.
const CACHED: NonZeroUsize = NonZeroUsize::new(2048).unwrap();
/// Bytes of a text that is kept: a compiled expression may take a hundred times as much as its text.
const MAX_CACHED_TEXT: usize = 64 * 1024;

impl Default for Engine {
    fn default() -> Self {
        Self::builder().build()
    }
}

/// Sets an [`Engine`] up.
#[derive(Debug, Clone)]
pub struct EngineBuilder {
    zone: Zone,
    now: Option<f64>,
    limits: Limits,
    scripts_only: bool,
}

impl EngineBuilder {
    /// The workflow's time zone: an IANA name, `UTC`, or a fixed offset such as `UTC+2`; n8n's default is
    /// `America/New_York`.
    ///
    /// # Errors
    /// A zone that does not exist.
    pub fn zone(mut self, zone: &str) -> Result<Self, Error> {
        self.zone = time_zone(zone)?;
        Ok(self)
    }

    /// Stops the clock, in milliseconds since 1970.
    #[must_use]
    pub const fn now(mut self, now: f64) -> Self {
        self.now = Some(now);
        self
    }

    /// What an expression may take.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Leaves every expression to the JavaScript engine: slower, with the same results.
    #[cfg(feature = "js")]
    #[must_use]
    pub const fn scripts_only(mut self) -> Self {
        self.scripts_only = true;
        self
    }

    /// The engine.
    #[must_use]
    pub fn build(self) -> Engine {
        let mut luxon = Luxon::new(self.zone);
        if let Some(now) = self.now {
            luxon = luxon.at(now);
        }
        Engine {
            settings: Settings { luxon, limits: self.limits },
            scripts_only: self.scripts_only,
            cache: Arc::new(Mutex::new(LruCache::new(CACHED))),
        }
    }
}

/// The zone that luxon takes by this name as a default: `UTC` and `GMT` are its fixed offset.
fn time_zone(name: &str) -> Result<Zone, Error> {
    let zone = Zone::resolve(name, &Luxon::default());
    let unknown = || {
        let known = "use an IANA name such as Europe/Berlin, UTC, or an offset such as UTC+2";
        Error::other(format!("Unknown time zone '{name}'; {known}"))
    };
    if zone.is_valid() { Ok(zone) } else { Err(unknown()) }
}

impl Engine {
    /// Sets one up.
    #[must_use]
    pub fn builder() -> EngineBuilder {
        let zone = Zone::iana("America/New_York");
        EngineBuilder { zone, now: None, limits: Limits::default(), scripts_only: false }
    }

    /// The same engine for the workflows of another time zone, as in [`EngineBuilder::zone`]; what it compiles is
    /// shared.
    ///
    /// # Errors
    /// A zone that does not exist.
    pub fn in_zone(&self, zone: &str) -> Result<Self, Error> {
        let mut settings = self.settings.clone();
        settings.luxon.default_zone = time_zone(zone)?;
        Ok(Self { settings, scripts_only: self.scripts_only, cache: Arc::clone(&self.cache) })
    }

    /// The same engine with its clock stopped, in milliseconds since 1970; what it compiles is shared.
    #[must_use]
    pub fn at(&self, now: f64) -> Self {
        let mut settings = self.settings.clone();
        settings.luxon = settings.luxon.at(now);
        Self { settings, scripts_only: self.scripts_only, cache: Arc::clone(&self.cache) }
    }

    /// Compiles the text of a parameter, or finds it compiled. Text that does not start with `=` is taken literally.
    ///
    /// # Errors
    /// Code that is not JavaScript, and code that n8n refuses for security.
    pub fn compile(&self, text: &str) -> Result<Arc<Template>, Error> {
        let cache = || self.cache.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(template) = cache().get(text) {
            return Ok(template.clone());
        }
        let template = Arc::new(Template::compile(text, self.scripts_only)?);
        if text.len() <= MAX_CACHED_TEXT {
            cache().put(text.into(), template.clone());
        }
        Ok(template)
    }

    /// The value for the item at hand, as JSON; None where it is undefined. Dates become text, what JSON cannot hold
    /// becomes null.
    ///
    /// # Errors
    /// What n8n reports to the user: wrong use of data or functions, functions as a result, exceeded limits.
    pub fn evaluate(&self, template: &Template, data: &dyn DataContext) -> Result<Option<serde_json::Value>, Error> {
        self.run(template, data, &Pace::Full, evaluated::plain)
    }

    /// The value with its type, and with what JSON cannot hold written as objects such as `{"$undefined": true}`.
    ///
    /// # Errors
    /// As [`Engine::evaluate`].
    pub fn evaluate_typed(&self, template: &Template, data: &dyn DataContext, pace: &Pace) -> Result<Evaluated, Error> {
        self.run(template, data, pace, evaluated::typed)
    }

    /// The same, with objects as the text that n8n's editor shows: `[Array: [1, 2]]`.
    ///
    /// # Errors
    /// As [`Engine::evaluate`].
    pub fn evaluate_shown(&self, template: &Template, data: &dyn DataContext, pace: &Pace) -> Result<Evaluated, Error> {
        self.run(template, data, pace, |cx, value| {
            let shown = evaluated::shown(cx, value)?;
            evaluated::typed(cx, shown)
        })
    }

    /// The same at a pace: a brief evaluation that does not finish, or needs the JavaScript engine, gives nothing. Threads
    /// that have other work, such as those of an async runtime, evaluate briefly; what gives nothing is evaluated again,
    /// on a thread that may block.
    ///
    /// # Errors
    /// As [`Engine::evaluate`].
    pub fn try_evaluate(
        &self,
        template: &Template,
        data: &dyn DataContext,
        pace: &Pace,
    ) -> Result<Option<Option<serde_json::Value>>, Error> {
        self.attempt(template, data, pace, evaluated::plain)
    }

    /// Settings of every evaluation.
    pub(crate) const fn settings(&self) -> &Settings {
        &self.settings
    }

    fn run<T>(
        &self,
        template: &Template,
        data: &dyn DataContext,
        pace: &Pace,
        finish: impl for<'a> FnOnce(&Evaluation<'a>, Value<'a>) -> Result<T, Throw<'a>>,
    ) -> Result<T, Error> {
        let value = self.attempt(template, data, pace, finish)?;
        value.ok_or_else(|| Error::expression("The expression did not finish in its brief time"))
    }

    /// The value, or nothing for a brief evaluation that did not finish.
    fn attempt<T>(
        &self,
        template: &Template,
        data: &dyn DataContext,
        pace: &Pace,
        finish: impl for<'a> FnOnce(&Evaluation<'a>, Value<'a>) -> Result<T, Throw<'a>>,
    ) -> Result<Option<T>, Error> {
        let heap = Heap::new();
        self.attempt_in(&heap, template, data, pace, finish)
    }

    fn attempt_in<'a, T>(
        &'a self,
        heap: &'a Heap<'a>,
        template: &'a Template,
        data: &'a dyn DataContext,
        pace: &'a Pace,
        finish: impl FnOnce(&Evaluation<'a>, Value<'a>) -> Result<T, Throw<'a>>,
    ) -> Result<Option<T>, Error> {
        let cx = Evaluation::new(heap, self, data, pace);
        let result = cx.deeper(|| template.run(&cx)).and_then(|value| finish(&cx, value));
        // A text that did not fit into memory was read incompletely, so there is no result.
        let result = result.and_then(|result| cx.check_memory(0).map(|()| result));
        match result {
            Ok(value) => Ok(Some(value)),
            Err(Throw::Unfinished) => Ok(None),
            Err(Throw::Error(error) | Throw::Stop(error)) => Err(*error),
            Err(Throw::Engine(reason)) => Err(Error::needs_engine(reason)),
            Err(Throw::Exception(value)) => {
                Err(Error::other(format!("Expression evaluation failed: {}", cx.thrown_text(value))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::JsonContext;
    use serde_json::json;

    #[test]
    fn threads_share_an_engine() {
        let engine = Engine::default();
        let template = engine.compile("={{ $json.n * 2 }}").expect("an expression");
        std::thread::scope(|scope| {
            for n in 0..4 {
                let (engine, template) = (&engine, &template);
                scope.spawn(move || {
                    let context = JsonContext::of_items(vec![json!({ "json": { "n": n } })]);
                    assert_eq!(engine.evaluate(template, &context), Ok(Some(json!(n * 2))));
                });
            }
        });
    }

    #[test]
    fn an_expression_is_compiled_once() {
        let engine = Engine::default();
        let first = engine.compile("={{ 1 }}").expect("an expression");
        let elsewhere = engine.in_zone("Asia/Tokyo").expect("a zone").at(0.0);
        for engine in [&engine, &elsewhere] {
            assert!(Arc::ptr_eq(&first, &engine.compile("={{ 1 }}").expect("an expression")));
        }
    }

    #[test]
    fn a_stopped_clock_and_another_zone_are_of_one_engine_alone() {
        let engine = Engine::builder().zone("UTC").expect("a zone").now(0.0).build();
        let template = engine.compile("={{ $now.toISO() }}").expect("an expression");
        let data = JsonContext::of_items(vec![json!({ "json": {} })]);
        let tokyo = engine.in_zone("Asia/Tokyo").expect("a zone");
        for (engine, expected) in [
            (&engine.at(60_000.0), "1970-01-01T00:01:00.000Z"),
            (&tokyo, "1970-01-01T09:00:00.000+09:00"),
            (&tokyo.at(60_000.0), "1970-01-01T09:01:00.000+09:00"),
            (&engine, "1970-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(engine.evaluate(&template, &data), Ok(Some(json!(expected))));
        }
    }

    #[test]
    fn a_very_long_expression_is_not_kept() {
        let engine = Engine::default();
        let text = format!("={{{{ '{}' }}}}", "x".repeat(MAX_CACHED_TEXT));
        let first = engine.compile(&text).expect("an expression");
        assert!(!Arc::ptr_eq(&first, &engine.compile(&text).expect("an expression")));
    }
}
