//! Embed the runtime: a node's JSON, credentials and items in, items out.

use nodewright::{Credentials, Item, Runtime, serde_json::json};
// Links the node, so that the runtime finds it.
use nodewright_node_directus as _;
use nodewright_testkit::{Reply, ScriptedServer};

/// Runs the example.
#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // In place of a Directus project.
    let service = ScriptedServer::start(Reply::json(&json!({ "data": { "id": 7, "title": "Hello, Ada" } })))?;

    let directus = json!({ "url": service.url(), "accessToken": "a token" });
    let runtime = Runtime::builder().credentials(Credentials::new().with("directusApi", directus)).build()?;

    // Prepared once, executed any number of times.
    let node = runtime.prepare(&json!({
        "name": "Create article", "type": "directus", "typeVersion": 1,
        "parameters": {
            "resource": "items", "operation": "create", "collection": "articles",
            "data": "={{ { title: 'Hello, ' + $json.name } }}",
        },
    }))?;
    let outcome = node.execute(vec![Item::new(json!({ "name": "Ada" }))]).await?;

    println!("{}", outcome.outputs[0][0].json);
    assert_eq!(outcome.outputs[0][0].json, json!({ "id": 7, "title": "Hello, Ada" }));
    assert_eq!(service.requests()[0].json(), Some(json!({ "title": "Hello, Ada" })));
    Ok(())
}
