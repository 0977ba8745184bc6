//! JSON from files and standard input.

use std::{io::Read, path::Path};

use nodewright::{ErrorKind, Item, NodeError};
use nodewright_json::from_value;
use serde_json::Value;

use crate::failure::Failure;

/// The JSON of a file; `-` is standard input. `what` names it in errors.
pub fn json(path: &Path, what: &str) -> Result<Value, Failure> {
    nodewright_json::read(&bytes(path, what)?).map_err(|e| {
        let message = format!("The {what} is not JSON (line {}, column {})", e.line(), e.column());
        let description = format!("{}: {}", path.display(), e.reason());
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
    let read = if is_standard_input(path) {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|e| Failure::usage(format!("cannot read the {what} {}: {e}", path.display())))
}

fn is_standard_input(path: &Path) -> bool {
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
