//! The examples run; they check what they get.

use std::error::Error;

#[path = "../examples/embed.rs"]
mod embed;
#[path = "../examples/engine/main.rs"]
mod engine;
#[path = "../examples/providers.rs"]
mod providers;
#[path = "../examples/stream.rs"]
mod stream;

type Main = fn() -> Result<(), Box<dyn Error>>;

/// Every file in `examples`, by name.
const EXAMPLES: [(&str, Main); 4] =
    [("embed", embed::main), ("engine", engine::main), ("providers", providers::main), ("stream", stream::main)];

#[test]
fn examples_run() {
    for (name, main) in EXAMPLES {
        main().unwrap_or_else(|error| panic!("{name}: {error}"));
    }
}

#[test]
fn every_example_is_run() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let files = std::fs::read_dir(folder).expect("a folder").flatten().map(|file| file.path());
    let programs = files.filter(|file| file.extension().is_some_and(|extension| extension == "rs") || file.is_dir());
    let mut names: Vec<_> = programs.filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    assert_eq!(names, EXAMPLES.map(|(name, _)| name));
}
