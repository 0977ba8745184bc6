//! The activity that executes nodes.

use std::{sync::Arc, time::Duration};

use nodewright::{Cancellation, ErrorKind, NodeError, Result, Retries, Runtime};
use nodewright_durable::{Blobs, Call, Ready};
use serde_json::{Value, json};
use temporalio_macros::activities;
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use tokio::sync::watch;

use crate::{
    Payload,
    error::{again, failure},
    steps::{Heartbeats, Leaves, beating},
};

/// How often a heartbeat goes out at least, unless the caller expects them more often.
const BEAT: Duration = Duration::from_secs(5);

/// Bytes of JSON from which on a whole list of outputs goes by reference, however small its items are. A server takes 2 MB at
/// once, and hands out the execution again without end where a result has more; a codec may make it larger.
const LARGE_LIST: usize = 1024 * 1024;

/// Executes every node that its runtime knows.
pub(crate) struct Nodes {
    pub runtime: Runtime,
    pub blobs: Blobs,
    pub retries: Retries,
    pub reads: usize,
    pub ending: watch::Receiver<bool>,
}

#[activities]
impl Nodes {
    /// Takes a [`Call`], and gives `{"outputs": [[item]]}`.
    #[activity(name = "nodewright.execute")]
    async fn execute(self: Arc<Self>, context: ActivityContext, call: Payload) -> Result<Payload, ActivityError> {
        let ready = self.prepare(call.0).await.map_err(|error| not_begun(&error))?;
        let (blobs, retries, ending) = (self.blobs.clone(), self.retries.clone(), self.ending.clone());
        let steps = Heartbeats::of(context.clone(), blobs, retries, self.reads, ending).await;
        let steps = Arc::new(steps.map_err(|error| not_begun(&error))?);
        let cancellation = Cancellation::new();
        let info = context.info();
        let execution = ready.execution(id(&context)).steps(Arc::clone(&steps) as _).cancellation(cancellation.clone());
        let every = info.heartbeat_timeout.map_or(BEAT, |silence| (silence / 3).min(BEAT));
        let mut outcome = std::pin::pin!(execution.outcome());
        let outcome = tokio::select! {
            outcome = &mut outcome => outcome,
            () = beating(Arc::clone(&steps), every) => return Err(ActivityError::cancelled()),
            () = context.cancelled() => {
                cancellation.cancel();
                outcome.await
            }
        };
        if let Some(why) = steps.leaves() {
            return Err(why.failure());
        }
        if context.is_cancelled() {
            // The server does not say why; a worker that ends cancels what takes too long to leave off.
            return Err(if *self.ending.borrow() { Leaves::Ends.failure() } else { ActivityError::cancelled() });
        }
        // A node that failed as a whole has no result, even if its input is passed on.
        let outputs = outcome.and_then(|outcome| outcome.error.map_or(Ok(outcome.outputs), Err));
        let outputs = json!(outputs.map_err(|error| failure(&error))?);
        let outputs = self.blobs.lighten_items(outputs, LARGE_LIST).await;
        Ok(Payload(json!({ "outputs": outputs.map_err(|error| again(&error, None))? })))
    }
}

impl Nodes {
    async fn prepare(&self, mut call: Value) -> Result<Ready> {
        if let Some(call) = call.as_object_mut() {
            self.blobs.load_items(call).await?;
        }
        Call::read(call)?.prepare(&self.runtime)
    }
}

/// The same for all attempts, and for no other execution.
fn id(context: &ActivityContext) -> String {
    let info = context.info();
    let run = info.activity_run_id.as_deref().or(info.workflow_run_id.as_deref()).unwrap_or_default();
    format!("{run}:{}", info.activity_id)
}

/// What an execution ends with that has not begun. A place for large items that does not answer is asked again.
fn not_begun(error: &NodeError) -> ActivityError {
    match error.kind() {
        ErrorKind::Network => again(error, None),
        _ => failure(error),
    }
}
