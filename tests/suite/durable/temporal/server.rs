//! A real Temporal server, and workers of it. Both are processes that may be killed.

use std::{
    fs,
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
    time::Instant,
};

use nodewright_temporal::{
    Execute, Payload, node_error, start,
    temporalio_client::{ActivityHandle, Client, ClientOptions, Connection, ConnectionOptions, Url},
    temporalio_common::data_converters::DataConverter,
};
use nodewright_testkit::skip;
use nodewright_tests::{command, root};
use serde_json::Value;
use tempfile::TempDir;

use crate::durable::process::{PATIENCE, Running, free_ports, launch};

/// The queue of all calls.
pub const QUEUE: &str = "nodewright";
/// What a worker says when it is there.
const WORKS: &str = "nodewright: executing what is in the queue ";

/// A server with a database of its own.
pub struct Server {
    folder: TempDir,
    ports: [u16; 3],
    process: Option<Running>,
}

impl Server {
    /// A server on free ports; `None` where PyPI does not bring one.
    pub async fn start() -> Option<Self> {
        binary()?;
        let _ = rustls::crypto::ring::default_provider().install_default();
        // Somebody else may take a port before the server does.
        for _ in 0..5 {
            let mut server = Self { folder: TempDir::new().expect("a folder"), ports: free_ports(), process: None };
            if server.run().await {
                return Some(server);
            }
        }
        panic!("the server does not start");
    }

    /// Starts it, or starts it again on what it had. Whether it is there.
    pub async fn run(&mut self) -> bool {
        let [front, http, metrics] = self.ports.map(|port| port.to_string());
        let process = Command::new(binary().expect("a server"))
            .args(["server", "start-dev", "--headless", "--ip", "127.0.0.1", "--log-level", "error"])
            .args(["--port", &front, "--http-port", &http, "--metrics-port", &metrics, "--db-filename"])
            .arg(self.folder.path().join("temporal.db"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        self.process = Some(Running(process));
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            if let Some(process) = &mut self.process
                && process.0.try_wait().expect("a state").is_some()
            {
                return false;
            }
            let is_there = TcpStream::connect(("127.0.0.1", self.ports[0])).is_ok();
            if is_there && self.ports_answer().await {
                return true;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        false
    }

    async fn ports_answer(&self) -> bool {
        let options = ConnectionOptions::new(self.url().parse::<Url>().expect("an address")).build();
        Connection::connect(options).await.is_ok()
    }

    /// Ends it with a signal that it cannot handle.
    pub fn kill(&mut self) {
        self.process.as_mut().expect("it runs").kill();
        self.process = None;
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.ports[0])
    }

    /// Whoever calls.
    pub async fn client(&self, converter: DataConverter) -> Client {
        let options = ConnectionOptions::new(self.url().parse::<Url>().expect("an address")).build();
        let connection = Connection::connect(options).await.expect("a server");
        Client::new(connection, ClientOptions::new("default").data_converter(converter).build()).expect("a client")
    }

    /// Begins an execution.
    pub async fn begin(&self, id: &str, call: &Value) -> ActivityHandle<Client, Execute> {
        let client = self.client(DataConverter::default()).await;
        start(&client, QUEUE, id, Payload(call.clone())).await.expect("it begins")
    }

    /// The whole of an execution: its outputs, or the error of the node.
    pub async fn call(&self, id: &str, call: &Value) -> Result<Value, nodewright::NodeError> {
        result(&self.begin(id, call).await).await
    }

    /// What an execution gave that was begun before.
    pub async fn result_of(&self, id: &str) -> Result<Value, nodewright::NodeError> {
        let client = self.client(DataConverter::default()).await;
        result(&client.get_activity_handle(Execute, id, None)).await
    }

    /// Whether its database has this text anywhere.
    pub fn keeps(&self, text: &str) -> bool {
        let files = fs::read_dir(self.folder.path()).expect("a folder");
        files.flatten().any(|file| {
            let bytes = fs::read(file.path()).unwrap_or_default();
            bytes.windows(text.len()).any(|some| some == text.as_bytes())
        })
    }
}

/// What an execution gave.
pub async fn result(handle: &ActivityHandle<Client, Execute>) -> Result<Value, nodewright::NodeError> {
    let result = tokio::time::timeout(PATIENCE, handle.result()).await.expect("an end in time");
    result.map(|Payload(value)| value).map_err(|why| node_error(&why))
}

fn binary() -> Option<&'static Path> {
    static BINARY: OnceLock<Option<PathBuf>> = OnceLock::new();
    let found = BINARY.get_or_init(|| {
        let told = Command::new("python3").arg(root().join("tests/temporal-server/binary.py")).output();
        match told {
            Ok(told) if told.status.success() => Some(String::from_utf8_lossy(&told.stdout).trim().into()),
            Ok(told) => {
                skip(&format!("Temporal's server cannot be had: {}", String::from_utf8_lossy(&told.stderr).trim()));
                None
            }
            Err(why) => {
                skip(&format!("Temporal's server needs python3: {why}"));
                None
            }
        }
    });
    found.as_deref()
}

/// `nodewright worker --temporal`, with credentials from a folder, and large items in it.
pub struct Worker {
    arguments: Vec<String>,
    process: Running,
}

impl Worker {
    pub fn start(server: &Server, folder: &Path, more: &[&str]) -> Self {
        let path = |name: &str| folder.join(name).display().to_string();
        let arguments = ["worker", "--temporal", &server.url(), "--task-queue", QUEUE].map(str::to_owned);
        let mut arguments = arguments.to_vec();
        arguments.extend(["--credentials".to_owned(), path("credentials.json"), "--blobs".to_owned(), path("blobs")]);
        arguments.extend(more.iter().map(|one| (*one).to_owned()));
        let process = launch(program(), &arguments, WORKS).0;
        Self { arguments, process }
    }

    pub fn kill(&mut self) {
        self.process.kill();
    }

    pub fn restart(&mut self) {
        self.process = launch(program(), &self.arguments, WORKS).0;
    }

    /// Asks it to end, and waits until it has.
    pub fn end(&mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.process.0.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()), "it cannot be asked");
        self.process.0.wait().expect("it ends");
    }
}

fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| command::built(&["--workspace", "--example", "temporal-worker"]))
}
