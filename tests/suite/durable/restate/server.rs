//! A real Restate server, and workers of it. Both are processes that may be killed.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use nodewright_testkit::skip;
use nodewright_tests::{command, root};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::durable::process::{PATIENCE, Running, free_ports, launch};

/// What a worker says before its address.
const LISTENS: &str = "nodewright: listening on http://";

/// A server with a folder of its own.
pub struct Server {
    binary: &'static Path,
    folder: TempDir,
    /// Of callers, of its admin API, and of other servers.
    ports: [u16; 3],
    process: Option<Running>,
    client: Client,
}

impl Server {
    /// A server on free ports; `None` where npm does not bring one.
    pub async fn start() -> Option<Self> {
        let binary = binary()?;
        // reqwest builds no client without one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Somebody else may take a port before the server does.
        for _ in 0..5 {
            let folder = TempDir::new().expect("a folder");
            let client = Client::builder().no_proxy().build().expect("a client");
            let mut server = Self { binary, folder, ports: free_ports(), process: None, client };
            if server.run().await {
                return Some(server);
            }
        }
        panic!("the server does not start");
    }

    /// Starts it, or starts it again on what it had. Whether it is there.
    pub async fn run(&mut self) -> bool {
        let at = |port: u16| format!("127.0.0.1:{port}");
        let [ingress, admin, node] = self.ports;
        let process = Command::new(self.binary)
            .arg("--base-dir")
            .arg(self.folder.path())
            .env("RESTATE_DISABLE_TELEMETRY", "true")
            .env("RESTATE_LISTEN_MODE", "tcp")
            .env("RESTATE_INGRESS__BIND_ADDRESS", at(ingress))
            .env("RESTATE_ADMIN__BIND_ADDRESS", at(admin))
            .env("RESTATE_BIND_ADDRESS", at(node))
            // A broken connection to a worker is tried again soon.
            .env("RESTATE_DEFAULT_RETRY_POLICY__MAX_INTERVAL", "1s")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let process = self.process.insert(Running(process));
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if process.0.try_wait().expect("a state").is_some() {
                return false;
            }
            let is_there =
                |answer: reqwest::Result<reqwest::Response>| answer.is_ok_and(|one| one.status().is_success());
            let admin = self.client.get(format!("http://127.0.0.1:{admin}/health")).send().await;
            let ingress = self.client.get(format!("http://127.0.0.1:{ingress}/restate/health")).send().await;
            if is_there(admin) && is_there(ingress) {
                return true;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        false
    }

    /// Ends it with a signal that it cannot handle.
    pub fn kill(&mut self) {
        self.process.as_mut().expect("it runs").kill();
        self.process = None;
    }

    pub fn admin(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports[1])
    }

    /// Calls a handler: the status and the body.
    pub async fn call(&self, handler: &str, key: Option<&str>, body: &Value) -> reqwest::Result<(StatusCode, Value)> {
        let mut request = self.client.post(format!("http://127.0.0.1:{}/{handler}", self.ports[0])).json(body);
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let answer = request.timeout(PATIENCE).send().await?;
        Ok((answer.status(), answer.json().await?))
    }

    /// The result of a call, also where the server goes away meanwhile: it is asked again under the same key.
    pub async fn result(&self, handler: &str, key: &str, body: &Value) -> (StatusCode, Value) {
        let started = Instant::now();
        loop {
            match self.call(handler, Some(key), body).await {
                Ok(answer) => return answer,
                Err(why) => assert!(started.elapsed() < PATIENCE, "no result: {why}"),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Rows of a table of its own.
    pub async fn query(&self, sql: &str) -> Value {
        let request = self.client.post(format!("{}/query", self.admin())).header("accept", "application/json");
        let answer = request.json(&json!({ "query": sql })).send().await.expect("an answer");
        answer.json().await.expect("rows")
    }
}

fn binary() -> Option<&'static Path> {
    static BINARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = BINARY.get_or_init(|| {
        let told = Command::new("node").arg(root().join("tests/restate-server/binary.mjs")).output();
        match told {
            Ok(told) if told.status.success() => Some(String::from_utf8_lossy(&told.stdout).trim().into()),
            Ok(told) => {
                skip(&format!("Restate's server cannot be had: {}", String::from_utf8_lossy(&told.stderr).trim()));
                None
            }
            Err(why) => {
                skip(&format!("Restate's server needs node: {why}"));
                None
            }
        }
    });
    found.as_deref()
}

/// A worker that a server knows: `nodewright worker --restate`, or a program that does the same.
pub struct Worker {
    program: PathBuf,
    arguments: Vec<String>,
    process: Running,
}

impl Worker {
    /// With credentials from `folder`, and large items in it.
    pub fn start(server: &Server, folder: &Path, more: &[&str]) -> Self {
        let credentials = folder.join("credentials.json");
        let mut arguments = ["worker", "--restate", "--register", &server.admin()].map(str::to_owned).to_vec();
        arguments.extend(["--credentials".to_owned(), credentials.display().to_string()]);
        arguments.extend(["--blobs".to_owned(), folder.join("blobs").display().to_string()]);
        arguments.extend(more.iter().map(|one| (*one).to_owned()));
        let bound = |address: &str| [&arguments[..], &["--bind".to_owned(), address.to_owned()]].concat();
        let program = command::binary();
        let (process, address) = launch(program, &bound("127.0.0.1:0"), LISTENS);
        // The server knows it from now on.
        let known = bound(&address).into_iter().filter(|one| *one != "--register" && *one != server.admin());
        Self { program: program.to_path_buf(), arguments: known.collect(), process }
    }

    /// The program of an example, which takes an address and a file of credentials.
    pub async fn example(server: &Server, folder: &Path, example: &str) -> Self {
        let program = command::built(&["--workspace", "--example", example]);
        let credentials = folder.join("credentials.json").display().to_string();
        let (process, address) = launch(&program, &["127.0.0.1:0".to_owned(), credentials.clone()], LISTENS);
        let known = json!({ "uri": format!("http://{address}") });
        let answer = server.client.post(format!("{}/deployments", server.admin())).json(&known).send().await;
        assert!(answer.is_ok_and(|answer| answer.status().is_success()), "the server does not take it");
        Self { program, arguments: vec![address, credentials], process }
    }

    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// Starts it again where it was.
    pub fn restart(&mut self) {
        self.process = launch(&self.program, &self.arguments, LISTENS).0;
    }
}
