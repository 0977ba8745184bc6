//! The command as a library: a binary with nodes of its own has all commands, and no node that it does not name.

use std::process::{Command, Output};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{
    command::{Finished, built, run},
    said::says,
};
use serde_json::json;

fn own(arguments: &[&str], environment: &[(&str, &str)]) -> Finished {
    // As `cargo test --workspace` has built it.
    let binary = built(&["--workspace", "--example", "own"]);
    let Output { status, stdout, stderr } =
        Command::new(binary).args(arguments).envs(environment.iter().copied()).output().expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Finished { code: status.code().unwrap_or(-1), stdout: text(&stdout), stderr: text(&stderr) }
}

#[test]
fn it_has_its_own_nodes_only() {
    let finished = own(&["list", "--json"], &[]);
    let listed = finished.json();
    let names: Vec<_> = listed.as_array().expect("a list").iter().map(|node| node["name"].as_str()).collect();
    assert_eq!((finished.code, names), (0, vec![Some("tickets")]));
    for (arguments, code, message) in [
        (["describe", "directus"], 1, "Known node types: tickets"),
        (["serve", "--sandbox"], 2, "--sandbox: no node type of this program has a sandbox"),
    ] {
        let finished = own(&arguments, &[]);
        assert_eq!(finished.code, code, "{finished:?}");
        says(&finished, message);
    }
}

#[test]
fn it_has_all_commands() {
    let commands = |help: &str| -> Vec<String> {
        let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
        lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let Finished { code, stdout: help, .. } = own(&["--help"], &[]);
    assert_eq!(code, 0);
    assert!(commands(&help).len() >= 11, "{help}");
    assert_eq!(commands(&help), commands(&run(&["--help"]).stdout));
}

#[test]
fn it_executes_its_node() {
    let server = ScriptedServer::start(Reply::json(&json!([{ "id": 7 }]))).expect("a server");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("node.json");
    let node =
        json!({ "type": "tickets", "parameters": { "resource": "tickets", "operation": "list", "queue": "it" } });
    std::fs::write(&file, node.to_string()).expect("a file");
    let credential = json!({ "url": server.url(), "token": "a-token" }).to_string();
    let environment = [("NODEWRIGHT_CREDENTIAL_TICKETSAPI", credential.as_str())];
    let finished = own(&["run", file.to_str().expect("UTF-8")], &environment);
    assert_eq!((finished.code, finished.stderr.as_str()), (0, ""));
    assert_eq!(finished.json(), json!([[{ "json": { "id": 7 }, "pairedItem": { "item": 0 } }]]));
    assert_eq!(server.requests()[0].target, "/queues/it/tickets?limit=50");
}
