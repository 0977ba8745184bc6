//! The official client of the Model Context Protocol, from npm, talking to the command.

use std::{
    io::{BufRead, BufReader, Lines, Write},
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use nodewright_tests::{command::binary, root};
use serde_json::{Value, json};

/// A connected client. It disconnects when dropped.
pub struct Client {
    child: Child,
    input: Option<ChildStdin>,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Client {
    /// Over standard input and output, to the command with these arguments; `None` where there is no npm.
    pub fn stdio(arguments: &[&str]) -> Option<Self> {
        let binary = binary().display().to_string();
        Self::connect(&[&["stdio", &binary, "mcp"], arguments].concat())
            .map(|connected| connected.expect("it connects"))
    }

    /// Over either transport; an error is what the client says of it.
    pub fn connect(arguments: &[&str]) -> Option<Result<Self, Value>> {
        if Command::new("npm").arg("--version").stdout(Stdio::null()).status().is_err() {
            nodewright_testkit::skip("the official client of the protocol needs npm, which is not there");
            return None;
        }
        let mut child = Command::new("node")
            .arg(root().join("tests/mcp-client/client.mjs"))
            .args(arguments)
            .current_dir(root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node comes with npm");
        let (input, output) = (child.stdin.take(), child.stdout.take().expect("piped"));
        let mut client = Self { child, input, lines: BufReader::new(output).lines() };
        let greeting = client.next();
        if greeting["ready"].is_null() {
            return Some(Err(greeting));
        }
        assert_eq!(greeting["ready"]["name"], "nodewright");
        Some(Ok(client))
    }

    /// All tools, over all pages.
    pub fn tools(&mut self) -> Vec<Value> {
        let answer = self.ask(&json!({ "list": true }));
        assert_eq!(answer["uncompilable"], json!([]), "tools with an invalid schema");
        answer["tools"].as_array().expect("a list").clone()
    }

    /// The names of all tools.
    pub fn names(&mut self) -> Vec<String> {
        self.tools().iter().map(|tool| tool["name"].as_str().expect("a name").to_owned()).collect()
    }

    /// Calls a tool: `{"result"}` or `{"error"}`.
    pub fn call(&mut self, name: &str, arguments: &Value) -> Value {
        self.ask(&json!({ "call": name, "arguments": arguments }))
    }

    /// Calls a tool and does not wait.
    pub fn start(&mut self, name: &str, arguments: &Value) {
        self.ask(&json!({ "start": name, "arguments": arguments }));
    }

    /// Cancels the call that was started.
    pub fn cancel(&mut self) -> Value {
        self.ask(&json!({ "cancel": "no longer wanted" }))
    }

    fn ask(&mut self, step: &Value) -> Value {
        writeln!(self.input.as_ref().expect("open"), "{step}").expect("it reads");
        self.next()
    }

    fn next(&mut self) -> Value {
        let line = self.lines.next().expect("an answer").expect("a line");
        serde_json::from_str(&line).expect("JSON")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.child.wait();
    }
}

/// The text that a model reads of an answer.
pub fn text(answer: &Value) -> &str {
    answer["result"]["content"][0]["text"].as_str().unwrap_or_else(|| panic!("no text: {answer}"))
}
