//! The committed schemas are those the binary writes.

use std::{collections::BTreeMap, fs, path::Path};

use nodewright_tests::{command::run, root};
use tempfile::TempDir;

#[test]
fn committed_schemas_are_fresh() {
    let fresh = TempDir::new().expect("a folder");
    let finished = run(&["schema", "--all", &fresh.path().display().to_string()]);
    assert_eq!(finished.code, 0, "{finished:?}");
    let (committed, fresh) = (files(&root().join("schemas")), files(fresh.path()));
    let names = |all: &BTreeMap<String, String>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&fresh), "run `nodewright schema --all schemas/` and commit the result");
    let stale: Vec<_> = fresh.iter().filter(|(name, text)| committed[*name] != **text).map(|(name, _)| name).collect();
    assert!(stale.is_empty(), "run `nodewright schema --all schemas/` and commit the result; stale: {stale:?}");
}

/// Name and text of every file below a folder.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            all.extend(files(&path).into_iter().map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else {
            all.insert(name, fs::read_to_string(path).expect("text"));
        }
    }
    all
}
