//! The schemas of small descriptions, compared with the files of `tests/snapshots`.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test -p nodewright-schema` writes the files anew.

use std::{collections::BTreeSet, fs, path::PathBuf};

use nodewright_schema::{Profile, Provider, form, node, operation, tools};
use serde_json::{Map, Value, json};

use crate::descriptions;

#[test]
fn schemas_are_as_in_the_files() {
    let update = std::env::var_os("UPDATE_SNAPSHOTS").is_some();
    let (mut different, mut names) = (Vec::new(), BTreeSet::new());
    for name in ["shop", "kinds", "boards"] {
        for (file, value) in schemas(name) {
            let path = descriptions::folder("snapshots").join(name).join(format!("{file}.json"));
            let text = format!("{value:#}\n");
            names.insert(path.clone());
            if update {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default() != text {
                different.push(path);
            }
        }
    }
    assert_eq!(names, existing(), "files of schemas that are not made any more");
    assert!(different.is_empty(), "not as in the files; see UPDATE_SNAPSHOTS: {different:#?}");
}

/// Every file below `tests/snapshots`.
fn existing() -> BTreeSet<PathBuf> {
    let below = |folder: PathBuf| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    below(descriptions::folder("snapshots")).flat_map(below).collect()
}

fn schemas(name: &str) -> Map<String, Value> {
    let description = descriptions::read(name);
    let version = description.latest_version();
    let mut all = Map::new();
    all.insert("compat".into(), node(&description, version, Profile::Compat).to_value());
    all.insert("strict".into(), node(&description, version, Profile::Strict).to_value());
    for tool in tools(&description, version) {
        let resource = tool.operation.resource.as_deref().unwrap_or_default();
        let chosen = tool.operation.operation.as_deref().unwrap_or_default();
        let form = form(&description, version, resource, chosen).unwrap();
        all.insert(
            format!("{}.operation", tool.name),
            operation(&description, version, resource, chosen).unwrap().to_value(),
        );
        all.insert(
            format!("{}.form", tool.name),
            json!({ "schema": form.schema, "rjsf": form.ui_schema_rjsf, "jsonforms": form.ui_schema_jsonforms }),
        );
        for (provider, called) in [(Provider::OpenAi, "openai"), (Provider::Anthropic, "anthropic")] {
            all.insert(format!("{}.{called}", tool.name), tool.format(provider));
        }
    }
    all
}
