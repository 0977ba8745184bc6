//! JSON from files and standard input.

use std::{
    fs::File,
    io::{self, IsTerminal, Read},
    path::Path,
};

use nodewright::{ErrorKind, Item, NodeError};
use nodewright_json::from_value;
use serde_json::Value;

use crate::failure::Failure;

/// The longest input that is read, in bytes; as JSON values it takes several times as much memory.
const LONGEST: u64 = 1 << 30;

/// The JSON of a file; `-` is standard input. `what` names it in errors.
pub fn json(path: &Path, what: &str) -> Result<Value, Failure> {
    nodewright_json::read(&bytes(path, what)?).map_err(|e| {
        let message = format!("The {what} is not JSON (line {}, column {})", e.line(), e.column());
        let mut description = format!("{}: {}", path.display(), e.reason());
        if what == "input" && e.line() > 1 && e.reason().contains("after JSON") {
            description += ". Items are one JSON array; with --stream, one item per line is read";
        }
        NodeError::new(ErrorKind::Input, message).with_description(description).into()
    })
}

/// Input items: a list of `{"json": {…}}`.
pub fn items(path: &Path) -> Result<Vec<Item>, Failure> {
    let item = |(index, value)| {
        let refuse = |e| format!("Item {index} of the input is not an item: {e}");
        from_value(value).map_err(|e| NodeError::new(ErrorKind::Input, refuse(e)).into())
    };
    item_values(path)?.into_iter().enumerate().map(item).collect()
}

/// The same, not looked into.
pub fn item_values(path: &Path) -> Result<Vec<Value>, Failure> {
    match json(path, "input")? {
        Value::Array(list) => Ok(list),
        _ => {
            let message = "The input must be a list of items: [{\"json\": {…}}, …]";
            Err(NodeError::new(ErrorKind::Input, message).into())
        }
    }
}

fn bytes(path: &Path, what: &str) -> Result<Vec<u8>, Failure> {
    let read = || match is_standard_input(path) {
        true => limited(io::stdin()),
        false => limited(file(path)?),
    };
    read().map_err(|e| Failure::usage(format!("cannot read the {what} {}: {e}", path.display())))
}

/// A file that has an end; a device such as `/dev/zero` has none.
pub fn file(path: &Path) -> io::Result<File> {
    let file = File::open(path)?;
    let kind = file.metadata()?.file_type();
    #[cfg(unix)]
    let is_device = std::os::unix::fs::FileTypeExt::is_char_device(&kind) && !file.is_terminal();
    #[cfg(not(unix))]
    let is_device = false;
    match () {
        () if is_device => Err(io::Error::other("it is a device; name a file, or - for standard input")),
        () if kind.is_dir() => Err(io::Error::other("it is a folder; name a file")),
        () => Ok(file),
    }
}

fn limited(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(LONGEST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 > LONGEST {
        true => Err(io::Error::other(format!("it is longer than {} GiB", LONGEST >> 30))),
        false => Ok(bytes),
    }
}

pub fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

/// Standard input can be read once only. `paths` come with what asks for them, such as `--input`.
pub fn check_standard_input(paths: &[(&str, Option<&Path>)]) -> Result<(), Failure> {
    let asking = paths.iter().filter(|(_, path)| path.is_some_and(is_standard_input));
    match asking.map(|(name, _)| *name).collect::<Vec<_>>()[..] {
        [] | [_] => Ok(()),
        [first, second, ..] => Err(Failure::usage(format!(
            "{first} and {second} both ask for standard input (-), which can be read only once; name a file for one of them"
        ))),
    }
}
