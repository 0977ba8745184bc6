//! `nodewright stdio`: answers by id, many in flight, in the order in which they are ready.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    time::Duration,
};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::command::binary;
use serde_json::{Value, json};

struct Session {
    child: Child,
    input: ChildStdin,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Session {
    fn start() -> Self {
        let mut child = Command::new(binary())
            .arg("stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (input, output) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        Self { child, input, lines: BufReader::new(output).lines() }
    }

    fn send(&mut self, line: &str) {
        writeln!(self.input, "{line}").expect("it reads");
    }

    fn next(&mut self) -> Value {
        let line = self.lines.next().expect("an answer").expect("a line");
        serde_json::from_str(&line).expect("JSON")
    }

    fn call(&mut self, method: &str, params: &Value) -> Value {
        self.send(&json!({ "id": 7, "method": method, "params": params }).to_string());
        let answer = self.next();
        assert_eq!(answer["id"], 7, "{answer}");
        answer
    }

    /// Closes its input and gives what it still answers.
    fn finish(self) -> Vec<Value> {
        let Self { mut child, input, lines } = self;
        drop(input);
        let rest = lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON")).collect();
        assert!(child.wait().expect("it ends").success());
        rest
    }
}

fn log_out(token: &str) -> Value {
    json!({ "type": "directus", "typeVersion": 1, "parameters": { "resource": "auth", "operation": "logout", "refreshToken": token } })
}

#[test]
fn executes_with_credentials_of_the_call() {
    let server = ScriptedServer::start([Reply::status(204)]).expect("a free port");
    let mut session = Session::start();
    let params = json!({ "node": log_out("={{ $json.t }}"), "items": [{ "json": { "t": "a" } }, { "json": { "t": "b" } }],
        "credentials": { "directusApi": { "url": server.url() } } });
    let answer = session.call("execute", &params);
    assert_eq!(
        answer["result"][0][1],
        json!({ "json": { "success": true, "message": "Logged out successfully" }, "pairedItem": { "item": 1 } })
    );
    let sent: Vec<_> = server.requests().iter().map(|r| r.json().expect("JSON")["refresh_token"].clone()).collect();
    assert_eq!(sent, ["a", "b"]);
    assert!(session.finish().is_empty());
}

#[test]
fn a_slow_call_does_not_hold_up_the_others() {
    let slow = ScriptedServer::start([Reply::status(204).delay(Duration::from_millis(300))]).expect("a free port");
    let mut session = Session::start();
    let params = json!({ "node": log_out("a"), "credentials": { "directusApi": { "url": slow.url() } } });
    session.send(&json!({ "id": "slow", "method": "execute", "params": params }).to_string());
    session.send(&json!({ "id": "quick", "method": "list" }).to_string());
    assert_eq!([session.next()["id"].clone(), session.next()["id"].clone()], ["quick", "slow"]);
}

#[test]
fn many_calls_are_all_answered_even_when_the_input_ends() {
    let server = ScriptedServer::start([Reply::status(204)]).expect("a free port");
    let mut session = Session::start();
    for id in 0..200 {
        let params = json!({ "node": log_out("a"), "credentials": { "directusApi": { "url": server.url() } } });
        session.send(&json!({ "id": id, "method": "execute", "params": params }).to_string());
    }
    let answers: HashMap<_, _> = session.finish().into_iter().map(|a| (a["id"].as_u64().expect("an id"), a)).collect();
    assert_eq!(answers.len(), 200);
    assert!(answers.values().all(|answer| answer["result"][0][0]["json"]["success"] == true));
}

#[test]
fn errors_are_answers() {
    let mut session = Session::start();
    for (method, params, expected) in [
        ("dance", json!({}), "Unknown method 'dance'; known: describe, "),
        ("execute", json!({}), "missing field `node`"),
        ("execute", json!({ "node": log_out("") }), "Missing required property: Refresh Token"),
        ("execute", json!({ "node": log_out("a"), "items": [{ "id": 1 }] }), "an item has a key \"json\""),
        ("execute", json!({ "node": log_out("a"), "concurrency": 0 }), "concurrency must be between 1 and 1024, not 0"),
        ("execute", json!({ "node": log_out("a"), "concurrency": 1025 }), "concurrency must be between 1 and 1024"),
        ("describe", json!({ "type": "nope" }), "Unrecognized node type: nope"),
        (
            "options",
            json!({ "node": { "type": "directus", "parameters": { "resource": "items" } }, "path": "colection" }),
            "Unknown parameter or options method 'colection'; did you mean 'collection'? known: ",
        ),
        (
            "options",
            json!({ "node": { "type": "directus", "parameters": { "resource": "items" } }, "path": "additionalFields.exprt" }),
            "did you mean 'additionalFields.export'?",
        ),
        (
            "options",
            json!({ "node": { "type": "directus", "parameters": { "resource": "items" } }, "method": "getColections" }),
            "did you mean 'getCollections'?",
        ),
        (
            "options",
            json!({ "node": log_out("a"), "method": "getNothing", "credentials": { "directusApi": { "url": "http://127.0.0.1:1" } } }),
            "Unknown parameter or options method 'getNothing'",
        ),
    ] {
        let answer = session.call(method, &params);
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(expected), "{method}: {answer}");
    }
    session.send("no JSON");
    let answer = session.next();
    assert_eq!(answer["id"], Value::Null);
    assert!(answer["error"]["message"].as_str().is_some_and(|m| m.starts_with("A line must be")), "{answer}");
    session.send("{\"id\": 9}");
    assert_eq!(session.next()["id"], 9);
}

#[test]
fn describes_resolves_and_lists() {
    let mut session = Session::start();
    assert_eq!(session.call("list", &Value::Null)["result"][0]["name"], "n8n-nodes-directus.directus");
    assert_eq!(session.call("describe", &json!({ "type": "directus@1" }))["result"]["name"], "directus");
    let schema = session.call("schema", &json!({ "type": "directus", "resource": "auth", "operation": "logout" }));
    assert_eq!(schema["result"]["properties"]["refreshToken"]["title"], "Refresh Token", "{schema}");
    let values = json!({ "resource": "auth", "operation": "login", "unknown": 1 });
    let answer = session.call("parameters", &json!({ "type": "directus", "values": values }));
    let resolved = json!({ "resource": "auth", "operation": "login", "jsonParameters": false, "password": "", "email": "", "additionalFields": {} });
    assert_eq!(answer["result"]["parameters"], resolved, "{answer}");
    assert_eq!(
        answer["result"]["issues"]["parameters"]["email"],
        json!(["Parameter \"Email\" is required."]),
        "{answer}"
    );
}
