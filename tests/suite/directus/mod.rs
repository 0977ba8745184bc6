//! The Directus node against a real Directus.

mod activity;
mod auth;
mod collections;
mod errors;
mod files;
mod items;
mod itself;
// Only Linux says how much memory a process has had.
#[cfg(target_os = "linux")]
mod large_files;
mod lists;
mod loaders;
mod presets;
mod relations;
mod roles;
mod server;
mod users;
mod utils;

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use nodewright::{Credentials, HttpClient, Item, NodeError, Outcome, Request, Result, Runtime, Service};
use nodewright_node_directus::DIRECTUS_API;
use nodewright_tests::directus::{Directus, Options};
use serde_json::{Value, json};
use tokio::sync::Mutex;

/// The one server that most of these tests share. What a test makes there bears names of its own.
async fn server() -> &'static Directus {
    Directus::shared().await.expect("a Directus")
}

/// Another one, whose access tokens are expired when they are issued, and which fetches files from this machine.
async fn server_of_own_ways() -> &'static Directus {
    Directus::shared_with(Options::access_token_ttl("0s").reach_loopback()).await.expect("a Directus")
}

/// Calls of the shared server take turns: Directus finds its schema half changed otherwise.
static TURNS: LazyLock<Arc<Mutex<()>>> = LazyLock::new(Arc::default);

/// A resource of the node, as someone with a certain token has it.
#[derive(Clone)]
struct Node {
    runtime: Runtime,
    resource: &'static str,
    turns: Arc<Mutex<()>>,
}

impl Node {
    /// On the shared server, with that token.
    async fn shared(token: Option<&str>, resource: &'static str) -> Self {
        Self { turns: TURNS.clone(), ..Self::on(server().await, token, resource) }
    }

    /// On a server of its own, with that token.
    fn on(server: &Directus, token: Option<&str>, resource: &'static str) -> Self {
        // The nodes are registered by name: nothing else of the crate is used here, so it might not be linked.
        let mut registry = nodewright::Registry::new();
        nodewright_node_directus::register(&mut registry);
        let credentials = json!({ "url": server.url(), "accessToken": token });
        let credentials = Credentials::new().with("directusApi", credentials);
        let runtime = Runtime::builder().registry(registry).credentials(credentials).timeout(Duration::from_secs(30));
        let runtime = runtime.build().expect("a runtime");
        Self { runtime, resource, turns: Arc::default() }
    }

    /// The same with another resource.
    fn of(&self, resource: &'static str) -> Self {
        Self { resource, ..self.clone() }
    }

    /// The node's JSON with these parameters; `settings` stand beside them.
    fn json(&self, operation: &str, parameters: &Value, settings: &Value) -> Value {
        let mut all = json!({ "resource": self.resource, "operation": operation });
        extend(&mut all, parameters);
        let mut node = json!({ "name": "Directus", "type": "directus", "typeVersion": 1, "parameters": all });
        extend(&mut node, settings);
        node
    }

    /// Executes an operation on one empty item.
    async fn execute(&self, operation: &str, parameters: &Value) -> Result<Outcome> {
        self.on_items(operation, parameters, &json!({}), vec![Item::empty()]).await
    }

    /// Executes an operation on these items, with these settings beside the parameters.
    async fn on_items(
        &self,
        operation: &str,
        parameters: &Value,
        settings: &Value,
        items: Vec<Item>,
    ) -> Result<Outcome> {
        let _turn = self.turns.lock().await;
        self.runtime.prepare(&self.json(operation, parameters, settings))?.execute(items).await
    }

    /// The items of an operation that succeeds.
    async fn items(&self, operation: &str, parameters: Value) -> Vec<Item> {
        match self.execute(operation, &parameters).await {
            Ok(mut outcome) => outcome.outputs.swap_remove(0),
            Err(error) => panic!("{}.{operation} of {parameters}: {error:?}", self.resource),
        }
    }

    /// The `json` of its items.
    async fn rows(&self, operation: &str, parameters: Value) -> Vec<Value> {
        self.items(operation, parameters).await.into_iter().map(|item| item.json).collect()
    }

    /// The `json` of its only item.
    async fn row(&self, operation: &str, parameters: Value) -> Value {
        let mut rows = self.rows(operation, parameters).await;
        assert_eq!(rows.len(), 1, "{}.{operation}: {rows:?}", self.resource);
        rows.remove(0)
    }

    /// Executes an operation that has nothing to say but that it is done.
    async fn done(&self, operation: &str, parameters: Value) {
        assert_eq!(self.row(operation, parameters).await, json!({ "success": true }), "{}.{operation}", self.resource);
    }

    /// The error of an operation that fails.
    async fn error(&self, operation: &str, parameters: Value) -> NodeError {
        match self.execute(operation, &parameters).await {
            Ok(outcome) => panic!("{}.{operation} of {parameters}: {outcome:?}", self.resource),
            Err(error) => error,
        }
    }
}

fn extend(object: &mut Value, with: &Value) {
    object.as_object_mut().expect("an object").extend(with.as_object().expect("an object").clone());
}

/// A resource of the node, as the administrator of the shared server has it.
async fn admin(resource: &'static str) -> Node {
    Node::shared(Some(server().await.token()), resource).await
}

/// Executes an operation on one empty item with this token.
async fn execute(operation: (&'static str, &str), parameters: &Value, token: Option<&str>) -> Result<Outcome> {
    Node::shared(token, operation.0).await.execute(operation.1, parameters).await
}

/// Asks the shared server past the node, for what the node has no operation for.
async fn ask(request: Request) -> Value {
    let server = server().await;
    let data = json!({ "url": server.url(), "accessToken": server.token() });
    let credential = DIRECTUS_API.credential(data.as_object().cloned().expect("an object")).expect("a credential");
    let service = Service::new(server.url()).expect("a URL").with_credential(credential.into());
    let expressions = Runtime::builder().build().expect("a runtime").expressions().clone();
    let client = nodewright_http::Client::builder().expressions(expressions).build().expect("a client");
    let _turn = TURNS.lock().await;
    let answer = client.send(&service, request).await.expect("an answer");
    answer.value().await.expect("JSON").map_or(Value::Null, |mut body| body["data"].take())
}

/// A collection of a test's own: with a number `id` as its key, unless `fields` bring one.
async fn collection(name: &str, fields: Value) -> Node {
    let admin = admin("collections").await;
    let body = json!({ "collection": name, "fields": fields, "schema": {}, "meta": {} });
    let made = admin.row("create", json!({ "jsonParameters": true, "bodyParametersJson": body })).await;
    assert_eq!(made["collection"], name);
    admin.of("items")
}

/// Removes it.
async fn drop_collection(name: &str) {
    admin("collections").await.done("delete", json!({ "collection": name })).await;
}

/// The `json` of the first item.
fn first(outcome: &Outcome) -> &Value {
    &outcome.outputs[0][0].json
}

/// One value of every row.
fn pluck(rows: &[Value], key: &str) -> Value {
    rows.iter().map(|row| row[key].clone()).collect()
}

/// Message, description, code and status of an error, as far as there are any.
fn said(error: &NodeError) -> (&str, &str, &str, &str) {
    (
        error.message(),
        error.description().unwrap_or_default(),
        error.code().unwrap_or_default(),
        error.http_code().unwrap_or_default(),
    )
}
