//! A real Directus 12 for tests, with SQLite, on a free loopback port.
//!
//! It is run by `tests/directus-server`, which takes Node.js and npm. The first start installs Directus into `.cache` (or `$NODEWRIGHT_CACHE`), later ones take about three
//! seconds. Each instance has its own data, and stops with the process that started it, however that ends.
//!
//! Nothing it does gets out of this machine: it runs in a network namespace of its own. Where none can be made (it takes
//! root or user namespaces) a line on stderr says so, and its outgoing connections are refused in its process instead.

pub mod facts;
mod mail;
mod options;

use std::{
    fs,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use serde::Deserialize;
use tokio::sync::OnceCell;

pub use mail::Mail;
pub use options::Options;

/// The administrator's mail address, as in the sandbox.
pub const EMAIL: &str = "admin@example.com";
/// The administrator's password, until a reset changes it.
pub const PASSWORD: &str = "d1r3ctu5";
/// The administrator's static token, which does not expire.
pub const STATIC_TOKEN: &str = "admin-static-token";

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/directus-server/serve.mjs");

/// Directus answers before it has handed a mail over.
const MAIL_DEADLINE: Duration = Duration::from_secs(20);

/// A running Directus. It stops, and its data is removed, when dropped.
#[derive(Debug)]
pub struct Directus {
    ready: Ready,
    /// Runs until its standard input, which this process holds, ends.
    script: Child,
}

/// What the script says once Directus answers.
#[derive(Debug, Deserialize)]
struct Ready {
    url: String,
    data: PathBuf,
}

impl Directus {
    /// Starts an instance of its own.
    ///
    /// # Errors
    /// When the script cannot be run or ends before Directus answers; it says why on stderr.
    pub async fn start(options: Options) -> io::Result<Self> {
        let started = tokio::task::spawn_blocking(move || Self::run(&options)).await;
        started.map_err(io::Error::other)?
    }

    /// The instance with default options that all tests of this process share.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn shared() -> io::Result<&'static Self> {
        Self::shared_with(Options::default()).await
    }

    /// The instance with these options that all tests of this process share.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub async fn shared_with(options: Options) -> io::Result<&'static Self> {
        type Instance = OnceCell<Directus>;
        // Never dropped: the script notices that the process has ended.
        static SHARED: Mutex<Vec<(Options, &'static Instance)>> = Mutex::new(Vec::new());

        let instance = {
            let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
            let known = shared.iter().find(|(known, _)| *known == options).map(|(_, instance)| *instance);
            known.unwrap_or_else(|| {
                let instance = Box::leak(Box::default());
                shared.push((options.clone(), instance));
                instance
            })
        };
        instance.get_or_try_init(|| Self::start(options)).await
    }

    /// The base URL without a trailing slash, e.g. `http://127.0.0.1:40123`.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.ready.url
    }

    /// The administrator's static token.
    #[must_use]
    pub fn token(&self) -> &'static str {
        STATIC_TOKEN
    }

    /// The folder with its database, uploads, mails and log.
    #[must_use]
    pub fn data(&self) -> &Path {
        &self.ready.data
    }

    /// What Directus has logged so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.data().join("server.log")).unwrap_or_default()
    }

    /// The mails sent so far, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn mails(&self) -> io::Result<Vec<Mail>> {
        let mut files = fs::read_dir(self.data().join("mail"))?
            .map(|entry| Ok(entry?.path()))
            .filter(|file| file.as_ref().is_ok_and(|file| file.extension().is_some_and(|kind| kind == "eml")))
            .collect::<io::Result<Vec<_>>>()?;
        // Their names begin with the time.
        files.sort();
        files.iter().map(|file| Ok(Mail::parse(&fs::read_to_string(file)?))).collect()
    }

    /// The newest mail to an address; waits for the first one.
    ///
    /// # Errors
    /// When none comes in time, or the mails cannot be read.
    pub async fn mail_to(&self, address: &str) -> io::Result<Mail> {
        let deadline = Instant::now() + MAIL_DEADLINE;
        loop {
            if let Some(mail) = self.mails()?.into_iter().rfind(|mail| mail.to == address) {
                return Ok(mail);
            }
            if Instant::now() > deadline {
                return Err(io::Error::new(io::ErrorKind::TimedOut, format!("no mail to {address} came")));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn run(options: &Options) -> io::Result<Self> {
        let mut script = Command::new("node")
            .arg(SCRIPT)
            .args(options.arguments())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| io::Error::new(error.kind(), format!("Node.js (`node`) could not be run: {error}")))?;
        let mut line = String::new();
        if let Some(output) = script.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        match serde_json::from_str(&line) {
            Ok(ready) => Ok(Self { ready, script }),
            Err(_) => {
                let status = script.wait()?;
                Err(io::Error::other(format!("Directus did not start ({status}); stderr says why")))
            }
        }
    }
}

impl Drop for Directus {
    fn drop(&mut self) {
        drop(self.script.stdin.take());
        // Waited for, so that nothing of it is left when the test ends.
        let _ = self.script.wait();
    }
}
