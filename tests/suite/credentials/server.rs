//! A real OAuth2 server from npm, and the browser of the user.

use std::{
    io::{BufRead, BufReader, Lines, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use nodewright_tests::root;
use serde_json::{Value, json};

/// A running server. It stops when dropped.
pub struct Server {
    child: Child,
    input: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
    pub issuer: String,
}

impl Server {
    /// `None` where there is no npm, or it cannot bring the server.
    pub fn start() -> Option<Self> {
        let mut child = Command::new("node")
            .arg(root().join("tests/oauth2-server/server.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (input, output) = (child.stdin.take(), child.stdout.take().expect("piped"));
        let mut server = Self { child, input, lines: BufReader::new(output).lines(), issuer: String::new() };
        let greeting = server.lines.next()?.ok()?;
        let greeting: Value = serde_json::from_str(&greeting).expect("JSON");
        server.issuer = greeting["issuer"].as_str().expect("an address").to_owned();
        Some(server)
    }

    /// The user opens an address, logs in and agrees.
    pub fn log_in(&mut self, address: &str) -> Value {
        self.ask(&json!({ "login": address }))
    }

    /// The user opens an address and refuses.
    pub fn deny(&mut self, address: &str) -> Value {
        self.ask(&json!({ "deny": address }))
    }

    /// How many refreshes it has answered.
    pub fn refreshes(&mut self) -> u64 {
        self.ask(&json!({ "tokens": true }))["issued"].as_u64().expect("a count")
    }

    fn ask(&mut self, step: &Value) -> Value {
        writeln!(self.input.as_ref().expect("open"), "{step}").expect("it reads");
        serde_json::from_str(&self.lines.next().expect("an answer").expect("a line")).expect("JSON")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}
