//! npm itself, which knows registries, their credentials and caches.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::failure::Failure;

const COMMAND: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// npm in a folder.
pub struct Npm {
    folder: PathBuf,
}

impl Npm {
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Downloads a package, without what it needs, into a folder; gives the archive.
    pub fn pack(&self, wanted: &str, into: &Path) -> Result<PathBuf, Failure> {
        self.run(wanted, &["pack", "--pack-destination", &into.display().to_string()])?;
        let archives = std::fs::read_dir(into).into_iter().flatten().flatten().map(|entry| entry.path());
        archives.into_iter().next().ok_or_else(|| Failure::Failed(format!("npm gave no archive of '{wanted}'")))
    }

    /// Installs a package with what it needs.
    pub fn install(&self, wanted: &str) -> Result<(), Failure> {
        // Peers are n8n itself, which the runtime stands in for.
        self.run(
            wanted,
            &["install", "--save", "--save-exact", "--package-lock", "--legacy-peer-deps", "--no-audit", "--no-fund"],
        )
    }

    /// Takes a package back.
    pub fn uninstall(&self, name: &str) -> Result<(), Failure> {
        self.run(name, &["uninstall", "--save", "--package-lock", "--legacy-peer-deps", "--no-audit", "--no-fund"])
    }

    fn run(&self, wanted: &str, arguments: &[&str]) -> Result<(), Failure> {
        let (command, options) = arguments.split_first().expect("a command");
        // No package may run code of its own while it is installed.
        let always =
            ["--ignore-scripts", "--json", "--loglevel=error", "--no-progress", "--no-update-notifier", "--no-global"];
        let finished = Command::new(COMMAND)
            .arg(command)
            .args(options)
            .args(always)
            .args(["--", wanted])
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| {
                Failure::Failed(match error.kind() {
                    ErrorKind::NotFound => {
                        "packages are installed with npm, which was not found; it comes with Node.js \
                        (Debian: apt-get install npm)"
                            .to_owned()
                    }
                    _ => format!("npm cannot be started: {error}"),
                })
            })?;
        match finished.status.success() {
            true => Ok(()),
            false => Err(Failure::Failed(reason(wanted, &finished.stdout, &finished.stderr))),
        }
    }
}

/// What went wrong, from the JSON that npm prints.
fn reason(wanted: &str, stdout: &[u8], stderr: &[u8]) -> String {
    let told = nodewright_json::read(stdout).unwrap_or_default();
    let text = |name: &str| told["error"][name].as_str().unwrap_or_default().trim().to_owned();
    match (text("code").as_str(), text("summary")) {
        // It may be something that the package needs.
        ("E404", _) => {
            let detail = text("detail");
            let missing = detail.split('\'').nth(1).unwrap_or(wanted).trim_end_matches("@*");
            format!("there is no package '{missing}' in the registry that npm uses")
        }
        ("ETARGET" | "ENOVERSIONS", _) => {
            format!("the registry that npm uses has no such version: '{wanted}'; npm view NAME versions lists them")
        }
        ("E401" | "E403", summary) => format!("the registry refuses '{wanted}': {summary}; npm login may be needed"),
        ("ENOTFOUND" | "ECONNREFUSED" | "ECONNRESET" | "ETIMEDOUT" | "EAI_AGAIN" | "ENETUNREACH", summary) => {
            format!("the registry that npm uses cannot be reached: {summary}")
        }
        ("", _) => format!("npm could not install '{wanted}': {}", String::from_utf8_lossy(stderr).trim()),
        (code, summary) => format!("npm could not install '{wanted}': {summary} ({code})"),
    }
}
