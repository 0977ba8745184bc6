//! Steps of an execution as entries of Restate's journal.

use std::{future::Future, sync::Arc, time::Duration};

use async_trait::async_trait;
use futures_util::future::BoxFuture;
use nodewright::{ErrorKind, NodeError, Result, Retries, Step, Steps, Work, serde_json::Value};
use restate_sdk::{
    context::{Context, ContextSideEffects, ContextTimers, RunFuture},
    errors::{HandlerError, HandlerResult},
};
use tokio::sync::{mpsc, oneshot};

use crate::{Blobs, Payload, pace::Pace};

/// How the steps of executions are kept.
#[derive(Clone, Default)]
pub struct Keeping {
    /// Where results are that are too large for the journal; unless said, they are in it.
    pub blobs: Option<Blobs>,
    /// How failures that may pass are waited out.
    pub retries: Retries,
    /// How many items an operation that reads has in one step; 32 unless said.
    pub reads: Option<usize>,
    pub(crate) pace: Option<Pace>,
}

/// Runs `work` in a handler, with steps that are kept in its journal.
///
/// Nothing else of the context may be used meanwhile, and `work` has to take the same steps whenever the handler is run
/// again.
///
/// # Errors
/// The invocation is to end. Errors of the work are within its result.
// Not an `async fn`: what a handler awaits must not have a context of any lifetime in it.
pub fn in_steps<'a, F>(
    context: &'a Context<'a>,
    keeping: &'a Keeping,
    work: impl FnOnce(Arc<dyn Steps>) -> F,
) -> BoxFuture<'a, Result<F::Output, HandlerError>>
where
    F: Future<Output: Send> + Send + 'a,
{
    let (asks, mut asked) = mpsc::channel(1);
    let steps = Asking { asks, retries: keeping.retries.clone(), reads: keeping.reads };
    let mut work = Box::pin(work(Arc::new(steps)));
    Box::pin(async move {
        loop {
            tokio::select! {
                biased;
                done = &mut work => return Ok(done),
                Some(ask) = asked.recv() => answer(context, keeping, ask).await?,
            }
        }
    })
}

async fn answer(context: &Context<'_>, keeping: &Keeping, ask: Ask) -> Result<(), HandlerError> {
    // Whoever asked may be gone by now, and the answer with it.
    match ask {
        Ask::Run { step, work, answer } => {
            if let Some(pace) = &keeping.pace {
                pace.wait(context).await?;
            }
            let blobs = keeping.blobs.clone();
            let run = context.run(|| kept(work, blobs));
            let Payload(result) = run.name(step.name).await?;
            let result = match &keeping.blobs {
                // Not terminal: it was kept, so it is somewhere, and nothing that is done is lost meanwhile.
                Some(blobs) => blobs.load(result).await?,
                None => result,
            };
            answer.send(result).ok();
        }
        Ask::Sleep { time, answer } => {
            context.sleep(time).await?;
            // Nothing is lost with it.
            answer.send(()).ok();
        }
    }
    Ok(())
}

fn kept(work: Work, blobs: Option<Blobs>) -> BoxFuture<'static, HandlerResult<Payload>> {
    Box::pin(async move {
        let result = work.await;
        Ok(Payload(match &blobs {
            Some(blobs) => blobs.lighten(result).await?,
            None => result,
        }))
    })
}

/// What an execution asks of the handler that it runs in.
enum Ask {
    Run { step: Step, work: Work, answer: oneshot::Sender<Value> },
    Sleep { time: Duration, answer: oneshot::Sender<()> },
}

struct Asking {
    asks: mpsc::Sender<Ask>,
    retries: Retries,
    reads: Option<usize>,
}

impl Asking {
    async fn ask<T>(&self, ask: impl FnOnce(oneshot::Sender<T>) -> Ask) -> Result<T> {
        let gone = || NodeError::new(ErrorKind::Cancelled, "The invocation has ended");
        let (answer, answered) = oneshot::channel();
        self.asks.send(ask(answer)).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())
    }
}

#[async_trait]
impl Steps for Asking {
    async fn run(&self, step: Step, work: Work) -> Result<Value> {
        self.ask(|answer| Ask::Run { step, work, answer }).await
    }

    async fn sleep(&self, time: Duration) -> Result<()> {
        self.ask(|answer| Ask::Sleep { time, answer }).await
    }

    fn retries(&self) -> Retries {
        self.retries.clone()
    }

    fn reads(&self) -> usize {
        self.reads.unwrap_or(32)
    }
}
