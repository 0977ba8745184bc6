//! Whole workflows as durable executions: an n8n export in, its nodes' results out.
//!
//! ```sh
//! cargo run -p nodewright-restate --example workflow -- 127.0.0.1:9080 credentials.json
//! ```
//!
//! `Workflow/run` takes `{"workflow": export, "trigger": "Start", "items": [{"json": {…}}]}`. What cannot be executed is
//! refused by name before anything is. The engine is the one of `crates/runtime/examples/engine`.

// The macro of the service writes methods of its own.
#![allow(missing_docs)]

#[path = "../../runtime/examples/engine/workflow.rs"]
mod workflow;

use std::{collections::BTreeMap, env, error::Error, fs, future};

use nodewright::{Credentials, Item, NodeError, Result, Runtime, serde_json};
use nodewright_node_base as _;
use nodewright_node_directus as _;
use nodewright_restate::{Keeping, Payload, Worker, in_steps, terminal};
use restate_sdk::{context::Context, errors::HandlerError, service};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use workflow::Engine;

/// What a call says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    workflow: Value,
    trigger: String,
    items: Vec<Item>,
}

struct Workflow {
    runtime: Runtime,
    keeping: Keeping,
}

#[service(name = "Workflow")]
impl Workflow {
    /// Runs a workflow.
    #[handler]
    async fn run(&self, context: Context<'_>, call: Payload) -> Result<Payload, HandlerError> {
        let (engine, items) = self.engine(call.0).map_err(|error| terminal(&error))?;
        let id = context.invocation_id().to_owned();
        let ran = in_steps(&context, &self.keeping, |steps| Box::pin(outputs(engine.in_steps(steps, id), items)));
        Ok(Payload(ran.await?.map_err(|error| terminal(&error))?))
    }
}

impl Workflow {
    fn engine(&self, call: Value) -> Result<(Engine, Vec<Item>)> {
        let malformed = |why: serde_json::Error| NodeError::new(nodewright::ErrorKind::Input, why.to_string());
        let call: Call = serde_json::from_value(call).map_err(malformed)?;
        Ok((Engine::new(&self.runtime, &call.workflow, &call.trigger)?, call.items))
    }
}

/// `{"node": [[[item]]]}`: every node's runs, their outputs, the items of those.
async fn outputs(engine: Engine, items: Vec<Item>) -> Result<Value> {
    let runs = engine.run(items).await?;
    let outputs = |done: &[workflow::Done]| done.iter().map(|done| json!(done.outputs)).collect::<Vec<_>>();
    Ok(json!(runs.iter().map(|(node, done)| (node, outputs(done))).collect::<BTreeMap<_, _>>()))
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(address), Some(credentials)) = (arguments.next(), arguments.next()) else {
        return Err("give an address and a file of credentials".into());
    };
    let credentials = Credentials::from_json(&serde_json::from_str(&fs::read_to_string(credentials)?)?)?;
    let runtime = Runtime::builder().retries(0).credentials(credentials).build()?;
    let workflow =
        Workflow { runtime: runtime.with_idempotency_header("Idempotency-Key")?, keeping: Keeping::default() };
    let worker = Worker::builder(runtime).build_with(|endpoint| endpoint.bind(workflow))?;
    let listener = TcpListener::bind(address).await?;
    eprintln!("nodewright: listening on http://{}", listener.local_addr()?);
    worker.serve(listener, future::pending()).await;
    Ok(())
}
