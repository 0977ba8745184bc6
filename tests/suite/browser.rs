//! The form page in headless Chromium. `tests/run` brings what that needs; without it, this says what is missing.

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use nodewright::serde_json::Value;
use nodewright_server::http;
use nodewright_tests::root;

use crate::{serve::Server, tried};

const TOKEN: &str = "token-of-the-tests-0123456789abcdef";
/// Tests in `tests/browser`.
const LEAST: usize = 36;
/// Nodes of declarative packages.
const DECLARATIVE: usize = 14;
const PASSPHRASE: &str = "passphrase of the tests";

#[test]
fn the_page_works_in_a_browser() {
    let folder = root().join("tests/browser");
    let chromium = match prepared(&folder) {
        Ok(chromium) => chromium,
        Err(missing) => return nodewright_testkit::skip(&format!("browser tests: {missing}")),
    };
    let secrets = tempfile::TempDir::new().expect("a folder");
    let file = |name: &str| secrets.path().join(name).display().to_string();
    for (name, secret) in [("token", TOKEN), ("passphrase", PASSPHRASE)] {
        std::fs::write(file(name), secret).expect("a file");
    }
    let (store, passphrase) = (file("store.age"), file("passphrase"));
    let server = Server::start(&["--sandbox", "--credential-store", &store, "--passphrase-file", &passphrase]);
    let guarded = Server::start(&["--sandbox", "--token-file", &file("token")]);

    let tests = std::fs::read_dir(&folder).expect("a folder").filter_map(|entry| Some(entry.ok()?.path()));
    let tests = tests.filter(|path| path.to_string_lossy().ends_with(".test.mjs"));
    let finished = Command::new("node")
        .args(["--test", "--test-reporter", "spec"])
        .args(tests)
        .env("NODEWRIGHT_URL", &server.url)
        .env("NODEWRIGHT_TOKEN_URL", &guarded.url)
        .env("NODEWRIGHT_TOKEN", TOKEN)
        .env("NODEWRIGHT_CHROMIUM", chromium)
        .output()
        .expect("node runs");
    let report = String::from_utf8_lossy(&finished.stdout);
    assert!(finished.status.success(), "{report}{}", String::from_utf8_lossy(&finished.stderr));
    let count =
        |what: &str| report.lines().find_map(|line| line.strip_prefix("ℹ ")?.strip_prefix(what)?.trim().parse().ok());
    let passed: usize = count("pass ").expect("how many passed");
    assert!(passed >= LEAST, "only {passed} tests");
    assert_eq!(count("skipped "), Some(0), "{report}");
    report.lines().filter(|line| line.contains("first render")).for_each(|line| say(line.trim_start_matches("ℹ ")));
}

/// Nodes of real packages, executed against a server that answers everything.
#[tokio::test(flavor = "multi_thread")]
async fn the_page_shows_nodes_of_packages() {
    let chromium = match prepared(&root().join("tests/browser")) {
        Ok(chromium) => chromium,
        Err(missing) => return nodewright_testkit::skip(&format!("browser tests: {missing}")),
    };
    let (api, service) = match tried::declarative_api() {
        Ok(served) => served,
        Err(why) => return nodewright_testkit::skip(&why),
    };
    let nodes = tried::shown_nodes(&api);
    assert!(nodes.len() >= DECLARATIVE, "only {} nodes", nodes.len());
    let settings = http::Settings::default();
    let listener = http::bind(([127, 0, 0, 1], 0).into(), &settings).await.expect("it listens");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let serving = tokio::spawn(http::serve(listener, http::router(api, &settings), std::future::pending()));
    let count = nodes.len();
    let finished = tokio::task::spawn_blocking(move || {
        Command::new("node")
            .args(["--test", "--test-reporter", "spec"])
            .arg(root().join("tests/browser/packages/packages.test.mjs"))
            .env("NODEWRIGHT_URL", url)
            .env("NODEWRIGHT_PACKAGES", Value::from(nodes).to_string())
            .env("NODEWRIGHT_CHROMIUM", chromium)
            .output()
            .expect("node runs")
    });
    let finished = finished.await.expect("node runs");
    serving.abort();
    let report = String::from_utf8_lossy(&finished.stdout);
    assert!(finished.status.success(), "{report}{}", String::from_utf8_lossy(&finished.stderr));
    // And one about all of them.
    assert!(report.contains(&format!("ℹ pass {}\n", count + 1)), "{report}");
    // Lists of options, and executions.
    assert!(service.requests().len() >= count, "only {} requests", service.requests().len());
}

/// Where the browser is, if all that the tests need is there; else what is not.
fn prepared(folder: &Path) -> Result<PathBuf, String> {
    let search = std::env::var_os("PATH").unwrap_or_default();
    let find = |name: &str| std::env::split_paths(&search).map(|folder| folder.join(name)).find(|path| path.is_file());
    let chromium = find("chromium").ok_or("there is no command 'chromium' (Debian: apt-get install chromium)")?;
    find("node").ok_or("there is no command 'node' (Debian: apt-get install nodejs npm)")?;
    for (path, how) in [
        (folder.join("node_modules/playwright-core"), "cd tests/browser && npm ci"),
        (root().join("crates/server/page/dist/index.html"), "cd crates/server/page && npm ci && npm run build"),
    ] {
        if !path.exists() {
            return Err(format!("there is no {}; tests/run makes it, or: {how}", path.display()));
        }
    }
    Ok(chromium)
}

/// Says it whether the test passes or not, past the harness that keeps the output of passing tests to itself.
fn say(line: &str) {
    // A receiver that has gone is not a failure.
    let _ = writeln!(std::io::stderr(), "{line}");
}
