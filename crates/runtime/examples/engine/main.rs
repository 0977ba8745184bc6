//! An engine over the runtime: it runs whole workflows, with branches, merges, error outputs and loops.
//!
//! Which node comes next is the engine's; what a node does with its items, its settings (retries, errors, disabled nodes)
//! and its expressions are the runtime's. Expressions see the nodes that ran before, as `History` in `workflow.rs` tells.

mod workflow;

use std::sync::Arc;

use nodewright::{
    Credentials, InProcess, Item, Result, Runtime,
    serde_json::{self, Value, json},
};
use nodewright_node_base as _;
use nodewright_node_directus as _;
use nodewright_testkit::{Reply, ScriptedServer};

use workflow::Engine;

/// Runs the example.
#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // In place of a Directus project, which refuses the second article.
    let refused = Reply::json(&json!({ "errors": [{ "message": "Too long" }] })).with_status(400);
    let created = |id| Reply::json(&json!({ "data": { "id": id } }));
    let service = ScriptedServer::start([created(8), refused, created(9)])?;
    let directus = json!({ "url": service.url(), "accessToken": "a token" });
    let runtime = Runtime::builder().credentials(Credentials::new().with("directusApi", directus)).build()?;
    let workflow: Value = serde_json::from_str(include_str!("workflow.json"))?;

    let items = || ["A", "Notes", "Ideas", "Letters"].map(|title| Item::new(json!({ "title": title }))).to_vec();
    // A durable engine keeps the steps in its journal; see nodewright-restate.
    let steps = Arc::new(InProcess::default());
    let runs = Engine::new(&runtime, &workflow, "Start")?.in_steps(steps, "articles").run(items()).await?;
    let counted: Vec<_> = runs["Count"][0].outputs[0].iter().map(|item| item.json.clone()).collect();
    println!("{}", json!(counted));
    let of = |status: &str, count: u32| json!({ "status": status, "count_status": count });
    assert_eq!(counted, [of("stored", 2), of("refused", 1), of("too short", 1)]);
    assert_eq!(runs["Store"].len(), 2, "a run for each batch");

    let mut endless = workflow;
    endless["connections"]["Too short"]["main"][0][0]["node"] = json!("Long enough");
    endless["connections"]["Too short"]["main"][0][0]["index"] = json!(0);
    endless["nodes"][6]["parameters"] = json!({ "includeOtherFields": true });
    let error = Engine::new(&runtime, &endless, "Start")?.run(items()).await.expect_err("a loop");
    assert_eq!(error.message(), "The workflow has run 1000 nodes and is not done");

    let mut unknown = endless;
    unknown["nodes"][8]["type"] = json!("n8n-nodes-base.telegram");
    let error = Engine::new(&runtime, &unknown, "Start").err().expect("nobody knows it");
    assert_eq!(error.message(), "Unrecognized node type: n8n-nodes-base.telegram");
    Ok(())
}
