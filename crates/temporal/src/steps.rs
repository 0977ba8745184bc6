//! Steps of an execution as heartbeats of its activity.

use std::{
    sync::{Arc, Mutex as Lock},
    time::Duration,
};

use async_trait::async_trait;
use nodewright::{ErrorKind, NodeError, Result, Retries, Step, Steps, Work};
use nodewright_durable::Blobs;
use serde_json::Value;
use temporalio_sdk::activities::{ActivityContext, ActivityError};
use tokio::sync::{Mutex, watch};

use crate::{Payload, error::again, progress::Progress};

/// A wait of this length or more is the server's: the worker is free meanwhile, and may end.
const LONG: Duration = Duration::from_secs(10);

/// Why an execution leaves this worker before it has ended; the server hands it out again.
#[derive(Clone, Debug)]
pub(crate) enum Leaves {
    /// It waits.
    Waits(Duration),
    /// The worker ends.
    Ends,
    /// What a step gave cannot be kept, or read again.
    Fails(NodeError),
}

impl Leaves {
    /// What ends the attempt.
    pub fn failure(&self) -> ActivityError {
        let cancelled = |why| NodeError::new(ErrorKind::Cancelled, why);
        match self {
            Self::Waits(time) => again(&cancelled("The execution waits"), Some(*time)),
            Self::Ends => again(&cancelled("The worker ends"), None),
            Self::Fails(error) => again(error, None),
        }
    }
}

/// The steps of one attempt.
pub(crate) struct Heartbeats {
    context: ActivityContext,
    blobs: Blobs,
    retries: Retries,
    reads: usize,
    progress: Mutex<Progress>,
    /// Waits of this attempt so far.
    waits: Lock<u32>,
    leaves: Lock<Option<Leaves>>,
    ending: watch::Receiver<bool>,
}

impl Heartbeats {
    /// Goes on behind what the last heartbeat carried.
    ///
    /// # Errors
    /// That cannot be read.
    pub async fn of(
        context: ActivityContext,
        blobs: Blobs,
        retries: Retries,
        reads: usize,
        ending: watch::Receiver<bool>,
    ) -> Result<Self> {
        let unread = |why: &dyn std::fmt::Display| {
            NodeError::new(ErrorKind::Input, format!("What an attempt before this one has done cannot be read: {why}"))
        };
        let carried = context.heartbeat_details().deserialize::<Payload>().map_err(|why| unread(&why))?;
        let progress = match carried {
            Some(Payload(details)) => Progress::read(&details, &blobs).await?,
            None => Progress::default(),
        };
        let (progress, waits, leaves) = (Mutex::new(progress), Lock::new(0), Lock::new(None));
        Ok(Self { context, blobs, retries, reads, progress, waits, leaves, ending })
    }

    /// Tells the server that this attempt goes on, and what is done.
    pub async fn beat(&self) {
        // Held until it is written: what is known later must not come first.
        let progress = self.progress.lock().await;
        if let Err(why) = self.context.record_heartbeat(Payload(progress.details())).await {
            tracing::warn!("a heartbeat cannot be written: {why}");
        }
    }

    /// Why the attempt is over, if the execution is not.
    pub fn leaves(&self) -> Option<Leaves> {
        self.leaves.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    /// Keeps what a step gave, and tells the server.
    async fn keep(&self, step: String, result: Value) -> Result<()> {
        let light = self.blobs.lighten(result).await?;
        self.progress.lock().await.keep(step, light, &self.blobs).await?;
        self.beat().await;
        Ok(())
    }

    fn leave(&self, why: Leaves) -> NodeError {
        *self.leaves.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(why);
        NodeError::new(ErrorKind::Cancelled, "The execution goes on in another attempt")
    }

    /// Whether the server would hand out the execution again.
    fn has_more_attempts(&self) -> bool {
        let info = self.context.info();
        let most = info.retry_policy.as_ref().map_or(0, |policy| policy.maximum_attempts());
        most == 0 || info.attempt < most
    }
}

#[async_trait]
impl Steps for Heartbeats {
    async fn run(&self, step: Step, work: Work) -> Result<Value> {
        let known = self.progress.lock().await.result(&step.name).cloned();
        if let Some(result) = known {
            return self.blobs.load(result).await.map_err(|error| self.leave(Leaves::Fails(error)));
        }
        if *self.ending.borrow() && self.has_more_attempts() {
            return Err(self.leave(Leaves::Ends));
        }
        let result = work.await;
        if self.context.is_cancelled() {
            return Err(NodeError::new(ErrorKind::Cancelled, "The execution was cancelled"));
        }
        let kept = self.keep(step.name, result.clone()).await;
        kept.map(|()| result).map_err(|error| self.leave(Leaves::Fails(error)))
    }

    async fn sleep(&self, time: Duration) -> Result<()> {
        let place = {
            let mut waits = self.waits.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *waits += 1;
            *waits
        };
        if place <= self.progress.lock().await.waits {
            return Ok(());
        }
        let is_left = time >= LONG && self.has_more_attempts();
        if !is_left {
            tokio::time::sleep(time).await;
        }
        self.progress.lock().await.waits = place;
        self.beat().await;
        match is_left {
            true => Err(self.leave(Leaves::Waits(time))),
            false => Ok(()),
        }
    }

    fn retries(&self) -> Retries {
        self.retries.clone()
    }

    fn reads(&self) -> usize {
        self.reads
    }
}

/// What beats until it is dropped, so that the server knows of a long step that its worker is there.
pub(crate) async fn beating(steps: Arc<Heartbeats>, every: Duration) {
    let mut ticks = tokio::time::interval(every);
    loop {
        ticks.tick().await;
        steps.beat().await;
    }
}
