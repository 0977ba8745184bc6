//! Running JavaScript that a user wrote.
//!
//! It has a thread of its own for as long as it takes, with a clock for what it waits for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use nodewright_core::{ErrorKind, NodeError, Pace, Program, Ran, Result, Thrown};
use nodewright_expression::{self as expression, Engine, Outside, Pending, ProgramError};
use nodewright_quickjs::{Limit, ThreadError};
use serde_json::Value;

use super::{parameters::scope, run::Run};
use crate::expressions::Data;

/// How long a program that waits may go on after its caller is gone.
const LOOK: Duration = Duration::from_millis(50);

impl Run {
    /// Runs it within what the programs of this execution may still take.
    pub async fn run_on_thread(&self, program: Program) -> Result<Ran> {
        let runtime = &self.prepared.0.runtime;
        let total = runtime.program_time;
        let left = total.saturating_sub(self.spent_on_programs.time());
        let engine = match &self.prepared.0.json.time_zone {
            Some(zone) => Arc::new(runtime.programs.in_zone(zone).map_err(crate::expression_error)?),
            None => Arc::clone(&runtime.programs),
        };
        let (prepared, inputs, host) = (self.prepared.clone(), Arc::clone(&self.inputs), self.host.clone());
        let spent = self.spent_on_programs.clone();
        let ended = runtime.program_threads.attempt(left, move |limit| {
            let started = Instant::now();
            let scope = scope(&prepared, &inputs, host.as_deref(), 0, Pace::Until(limit.until, &limit.stop));
            let ran = run(&engine, program, &Data::new(&scope), limit);
            spent.add(started.elapsed());
            ran
        });
        match ended.await {
            Ok(Ok(ran)) => Ok(ran),
            Ok(Err(error)) => Err(failed(&error, total)),
            Err(ThreadError::TimedOut) => Err(failed(&ProgramError::OutOfTime, total)),
            Err(error) => Err(NodeError::new(ErrorKind::Operation, format!("The code was not run: {error}"))),
        }
    }
}

fn run(engine: &Engine, program: Program, data: &Data<'_>, limit: &Limit) -> std::result::Result<Ran, ProgramError> {
    let clock = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let clock = clock.map_err(|error| ProgramError::Engine(error.to_string()))?;
    let Program { source, before, after, each_item, continues, kept, http: _ } = program;
    let program = expression::Program { source, before, after, each_item, continues };
    let ran = clock.block_on(async {
        tokio::select! {
            ran = program.run(engine, data, &Surroundings, &kept, limit) => ran,
            () = over(limit) => Err(ProgramError::OutOfTime),
        }
    })?;
    let thrown = |thrown: expression::Thrown| {
        let (line, column) = thrown.place.unzip();
        Thrown { name: thrown.name, message: thrown.message, description: thrown.description, line, column }
    };
    Ok(Ran { results: ran.results.into_iter().map(|result| result.map_err(thrown)).collect(), kept: ran.kept })
}

/// Ends with the limit: what waits is not told by anything else.
async fn over(limit: &Limit) {
    while !limit.is_over() {
        tokio::time::sleep(limit.until.saturating_duration_since(Instant::now()).min(LOOK)).await;
    }
}

fn failed(error: &ProgramError, total: Duration) -> NodeError {
    let (message, description) = match error {
        ProgramError::OutOfTime => {
            let message = format!("The code took more than {} s, all that it may take", total.as_secs_f64());
            (message, Some("Look for a loop or a wait that does not end, or give it fewer items".to_owned()))
        }
        error => (error.to_string(), None),
    };
    let failed = NodeError::new(ErrorKind::Operation, message).named("WrappedExecutionError");
    match description {
        Some(description) => failed.with_description(description),
        None => failed,
    }
}

/// What surrounds the program: a clock, and the log.
struct Surroundings;

impl Outside for Surroundings {
    fn sleep(&self, milliseconds: f64) -> Pending {
        let time = Duration::try_from_secs_f64(milliseconds / 1000.0).unwrap_or(Duration::MAX);
        Box::pin(async move {
            tokio::time::sleep(time).await;
            Ok(Value::Null)
        })
    }

    fn request(&self, helper: &str, _: Value) -> std::result::Result<Pending, String> {
        Err(format!("The helper '{helper}' is not available to code"))
    }

    fn print(&self, level: &str, text: &str) {
        match level {
            "error" => tracing::error!(target: "nodewright::console", "{text}"),
            "warn" => tracing::warn!(target: "nodewright::console", "{text}"),
            "debug" => tracing::debug!(target: "nodewright::console", "{text}"),
            _ => tracing::info!(target: "nodewright::console", "{text}"),
        }
    }
}
