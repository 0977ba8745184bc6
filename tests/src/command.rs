//! The command `nodewright`, built once.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::Duration,
};

use serde_json::Value;

/// What a call of the command gave.
#[derive(Debug)]
pub struct Finished {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Finished {
    /// Standard output as JSON.
    ///
    /// # Panics
    /// It is not JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

/// The binary of the tree under test.
///
/// # Panics
/// It cannot be built.
pub fn binary() -> &'static Path {
    static BINARY: OnceLock<PathBuf> = OnceLock::new();
    BINARY.get_or_init(|| built(&["--package", "nodewright-cli"]))
}

/// The executable that cargo builds for these arguments.
///
/// # Panics
/// It cannot be built.
#[must_use]
pub fn built(arguments: &[&str]) -> PathBuf {
    let built = cargo("build")
        .args(["--quiet", "--message-format", "json"])
        .args(arguments)
        .current_dir(crate::root())
        .stderr(Stdio::inherit())
        .output()
        .expect("cargo runs");
    assert!(built.status.success(), "{arguments:?} does not build");
    let lines = String::from_utf8_lossy(&built.stdout);
    let artifacts = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let path = artifacts.filter_map(|a| a["executable"].as_str().map(PathBuf::from)).next_back();
    path.expect("cargo names the executable")
}

/// A command of the cargo that runs the tests.
#[must_use]
pub fn cargo(command: &str) -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    // What cargo tells a test of its own package would look like a changed environment to build scripts.
    let own =
        |name: &str| ["CARGO_PKG_", "CARGO_MANIFEST", "CARGO_BIN_", "CARGO_CRATE_"].iter().any(|p| name.starts_with(p));
    std::env::vars().filter(|(name, _)| own(name)).for_each(|(name, _)| {
        cargo.env_remove(name);
    });
    cargo.arg(command);
    cargo
}

/// Runs the command with these arguments, in the root of the project, without credentials from outside.
///
/// # Panics
/// It cannot be started.
#[must_use]
pub fn run(arguments: &[&str]) -> Finished {
    run_with(arguments, "", &[])
}

/// The same with standard input and environment variables.
///
/// # Panics
/// It cannot be started.
#[must_use]
pub fn run_with(arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Finished {
    finish(start(arguments, input, environment))
}

/// Runs the command and gives, besides, the most memory it had, in bytes; `None` where the system does not say. It is
/// looked up a thousand times a second, so what lasts for less may be missed.
///
/// # Panics
/// It cannot be started.
#[must_use]
pub fn run_measured(arguments: &[&str], environment: &[(&str, &str)]) -> (Finished, Option<u64>) {
    let mut child = start(arguments, "", environment);
    let mut most = None;
    while child.try_wait().expect("a process").is_none() {
        most = most.max(peak_memory(child.id()));
        std::thread::sleep(Duration::from_millis(1));
    }
    (finish(child), most)
}

/// The most memory a running process has had so far.
#[must_use]
pub fn peak_memory(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB"))?;
    Some(kilobytes.parse::<u64>().ok()? * 1024)
}

fn start(arguments: &[&str], input: &str, environment: &[(&str, &str)]) -> Child {
    let mut child = Command::new(binary())
        .args(arguments)
        .current_dir(crate::root())
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that does not read its input closes it, which is not a failure here.
    let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
    child
}

fn finish(child: Child) -> Finished {
    let output = child.wait_with_output().expect("the command ends");
    Finished {
        code: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
