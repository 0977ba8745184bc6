//! The service that executes nodes.

use futures_util::FutureExt;
use nodewright::{ErrorKind, NodeJson, Result, Runtime, serde_json};
use nodewright_durable::Ready;
use restate_sdk::{context::Context, errors::HandlerError, service};
use serde_json::{Value, json};

use crate::{Blobs, Call, Keeping, Payload, error::terminal, in_steps, pace::Pace};

/// Bytes of JSON from which on a whole list of outputs goes by reference, however small its items are: a server takes 32 MB
/// at once.
const LARGE_LIST: usize = 8 * 1024 * 1024;

/// Executes every node that its runtime knows.
#[derive(Clone)]
pub(crate) struct NodeRunner {
    pub runtime: Runtime,
    pub keeping: Keeping,
    /// Milliseconds between two steps of the same credential.
    pub interval: Option<u64>,
}

#[service(name = "NodeRunner")]
impl NodeRunner {
    /// Takes a [`Call`], and gives `{"outputs": [[item]]}`.
    #[handler]
    async fn execute(&self, context: Context<'_>, call: Payload) -> Result<Payload, HandlerError> {
        let call = self.loaded(call.0).boxed().await?;
        let ready = self.prepare(call).map_err(|error| terminal(&error))?;
        let keeping = Keeping { pace: self.pace(ready.node()), ..self.keeping.clone() };
        let id = context.invocation_id().to_owned();
        let executed = in_steps(&context, &keeping, |steps| ready.execution(id).steps(steps).outcome().boxed());
        // A node that failed as a whole has no result, even if its input is passed on.
        let outcome = executed.await?.and_then(|outcome| outcome.error.map_or(Ok(outcome.outputs), Err));
        let outputs = json!(outcome.map_err(|error| terminal(&error))?);
        Ok(Payload(json!({ "outputs": lightened(self.keeping.blobs.as_ref(), outputs).boxed().await? })))
    }
}

impl NodeRunner {
    /// The call with its large items. A store that does not answer is asked again, with the whole call.
    async fn loaded(&self, mut call: Value) -> Result<Value, HandlerError> {
        if let (Some(blobs), Some(call)) = (&self.keeping.blobs, call.as_object_mut()) {
            blobs.load_items(call).await.map_err(|error| match error.kind() {
                ErrorKind::Network => HandlerError::from(error),
                _ => terminal(&error).into(),
            })?;
        }
        Ok(call)
    }

    fn prepare(&self, call: Value) -> Result<Ready> {
        Call::read(call)?.prepare(&self.runtime)
    }

    /// Of the first credential that the node names; of the first type that it uses where it names none.
    fn pace(&self, node: &NodeJson) -> Option<Pace> {
        let interval = self.interval?;
        let known = self.runtime.registry().node(&node.node_type, node.type_version).ok()?;
        let used = known.description().credentials.iter().flatten().map(|one| one.name.as_ref());
        let kind = node.credentials.keys().map(String::as_str).chain(used).next()?;
        let reference = node.credentials.get(kind);
        let named = ["id", "name"].iter().find_map(|key| reference?.get(key)?.as_str());
        Some(Pace { key: format!("{kind}:{}", named.unwrap_or_default()), interval })
    }
}

async fn lightened(blobs: Option<&Blobs>, outputs: Value) -> Result<Value> {
    match blobs {
        Some(blobs) => blobs.lighten_items(outputs, LARGE_LIST).await,
        None => Ok(outputs),
    }
}
