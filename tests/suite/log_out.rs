//! The main job, from a node's JSON through the command to a server: what is sent, what comes out, what is never shown.

use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use nodewright_tests::{
    command::{Finished, run},
    said::says,
};
use serde_json::{Value, json};
use tempfile::TempDir;

const REJECTED: &str =
    r#"{"errors":[{"message":"Invalid user credentials.","extensions":{"code":"INVALID_CREDENTIALS"}}]}"#;

/// Runs the node with these parameters against a server that answers so, on an item `{"rt": "from-item"}`.
fn log_out(parameters: &Value, replies: Vec<Reply>) -> (Finished, Vec<RecordedRequest>) {
    let server = ScriptedServer::start(replies).expect("a free port");
    let folder = TempDir::new().expect("a folder");
    let file = |name: &str, value: Value| {
        let path = folder.path().join(name);
        std::fs::write(&path, value.to_string()).expect("a file");
        path.display().to_string()
    };
    let mut all = json!({ "resource": "auth", "operation": "logout" });
    all.as_object_mut().expect("an object").extend(parameters.as_object().cloned().unwrap_or_default());
    let node = json!({ "id": "1", "name": "End", "type": "@denklab/n8n-nodes-directus.directus", "typeVersion": 1,
        "position": [0, 0], "parameters": all, "credentials": { "directusApi": { "id": "1", "name": "mine" } } });
    let node = file("node.json", node);
    let credentials =
        file("credentials.json", json!({ "directusApi": { "url": server.url() + "//", "accessToken": "acc3ss" } }));
    let input = file("items.json", json!([{ "json": { "rt": "from-item" } }]));
    let finished = run(&["run", &node, "--credentials", &credentials, "--input", &input]);
    (finished, server.requests())
}

#[test]
fn ends_the_session_of_the_token() {
    for (token, sent) in [("RT-1", "RT-1"), ("={{ $json.rt }}", "from-item"), ("=RT-{{ $json.rt }}", "RT-from-item")] {
        let (finished, requests) = log_out(&json!({ "refreshToken": token }), vec![Reply::status(204)]);
        assert_eq!(finished.code, 0, "{finished:?}");
        let success = json!({ "success": true, "message": "Logged out successfully" });
        assert_eq!(finished.json(), json!([[{ "json": success, "pairedItem": { "item": 0 } }]]));
        let [request] = &requests[..] else { panic!("{requests:?}") };
        assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/auth/logout"));
        assert_eq!(request.json().expect("a JSON body"), json!({ "refresh_token": sent }));
        assert!(request.header("authorization").is_none(), "a stale token would make Directus refuse the call");
    }
}

#[test]
fn a_missing_token_is_named_and_nothing_is_sent() {
    for token in [json!(""), Value::Null, json!("={{ $json.nothing }}"), json!("={{ '' }}")] {
        let (finished, requests) = log_out(&json!({ "refreshToken": token }), vec![]);
        assert_eq!(finished.code, 1, "{finished:?}");
        says(&finished, "Missing required property: Refresh Token");
        assert!(requests.is_empty(), "{requests:?}");
    }
}

#[test]
fn a_rejected_token_is_an_error_in_the_servers_words() {
    let rejected = || Reply::text(REJECTED).with_status(401);
    let rotated = Reply::json(&json!({ "data": { "refresh_token": "RT-new", "access_token": "a", "expires": 1 } }));
    for (parameters, replies, count) in [
        (json!({ "refreshToken": "RT-s3cr3t" }), vec![rejected()], 1),
        (json!({ "refreshToken": "RT-s3cr3t", "verifyToken": true }), vec![rejected()], 1),
        (json!({ "refreshToken": "RT-s3cr3t", "verifyToken": true }), vec![rotated, rejected()], 2),
    ] {
        let (finished, requests) = log_out(&parameters, replies);
        let error: Value = serde_json::from_str(&finished.stderr).expect("an error as JSON");
        assert_eq!((finished.code, requests.len()), (1, count), "{finished:?}");
        assert_eq!(
            (
                &error["name"],
                &error["message"],
                &error["description"],
                &error["httpCode"],
                &error["context"]["itemIndex"]
            ),
            (
                &json!("NodeApiError"),
                &json!("Invalid refresh token"),
                &json!("Invalid user credentials."),
                &json!("401"),
                &json!(0)
            )
        );
        assert!(!(finished.stdout + &finished.stderr).contains("RT-s3cr3t"), "the token is shown");
    }
}

#[test]
fn verifying_rotates_the_token_and_ends_the_new_one() {
    let rotated = Reply::json(&json!({ "data": { "refresh_token": "RT-new", "access_token": "a", "expires": 1 } }));
    let (finished, requests) =
        log_out(&json!({ "refreshToken": "RT", "verifyToken": true }), vec![rotated, Reply::status(204)]);
    assert_eq!(finished.code, 0, "{finished:?}");
    let sent: Vec<_> =
        requests.iter().map(|r| (r.target.as_str(), r.json().expect("a JSON body")["refresh_token"].clone())).collect();
    assert_eq!(sent, [("/auth/refresh", json!("RT")), ("/auth/logout", json!("RT-new"))]);
}
