//! The examples of the Directus node, on the sandbox.

use nodewright_tests::{
    command::{run, run_with},
    said::says,
};
use serde_json::{Value, json};

fn example(name: &str) -> String {
    format!("nodes/directus/examples/{name}.json")
}

#[test]
fn examples_run_on_the_sandbox() {
    for (name, input, expected) in [
        (
            "logout",
            None,
            json!([[{ "json": { "success": true, "message": "Logged out successfully" }, "pairedItem": { "item": 0 } }]]),
        ),
        ("two-items", Some("two-items.input"), json!([["Logged out successfully", "Logged out successfully"]])),
    ] {
        let (node, input) = (example(name), input.map(example));
        let mut arguments = vec!["run", node.as_str(), "--sandbox"];
        if let Some(input) = &input {
            arguments.extend(["--input", input]);
        }
        let finished = run(&arguments);
        assert_eq!(finished.code, 0, "{finished:?}");
        let shown = if expected[0][0].is_string() { messages(&finished.json()) } else { finished.json() };
        assert_eq!(shown, expected, "{name}");
        says(&finished, "this is a sandbox: a stand-in for Directus at http://127.0.0.1:…");
        says(&finished, "sessions left in the sandbox: 0");
    }
}

fn messages(outputs: &Value) -> Value {
    json!([outputs[0].as_array().into_iter().flatten().map(|item| item["json"]["message"].clone()).collect::<Vec<_>>()])
}

#[test]
fn login_starts_a_second_session() {
    let finished = run(&["run", &example("login"), "--sandbox", "--pretty"]);
    assert_eq!(finished.code, 0, "{finished:?}");
    assert!(finished.json()[0][0]["json"]["refresh_token"].is_string(), "{finished:?}");
    says(&finished, "sessions left in the sandbox: 2");
    assert!(finished.stdout.lines().count() > 3, "--pretty indents");
}

#[test]
fn a_wrong_token_is_found_out() {
    let finished = run(&["run", &example("wrong-token"), "--sandbox"]);
    assert_eq!(finished.code, 1, "{finished:?}");
    says(&finished, "Invalid refresh token");
    says(&finished, "sessions left in the sandbox: 1");
}

#[test]
fn options_and_json_lines_run_on_the_sandbox_too() {
    let node = json!({ "type": "directus", "parameters": { "resource": "items", "operation": "list" } });
    let log_out = json!({ "resource": "auth", "operation": "logout", "refreshToken": "sandbox-refresh-token" });
    let execute = json!({ "node": { "type": "directus", "parameters": log_out } });
    let line = json!({ "id": 1, "method": "execute", "params": execute });
    let options = json!({ "options": [{ "name": "articles", "value": "articles" }] });
    for (arguments, input, pointer, expected) in [
        (&["options", "-", "collection", "--sandbox"][..], node, "", options),
        (&["stdio", "--sandbox"], line, "/result/0/0/json/message", json!("Logged out successfully")),
    ] {
        let finished = run_with(arguments, &format!("{input}\n"), &[]);
        assert_eq!(finished.json().pointer(pointer), Some(&expected), "{finished:?}");
        says(&finished, "credentials of the sandbox: {\"directusApi\":{\"url\":\"http://127.0.0.1:…");
    }
}
