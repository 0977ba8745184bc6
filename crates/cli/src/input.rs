//! JSON from files and standard input.

use std::{io::Read, path::Path};

use nodewright::{ErrorKind, Item, NodeError};
use serde_json::Value;

use crate::failure::Failure;

/// The JSON of a file; `-` is standard input. `what` names it in errors.
pub fn json(path: &Path, what: &str) -> Result<Value, Failure> {
    let text = text(path, what)?;
    serde_json::from_str(&text).map_err(|e| {
        let message = format!("The {what} is not JSON (line {}, column {})", e.line(), e.column());
        NodeError::new(ErrorKind::Input, message).with_description(format!("{}: {}", path.display(), reason(&e))).into()
    })
}

/// Input items: a list of `{"json": {…}}`.
pub fn items(path: &Path) -> Result<Vec<Item>, Failure> {
    let item = |(index, value)| {
        let refuse = |e| format!("Item {index} of the input is not an item: {e}");
        serde_json::from_value(value).map_err(|e| NodeError::new(ErrorKind::Input, refuse(e)).into())
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

fn text(path: &Path, what: &str) -> Result<String, Failure> {
    let read = if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(path)
    };
    read.map_err(|e| Failure::usage(format!("cannot read the {what} {}: {e}", path.display())))
}

/// Why it is no JSON, without the place, which has been said.
fn reason(error: &serde_json::Error) -> String {
    let (text, place) = (error.to_string(), format!(" at line {} column {}", error.line(), error.column()));
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}
