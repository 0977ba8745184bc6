//! `nodewright new node`: what it writes builds, passes its own tests, and is what `nodes/README.md` tells of.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
};

use nodewright_tests::{
    command::{Finished, cargo, run},
    root,
};
use tempfile::TempDir;

/// A crate of this name in a folder of its own.
fn new(name: &str) -> (TempDir, PathBuf) {
    let parent = tempfile::tempdir().expect("a folder");
    let folder = parent.path().join("crate");
    let path = folder.to_str().expect("UTF-8");
    let checkout = root();
    let made = run(&["new", "node", name, "--path", path, "--nodewright-path", checkout.to_str().expect("UTF-8")]);
    let next = format!("created the crate nodewright-node-{name} in {path}\nnext: cd {path} && cargo test\n");
    assert_eq!((made.code, made.stdout.as_str(), made.stderr.as_str()), (0, next.as_str(), ""));
    (parent, folder)
}

/// Runs cargo in a crate and gives what it says, standard error first. The target folder is kept for the next run, apart from
/// that of the project: whoever builds there would have to wait.
fn passes(folder: &Path, command: &str, arguments: &[&str]) -> [String; 2] {
    let output = cargo(command)
        .args(arguments)
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", root().join("target/generated"))
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        // What `cargo clippy` does, but the crate is built as well: its dependencies need not be checked and built.
        .env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver")
        .stdin(Stdio::null())
        .output()
        .expect("cargo runs");
    let said = [output.stderr, output.stdout].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "cargo {command}:\n{}", said.join("\n"));
    said
}

#[test]
fn a_new_crate_builds_and_passes_at_once() {
    let (_parent, folder) = new("tickets");
    // The versions that are there already.
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a copy");
    let [warnings, passed] = passes(&folder, "test", &["--quiet"]);
    assert_eq!(warnings, "");
    assert!(passed.contains("test result: ok. 6 passed"), "{passed}");

    // Clippy was there.
    let source = folder.join("src/lib.rs");
    let text = fs::read_to_string(&source).expect("a file") + "\npub fn lint(x: bool) -> bool {\n    return x;\n}\n";
    fs::write(&source, text).expect("a file");
    let [warnings, _] = passes(&folder, "test", &["--quiet", "--lib"]);
    assert!(warnings.contains("clippy::needless_return"), "{warnings}");
}

#[test]
fn a_new_crate_is_formatted_whatever_its_name() {
    for name in ["a", "help-desk", "a-name-of-forty-characters-no-less-than1"] {
        let (_parent, folder) = new(name);
        passes(&folder, "fmt", &["--check"]);
    }
}

#[test]
fn a_wrong_name_writes_nothing() {
    const NAME: &str =
        "use lowercase letters and digits, a letter first, with single hyphens between words, as in 'help-desk'";
    let parent = tempfile::tempdir().expect("a folder");
    let (fresh, taken) = (parent.path().join("fresh"), parent.path().join("taken"));
    fs::create_dir(&taken).expect("a folder");
    let (fresh, taken) = (fresh.to_str().expect("UTF-8"), taken.to_str().expect("UTF-8"));
    let cases: [(&[&str], String); 6] = [
        (&["Help Desk", "--path", fresh], "'Help Desk' cannot be the name of a node: ".to_owned() + NAME),
        (&["directus", "--path", fresh], "there already is a node type 'directus'; choose another name".into()),
        (&["base", "--path", fresh], "the name 'base' is reserved; choose another".into()),
        (
            &["tickets", "--path", taken],
            format!("'{taken}' already exists; choose another folder with --path, or remove it first"),
        ),
        (
            &["tickets", "--path", fresh, "--nodewright-path", taken],
            format!("--nodewright-path: '{taken}' is not a checkout of nodewright: it has no crates/core"),
        ),
        (&["../tickets"], "'../tickets' cannot be the name of a node: ".to_owned() + NAME),
    ];
    for (arguments, expected) in cases {
        let Finished { code, stdout, stderr } = run(&[&["new", "node"], arguments].concat());
        assert_eq!((code, stdout.as_str()), (2, ""), "{arguments:?}");
        assert_eq!(stderr, format!("nodewright: {expected}\n"), "{arguments:?}");
        let left: Vec<_> = fs::read_dir(parent.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        assert_eq!(left, ["taken"], "{arguments:?}");
    }
}

/// Blocks marked `rs` quote the new crate; those marked `rust` are doc tests of this crate.
#[test]
fn the_guide_quotes_what_is_written() {
    let guide = fs::read_to_string(root().join("nodes/README.md")).expect("a guide");
    let (_parent, folder) = new("tickets");
    let mut texts = Vec::new();
    for file in [
        "Cargo.toml",
        "README.md",
        "src/client.rs",
        "src/credential.rs",
        "src/lib.rs",
        "src/loaders.rs",
        "src/tickets.rs",
        "tests/node.rs",
    ] {
        texts.push(fs::read_to_string(folder.join(file)).expect("a file"));
    }
    let mut quotes = 0;
    for block in guide.split("```rs\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block) {
        // `…` stands for what is left out.
        for part in block.split("\n// …\n") {
            quotes += 1;
            assert!(texts.iter().any(|text| text.contains(part.trim())), "not in the new crate:\n{part}");
        }
    }
    assert!(quotes >= 8, "{quotes} quotes");
    let mut tables = 0;
    for name in ["operation", "field", "variant", "container"] {
        let table = fs::read_to_string(root().join(format!("crates/macros/src/{name}.md"))).expect("a table");
        for table in table.split("\n\n") {
            tables += 1;
            assert!(guide.contains(table.trim()), "not the table of the derives:\n{table}");
        }
    }
    assert_eq!(tables, 5);
}
