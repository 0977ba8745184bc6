//! Nodes whose files change while a server runs.

use std::{fs, io::BufRead};

use serde_json::{Value, json};

use super::Server;

fn description(title: &str) -> String {
    json!({
        "displayName": title, "name": "board", "group": ["input"], "version": 1, "description": "", "defaults": {},
        "inputs": ["main"], "outputs": ["main"], "requestDefaults": { "baseURL": "https://api.example.com" },
        "properties": [{
            "displayName": "Search", "name": "search", "type": "string", "default": "",
            "routing": { "send": { "type": "query", "property": "q" } },
        }],
    })
    .to_string()
}

/// The next line that the server says.
fn said(server: &mut Server) -> String {
    let mut line = String::new();
    assert_ne!(server.log.read_line(&mut line).expect("text"), 0, "it ended");
    line.trim_end().to_owned()
}

#[tokio::test]
async fn nodes_are_loaded_again_when_their_files_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("board.json");
    fs::write(&file, description("One")).expect("a file");
    let mut server = Server::start(&["--nodes", folder.path().to_str().expect("UTF-8")]);
    let titled = async |server: &Server| server.get("/nodes/board/1").await.1["displayName"].clone();
    assert_eq!(titled(&server).await, "One");

    fs::write(&file, description("Another")).expect("a file");
    assert_eq!(said(&mut server), "nodewright: the nodes have changed and were loaded again");
    assert_eq!(titled(&server).await, "Another");

    // What cannot be loaded is said, and those that there are stay.
    fs::remove_file(&file).expect("it is removed");
    let mut error = String::new();
    while serde_json::from_str::<Value>(&error).is_err() {
        error += &said(&mut server);
    }
    let message = format!("{}: there is no package and no description in this folder", folder.path().display());
    assert_eq!(serde_json::from_str::<Value>(&error).expect("an error")["message"], message);
    assert_eq!(titled(&server).await, "Another");

    fs::write(&file, description("Third")).expect("a file");
    assert_eq!(said(&mut server), "nodewright: the nodes have changed and were loaded again");
    assert_eq!(titled(&server).await, "Third");
}
