//! The examples of the Directus node, on the sandbox.

use nodewright_tests::command::run;
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
        assert!(finished.stderr.contains("this is a sandbox"), "{finished:?}");
        assert!(finished.stderr.contains("sessions left in the sandbox: 0"), "{finished:?}");
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
    assert!(finished.stderr.contains("sessions left in the sandbox: 2"), "{finished:?}");
    assert!(finished.stdout.lines().count() > 3, "--pretty indents");
}

#[test]
fn a_wrong_token_is_found_out() {
    let finished = run(&["run", &example("wrong-token"), "--sandbox"]);
    assert_eq!(finished.code, 1, "{finished:?}");
    assert!(finished.stderr.contains("Invalid refresh token"), "{finished:?}");
    assert!(finished.stderr.contains("sessions left in the sandbox: 1"), "{finished:?}");
}
