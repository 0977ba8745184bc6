//! The catalog in the README, and the examples beside it.

use nodewright_core::{
    Registry, Version,
    serde_json::{self, Value},
};
use nodewright_node_directus::{V1, directus_versions};

const START: &str = "<!-- catalog -->\n";
const END: &str = "<!-- end of catalog -->\n";

fn catalog() -> String {
    let mut table = String::from("| resource | operation | effect | Directus |\n| --- | --- | --- | --- |\n");
    for entry in V1.router.operations() {
        let info = entry.info;
        let (effect, versions) = (info.effect.name(), directus_versions(&info));
        table += &format!("| {} | {} | {effect} | {versions} |\n", info.resource, info.operation);
    }
    table
}

/// `UPDATE_README=1 cargo test -p nodewright-node-directus` writes it.
#[test]
fn the_readme_holds_the_catalog() {
    let path = format!("{}/README.md", env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (table, behind) = rest.split_once(END).unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, format!("{before}{START}{}{END}{behind}", catalog())).unwrap();
        return;
    }
    assert_eq!(table, catalog(), "the catalog is not what the router says: run the test with UPDATE_README=1");
    assert_eq!(table.lines().count() - 2, 118);
}

#[test]
fn the_examples_are_nodes_that_can_run() {
    let mut registry = Registry::new();
    nodewright_node_directus::register(&mut registry);
    for name in ["logout", "login", "two-items", "wrong-token"] {
        let path = format!("{}/examples/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let json: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        // A node alone, or a workflow that holds it.
        let node = json.pointer("/nodes/0").unwrap_or(&json);
        let version = Version::new(node["typeVersion"].as_f64().unwrap());
        let found = registry.node(node["type"].as_str().unwrap(), Some(version)).unwrap();
        let parameters = node["parameters"].as_object().unwrap();
        let resolved = nodewright_testkit::harness::resolved(&**found, parameters).unwrap();
        assert!(parameters.keys().all(|key| resolved.contains_key(key)), "{name}");
    }
}
