//! `nodewright packages`: npm installs into a folder that `--nodes` takes.

use std::{collections::BTreeMap, fs, io::Write, path::Path, process::Command};

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer, skip};
use nodewright_tests::command::{Finished, run, run_with};
use serde_json::{Value, json};
use sha2::{Digest, Sha512};

const NODE: &str = "exports.Desk = class {
  constructor() {
    this.description = { displayName: 'Desk', name: 'desk', version: 1, description: 'Answers', inputs: ['main'], outputs: ['main'], properties: [] };
  }
  async execute() { return [[{ json: { sum: require('desk-sums').add(1, 2) } }]]; }
};";

/// An archive as npm publishes it.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, text) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, format!("package/{name}"), text.as_bytes()).expect("an entry");
    }
    tar.into_inner().and_then(GzEncoder::finish).expect("an archive")
}

/// A package of nodes that needs another, and would run code of its own while it is installed.
fn desk(version: &str) -> (Value, Vec<u8>) {
    let manifest = json!({
        "name": "n8n-nodes-desk", "version": version, "n8n": { "nodes": ["Desk.node.js"] },
        "dependencies": { "desk-sums": "^1.0.0" }, "peerDependencies": { "n8n-workflow": "*" },
        "scripts": { "preinstall": "echo ran > ../../ran", "postinstall": "echo ran > ../../ran" },
    });
    let files = archive(&[("package.json", &manifest.to_string()), ("Desk.node.js", NODE)]);
    (manifest, files)
}

/// A registry of a few packages; what it does not know is answered 404.
fn registry() -> ScriptedServer {
    let plain = |name: &str, text: &str| {
        let manifest = json!({ "name": name, "version": "1.0.0", "dependencies": { "no-such-sums": "1.0.0" } });
        let manifest = if name == "desk-sums" { json!({ "name": name, "version": "1.0.0" }) } else { manifest };
        (manifest.clone(), archive(&[("package.json", &manifest.to_string()), ("index.js", text)]))
    };
    let broken = json!({ "name": "n8n-nodes-broken", "version": "1.0.0", "n8n": { "nodes": [] }, "dependencies": { "no-such-sums": "1.0.0" } });
    let idle = json!({ "name": "@desk/n8n-nodes-idle", "version": "1.0.0", "n8n": { "nodes": ["gone.node.js"] } });
    let old = json!({ "name": "n8n-nodes-old", "version": "1.0.0", "n8n": { "nodes": [] } });
    let all = [
        (old.clone(), archive(&[("package.json", &old.to_string())])),
        desk("1.0.0"),
        desk("1.1.0"),
        plain("desk-sums", "exports.add = (a, b) => a + b;"),
        plain("left-desk", ""),
        (broken.clone(), archive(&[("package.json", &broken.to_string())])),
        (idle.clone(), archive(&[("package.json", &idle.to_string())])),
    ];
    let mut packages: BTreeMap<String, Vec<(Value, Vec<u8>)>> = BTreeMap::new();
    for (manifest, bytes) in all {
        packages.entry(manifest["name"].as_str().expect("a name").to_owned()).or_default().push((manifest, bytes));
    }
    ScriptedServer::start(move |request: &RecordedRequest| {
        let path = request.target.split('?').next().unwrap_or_default().replace("%2f", "/").replace("%2F", "/");
        let host = request.header("host").unwrap_or_default();
        if let Some((name, version)) = path.strip_prefix("/archives/").and_then(|rest| rest.rsplit_once('/')) {
            let found = packages.get(name).into_iter().flatten().find(|(manifest, _)| manifest["version"] == version);
            return found.map_or_else(|| Reply::status(404), |(_, bytes)| Reply::bytes(bytes.clone()));
        }
        let Some(versions) = packages.get(path.trim_start_matches('/')) else {
            return Reply::json(&json!({ "error": "Not found" })).with_status(404);
        };
        let mut document = json!({ "name": versions[0].0["name"], "versions": {} });
        for (manifest, bytes) in versions {
            let version = manifest["version"].as_str().expect("a version");
            let mut manifest = manifest.clone();
            let integrity = format!("sha512-{}", STANDARD.encode(Sha512::digest(bytes)));
            let tarball = format!("http://{host}/archives/{}/{version}", manifest["name"].as_str().expect("a name"));
            // Old registries have none.
            manifest["dist"] = match manifest["name"] == "n8n-nodes-old" {
                true => json!({ "tarball": tarball }),
                false => json!({ "tarball": tarball, "integrity": integrity }),
            };
            document["dist-tags"]["latest"] = version.into();
            document["versions"][version] = manifest;
        }
        Reply::json(&document)
    })
    .expect("a registry")
}

struct Place {
    parent: tempfile::TempDir,
    registry: ScriptedServer,
}

impl Place {
    fn folder(&self) -> String {
        self.parent.path().join("some/packages").display().to_string()
    }

    fn add(&self, name: &str) -> Finished {
        let cache = self.parent.path().join("cache").display().to_string();
        let environment = [
            ("npm_config_registry", &*self.registry.url()),
            ("npm_config_cache", &cache),
            ("npm_config_fetch_retries", "0"),
        ]
        .map(|(name, value)| (name, value.to_owned()));
        let environment = environment.each_ref().map(|(name, value)| (*name, value.as_str()));
        run_with(&["packages", "add", name, "--folder", &self.folder()], "", &environment)
    }
}

/// A folder and a registry; nothing where there is no npm.
fn place() -> Option<Place> {
    if Command::new("npm").arg("--version").output().is_err() {
        skip("packages are installed by npm, which is not there");
        return None;
    }
    Some(Place { parent: tempfile::tempdir().expect("a folder"), registry: registry() })
}

fn read(folder: &str, name: &str) -> Value {
    let text = fs::read_to_string(Path::new(folder).join(name)).expect("a file");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn a_package_is_installed_listed_and_run() {
    let Some(place) = place() else { return };
    let folder = place.folder();
    let added = place.add("n8n-nodes-desk@1.0.0");
    assert_eq!((added.code, added.stderr.as_str()), (0, ""), "{added:?}");
    for text in ["added n8n-nodes-desk 1.0.0 to ", "sha512-", "  n8n-nodes-desk.desk 1  Answers", "--nodes "] {
        assert!(added.stdout.contains(text), "{text}: {added:?}");
    }
    let lock = read(&folder, "package-lock.json");
    for name in ["n8n-nodes-desk", "desk-sums"] {
        let integrity = &lock["packages"][format!("node_modules/{name}")]["integrity"];
        assert!(integrity.as_str().is_some_and(|text| text.starts_with("sha512-")), "{name}: {integrity}");
    }
    assert_eq!(read(&folder, "package.json")["dependencies"], json!({ "n8n-nodes-desk": "1.0.0" }));
    for path in ["node_modules/n8n-workflow", "ran", "node_modules/ran"] {
        assert!(!Path::new(&folder).join(path).exists(), "{path}");
    }

    let node = place.parent.path().join("node.json");
    fs::write(&node, json!({ "name": "Desk", "type": "n8n-nodes-desk.desk", "parameters": {} }).to_string())
        .expect("a file");
    let answered = run(&["run", &node.display().to_string(), "--nodes", &folder]);
    assert_eq!(answered.json()[0][0]["json"], json!({ "sum": 3 }), "{answered:?}");

    // The newest, in place of the one before.
    assert_eq!(place.add("n8n-nodes-desk").code, 0);
    let listed = run(&["packages", "list", "--json", "--folder", &folder]).json();
    assert_eq!(listed.as_array().map(Vec::len), Some(1));
    let expected = json!([["n8n-nodes-desk", "1.1.0", ["n8n-nodes-desk.desk"], []]]);
    let shown = ["name", "version", "nodes", "problems"].map(|key| &listed[0][key]);
    assert_eq!(json!([shown]), expected);
    let listed = run(&["packages", "list", "--folder", &folder]);
    assert_eq!(listed.stdout, "n8n-nodes-desk 1.1.0  n8n-nodes-desk.desk\n");
}

#[test]
fn an_archive_is_installed_as_well() {
    let Some(place) = place() else { return };
    let path = place.parent.path().join("desk.tgz");
    fs::File::create(&path).and_then(|mut file| file.write_all(&desk("2.0.0").1)).expect("a file");
    let added = place.add(&path.display().to_string());
    assert_eq!(added.code, 0, "{added:?}");
    let lock = read(&place.folder(), "package-lock.json");
    assert!(lock["packages"]["node_modules/n8n-nodes-desk"]["integrity"].is_string());
}

#[test]
fn what_cannot_be_installed_leaves_nothing_behind() {
    let Some(place) = place() else { return };
    let folder = place.folder();
    let text = place.parent.path().join("text.tgz");
    fs::write(&text, "no archive").expect("a file");
    let refused = [
        ("n8n-nodes-nowhere", 1, "there is no package 'n8n-nodes-nowhere' in the registry"),
        ("n8n-nodes-desk@9.9.9", 1, "has no such version: 'n8n-nodes-desk@9.9.9'"),
        ("left-desk", 1, "left-desk 1.0.0 is not a package of n8n nodes: its package.json has no \"n8n\" key"),
        // The package is there, and what it needs is not.
        ("n8n-nodes-old", 1, "tells no integrity of n8n-nodes-old"),
        ("n8n-nodes-broken", 1, "there is no package 'no-such-sums@1.0.0' in the registry"),
        ("../desk", 2, "it must be NAME, NAME@VERSION, @SCOPE/NAME, or a .tgz file"),
        ("gone.tgz", 2, "there is no file 'gone.tgz'"),
        (text.to_str().expect("UTF-8"), 2, "it cannot be read as a package"),
        ("n8n-nodes-desk@file:/", 2, "'file:/' is not a version"),
    ];
    for (name, code, message) in &refused {
        let failed = place.add(name);
        assert_eq!(failed.code, *code, "{name}: {failed:?}");
        assert!(failed.stderr.contains(message) && failed.stdout.is_empty(), "{name}: {failed:?}");
        assert!(!place.parent.path().join("some").exists(), "{name}");
    }
    // Nor where other packages are.
    assert_eq!(place.add("n8n-nodes-desk@1.0.0").code, 0);
    let before = ["package.json", "package-lock.json"].map(|name| read(&folder, name));
    for name in ["left-desk", "n8n-nodes-old", "n8n-nodes-broken"] {
        assert_eq!(place.add(name).code, 1, "{name}");
        let after = ["package.json", "package-lock.json"].map(|name| read(&folder, name));
        assert_eq!(after, before, "{name}");
    }
    let left: Vec<_> = fs::read_dir(Path::new(&folder).join("node_modules")).expect("a folder").flatten().collect();
    assert_eq!(
        left.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).count(),
        2,
        "{left:?}"
    );
}

#[test]
fn what_has_no_usable_node_says_why() {
    let Some(place) = place() else { return };
    let added = place.add("@desk/n8n-nodes-idle");
    assert_eq!(added.code, 1, "{added:?}");
    for text in ["gone.node.js: the file is missing", "@desk/n8n-nodes-idle 1.0.0 has no node that can be run here"] {
        assert!(added.stderr.contains(text), "{added:?}");
    }
    // Without npm, and in a folder of something else.
    let other = place.parent.path().join("other");
    fs::create_dir(&other).and_then(|()| fs::write(other.join("notes.txt"), "")).expect("a file");
    let other = other.display().to_string();
    let empty = place.parent.path().join("gone").display().to_string();
    for (folder, environment, code, message) in [
        (&empty, vec![("PATH", "/nowhere")], 1, "packages are installed with npm, which was not found"),
        (&other, vec![], 2, "has other files and no package.json"),
        (
            &empty,
            vec![("npm_config_registry", "http://127.0.0.1:1"), ("npm_config_fetch_retries", "0")],
            1,
            "cannot be reached",
        ),
    ] {
        let failed = run_with(&["packages", "add", "n8n-nodes-desk", "--folder", folder], "", &environment);
        assert_eq!(failed.code, code, "{failed:?}");
        assert!(failed.stderr.contains(message), "{message}: {failed:?}");
        assert!(!Path::new(&empty).exists());
    }
    let listed = run(&["packages", "list", "--folder", &empty]);
    assert_eq!(listed.code, 2);
    assert!(listed.stderr.contains("add one with: nodewright packages add NAME"), "{listed:?}");
}
