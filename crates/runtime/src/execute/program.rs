//! Running JavaScript that a user wrote.
//!
//! It has a thread of its own for as long as it takes, with a clock for what it waits for.

use std::sync::Arc;
use std::time::{Duration, Instant};

use nodewright_core::{ErrorKind, Helpers, NodeError, Pace, Program, Ran, Result, Thrown};
use nodewright_expression::{self as expression, Engine, Outside, Pending, ProgramError};
use nodewright_quickjs::{Limit, ThreadError};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Handle};
use tokio_util::task::AbortOnDropHandle;
use tracing::Instrument;

use super::run::Run;
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
        let (seen, first) = (self.seen(), self.first_index());
        let spent = self.spent_on_programs.clone();
        let surroundings = Surroundings { helpers: program.helpers.clone(), requests: Handle::current() };
        let ended = runtime.program_threads.attempt(left, move |limit| {
            let started = Instant::now();
            let scope = seen.scope(first, Pace::Until(limit.until, &limit.stop));
            let ran = run(&engine, program, &Data::new(&scope), &surroundings, limit);
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

fn run(
    engine: &Engine,
    program: Program,
    data: &Data<'_>,
    surroundings: &Surroundings,
    limit: &Limit,
) -> std::result::Result<Ran, ProgramError> {
    let clock = Builder::new_current_thread().enable_time().build();
    let clock = clock.map_err(|error| ProgramError::Engine(error.to_string()))?;
    let Program { source, before, after, each_item, continues, kept, helpers: _ } = program;
    let program = expression::Program { source, before, after, each_item, continues };
    let ran = clock.block_on(async {
        tokio::select! {
            ran = program.run(engine, data, surroundings, &kept, limit) => ran,
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

/// What surrounds the program: a clock, the log, and helpers, whose requests are sent where the execution runs.
struct Surroundings {
    helpers: Option<Arc<dyn Helpers>>,
    requests: Handle,
}

impl Outside for Surroundings {
    fn sleep(&self, milliseconds: f64) -> Pending {
        let time = Duration::try_from_secs_f64(milliseconds / 1000.0).unwrap_or(Duration::MAX);
        Box::pin(async move {
            tokio::time::sleep(time).await;
            Ok(Value::Null)
        })
    }

    fn request(&self, helper: &str, arguments: Value) -> std::result::Result<Pending, String> {
        let Some(helpers) = self.helpers.clone() else {
            return Err(format!("The helper '{helper}' is not available to this code"));
        };
        let helper = helper.to_owned();
        let Value::Array(arguments) = arguments else { return Err(format!("{helper} takes arguments")) };
        // Gone with the program, if that ends before.
        let called = AbortOnDropHandle::new(
            self.requests.spawn(async move { helpers.call(&helper, arguments).await }.in_current_span()),
        );
        Ok(Box::pin(async move {
            match called.await {
                Ok(Ok(answer)) => Ok(answer),
                Ok(Err(error)) => Ok(json!({ "$error": rejection(&error) })),
                Err(_) => Err("The helper failed".to_owned()),
            }
        }))
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

/// A failed request as code finds it: as the client of n8n's own helper throws it.
fn rejection(error: &NodeError) -> Value {
    let status = error.http_code().and_then(|code| code.parse::<u16>().ok());
    let message = match status {
        Some(status) => format!("Request failed with status code {status}"),
        None => error.message().to_owned(),
    };
    let response = status.map(|status| json!({ "status": status, "data": error.data() }));
    json!({
        "message": message, "description": error.description(), "httpCode": error.http_code(), "code": error.code(),
        "statusCode": status, "response": response,
    })
}
