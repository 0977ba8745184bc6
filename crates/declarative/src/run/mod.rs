//! Working on items: the requests of all of them, at once.

mod answer;
mod failure;
mod pages;
mod proxy;
mod receive;
mod request;
mod send;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use async_trait::async_trait;
use futures_util::{StreamExt, stream};
use nodewright_core::{
    AllItems, Batch, Context, ErrorKind, Item, Locals, NodeError, Result,
    javascript::{self, is_truthy},
};
use serde_json::{Map, Value};

use self::{receive::Made, send::Sender};
use crate::{
    Functions, credentials,
    model::{Pagination, Text},
    number,
    plan::{Evaluator, Gathered, Steps},
};

/// Requests under way where nobody has said how many: n8n starts all at once, but open connections are limited.
const AT_ONCE: usize = 256;

/// An operation that is open for one execution.
pub struct Open {
    steps: Arc<Steps>,
    context: Context,
    functions: Option<Arc<dyn Functions>>,
    sender: Sender,
    /// `$credentials` and `$version`.
    locals: Locals,
}

/// How an item ended.
enum Ended {
    Made(Vec<Made>),
    /// Its request, or what was made of the answer, failed.
    Failed(NodeError),
    /// Its request could not be made: no further one is sent.
    Unsent(NodeError),
    /// Another one's could not be made.
    Skipped,
}

impl Open {
    /// Loads the credential that the node uses.
    ///
    /// # Errors
    /// It is required and missing.
    pub async fn new(steps: Arc<Steps>, context: Context, functions: Option<Arc<dyn Functions>>) -> Result<Self> {
        let credential = credentials::of(&steps, &context).await?;
        let version = steps.version.number();
        let mut locals = Locals::from_iter([("$version".to_owned(), serde_json::json!(version))]);
        if version.fract() == 0.0 {
            locals.insert("$version".to_owned(), Value::from(version as i64));
        }
        if let Some(credential) = &credential {
            locals.insert("$credentials".to_owned(), credential.expose().clone());
        }
        let sender = Sender::new(context.http(), credential);
        Ok(Self { steps, context, functions, sender, locals })
    }

    /// One item: gathered, sent, received.
    async fn item(&self, batch: &Arc<dyn Batch>, index: usize, stopped: &AtomicBool, started: Instant) -> Ended {
        if stopped.load(Ordering::Relaxed) {
            return Ended::Skipped;
        }
        let evaluator = Evaluator { batch: &**batch, index, locals: self.locals.clone() };
        let gathered = match self.gather(&evaluator, started).await {
            Ok(gathered) => gathered,
            Err(error) if error.kind() == ErrorKind::Cancelled => return Ended::Unsent(error),
            Err(error) => {
                stopped.fetch_or(!batch.continue_on_fail(), Ordering::Relaxed);
                return Ended::Unsent(failure::of_node(error).at_item(index).with_context("runIndex", 0));
            }
        };
        match self.work(batch, &evaluator, gathered).await {
            Ok(made) => Ended::Made(made),
            Err(error) => Ended::Failed(error),
        }
    }

    async fn gather(&self, evaluator: &Evaluator<'_>, started: Instant) -> Result<Gathered<'_>> {
        let (batch, index) = (evaluator.batch, evaluator.index);
        let options = evaluator.value(&self.steps.options).await?;
        let option = |name: &str| options.as_deref().and_then(|options| options.get(name));
        if let Some(due) = turn(option("batching"), index) {
            tokio::time::sleep((started + due).saturating_duration_since(Instant::now())).await;
        }
        let mut gathered = self.steps.gather(batch, index, &self.locals).await?;
        let request = &mut gathered.options;
        if let Some(proxy) = option("proxy").filter(|proxy| is_truthy(proxy)) {
            request.insert("proxy".into(), proxy::checked(proxy)?);
        }
        if let Some(all) = option("allowUnauthorizedCerts").filter(|all| is_truthy(all)) {
            request.insert("skipSslCertificateValidation".into(), all.clone());
        }
        let timeout = option("timeout").filter(|timeout| is_truthy(timeout)).cloned();
        request.insert("timeout".into(), timeout.unwrap_or_else(|| request::TIMEOUT.into()));
        if let (None, Some(Pagination::Function(at)), Some(true)) =
            (&self.functions, gathered.pagination, gathered.paginate)
        {
            return Err(self.steps.unavailable("pagination", at));
        }
        Ok(gathered)
    }

    async fn work(
        &self,
        batch: &Arc<dyn Batch>,
        evaluator: &Evaluator<'_>,
        gathered: Gathered<'_>,
    ) -> Result<Vec<Made>> {
        let max_results = gathered.max_results.clone().filter(is_truthy);
        let work = pages::Work { open: self, batch, evaluator };
        let mut made = work.run(gathered).await?;
        if let Some(most) = max_results {
            let most = number::slice_index(javascript::number(&most), made.len());
            made.truncate(most);
        }
        Ok(made)
    }
}

/// When the item at an index may begin: so many at once, and then a pause. Answers are not waited for.
fn turn(batching: Option<&Value>, index: usize) -> Option<Duration> {
    let batch = batching?.get("batch")?;
    let number = |name: &str| batch.get(name).map_or(0.0, javascript::number);
    let (size, interval) = (number("batchSize"), number("batchInterval"));
    let interval = Duration::try_from_secs_f64(interval / 1000.0).ok().filter(|interval| !interval.is_zero())?;
    let before = index / if size >= 1.0 { size as usize } else { 1 };
    Some(interval.saturating_mul(u32::try_from(before).unwrap_or(u32::MAX)))
}

#[async_trait]
impl AllItems for Open {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let (stopped, started) = (AtomicBool::new(false), Instant::now());
        let count = batch.items().len();
        let at_once = batch.concurrency().unwrap_or(AT_ONCE).clamp(1, count.max(1));
        let work = (0..count).map(|index| self.item(&batch, index, &stopped, started));
        let ended: Vec<_> = stream::iter(work).buffered(at_once).collect().await;
        let continues = batch.continue_on_fail();
        let unsent = ended.iter().find_map(|ended| match ended {
            Ended::Unsent(error) if !continues || error.kind() == ErrorKind::Cancelled => Some(error.clone()),
            _ => None,
        });
        if let Some(error) = unsent {
            return Err(error);
        }
        let mut items = Vec::with_capacity(count);
        let mut is_null = false;
        for (index, ended) in ended.into_iter().enumerate() {
            match ended {
                Ended::Made(made) => items.extend(made.into_iter().map(|made| {
                    is_null |= made.json == Some(Value::Null);
                    Item { json: made.json.unwrap_or_default(), binary: made.binary, ..made.item }
                })),
                Ended::Failed(error) if error.kind() == ErrorKind::Cancelled => return Err(error),
                Ended::Failed(error) | Ended::Unsent(error) if continues => {
                    items.push(Item { json: Map::new().into(), error: Some(error), ..Item::default() });
                }
                Ended::Failed(error) | Ended::Unsent(error) => return Err(failure::thrown(error, index)),
                Ended::Skipped => {}
            }
        }
        match is_null {
            // n8n looks at every item, and cannot at this one.
            true => Err(NodeError::new(ErrorKind::Operation, "Cannot read properties of null (reading '$error')")
                .named("TypeError")),
            false => Ok(vec![items]),
        }
    }
}

impl Open {
    /// The evaluated value of a text with what is known of an answer.
    async fn with_answer<'t>(
        evaluator: &Evaluator<'_>,
        text: &'t Text,
        locals: Locals,
    ) -> Result<Option<std::borrow::Cow<'t, Value>>> {
        let with = Evaluator { batch: evaluator.batch, index: evaluator.index, locals };
        with.value(text).await
    }
}
