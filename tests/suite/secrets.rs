//! No secret in anything that is logged, printed or said of a failure, whatever fails.

use std::path::Path;

use nodewright::{Credentials, Item, Runtime};
use nodewright_node_base as _;
use nodewright_node_directus as _;
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use nodewright_tests::{
    board,
    command::{Finished, run_with},
};
use serde_json::{Value, json};

/// In every credential; long and odd enough to be found nowhere by chance. One needs escaping in a URL.
const SECRETS: [&str; 3] = ["s3cr3t-plain-4711", "s3cr3t p&ss/wörd", "s3cr3t\"quoted\\4713"];

/// Ways to write a secret down.
fn spellings(secret: &str) -> Vec<String> {
    use base64::Engine as _;
    let json = Value::from(secret).to_string();
    let encoded: String =
        reqwest::Url::parse_with_params("http://x", [("a", secret)]).expect("a URL").query().expect("a query")[2..]
            .to_owned();
    let basic = base64::engine::general_purpose::STANDARD.encode(format!("me:{secret}"));
    vec![
        secret.to_owned(),
        json[1..json.len() - 1].to_owned(),
        format!("{secret:?}").trim_matches('"').to_owned(),
        encoded,
        basic,
    ]
}

fn check(what: &str, text: &str) {
    for secret in SECRETS {
        for spelling in spellings(secret) {
            if let Some(at) = text.find(&spelling) {
                let start = text[..at].char_indices().rev().nth(200).map_or(0, |(start, _)| start);
                panic!("{what} shows {spelling:?}: {}", &text[start..at + spelling.len()]);
            }
        }
    }
}

/// Nodes with the credentials they use, for a service at `url`.
fn nodes(url: &str, secret: &str) -> Vec<(Value, Value)> {
    let request = |kind: &str| {
        json!({
            "name": "Request", "type": "n8n-nodes-base.httpRequest", "typeVersion": 4.2, "parameters": {
                "url": format!("{url}/x"), "method": "POST", "authentication": "genericCredentialType",
                "genericAuthType": kind, "options": { "timeout": 300 }, "sendBody": true,
                "bodyParameters": { "parameters": [{ "name": "a", "value": "={{ $json.a }}" }] },
            },
        })
    };
    let directus = |parameters: Value| json!({ "name": "Directus", "type": "directus", "parameters": parameters });
    let get = directus(json!({ "resource": "items", "operation": "get", "collection": "t", "id": "={{ $json.a }}" }));
    let login = directus(json!({ "resource": "auth", "operation": "logout", "refreshToken": secret }));
    let board = json!({ "name": "Board", "type": "board", "parameters": { "entry": "={{ $json.a }}" } });
    let with = |kind: &str, data: Value| json!({ kind: data });
    let custom = json!({ "headers": { "X-Key": secret }, "qs": { "key": secret }, "body": { "key": secret } });
    vec![
        (get, with("directusApi", json!({ "url": url, "accessToken": secret }))),
        (login, with("directusApi", json!({ "url": url, "accessToken": secret }))),
        (request("httpHeaderAuth"), with("httpHeaderAuth", json!({ "name": "X-Key", "value": secret }))),
        (request("httpQueryAuth"), with("httpQueryAuth", json!({ "name": "key", "value": secret }))),
        (request("httpBasicAuth"), with("httpBasicAuth", json!({ "user": "me", "password": secret }))),
        (request("httpDigestAuth"), with("httpDigestAuth", json!({ "user": "me", "password": secret }))),
        (request("httpBearerAuth"), with("httpBearerAuth", json!({ "token": secret }))),
        (request("httpCustomAuth"), with("httpCustomAuth", json!({ "json": custom.to_string() }))),
        (board, with("boardApi", json!({ "url": url, "token": secret }))),
    ]
}

fn describe(folder: &Path) {
    let of_both = json!({
        "headers": { "X-Token": "={{ $credentials.token }}" }, "qs": { "token": "={{ $credentials.token }}" },
    });
    board::describe(folder, "/items", &of_both);
}

/// How a service fails, by the path that an item asks for or by the time it is asked.
fn replies(url: &str) -> Vec<Reply> {
    vec![
        Reply::json(&json!({ "errors": [{ "message": "no" }] })).with_status(401),
        Reply::text("<html>busy</html>").with_status(503).header("retry-after", "0"),
        Reply::text("no JSON {").header("content-type", "application/json"),
        Reply::text("x").header("content-encoding", "gzip"),
        Reply::redirect(302, "http://\u{7f}/"),
        Reply::redirect(302, &format!("{url}/again")),
        Reply::redirect(302, "file:///etc/passwd"),
        Reply::verbatim("HTTP/1.1 200 OK\r\nbroken\r\n\r\n"),
        Reply::verbatim("no HTTP"),
        Reply::text("cut").cut_after(1),
        Reply::destroy(),
        Reply::hang(),
    ]
}

#[tokio::test]
async fn errors_and_results_show_no_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    describe(folder.path());
    let runtime = Runtime::builder().nodes(folder.path()).retries(0).timeout(std::time::Duration::from_millis(300));
    let runtime = runtime.build().expect("a runtime");
    let (mut failures, mut successes) = (0, 0);
    for secret in SECRETS {
        let server = ScriptedServer::start(|_: &RecordedRequest| Reply::status(204)).expect("a free port");
        let mut replies = replies(&server.url());
        // Waiting for nothing takes its time, so that once is enough.
        replies.truncate(if secret == SECRETS[0] { 12 } else { 11 });
        for (way, reply) in replies.into_iter().enumerate() {
            server.set_script(move |_: &RecordedRequest| reply.clone());
            for (mut node, credentials) in nodes(&server.url(), secret) {
                // A declarative node waits for minutes, whatever the runtime says.
                if way == 11 && node["type"] == "board" {
                    continue;
                }
                let provider = Credentials::from_json(&credentials).expect("credentials");
                check("Debug of credentials", &format!("{provider:?}"));
                for settings in [Value::Null, json!("continueRegularOutput")] {
                    node["onError"] = settings;
                    if node["onError"].is_null() {
                        node.as_object_mut().expect("an object").shift_remove("onError");
                    }
                    let runtime = runtime.with_credentials(provider.clone());
                    let prepared = match runtime.prepare(&node) {
                        Ok(prepared) => prepared,
                        Err(error) => {
                            check("an error", &format!("{error} {error:?} {}", json!(error)));
                            continue;
                        }
                    };
                    let items = vec![Item::new(json!({ "a": "1" })), Item::new(json!({ "a": { "b": [] } }))];
                    match prepared.execute(items).await {
                        Ok(outcome) => {
                            successes += 1;
                            check("a result", &format!("{} {outcome:?}", json!(outcome.outputs)));
                        }
                        Err(error) => {
                            failures += 1;
                            check("an error", &format!("{error} {error:#} {error:?} {error:#?} {}", json!(error)));
                            let mut source = std::error::Error::source(&error);
                            while let Some(inner) = source {
                                check("an inner error", &format!("{inner} {inner:?}"));
                                source = inner.source();
                            }
                        }
                    }
                }
            }
        }
    }
    println!("{failures} failures, {successes} results");
    assert!(failures > 200 && successes > 100, "{failures} failures, {successes} results");
}

/// With everything logged, of every crate that logs.
#[test]
fn the_command_shows_no_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    describe(folder.path());
    let file = |name: &str, value: &Value| {
        let path = folder.path().join(name);
        std::fs::write(&path, value.to_string()).expect("a file");
        path.display().to_string()
    };
    let server = ScriptedServer::start(|_: &RecordedRequest| Reply::status(204)).expect("a free port");
    let nodes_of = folder.path().display().to_string();
    let mut logged = 0;
    let mut look = |what: &str, finished: &Finished| {
        logged += finished.stderr.len();
        check(what, &finished.stderr);
        check(what, &finished.stdout);
        assert!(!finished.stderr.contains("panicked"), "{what}: {}", finished.stderr);
    };
    let environment = [("NODEWRIGHT_LOG", "trace")];
    let mut replies = replies(&server.url());
    // The command waits for an answer for minutes.
    replies.pop();
    for (n, reply) in replies.into_iter().enumerate() {
        // One secret for each way to fail keeps this short.
        let secret = SECRETS[n % SECRETS.len()];
        server.set_script(move |_: &RecordedRequest| reply.clone());
        for (node, credentials) in nodes(&server.url(), secret) {
            // A parameter is the user's own text, and is printed where it is asked for.
            if node["parameters"]["operation"] == "logout" && n % 2 == 0 {
                continue;
            }
            let (node, credentials) = (file("node.txt", &node), file("credentials.txt", &credentials));
            let arguments = ["run", &node, "--credentials", &credentials, "--nodes", &nodes_of];
            look("run", &run_with(&arguments, "", &environment));
            if n == 0 {
                look(
                    "credentials test",
                    &run_with(&["credentials", "test", &credentials, "--nodes", &nodes_of], "", &environment),
                );
            }
        }
    }
    // Files of credentials that are broken in some way.
    let node = file("node.txt", &nodes(&server.url(), "-")[2].0);
    for secret in SECRETS {
        let whole = json!({ "httpHeaderAuth": { "name": "X-Key", "value": secret } }).to_string();
        for text in [
            whole[..whole.len() - 1].to_owned(),
            whole[..whole.len() - 3].to_owned(),
            format!("{whole}{whole}"),
            whole.replace("{\"name\"", "[{\"name\"").replace("}}", "}]}"),
            json!({ "httpHeaderAuth": secret }).to_string(),
            json!({ "httpHeaderAuth": { "name": format!("bad header {secret}"), "value": [secret] } }).to_string(),
            json!({ "httpHeaderAuth": { "name": "X-Key", "value": format!("{secret}\r\nX-Other: 1") } }).to_string(),
            json!([{ "id": "1", "name": "mine", "type": "httpHeaderAuth", "data": secret }]).to_string(),
            json!([secret]).to_string(),
        ] {
            let path = folder.path().join("broken.txt");
            std::fs::write(&path, text).expect("a file");
            let path = path.display().to_string();
            look("a broken file", &run_with(&["run", &node, "--credentials", &path], "", &environment));
        }
    }
    println!("{logged} bytes of output searched");
    assert!(logged > 100_000, "only {logged} bytes were logged");
}
