//! Secrets that a service quotes do not get into errors, nor into the items that stand for them.

use nodewright::{Credentials, Item, Runtime};
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use serde_json::{Value, json};

const SECRET: &str = "swordfish-77";

#[tokio::test]
async fn what_a_service_quotes_of_a_credential_is_hidden() {
    let quotes = |request: &RecordedRequest| {
        let said =
            json!({ "message": format!("wrong: {} {}", request.target, request.header("x-key").unwrap_or("-")) });
        Reply::json(&said).with_status(403)
    };
    let server = ScriptedServer::start(quotes).unwrap();
    let custom = json!({ "headers": { "X-Key": SECRET } }).to_string();
    let credentials = [
        ("httpHeaderAuth", json!({ "name": "X-Key", "value": SECRET })),
        ("httpQueryAuth", json!({ "name": "key", "value": SECRET })),
        ("httpCustomAuth", json!({ "json": custom })),
    ];
    for (kind, data) in credentials {
        let runtime = Runtime::builder().credentials(Credentials::new().with(kind, data)).build().unwrap();
        for version in [1.0, 4.2, 4.5] {
            for settings in [json!({}), json!({ "onError": "continueRegularOutput" })] {
                let mut node = json!({
                    "name": "Node", "type": "n8n-nodes-base.httpRequest", "typeVersion": version,
                    "parameters": {
                        "url": server.url_of("/x"), "authentication": "genericCredentialType", "genericAuthType": kind,
                    },
                });
                if version < 2.0 {
                    let name = if kind == "httpHeaderAuth" { "headerAuth" } else { "queryAuth" };
                    node["parameters"] = json!({ "url": server.url_of("/x"), "authentication": name });
                }
                if version < 2.0 && kind == "httpCustomAuth" {
                    continue;
                }
                node.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
                let outcome = runtime.prepare(&node).unwrap().execution(vec![Item::empty()]).outcome().await;
                let seen: Value = match outcome {
                    Ok(outcome) => json!(outcome.outputs),
                    Err(error) => json!(error),
                };
                let seen = seen.to_string();
                assert!(seen.contains("wrong: ") && !seen.contains(SECRET), "{kind} {version}: {seen}");
            }
        }
    }
    assert!(server.requests().iter().any(|request| request.target.contains(SECRET)));
}
