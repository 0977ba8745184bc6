//! Programs: JavaScript as users write it in code nodes, a function body with statements, `await` and all.
//!
//! Expressions are printed from their tree for a realm that is kept and frozen. A program runs as it is written, so that
//! errors have its own lines, in a realm that is made for one run and dropped after it: whatever it changes, in the
//! language or in the items, which it gets as copies, nothing is left for the next.

mod error;
mod host;
mod realm;

use crate::data::DataContext;
use crate::engine::Engine;
use crate::evaluation::Evaluation;
use crate::pace::Pace;
use crate::script::Bridge;
use crate::value::Heap;
pub use error::{ProgramError, Thrown};
use host::ProgramHost;
pub use nodewright_quickjs::Pending;
use nodewright_quickjs::{Failure, Limit, Script};
use serde_json::{Map, Value as Json, json};
use std::time::Instant;

/// How many times the realm's memory dates and the like may take on this side, where nothing is freed before the end.
const DATES: usize = 4;

/// A function body, and how often it runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Program {
    /// The user's code.
    pub source: String,
    /// JavaScript in front of it, on its first line.
    pub before: String,
    /// JavaScript behind it.
    pub after: String,
    /// Whether it runs for each item instead of once.
    pub each_item: bool,
    /// Whether it goes on with the next item after one that failed.
    pub continues: bool,
}

/// What a program may ask for that takes a while.
pub trait Outside {
    /// Ends after so many milliseconds.
    fn sleep(&self, milliseconds: f64) -> Pending;

    /// Answers a request of `this.helpers`, such as `httpRequest`.
    ///
    /// # Errors
    /// Why it is not started.
    fn request(&self, helper: &str, arguments: Json) -> Result<Pending, String>;

    /// Takes what the program prints: a level (`info`, `warn`, `error`, `debug`) and the text.
    fn print(&self, level: &str, text: &str);
}

/// What a program gave.
#[derive(Debug, Default)]
pub struct Ran {
    /// What it returned, once or for each item it ran for; nothing for undefined. A program that does not continue ends
    /// with its first failure.
    pub results: Vec<Result<Option<Json>, Thrown>>,
    /// What it keeps for its next run (`$getWorkflowStaticData("node")`), if it has asked for that.
    pub kept: Option<Map<String, Json>>,
}

impl Program {
    /// Runs it within the limit. The future stays on its thread; it computes in between, so the thread should have nothing
    /// else to do.
    ///
    /// # Errors
    /// It is not JavaScript, or it ran into a limit. What it throws is among the results.
    pub async fn run(
        &self,
        engine: &Engine,
        data: &dyn DataContext,
        outside: &dyn Outside,
        kept: &Map<String, Json>,
        limit: &Limit,
    ) -> Result<Ran, ProgramError> {
        let heap = Heap::new();
        let pace = Pace::Until(limit.until, limit.stop.clone());
        self.run_in(&heap, engine, data, outside, kept, (limit, &pace)).await
    }

    async fn run_in<'a>(
        &self,
        heap: &'a Heap<'a>,
        engine: &'a Engine,
        data: &'a dyn DataContext,
        outside: &dyn Outside,
        kept: &Map<String, Json>,
        (limit, pace): (&Limit, &'a Pace),
    ) -> Result<Ran, ProgramError> {
        let cx = Evaluation::until(heap, engine, data, pace, limit.until);
        cx.start_in_engine();
        heap.start_over(engine.settings().limits.memory.saturating_mul(DATES));
        let bridge = Bridge::new(&cx);
        let host = ProgramHost::new(&bridge, outside, kept);
        let memory = engine.settings().limits.memory.saturating_add(host::weight(data.input()));
        let mut realm = realm::new(memory)?;
        let start = format!("(async function () {{{}", self.before);
        let script = Script::new(format!("{start}{}\n{}}})", self.source, self.after));
        let script = script.named(error::FILE);
        let busy = limit.until.saturating_duration_since(Instant::now());
        let count = data.input().len();
        let start_of_window = data.input().window_start();
        let code = json!({
            "file": error::FILE,
            "before": start.encode_utf16().count(),
            "lines": self.source.split('\n').collect::<Vec<_>>(),
        });
        let settings = json!({ "first": start_of_window, "count": count, "mode": host.mode(), "each": self.each_item, "continues": self.continues });
        let ended = realm.enter_async(limit, &host, busy, |js, scripts| {
            realm::start(js)?.call::<_, ()>((js.json(&code)?,))?;
            let program = scripts.function(js, &script)?;
            Ok(realm::run(js)?.call((program, js.json(&settings)?))?)
        });
        match ended.await {
            // As if it were thrown by each of its runs.
            Err(Failure::Syntax(message)) => {
                let runs = if self.each_item && self.continues { count - start_of_window.unwrap_or(0) } else { 1 };
                let thrown = Thrown::new("SyntaxError".to_owned(), message, "", None);
                Ok(Ran { results: vec![Err(thrown); runs], kept: None })
            }
            ended => host.finish(ended),
        }
    }
}
