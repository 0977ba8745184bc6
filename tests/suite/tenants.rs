//! A thousand executions at once, each with credentials of its own: what is sent has its token, what comes back is its own.

use std::path::Path;

use futures_util::{StreamExt, stream};
use nodewright::{Credentials, Item, Runtime};
use nodewright_node_base as _;
use nodewright_node_directus as _;
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use nodewright_tests::board;
use serde_json::{Value, json};

const EXECUTIONS: usize = 1000;
const ITEMS: usize = 3;

/// A declarative node with a credential type.
fn describe(folder: &Path) {
    board::describe(folder, "/items/t", &json!({ "headers": { "Authorization": "=Bearer {{ $credentials.token }}" } }));
}

/// The node of the execution with this number, and its credentials.
fn execution(number: usize, url: &str) -> (Value, Credentials) {
    let token = format!("token-{number}");
    let entry = format!("={number}-{{{{ $json.n }}}}");
    let (node_type, parameters, credential, data) = match number % 3 {
        0 => (
            "directus",
            json!({ "resource": "items", "operation": "get", "collection": "t", "id": entry }),
            "directusApi",
            json!({ "url": url, "accessToken": token }),
        ),
        1 => (
            "n8n-nodes-base.httpRequest",
            json!({
                "url": format!("={url}/items/t/{number}-{{{{ $json.n }}}}"), "authentication": "genericCredentialType",
                "genericAuthType": "httpHeaderAuth", "options": {},
            }),
            "httpHeaderAuth",
            json!({ "name": "Authorization", "value": format!("Bearer {token}") }),
        ),
        _ => ("board", json!({ "entry": entry }), "boardApi", json!({ "url": url, "token": token })),
    };
    let node = json!({ "name": "Node", "type": node_type, "parameters": parameters });
    (node, Credentials::new().with(credential, data))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn executions_at_once_keep_to_their_own_credentials() {
    // The answer says who asked for what.
    let answer = |request: &RecordedRequest| {
        let seen = json!({ "by": request.header("authorization"), "for": request.path() });
        Reply::json(&json!({ "data": seen, "by": seen["by"], "for": seen["for"] }))
    };
    let server = ScriptedServer::start(answer).expect("a free port");
    let folder = tempfile::tempdir().expect("a folder");
    describe(folder.path());
    let runtime = Runtime::builder().nodes(folder.path()).build().expect("a runtime");
    assert!(runtime.problems().is_empty(), "{:?}", runtime.problems());
    let url = server.url();
    let (runtime, url) = (&runtime, url.as_str());
    let executions = (0..EXECUTIONS).map(|number| async move {
        let (node, credentials) = execution(number, url);
        let prepared = runtime.with_credentials(credentials).prepare(&node).unwrap_or_else(|e| panic!("{number}: {e}"));
        let items = (0..ITEMS).map(|n| Item::new(json!({ "n": n }))).collect();
        let outcome = prepared.execute(items).await.unwrap_or_else(|e| panic!("{number}: {e:?}"));
        (number, outcome)
    });
    // All of them are under way together.
    let outcomes: Vec<_> = stream::iter(executions).buffer_unordered(EXECUTIONS).collect().await;
    for (number, outcome) in outcomes {
        let [items] = &outcome.outputs[..] else { panic!("{number}: {outcome:?}") };
        assert_eq!(items.len(), ITEMS, "{number}");
        for (n, item) in items.iter().enumerate() {
            let seen = item.json.get("data").unwrap_or(&item.json);
            let expected = (json!(format!("Bearer token-{number}")), json!(format!("/items/t/{number}-{n}")));
            assert_eq!((&seen["by"], &seen["for"]), (&expected.0, &expected.1), "{number}");
        }
    }
    let requests = server.requests();
    assert_eq!(requests.len(), EXECUTIONS * ITEMS);
    for request in requests {
        let number = request.path().trim_start_matches("/items/t/").split('-').next().expect("a number").to_owned();
        assert_eq!(request.header("authorization"), Some(&*format!("Bearer token-{number}")), "{}", request.target);
    }
}
