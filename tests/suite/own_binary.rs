//! The command as a library: a binary with nodes of its own has all commands, and no node that it does not name.

use std::process::{Command, Output};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::command::{built, run};
use serde_json::{Value, json};

fn own(arguments: &[&str], environment: &[(&str, &str)]) -> (i32, String, String) {
    // As `cargo test --workspace` has built it.
    let binary = built(&["--workspace", "--example", "own"]);
    let Output { status, stdout, stderr } =
        Command::new(binary).args(arguments).envs(environment.iter().copied()).output().expect("the command starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (status.code().unwrap_or(-1), text(&stdout), text(&stderr))
}

#[test]
fn it_has_its_own_nodes_only() {
    let (code, listed, _) = own(&["list", "--json"], &[]);
    let listed: Value = serde_json::from_str(&listed).expect("JSON");
    let names: Vec<_> = listed.as_array().expect("a list").iter().map(|node| node["name"].as_str()).collect();
    assert_eq!((code, names), (0, vec![Some("tickets")]));
    let (code, _, said) = own(&["describe", "directus"], &[]);
    assert_eq!(code, 1);
    assert!(said.contains("Known node types: tickets"), "{said}");
    let (code, _, said) = own(&["serve", "--sandbox"], &[]);
    assert_eq!((code, said.as_str()), (2, "nodewright: --sandbox: no node type of this program has a sandbox\n"));
}

#[test]
fn it_has_all_commands() {
    let commands = |help: &str| -> Vec<String> {
        let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
        lines.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
    };
    let (code, help, _) = own(&["--help"], &[]);
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
    let (code, items, said) = own(&["run", file.to_str().expect("UTF-8")], &environment);
    assert_eq!((code, said.as_str()), (0, ""));
    let items: Value = serde_json::from_str(&items).expect("JSON");
    assert_eq!(items, json!([[{ "json": { "id": 7 }, "pairedItem": { "item": 0 } }]]));
    assert_eq!(server.requests()[0].target, "/queues/it/tickets?limit=50");
}
