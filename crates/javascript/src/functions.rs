//! The functions in a description: `preSend`, those of `postReceive`, and pagination.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{ErrorKind, Item, NodeError, Result};
use nodewright_declarative::{FunctionCall, FunctionPath, Functions, PagedRequest, Pages};
use serde_json::{Map, Value, json};
use tokio::sync::{Semaphore, mpsc, oneshot};

use crate::error;
use crate::host::Job;
use crate::items::items_of;
use crate::node::Of;
use crate::outside::Outside;

/// Realms in which the functions of one node run at once, at most: each has the package's modules in memory, and items are
/// worked on by hundreds at a time.
const AT_ONCE: usize = 8;

/// Those of a node of a package.
pub struct NodeFunctions {
    of: Arc<Of>,
    at_once: Semaphore,
}

/// A page that a pagination asks for.
pub type PageAsked = (Map<String, Value>, oneshot::Sender<Result<Vec<Item>>>);

impl NodeFunctions {
    pub fn new(of: Arc<Of>) -> Self {
        Self { of, at_once: Semaphore::new(AT_ONCE) }
    }

    /// Calls a function with `input`, and hands on the pages it asks for.
    async fn call(
        &self,
        (kind, at): (&str, &FunctionPath),
        call: &FunctionCall<'_>,
        mut input: Value,
        pages: Option<&dyn Pages>,
    ) -> Result<(Value, Outside)> {
        let _permit = self.at_once.acquire().await.map_err(|error| {
            NodeError::new(ErrorKind::Cancelled, format!("The functions of the package are not run any more: {error}"))
        })?;
        let batch = call.batch;
        let parameters = batch.parameters(call.index).await?;
        let owner = self.of.owner(call.context, &parameters).await;
        let (sender, mut asked) = mpsc::channel(1);
        let outside = Outside::new(call.context.clone()).with_pages(sender);
        let (name, version) = batch.node();
        let version: f64 = version.to_string().parse().unwrap_or(1.0);
        for (key, value) in [
            ("kind", kind.into()),
            ("path", at.to_string().into()),
            ("index", call.index.into()),
            ("file", self.of.file.clone().into()),
            ("key", self.of.key.clone()),
            ("node", self.of.node(name, version, &parameters)),
            ("timezone", batch.time_zone().into()),
            ("continueOnFail", batch.continue_on_fail().into()),
        ] {
            input[key] = value;
        }
        let job = Job::new("function", input, Arc::clone(&self.of.package.files)).with_batch(Arc::clone(batch));
        let given = {
            let error_of = if batch.continue_on_fail() { error::as_thrown } else { error::of_thrown };
            let run = self.of.run_or(owner, job, &outside, error_of);
            tokio::pin!(run);
            loop {
                let (options, answer): PageAsked = tokio::select! {
                    given = &mut run => break given?,
                    Some(asked) = asked.recv() => asked,
                };
                let page = match pages {
                    Some(pages) => pages.request(options).await,
                    None => Err(NodeError::new(ErrorKind::Operation, "Only a pagination can ask for further pages")),
                };
                let _ = answer.send(page);
            }
        };
        Ok((given, outside))
    }
}

#[async_trait]
impl Functions for NodeFunctions {
    async fn pre_send(
        &self,
        at: &FunctionPath,
        call: &FunctionCall<'_>,
        request: Map<String, Value>,
    ) -> Result<Map<String, Value>> {
        match self.call(("preSend", at), call, json!({ "request": request }), None).await?.0 {
            Value::Object(request) => Ok(request),
            _ => {
                let message = format!("The function at {at} of the package gave no request");
                Err(NodeError::new(ErrorKind::Operation, message))
            }
        }
    }

    async fn post_receive(
        &self,
        at: &FunctionPath,
        call: &FunctionCall<'_>,
        items: Vec<Item>,
        answer: &mut Value,
    ) -> Result<Vec<Item>> {
        let mut items = json!(items);
        // An item without data has none, as after a root property that is not there.
        for item in items.as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
            if item.get("json") == Some(&Value::Null) {
                item.shift_remove("json");
            }
        }
        let input = json!({ "items": items, "answer": answer });
        let (mut given, outside) = self.call(("postReceive", at), call, input, None).await?;
        *answer = given["answer"].take();
        items_of(given["items"].take(), &outside)
    }

    async fn paginate(
        &self,
        at: &FunctionPath,
        call: &FunctionCall<'_>,
        request: PagedRequest,
        pages: &dyn Pages,
    ) -> Result<Vec<Item>> {
        let input = json!({ "request": request.options, "maxResults": request.max_results });
        let (given, outside) = self.call(("pagination", at), call, input, Some(pages)).await?;
        items_of(given, &outside)
    }
}
