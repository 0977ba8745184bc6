//! What a node that works on all items at once gets: several inputs, locals in expressions, a place to keep things.

use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use nodewright::{
    Effect, Host, Item, Locals, Node, NodeDescription, Parameters, Registry, Result, Runtime, Version, VersionedNode,
    core::{AllItems, Batch, Context, Plan, Session},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Tells what it sees, on its second output.
struct Teller;

#[async_trait]
impl Node for Teller {
    fn description(&self) -> &Arc<NodeDescription> {
        static DESCRIPTION: LazyLock<Arc<NodeDescription>> = LazyLock::new(|| {
            let description =
                json!({ "displayName": "Teller", "name": "teller", "outputs": ["main"], "properties": [] });
            Arc::new(NodeDescription::deserialize(description).expect("a description"))
        });
        &DESCRIPTION
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new(Self))
    }
}

#[async_trait]
impl Plan for Teller {
    fn effect(&self) -> Option<Effect> {
        Some(Effect::Read)
    }

    fn outputs(&self) -> Option<usize> {
        Some(2)
    }

    async fn open(&self, _: Context) -> Result<Session> {
        Ok(Session::AllItems(Box::new(Self)))
    }
}

#[async_trait]
impl AllItems for Teller {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let locals = Locals::from_iter([("$response".to_owned(), json!({ "body": { "next": 3 } }))]);
        let asked =
            json!({ "page": "={{ $response.body.next + $json.n }}", "plain": "next", "list": ["={{ $json.n }}"] });
        let runs = batch.kept().get("runs").and_then(Value::as_u64).unwrap_or_default() + 1;
        batch.keep(Map::from_iter([("runs".to_owned(), runs.into())]));
        let links: Vec<_> = batch.inputs().iter().flatten().map(|item| json!(item.paired_item)).collect();
        let told = json!({
            "inputs": batch.inputs().iter().map(Vec::len).collect::<Vec<_>>(),
            "links": links,
            "evaluated": batch.evaluate(1, &asked, &locals).await?,
            "key": batch.idempotency_key(1),
            "zone": batch.time_zone(),
            "runs": runs,
        });
        Ok(vec![Vec::new(), vec![Item::new(told)]])
    }
}

struct KeepsRuns(Value);

impl Host for KeepsRuns {
    fn node_context(&self, node: &str) -> Option<&Value> {
        (node == "Tell").then_some(&self.0)
    }
}

#[tokio::test]
async fn a_node_sees_all_of_its_execution() -> Result<()> {
    let mut registry = Registry::new();
    registry.register(VersionedNode::new("teller", &[]).version(Version::ONE, Arc::new(Teller)));
    let runtime = Runtime::builder().registry(registry).time_zone("Europe/Berlin").build()?;
    let prepared = runtime.prepare(&json!({ "name": "Tell", "type": "teller", "parameters": {} }))?;
    let items = |count: usize| (0..count).map(|n| Item::new(json!({ "n": n }))).collect::<Vec<_>>();
    let execution = prepared.execution(items(2)).further_inputs(vec![items(1), Vec::new()]);
    assert_eq!(execution.outputs(), 2);
    let outcome = execution.id("run-7").host(Arc::new(KeepsRuns(json!({ "runs": 4 })))).outcome().await?;
    assert_eq!(outcome.kept, json!({ "runs": 5 }).as_object().cloned());
    let told = json!({
        "inputs": [2, 1, 0],
        "links": [{ "item": 0 }, { "item": 1 }, { "item": 0, "input": 1 }],
        "evaluated": { "page": 4, "plain": "next", "list": [1] },
        "key": "run-7:1",
        "zone": "Europe/Berlin",
        "runs": 5,
    });
    assert_eq!(outcome.outputs[0], []);
    assert_eq!(outcome.outputs[1][0].json, told);
    Ok(())
}
