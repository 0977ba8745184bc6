//! Whatever is wrong ends in a clear error and a code of 1 or 2, and nothing is sent that should not be.

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::command::{Finished, run, run_with};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A call of `run`: the files it is given as texts.
struct Call {
    node: String,
    input: Option<String>,
    credentials: String,
}

impl Call {
    fn new(parameters: Value) -> Self {
        Self::node(json!({ "name": "N", "type": "directus", "typeVersion": 1, "parameters": parameters }))
    }

    fn node(node: Value) -> Self {
        Self {
            node: node.to_string(),
            input: None,
            credentials: json!({ "directusApi": { "url": "{{BASE}}" } }).to_string(),
        }
    }

    fn log_out() -> Self {
        Self::new(json!({ "resource": "auth", "operation": "logout", "refreshToken": "RT" }))
    }

    fn raw(node: &str) -> Self {
        Self { node: node.to_owned(), ..Self::log_out() }
    }

    fn with_input(self, input: &str) -> Self {
        Self { input: Some(input.to_owned()), ..self }
    }

    fn with_credentials(self, credentials: &Value) -> Self {
        Self { credentials: credentials.to_string(), ..self }
    }

    /// Runs it; `{{BASE}}` is the server's URL.
    fn run(&self, server: &ScriptedServer) -> Finished {
        let folder = TempDir::new().expect("a folder");
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text.replace("{{BASE}}", &server.url())).expect("a file");
            path.display().to_string()
        };
        let (node, credentials) = (file("node.json", &self.node), file("credentials.json", &self.credentials));
        let mut arguments = vec!["run".to_owned(), node, "--credentials".to_owned(), credentials];
        if let Some(input) = &self.input {
            arguments.extend(["--input".to_owned(), file("items.json", input)]);
        }
        run(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

fn says(finished: &Finished, expected: &str) {
    assert!(matches!(finished.code, 1 | 2), "{expected}: {finished:?}");
    assert!(finished.stderr.contains(expected), "{expected}: {finished:?}");
    assert_eq!(finished.stdout, "", "{expected}");
}

#[test]
fn what_is_wrong_before_sending_is_said_and_nothing_is_sent() {
    let auth = |operation: &str| json!({ "resource": "auth", "operation": operation });
    let cases = [
        (Call::raw("{"), "The node is not JSON (line 1, column 2)"),
        (Call::raw("[]"), "A node is a JSON object"),
        (Call::node(json!({ "name": "N" })), "The node has no type"),
        (Call::node(json!({ "type": "nope" })), "Unrecognized node type: nope"),
        (Call::node(json!({ "type": "nope" })), "Known node types: "),
        (Call::node(json!({ "type": "n8n-nodes-base.directus" })), "Unrecognized node type"),
        (
            Call::node(json!({ "type": "directus", "typeVersion": 7.5 })),
            "Unknown version 7.5 of node type 'directus'; known: 1",
        ),
        (Call::node(json!({ "type": "directus", "parameters": [] })), "\\\"parameters\\\" must be an object"),
        (Call::new(json!({ "resource": "nope" })), "Unknown resource 'nope'; known: "),
        (Call::new(json!({ "resource": "item" })), "Unknown resource 'item'; did you mean 'items'? known: "),
        (Call::new(auth("nope")), "Unknown operation 'nope' of resource 'auth'; known: list, logout"),
        (
            Call::new(auth("log_otu")),
            "Unknown operation 'log_otu' of resource 'auth'; did you mean 'logout'? known: list",
        ),
        (Call::new(auth("login")), "Missing required property: Password, Email"),
        (
            Call::new(json!({ "resource": "auth", "operation": "logout", "refreshToken": ["a"] })),
            "'Refresh Token' must be text",
        ),
        (
            Call::new(
                json!({ "resource": "auth", "operation": "login", "email": "a", "password": "b", "additionalFields": { "mode": "x" } }),
            ),
            "'Mode' must be one of: cookie, json",
        ),
        (
            Call::new(
                json!({ "resource": "auth", "operation": "login", "jsonParameters": true, "bodyParametersJson": "{\"a\":" }),
            ),
            "Invalid JSON in 'Body Parameters' (line 1, column 6)",
        ),
        (Call::log_out().with_input("{}"), "The input must be a list of items"),
        (Call::log_out().with_input("[{\"id\": 1}]"), "Item 0 of the input is not an item: 'json' is missing"),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": {} })),
            "The credential 'directusApi' lacks its field 'url'",
        ),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": { "url": "{{BASE}}", "token": "s" } })),
            "has no field 'token'; it has: url, accessToken",
        ),
        (Call::log_out().with_credentials(&json!({ "other": {} })), "needs a credential of type 'directusApi'"),
        (Call::log_out().with_credentials(&json!([{ "type": "directusApi", "data": "U2FsdGVk" }])), "is encrypted"),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": { "url": "ftp://example.com" } })),
            "must start with http:// or https://",
        ),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": { "url": "not a url" } })),
            "Credential 'directusApi'",
        ),
    ];
    let server = ScriptedServer::start([Reply::status(204)]).expect("a free port");
    for (call, expected) in cases {
        says(&call.run(&server), expected);
    }
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[test]
fn what_is_wrong_with_an_answer_is_said() {
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    let cases = [
        (Reply::text(html).with_status(502), "Bad gateway"),
        (Reply::status(500), "The service was not able to process your request"),
        (Reply::destroy(), "NodeApiError"),
        (Reply::json(&json!({ "data": "x".repeat(5000) })).cut_after(100), "NodeApiError"),
        (Reply::filler(101_000_000), "larger than"),
        (Reply::redirect(302, "/auth"), "redirect"),
    ];
    let list = Call::new(json!({ "resource": "auth", "operation": "list" }));
    for (reply, expected) in cases {
        let server = ScriptedServer::start([reply]).expect("a free port");
        says(&list.run(&server), expected);
    }
}

#[test]
fn a_server_that_is_not_there_is_said() {
    let server = ScriptedServer::start([Reply::status(204)]).expect("a free port");
    let closed = json!({ "directusApi": { "url": "http://127.0.0.1:1" } });
    says(&Call::log_out().with_credentials(&closed).run(&server), "The service refused the connection");
}

#[test]
fn calls_that_cannot_be_meant_are_usage_errors() {
    for arguments in [
        &["run"][..],
        &["run", "no-such-file.json"],
        &["run", "x.json", "--concurrency", "0"],
        &["run", "x.json", "--concurrency", "1025"],
        &["run", "x.json", "--sandbox", "--credentials", "y"],
        &["schema", "directus", "--resource", "auth"],
        &["dance"],
        &["run", "-", "--input", "-"],
        &["run", "node.json", "--input", "-", "--credentials", "-"],
        &["options", "-", "collection", "--credentials", "-"],
        &["params", "-", "--description", "-"],
        &["stdio", "--credentials", "-"],
    ] {
        let finished = run(arguments);
        assert_eq!(finished.code, 2, "{arguments:?}: {finished:?}");
        assert!(!finished.stderr.is_empty(), "{arguments:?}");
    }
    let finished = run(&["run", "-", "--input", "-"]);
    let said = "NODE.json and --input both ask for standard input (-)";
    assert!(finished.stderr.contains(said), "{finished:?}");
    for (path, said) in [
        ("/dev/zero", "cannot read the node /dev/zero: it is a device; name a file, or - for standard input"),
        ("crates", "cannot read the node crates: it is a folder; name a file"),
    ] {
        let finished = run(&["run", path]);
        assert_eq!((finished.code, finished.stderr.trim()), (2, format!("nodewright: {said}").as_str()));
    }
    let environment = [("NODEWRIGHT_CREDENTIAL_DIRECTUSAPI", "secret, no JSON")];
    let finished = run_with(&["list"], "", &environment);
    assert_eq!(finished.code, 0, "a command without credentials does not look at them: {finished:?}");
    let finished = run_with(&["run", "nodes/directus/examples/logout.json"], "", &environment);
    says(&finished, "NODEWRIGHT_CREDENTIAL_DIRECTUSAPI must hold a JSON object");
    assert!(!finished.stderr.contains("secret"), "{finished:?}");
}
