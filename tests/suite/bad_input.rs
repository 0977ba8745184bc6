//! Whatever is wrong ends in a clear error and a code of 1 or 2, and nothing is sent that should not be.

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{
    command::{Finished, run, run_with},
    said::says,
};
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

fn fails(finished: &Finished, expected: &str) {
    assert!(matches!(finished.code, 1 | 2), "{expected}: {finished:?}");
    says(finished, expected);
    assert_eq!(finished.stdout, "", "{expected}");
}

#[test]
fn what_is_wrong_before_sending_is_said_and_nothing_is_sent() {
    let auth = |operation: &str| json!({ "resource": "auth", "operation": operation });
    let cases = [
        (Call::raw("{"), "The node is not JSON (line 1, column 2)"),
        (Call::raw("[]"), "A node is a JSON object with a key \"type\""),
        (
            Call::node(json!({ "name": "N" })),
            "The node has no type: its JSON needs a key \"type\", such as \"directus\"",
        ),
        (Call::node(json!({ "type": "nope" })), "Unrecognized node type: nope"),
        (Call::node(json!({ "type": "nope" })), "Known node types: aggregate, code, …"),
        (Call::node(json!({ "type": "n8n-nodes-base.directus" })), "Unrecognized node type: n8n-nodes-base.directus"),
        (
            Call::node(json!({ "type": "directus", "typeVersion": 7.5 })),
            "Unknown version 7.5 of node type 'directus'; known: 1",
        ),
        (Call::node(json!({ "type": "directus", "parameters": [] })), "The node's \"parameters\" must be an object"),
        (Call::new(json!({ "resource": "nope" })), "Unknown resource 'nope'; known: activity, …"),
        (Call::new(json!({ "resource": "item" })), "Unknown resource 'item'; did you mean 'items'? known: activity, …"),
        (Call::new(auth("nope")), "Unknown operation 'nope' of resource 'auth'; known: list, logout, …"),
        (
            Call::new(auth("log_otu")),
            "Unknown operation 'log_otu' of resource 'auth'; did you mean 'logout'? known: list, …",
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
            "Invalid JSON in 'Body Parameters' (line 1, column 6): Unexpected end of the text",
        ),
        (Call::log_out().with_input("{}"), "The input must be a list of items: [{\"json\": {…}}, …]"),
        (Call::log_out().with_input("[{\"id\": 1}]"), "Item 0 of the input is not an item: 'json' is missing"),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": {} })),
            "The credential 'directusApi' lacks its field 'url' (URL)",
        ),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": { "url": "{{BASE}}", "token": "s" } })),
            "The credential 'directusApi' has no field 'token'; it has: url, accessToken",
        ),
        (
            Call::log_out().with_credentials(&json!({ "other": {} })),
            "The node needs a credential of type 'directusApi', but none was given",
        ),
        (
            Call::log_out().with_credentials(&json!([{ "type": "directusApi", "data": "U2FsdGVk" }])),
            "The credential of type 'directusApi' is encrypted; export it with `n8n export:credentials --decrypted`",
        ),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": { "url": "ftp://example.com" } })),
            "Credential 'directusApi': The URL must start with http:// or https:// and name a host, as in https://example.com",
        ),
        (
            Call::log_out().with_credentials(&json!({ "directusApi": { "url": "not a url" } })),
            "Credential 'directusApi': The URL must start with http:// or https:// and name a host, as in https://example.com",
        ),
    ];
    let server = ScriptedServer::start([Reply::status(204)]).expect("a free port");
    for (call, expected) in cases {
        fails(&call.run(&server), expected);
    }
    assert!(server.requests().is_empty(), "{:?}", server.requests());
}

#[test]
fn what_is_wrong_with_an_answer_is_said() {
    const CLOSED: &str = "The connection to the server was closed unexpectedly, perhaps it is offline. You can retry the \
                          request immediately or wait and retry later.";
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    let cases = [
        (Reply::text(html).with_status(502), "Bad gateway - the service failed to handle your request"),
        (Reply::status(500), "The service was not able to process your request"),
        (Reply::destroy(), CLOSED),
        (Reply::json(&json!({ "data": "x".repeat(5000) })).cut_after(100), CLOSED),
        (Reply::filler(101_000_000), "The service's answer is larger than 100000000 bytes"),
        (Reply::redirect(302, "/auth"), "Maximum number of redirects exceeded"),
    ];
    let list = Call::new(json!({ "resource": "auth", "operation": "list" }));
    for (reply, expected) in cases {
        let server = ScriptedServer::start([reply]).expect("a free port");
        fails(&list.run(&server), expected);
    }
}

#[test]
fn a_server_that_is_not_there_is_said() {
    let server = ScriptedServer::start([Reply::status(204)]).expect("a free port");
    let closed = json!({ "directusApi": { "url": "http://127.0.0.1:1" } });
    fails(
        &Call::log_out().with_credentials(&closed).run(&server),
        "The service refused the connection - perhaps it is offline",
    );
}

#[test]
fn calls_that_cannot_be_meant_are_usage_errors() {
    for (arguments, said) in [
        (&["run"][..], "<NODE.json>"),
        (&["run", "no-such-file.json"], "cannot read the node no-such-file.json: …"),
        (
            &["run", "x.json", "--concurrency", "0"],
            "error: invalid value '0' for '--concurrency <N>': concurrency must be between 1 and 1024, not 0",
        ),
        (
            &["run", "x.json", "--concurrency", "1025"],
            "error: invalid value '1025' for '--concurrency <N>': concurrency must be between 1 and 1024, not 1025",
        ),
        (
            &["run", "x.json", "--sandbox", "--credentials", "y"],
            "error: the argument '--sandbox' cannot be used with '--credentials <FILE>'",
        ),
        (&["schema", "directus", "--resource", "auth"], "--operation <OPERATION>"),
        (&["dance"], "error: unrecognized subcommand 'dance'"),
        (&["run", "/dev/zero"], "cannot read the node /dev/zero: it is a device; name a file, or - for standard input"),
        (&["run", "crates"], "cannot read the node crates: it is a folder; name a file"),
    ] {
        let finished = run(arguments);
        assert_eq!(finished.code, 2, "{arguments:?}: {finished:?}");
        says(&finished, said);
    }
    for (arguments, both) in [
        (&["run", "-", "--input", "-"][..], "NODE.json and --input"),
        (&["run", "node.json", "--input", "-", "--credentials", "-"], "--credentials and --input"),
        (&["options", "-", "collection", "--credentials", "-"], "NODE.json and --credentials"),
        (&["params", "-", "--description", "-"], "NODE.json and --description"),
        (&["stdio", "--credentials", "-"], "stdio and --credentials"),
    ] {
        let finished = run(arguments);
        assert_eq!(finished.code, 2, "{arguments:?}: {finished:?}");
        let why = "both ask for standard input (-), which can be read only once; name a file for one of them";
        says(&finished, &format!("{both} {why}"));
    }
    let environment = [("NODEWRIGHT_CREDENTIAL_DIRECTUSAPI", "secret, no JSON")];
    let finished = run_with(&["list"], "", &environment);
    assert_eq!(finished.code, 0, "a command without credentials does not look at them: {finished:?}");
    let finished = run_with(&["run", "nodes/directus/examples/logout.json"], "", &environment);
    fails(&finished, "The environment variable NODEWRIGHT_CREDENTIAL_DIRECTUSAPI must hold a JSON object");
    assert!(!finished.stderr.contains("secret"), "{finished:?}");
}
