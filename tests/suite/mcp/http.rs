//! The same over HTTP: by itself and beside the API, with a token and without.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{
    command::{binary, run},
    said::says,
};
use serde_json::{Value, json};
use tempfile::{NamedTempFile, TempDir};

use super::client::{Client, text};

/// The command, listening. It ends when dropped.
struct Listening {
    child: Child,
    url: String,
}

impl Listening {
    /// With these arguments, on a free port.
    fn start(arguments: &[&str]) -> Self {
        let mut child = Command::new(binary())
            .args([arguments, &["--bind", "127.0.0.1:0"]].concat())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines().map_while(Result::ok);
        let url = lines.find_map(|line| Some(line.strip_prefix("nodewright: listening on ")?.to_owned()));
        let url = url.expect("it says where it listens");
        Self { child, url: if url.ends_with("/mcp") { url } else { url + "/mcp" } }
    }

    fn client(&self, token: Option<&str>) -> Option<Result<Client, Value>> {
        Client::connect(&[&["http", self.url.as_str()], token.as_slice()].concat())
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn tools_are_the_same_as_over_stdio() {
    let Some(mut stdio) = Client::stdio(&["--sandbox"]) else { return };
    let expected = stdio.tools();
    for command in [&["mcp", "--sandbox"][..], &["serve", "--mcp", "--sandbox"]] {
        let server = Listening::start(command);
        let Some(client) = server.client(None) else { return };
        let mut client = client.expect("it connects");
        assert_eq!(client.tools(), expected, "{command:?}");
        let answer = client.call("directus_auth_logout", &json!({ "refreshToken": "sandbox-refresh-token" }));
        let done = json!({ "items": [{ "success": true, "message": "Logged out successfully" }] });
        assert_eq!(answer["result"]["structuredContent"], done, "{answer}");
        let answer = client.call("directus_auth_logout", &json!({}));
        says(text(&answer), "Missing required property: Refresh Token");
        assert_eq!(client.call("directus_auth_dance", &json!({}))["error"]["code"], -32602);
    }
}

#[test]
fn serve_offers_the_tools_that_were_chosen() {
    let server = Listening::start(&["serve", "--mcp", "--only", "items.*", "--read-only", "--sandbox"]);
    let Some(client) = server.client(None) else { return };
    let tools = client.expect("it connects").tools();
    let names: Vec<_> = tools.iter().map(|tool| &tool["name"]).collect();
    assert_eq!(names, ["directus_items_get", "directus_items_list"]);

    let finished = run(&["serve", "--read-only", "--bind", "127.0.0.1:0", "--sandbox"]);
    assert_eq!(finished.code, 2, "{finished:?}");
    says(&finished, "which tools are offered (--node, --only, --read-only …) only counts with --mcp");
}

#[test]
fn a_token_is_asked_for_where_there_is_one() {
    let file = NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), "t0ken\n").expect("written");
    let path = file.path().display().to_string();
    let server = Listening::start(&["mcp", "--sandbox", "--token-file", &path]);
    for (token, accepted) in [(None, false), (Some("other"), false), (Some("t0ken"), true)] {
        let Some(client) = server.client(token) else { return };
        match client {
            Ok(_) => assert!(accepted, "{token:?}"),
            Err(failed) => {
                assert!(!accepted, "{token:?}: {failed}");
                assert_eq!(failed["code"], 401, "{failed}");
            }
        }
    }
}

#[test]
fn other_machines_need_a_token() {
    let finished = run(&["mcp", "--sandbox", "--bind", "0.0.0.0:0"]);
    assert_eq!(finished.code, 1, "{finished:?}");
    says(&finished, "Start it with --token-file FILE, or on a loopback address such as 127.0.0.1:7890");
}

#[tokio::test]
async fn a_call_that_is_cancelled_stops() {
    let service = ScriptedServer::start(Reply::hang()).expect("a free port");
    let file = super::credentials(&service);
    let server = Listening::start(&["mcp", "--credentials", &file.path().display().to_string()]);
    let Some(client) = server.client(None) else { return };
    let mut client = client.expect("it connects");
    client.start("directus_auth_logout", &json!({ "refreshToken": "a" }));
    service.received(1).await;
    client.cancel();
    service.disconnected().await;
}

#[tokio::test]
async fn stored_credentials_are_used_beside_the_api() {
    let service = ScriptedServer::start(Reply::status(204)).expect("a free port");
    let folder = TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(path("passphrase"), "a passphrase").expect("written");
    let (store, passphrase) = (path("store"), path("passphrase"));
    let server = Listening::start(&["serve", "--mcp", "--credential-store", &store, "--passphrase-file", &passphrase]);
    let Some(client) = server.client(None) else { return };
    let _ = rustls::crypto::ring::default_provider().install_default();
    let stored = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client")
        .put(server.url.replace("/mcp", "/credentials/directusApi"))
        .json(&json!({ "url": service.url(), "accessToken": "a" }))
        .send()
        .await;
    assert_eq!(stored.expect("an answer").status(), 204);
    let answer = client.expect("it connects").call("directus_auth_logout", &json!({ "refreshToken": "a" }));
    assert_eq!(answer["result"]["isError"], false, "{answer}");
    assert_eq!(service.requests().len(), 1);
}
