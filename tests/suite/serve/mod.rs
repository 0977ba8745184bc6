//! `nodewright serve`: the API over HTTP, as callers and browsers reach it.

mod access;
mod credentials;
mod ending;
mod errors;
mod execute;
mod openapi;
mod page;
mod reload;
mod what_there_is;

use std::{
    io::{BufRead, BufReader},
    process::{Child, ChildStderr, Command, Stdio},
};

use nodewright_tests::{command::binary, said::says};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

/// A running server. It is gone when this is dropped.
pub struct Server {
    child: Child,
    log: BufReader<ChildStderr>,
    /// Where it listens.
    pub url: String,
    client: reqwest::Client,
}

impl Server {
    /// On a free port, with these further arguments.
    pub fn start(arguments: &[&str]) -> Self {
        Self::start_at("127.0.0.1:0", &[&["serve"], arguments].concat())
    }

    /// A command that listens, at this address.
    fn start_at(address: &str, arguments: &[&str]) -> Self {
        let mut child = Command::new(binary())
            .args(arguments)
            .args(["--bind", address])
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut log = BufReader::new(child.stderr.take().expect("piped"));
        let mut seen = String::new();
        let url = loop {
            let mut line = String::new();
            assert_ne!(log.read_line(&mut line).expect("text"), 0, "it ended: {seen}");
            if let Some(url) = line.trim_end().strip_prefix("nodewright: listening on ") {
                break url.to_owned();
            }
            seen += &line;
        };
        Self { child, log, url, client: client() }
    }

    fn sandbox() -> Self {
        Self::start(&["--sandbox"])
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    async fn get(&self, path: &str) -> (StatusCode, Value) {
        answer(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> (StatusCode, Value) {
        answer(self.request(Method::POST, path).json(body)).await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn client() -> reqwest::Client {
    // Another test may have been first.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

/// Status and JSON of an answer; null where it has no body.
async fn answer(request: RequestBuilder) -> (StatusCode, Value) {
    let response = request.send().await.expect("an answer");
    let (status, text) = (response.status(), response.text().await.expect("text"));
    let json = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap_or(Value::String(text)) };
    (status, json)
}

/// Whether an answer is this error.
fn refuses((status, error): &(StatusCode, Value), expected: u16, message: &str) {
    says(error, message);
    assert_eq!(status.as_u16(), expected, "{message}: {error}");
    assert!(error["name"].is_string() && error["timestamp"].is_u64(), "n8n's error JSON: {error}");
}

/// The node that ends a session.
fn log_out(token: &str) -> Value {
    json!({ "name": "End", "type": "directus", "typeVersion": 1,
        "parameters": { "resource": "auth", "operation": "logout", "refreshToken": token } })
}
