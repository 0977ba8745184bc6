//! Nodes from descriptions in JSON: where they come from, how they are checked, how one is started.

use std::{fs, io::Write, path::Path};

use nodewright_tests::{
    command::{run, run_with},
    root,
    said::says,
};
use serde_json::{Value, json};

fn description(name: &str) -> Value {
    json!({
        "displayName": "Board", "name": name, "group": ["input"], "version": [1, 1.1], "description": "Reads a board",
        "defaults": { "name": "Board" }, "inputs": ["main"], "outputs": ["main"],
        "requestDefaults": { "baseURL": "https://api.example.com" },
        "properties": [{
            "displayName": "Search", "name": "search", "type": "string", "default": "",
            "routing": { "send": { "type": "query", "property": "q" } },
        }],
    })
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) -> String {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, text).expect("a file");
    path.display().to_string()
}

/// The names with package of the types that are not linked.
fn listed(paths: &[&str]) -> (Vec<String>, String) {
    let linked = run(&["list", "--json"]);
    let arguments: Vec<_> =
        ["list", "--json"].into_iter().chain(paths.iter().flat_map(|path| ["--nodes", path])).collect();
    let all = run(&arguments);
    assert_eq!(all.code, 0, "{all:?}");
    let names = |text: &str| -> Vec<String> {
        let types: Vec<Value> = serde_json::from_str(text).expect("a list");
        types.iter().map(|one| one["name"].as_str().expect("a name").to_owned()).collect()
    };
    let known = names(&linked.stdout);
    (names(&all.stdout).into_iter().filter(|name| !known.contains(name)).collect(), all.stderr)
}

#[test]
fn the_nodes_of_the_project_are_sound() {
    let checked = run(&["check", "nodes/declarative"]);
    assert_eq!((checked.code, checked.stdout.as_str()), (0, "nothing wrong: 3 node types, 8 cases\n"), "{checked:?}");
    let (names, problems) = listed(&["nodes/declarative"]);
    assert_eq!(
        (names, problems.as_str()),
        (["githubFiles", "slackChannels", "zotero"].map(str::to_owned).to_vec(), "")
    );
}

#[test]
fn a_new_description_passes_at_once() {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("desk");
    let path = folder.to_str().expect("UTF-8");
    let made = run(&["new", "node", "help-desk", "--declarative", "--path", path]);
    let next = format!("created the node help-desk in {path}\nnext: nodewright check {path}\n");
    assert_eq!((made.code, made.stdout.as_str(), made.stderr.as_str()), (0, next.as_str(), ""));
    let checked = run(&["check", path]);
    assert_eq!((checked.code, checked.stdout.as_str()), (0, "nothing wrong: 1 node types, 3 cases\n"), "{checked:?}");
    // A case that differs is said.
    let cases = folder.join("help-desk.cases.json");
    let changed = fs::read_to_string(&cases).expect("a file").replace("limit=1\"", "limit=2\"");
    fs::write(&cases, changed).expect("a file");
    let checked = run(&["check", path]);
    let said = format!(
        "{}: a list up to its limit: request 0: its URL is \"https://api.example.com/tickets?limit=1\" instead of \
         \"https://api.example.com/tickets?limit=2\"\n1 problems: 1 node types, 3 cases\n",
        cases.display()
    );
    assert_eq!((checked.code, checked.stdout), (1, said));
}

#[test]
fn descriptions_come_from_files_folders_packages_and_archives() {
    let folder = tempfile::tempdir().expect("a folder");
    let one = write(folder.path(), "one/board.json", description("board").to_string());
    let list = write(folder.path(), "list/nodes.json", json!([description("a"), description("b")]).to_string());
    write(folder.path(), "package/package.json", r#"{ "name": "@acme/n8n-nodes-board" }"#);
    let package = write(folder.path(), "package/dist/types/nodes.json", json!([description("board")]).to_string());
    let nested = folder.path().join("one").display().to_string();
    // A list of hundreds is read when a node of it is asked for.
    let many: Vec<_> = (0..2000).map(|n| description(&format!("n{n}"))).collect();
    let long = write(folder.path(), "long.json", Value::from(many).to_string());

    let archive = folder.path().join("package.tgz");
    let compressed =
        flate2::write::GzEncoder::new(fs::File::create(&archive).expect("a file"), flate2::Compression::fast());
    let mut tar = tar::Builder::new(compressed);
    tar.append_dir_all("package", folder.path().join("package")).expect("an archive");
    tar.into_inner().expect("an archive").finish().expect("an archive").flush().expect("an archive");
    let archive = archive.display().to_string();

    for (path, expected) in [
        (&one, vec!["board"]),
        (&nested, vec!["board"]),
        (&list, vec!["a", "b"]),
        (&package, vec!["@acme/n8n-nodes-board.board"]),
        (&archive, vec!["@acme/n8n-nodes-board.board"]),
    ] {
        let (names, problems) = listed(&[path]);
        assert_eq!((names, problems.as_str()), (expected.into_iter().map(str::to_owned).collect(), ""), "{path}");
    }
    let (names, problems) = listed(&[&long]);
    assert_eq!((names.len(), problems.as_str()), (2000, ""));
    let described = run(&["describe", "n1999@1.1", "--nodes", &long]);
    let mut described: Value = serde_json::from_str(&described.stdout).expect("JSON");
    let added = described["properties"].as_array_mut().and_then(Vec::pop).expect("properties");
    // What every node has that sends requests.
    assert_eq!((described, &added["name"]), (description("n1999"), &json!("requestOptions")));
    // The environment names some too, and the same bare name may be in several packages.
    let described = run_with(&["list", "--nodes", &one], "", &[("NODEWRIGHT_NODES", &package)]);
    assert_eq!(described.stdout.matches("Reads a board").count(), 2, "{described:?}");
}

#[test]
fn what_cannot_be_loaded_is_said_and_the_rest_is_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let place = |name: &str| folder.path().join(name).display().to_string();
    write(folder.path(), "nodes/good.json", description("good").to_string());
    let mut broken = description("broken");
    broken["properties"][0]["type"] = 5.into();
    write(folder.path(), "nodes/broken.json", broken.to_string());
    let mut unversioned = description("unversioned");
    unversioned["version"] = "one".into();
    write(folder.path(), "nodes/unversioned.json", unversioned.to_string());
    let mut coded = description("coded");
    coded["properties"][0]["routing"]["send"]["preSend"] = json!([{ "$js": "function" }]);
    write(folder.path(), "nodes/coded.json", coded.to_string());
    write(folder.path(), "nodes/text.json", "{");
    write(folder.path(), "nodes/other.json", "{}");
    let (names, problems) = listed(&[&place("nodes")]);
    assert_eq!(names, ["coded", "good"]);
    let expected = [
        format!("{}: properties[0].type: this must be one of boolean, button, …", place("nodes/broken.json")),
        format!(
            "{}: properties[0].routing.send.preSend: this is code, which a description has not: what needs it is unavailable",
            place("nodes/coded.json")
        ),
        format!(
            "{}: this is neither a node's description, which has \"version\", \"inputs\" and \"outputs\", nor a credential \
             type, which has \"name\" and \"properties\"",
            place("nodes/other.json")
        ),
        format!("{}: it is not JSON (line 1, column 2): Expected property name or '}}'", place("nodes/text.json")),
        format!(
            "{}: 'version': this must be a version such as 1 or 1.1, or a list of them",
            place("nodes/unversioned.json")
        ),
    ];
    let said: Vec<_> = problems.lines().collect();
    assert_eq!(said.len(), expected.len(), "{problems}");
    for (line, expected) in said.iter().zip(expected) {
        says(*line, &format!("nodewright: {expected}"));
    }
    write(folder.path(), "empty/readme.txt", "");
    write(folder.path(), "short.tgz", "no archive");
    for (path, said) in [
        ("nothing", "no nodes can be read there: No such file or directory (os error 2)"),
        ("empty", "there is no package and no description in this folder"),
        ("empty/readme.txt", "nodes are in a .json file, a folder, a package or its .tgz"),
        ("short.tgz", "it cannot be read: invalid gzip header"),
    ] {
        let refused = run(&["list", "--nodes", &place(path)]);
        let error: Value = serde_json::from_str(&refused.stderr).expect("an error");
        assert_eq!((refused.code, &error["message"]), (1, &json!(format!("{}: {said}", place(path)))));
    }
}

#[test]
fn the_published_schemas_take_the_nodes_of_the_project() {
    for entry in fs::read_dir(root().join("nodes/declarative")).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let schema = match () {
            () if name.ends_with(".node.json") => "description",
            () if name.ends_with(".credentials.json") => "credential-type",
            () => continue,
        };
        let schema = fs::read(root().join(format!("schemas/{schema}.schema.json"))).expect("a schema");
        let schema: Value = serde_json::from_slice(&schema).expect("a schema");
        let value: Value = serde_json::from_slice(&fs::read(entry.path()).expect("a file")).expect("JSON");
        for key in schema["required"].as_array().expect("a list") {
            assert!(value.get(key.as_str().expect("a key")).is_some(), "{name}: {key}");
        }
        for key in value.as_object().expect("an object").keys() {
            assert!(schema["properties"].get(key).is_some(), "{name}: {key}");
        }
    }
}

/// The host's own limit counts where the node says nothing of it.
#[tokio::test]
async fn a_host_says_how_long_a_service_may_take() {
    // Takes connections, and answers none.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let mut slow = description("slow");
    slow["requestDefaults"]["baseURL"] = format!("http://{}", silent.local_addr().expect("an address")).into();
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "slow.json", slow.to_string());
    let builder = nodewright::Runtime::builder().nodes(folder.path()).retries(0);
    let runtime = builder.timeout(std::time::Duration::from_millis(100)).build().expect("a runtime");
    let node = runtime.prepare(&json!({ "type": "slow", "parameters": {} })).expect("a node");
    let error = node.execute(vec![nodewright::Item::empty()]).await.map(|outcome| outcome.error);
    let error = error.unwrap_or_else(Some).expect("no answer");
    assert_eq!(error.kind(), nodewright::ErrorKind::Timeout, "{error:?}");
}

/// A pipe that nobody writes to, and links that lead to everything.
#[cfg(unix)]
#[test]
fn what_is_no_file_is_left_alone() {
    let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    write(folder.path(), "good.json", description("good").to_string());
    let linked = write(elsewhere.path(), "linked.json", description("linked").to_string());
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, folder.path().join(name)).expect("a link");
    link(&linked, "linked.json");
    link("/", "root");
    link(".", "again");
    let pipe = folder.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.is_ok_and(|status| status.success()), "no pipe");
    let (names, problems) = listed(&[&folder.path().display().to_string()]);
    assert_eq!((names, problems.as_str()), (vec!["good".to_owned(), "linked".to_owned()], ""));
}
