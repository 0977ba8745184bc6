//! Carrying out a tool: a node of its operation, executed on one empty item.

use futures_util::{StreamExt, pin_mut};
use nodewright::{Cancellation, Execution, Item, NodeJson, Outcome, Result, Runtime};
use rmcp::{
    RoleServer,
    model::{JsonObject, ProgressNotificationParam},
    service::RequestContext,
};

use super::{
    arguments::{check_names, check_used},
    tools::Offered,
};
use crate::large::{is_large, prepared};

/// Items between two notes of progress.
const NOTE_EVERY: usize = 100;

/// Carries out an operation with these arguments; gives the items of every output. A client that cancels stops it.
pub(super) async fn call(
    runtime: &Runtime,
    offered: &Offered,
    arguments: JsonObject,
    context: &RequestContext<RoleServer>,
) -> Result<Vec<Vec<Item>>> {
    check_names(&arguments, &offered.tool.input_schema)?;
    let cancellation = Cancellation::new();
    let (of, is_large, node) = (runtime.clone(), arguments.values().any(is_large), node(offered, arguments));
    let prepared = prepared(runtime, is_large, move || of.prepare_node(node)).await?;
    check_used(&prepared.json().parameters, prepared.parameters(), &offered.tool.input_schema)?;
    let work = collect(prepared.execution(vec![Item::empty()]).cancellation(cancellation.clone()), context);
    pin_mut!(work);
    tokio::select! {
        // A call may be cancelled before its turn has come.
        biased;
        () = context.ct.cancelled() => cancellation.cancel(),
        done = &mut work => return done,
    }
    work.await
}

fn node(offered: &Offered, arguments: JsonObject) -> NodeJson {
    let mut parameters = arguments;
    for (key, value) in [("resource", &offered.resource), ("operation", &offered.operation)] {
        if !value.is_empty() {
            parameters.insert(key.into(), value.as_str().into());
        }
    }
    NodeJson {
        name: offered.tool.name.to_string(),
        node_type: offered.node_type.clone(),
        type_version: Some(offered.version),
        parameters,
        ..NodeJson::default()
    }
}

async fn collect(execution: Execution, context: &RequestContext<RoleServer>) -> Result<Vec<Vec<Item>>> {
    let mut outcome = Outcome::empty(execution.outputs());
    let token = context.meta.get_progress_token();
    let mut count = 0;
    let stream = execution.stream();
    pin_mut!(stream);
    while let Some(emission) = stream.next().await {
        outcome.push(emission?);
        count += 1;
        if let Some(token) = token.as_ref().filter(|_| count % NOTE_EVERY == 0) {
            let note =
                ProgressNotificationParam::new(token.clone(), count as f64).with_message(format!("{count} items"));
            // Who does not listen any more gets no result either.
            let _ = context.peer.notify_progress(note).await;
        }
    }
    Ok(outcome.outputs)
}
