//! The same over HTTP: by itself and beside the API, with a token and without.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::command::{binary, run};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

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
        assert!(text(&answer).contains("Missing required property: Refresh Token"), "{answer}");
        assert_eq!(client.call("directus_auth_dance", &json!({}))["error"]["code"], -32602);
    }
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
    assert!(finished.stderr.contains("--token-file FILE"), "{finished:?}");
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
