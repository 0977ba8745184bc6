//! `nodewright stdio`: answers by id, many in flight, in the order in which they are ready.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    time::Duration,
};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{command::binary, said::says};
use serde_json::{Value, json};

struct Session {
    child: Child,
    input: ChildStdin,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Session {
    fn start() -> Self {
        Self::with(&[])
    }

    fn with(arguments: &[&str]) -> Self {
        let mut child = Command::new(binary())
            .arg("stdio")
            .args(arguments)
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

fn lists_directus(answer: &Value) -> bool {
    let types = answer["result"].as_array().into_iter().flatten();
    types.filter(|node| node["name"] == "n8n-nodes-directus.directus").count() == 1
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
        ("dance", json!({}), "Unknown method 'dance'; known: describe, …"),
        ("execute", json!({}), "The parameters of the call are malformed: 'node' is missing"),
        ("execute", json!({ "node": log_out("") }), "Missing required property: Refresh Token"),
        (
            "execute",
            json!({ "node": log_out("a"), "items": [{ "id": 1 }] }),
            "The parameters of the call are malformed: 'items[0].json' is missing",
        ),
        ("execute", json!({ "node": log_out("a"), "concurrency": 0 }), "concurrency must be between 1 and 1024, not 0"),
        (
            "execute",
            json!({ "node": log_out("a"), "concurrency": 1025 }),
            "concurrency must be between 1 and 1024, not 1025",
        ),
        ("describe", json!({ "type": "nope" }), "Unrecognized node type: nope"),
        (
            "options",
            json!({ "node": { "type": "directus", "parameters": { "resource": "items" } }, "path": "colection" }),
            "Unknown parameter or options method 'colection'; did you mean 'collection'? known: resource, …",
        ),
        (
            "options",
            json!({ "node": { "type": "directus", "parameters": { "resource": "items" } }, "path": "additionalFields.exprt" }),
            "Unknown parameter or options method 'additionalFields.exprt'; did you mean 'additionalFields.export'? known: …",
        ),
        (
            "options",
            json!({ "node": { "type": "directus", "parameters": { "resource": "items" } }, "method": "getColections" }),
            "Unknown parameter or options method 'getColections'; did you mean 'getCollections'? known: …",
        ),
        (
            "options",
            json!({ "node": log_out("a"), "method": "getNothing", "credentials": { "directusApi": { "url": "http://127.0.0.1:1" } } }),
            "Unknown parameter or options method 'getNothing'; known: resource, …",
        ),
    ] {
        let answer = session.call(method, &params);
        says(&answer, expected);
    }
    session.send("no JSON");
    let answer = session.next();
    assert_eq!(answer["id"], Value::Null);
    says(&answer, "The line cannot be read as JSON…");
}

/// A line, the id of its answer, and what the answer says: an error, or as `=…` a value.
#[test]
fn every_line_is_answered_with_its_id_where_that_can_be_read() {
    let deep = |levels| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let evaluate = |value: &str| {
        format!(
            r#"{{"id": 3, "method": "evaluate", "params": {{"expression": "={{{{ JSON.stringify($json) }}}}", "items": [{{"json": {value}}}]}}}}"#
        )
    };
    let (log_out, stringified) = (log_out("a"), format!("={}", deep(490)));
    let execute = |rest: &str| format!(r#"{{"id": 4, "method": "execute", "params": {{"node": {log_out}, {rest}}}}}"#);
    let rows: Vec<(Vec<u8>, Value, &str)> = vec![
        (b"\xff".to_vec(), Value::Null, "The line is not UTF-8 (byte 0 of it)"),
        (
            b"{\"id\": \"a\", \"method\": \"list\", \"x\": \"\xff\"}".to_vec(),
            json!("a"),
            "The line is not UTF-8 (byte 36 of it)",
        ),
        (
            b"{\"id\": 1, \"method\": \"lis".to_vec(),
            json!(1),
            "The line cannot be read as JSON: Unterminated string (column 25)",
        ),
        (
            b"{\"id\": 12".to_vec(),
            Value::Null,
            "The line cannot be read as JSON: Expected ',' or '}' after property value (column 10)",
        ),
        (
            b"[1]".to_vec(),
            Value::Null,
            "A line must be {\"id\": …, \"method\": \"…\", \"params\": {…}}; it is not an object",
        ),
        (
            br#"{"id": {"a": 1}}"#.to_vec(),
            json!({ "a": 1 }),
            "A line must be {\"id\": …, \"method\": \"…\", \"params\": {…}}; 'method' is missing",
        ),
        (
            br#"{"method": 1, "id": 2}"#.to_vec(),
            json!(2),
            "A line must be {\"id\": …, \"method\": \"…\", \"params\": {…}}; 'method' must be a string",
        ),
        (
            br#"{"id": 2, "method": "describe", "params": [1]}"#.to_vec(),
            json!(2),
            "The parameters of the call are malformed: the value must be an object, not an array",
        ),
        (
            "\u{feff}{\"id\": 2, \"method\": \"dance\"}".into(),
            json!(2),
            "Unknown method 'dance'; known: describe, evaluate, …",
        ),
        (
            evaluate(r#"{"b": 411.95000000000005, "1": "cut \ud83d", "n": 1e400}"#).into(),
            json!(3),
            "={\"1\":\"cut \u{fffd}\",\"b\":411.95000000000005,\"n\":null}",
        ),
        (evaluate(&deep(490)).into(), json!(3), &stringified),
        (
            evaluate(&deep(500)).into(),
            json!(3),
            "The line cannot be read as JSON: JSON is nested more than 500 levels deep (column 605)",
        ),
        (
            execute(r#""concurrency": "s3cret""#).into(),
            json!(4),
            "The parameters of the call are malformed: 'concurrency' must be a whole number from 0, not a string",
        ),
        (
            execute(r#""items": {"json": "s3cret"}"#).into(),
            json!(4),
            "The parameters of the call are malformed: 'items' must be an array, not an object",
        ),
        (
            execute(r#""items": [{"json": {}, "pairedItem": "s3cret"}]"#).into(),
            json!(4),
            "The parameters of the call are malformed: 'items[0].pairedItem' must be an index, {\"item\": index} or an array of these",
        ),
        (
            execute(r#""items": ["s3cret"]"#).into(),
            json!(4),
            "The parameters of the call are malformed: 'items[0]' must be an object, not a string",
        ),
        (
            execute(r#""itmes": []"#).into(),
            json!(4),
            "The parameters of the call are malformed: 'itmes' is unknown; known: node, name, items, …",
        ),
        (
            br#"{"id": 4, "method": "execute", "params": {"node": {"type": "directus", "retryOnFail": "s3cret"}}}"#
                .to_vec(),
            json!(4),
            "The node's JSON is malformed: 'retryOnFail' must be a boolean, not a string",
        ),
        (
            br#"{"id": 5, "method": "options", "params": {"path": "a", "node": {"parameters": {}}}}"#.to_vec(),
            json!(5),
            "The node has no type: its JSON needs a key \"type\", such as \"directus\"",
        ),
        (
            br#"{"id": 6, "method": "parameters", "params": {"properties": [{"name": "a"}]}}"#.to_vec(),
            json!(6),
            "The parameters of the call are malformed: 'properties[0].type' is missing",
        ),
    ];
    let mut session = Session::start();
    for (line, id, expected) in rows {
        session.input.write_all(&[&line[..], b"\n"].concat()).expect("it reads");
        let (answer, line) = (session.next(), String::from_utf8_lossy(&line).into_owned());
        assert_eq!(answer["id"], id, "{line}");
        match expected.strip_prefix('=') {
            Some(value) => assert_eq!(answer["result"]["value"], value, "{line}: {answer}"),
            None => {
                says(&answer, expected);
                assert!(!answer.to_string().contains("s3cret"), "{answer}");
            }
        }
    }
    assert!(session.finish().is_empty());
}

#[test]
fn a_line_that_is_too_long_is_skipped_and_answered() {
    let mut session = Session::with(&["--max-line", "1000"]);
    session.send(&format!(r#"{{"id": 1, "method": "list", "params": "{}"}}"#, "x".repeat(100_000)));
    session.send(&format!(r#"{{"params": "{}", "id": 2}}"#, "x".repeat(100_000)));
    session.send(r#"{"id": 3, "method": "list"}"#);
    let answers = session.finish();
    let answer = |id: Value| answers.iter().find(|answer| answer["id"] == id).expect("an answer");
    for answer in [answer(json!(1)), answer(Value::Null)] {
        says(answer, "The line is longer than 1000 bytes; send less, or raise the limit (--max-line)");
    }
    assert!(lists_directus(answer(json!(3))));
}

#[test]
fn describes_resolves_and_lists() {
    let mut session = Session::start();
    assert!(lists_directus(&session.call("list", &Value::Null)));
    assert_eq!(session.call("describe", &json!({ "type": "directus@1" }))["result"]["name"], "directus");
    let schema = session.call("schema", &json!({ "type": "directus", "resource": "auth", "operation": "logout" }));
    assert_eq!(schema["result"]["properties"]["refreshToken"]["title"], "Refresh Token", "{schema}");
    let values = json!({ "resource": "auth", "operation": "login", "unknown": 1 });
    let answer = session.call("parameters", &json!({ "type": "directus", "values": values }));
    let resolved = json!({ "resource": "auth", "operation": "login", "jsonParameters": false, "password": "", "email": "", "additionalFields": {} });
    assert_eq!(answer["result"]["parameters"], resolved, "{answer}");
    assert_eq!(answer["result"]["unused"], json!(["unknown"]), "{answer}");
    let foreign = json!({ "displayName": "Name", "name": "name", "type": "string", "default": "" });
    let call = json!({ "properties": [foreign], "values": { "name": "a", "other": 1 } });
    assert_eq!(session.call("parameters", &call)["result"]["unused"], json!(["other"]));
    assert_eq!(
        answer["result"]["issues"]["parameters"]["email"],
        json!(["Parameter \"Email\" is required."]),
        "{answer}"
    );
}
