//! An engine over the runtime: it runs a workflow whose nodes stand in a line.
//!
//! Which node comes next is the engine's; what a node does with its items, its settings (retries, errors, disabled nodes)
//! and its expressions are the runtime's. Expressions see the nodes that ran before, as [`History`] tells.

use std::sync::Arc;

use nodewright::{
    Credentials, ErrorKind, Host, Item, NodeError, NodeJson, Result, Runtime, Source, Workflow,
    serde_json::{self, Value, json},
};
use nodewright_node_directus as _;
use nodewright_testkit::{Reply, ScriptedServer};

/// Runs workflows one after the other.
struct Engine {
    runtime: Runtime,
}

/// A node that has run, and what it gave.
#[derive(Clone)]
struct Done {
    node: String,
    outputs: Arc<Vec<Vec<Item>>>,
}

impl Engine {
    /// Runs an exported workflow and gives the items of its last node. `items` are those of its trigger.
    async fn run(&self, export: &Value, items: Vec<Item>) -> Result<Vec<Item>> {
        let workflow: Workflow = serde_json::from_value(export.clone()).map_err(|e| refuse(e.to_string()))?;
        let line = line(&workflow)?;
        let trigger = line.first().ok_or_else(|| refuse("The workflow has no nodes"))?;
        let mut done = vec![Done { node: trigger.clone(), outputs: Arc::new(vec![items]) }];
        for name in &line[1..] {
            let items = done.last().and_then(|last| last.outputs.first()).cloned().unwrap_or_default();
            let node = self.runtime.prepare_node(NodeJson::find(export, Some(name))?)?;
            let history = Arc::new(History { export: export.clone(), done: done.clone() });
            let outcome = node.execution(items).host(history).outcome().await?;
            done.push(Done { node: name.clone(), outputs: Arc::new(outcome.outputs) });
        }
        Ok(done.pop().and_then(|last| last.outputs.first().cloned()).unwrap_or_default())
    }
}

/// The names of the nodes from the one that nothing leads to.
fn line(workflow: &Workflow) -> Result<Vec<String>> {
    let names: Vec<&str> = workflow.nodes.iter().filter_map(|node| node["name"].as_str()).collect();
    let targets = |name: &str| -> Vec<&str> {
        let outputs = workflow.connections.get(name).and_then(|from| from["main"].as_array());
        let all = outputs.into_iter().flatten().flat_map(|output| output.as_array().into_iter().flatten());
        all.filter_map(|target| target["node"].as_str()).collect()
    };
    let mut starts = names.iter().filter(|name| !names.iter().any(|from| targets(from).contains(name)));
    let (Some(start), None) = (starts.next(), starts.next()) else {
        return Err(refuse("The workflow must have exactly one node that nothing leads to"));
    };
    let mut line = vec![(*start).to_owned()];
    while let Some(last) = line.last() {
        match targets(last)[..] {
            [] => break,
            [next] if !line.iter().any(|name| name == next) => line.push(next.to_owned()),
            [_] => return Err(refuse(format!("The connections of '{last}' form a loop"))),
            _ => return Err(refuse(format!("'{last}' leads to several nodes; this engine runs workflows in a line"))),
        }
    }
    Ok(line)
}

fn refuse(message: impl Into<String>) -> NodeError {
    NodeError::new(ErrorKind::Input, message)
}

/// What expressions see of the workflow: `$('Start').item`, `$workflow`, `$execution`.
struct History {
    export: Value,
    done: Vec<Done>,
}

impl History {
    fn done(&self, node: &str) -> Option<&Done> {
        self.done.iter().find(|done| done.node == node)
    }
}

impl Host for History {
    fn workflow(&self) -> Option<&Value> {
        Some(&self.export)
    }

    fn node(&self, name: &str) -> Option<&Value> {
        self.export["nodes"].as_array()?.iter().find(|node| node["name"] == name)
    }

    fn output_towards(&self, node: &str) -> Option<usize> {
        self.done(node).map(|_| 0)
    }

    fn runs(&self, node: &str) -> Option<usize> {
        self.done(node).map(|_| 1)
    }

    fn output(&self, node: &str, run: usize, output: usize) -> Option<&[Item]> {
        let items = self.done(node).filter(|_| run == 0)?.outputs.get(output)?;
        Some(items)
    }

    fn source(&self, run: Option<(&str, usize)>, input: usize) -> Option<Source<'_>> {
        let before = match run {
            None => self.done.len(),
            Some((node, _)) => self.done.iter().position(|done| done.node == node)?,
        };
        let from = self.done.get(before.checked_sub(1)?).filter(|_| input == 0)?;
        Some(Source { node: &from.node, output: 0, run: 0 })
    }
}

/// Runs the example.
#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // In place of a Directus project: an author is created, then an article.
    let created = |id| Reply::json(&json!({ "data": { "id": id } }));
    let service = ScriptedServer::start([created(3), created(8)])?;
    let directus = json!({ "url": service.url(), "accessToken": "a token" });
    let runtime = Runtime::builder().credentials(Credentials::new().with("directusApi", directus)).build()?;

    let create = |name: &str, collection: &str, data: &str| {
        json!({ "name": name, "type": "directus", "typeVersion": 1, "parameters": {
            "resource": "items", "operation": "create", "collection": collection, "data": data,
        } })
    };
    let leads_to = |name: &str| json!({ "main": [[{ "node": name, "type": "main", "index": 0 }]] });
    let workflow = json!({
        "name": "Publish",
        "nodes": [
            { "name": "Start", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "parameters": {} },
            create("Author", "authors", "={{ { name: $json.author } }}"),
            create("Article", "articles", "={{ { title: $('Start').item.json.title, author: $json.id } }}"),
        ],
        "connections": { "Start": leads_to("Author"), "Author": leads_to("Article") },
    });

    let items = vec![Item::new(json!({ "author": "Ada", "title": "Notes" }))];
    let items = Engine { runtime: runtime.clone() }.run(&workflow, items).await?;
    println!("{}", json!(items));
    assert_eq!(items[0].json, json!({ "id": 8 }));
    let sent: Vec<_> = service.requests().iter().filter_map(|request| request.json()).collect();
    assert_eq!(sent, [json!({ "name": "Ada" }), json!({ "title": "Notes", "author": 3 })]);

    let mut circle = workflow;
    circle["connections"]["Article"] = leads_to("Author");
    let error = Engine { runtime }.run(&circle, Vec::new()).await.expect_err("a loop");
    assert_eq!(error.message(), "The connections of 'Article' form a loop");
    Ok(())
}
