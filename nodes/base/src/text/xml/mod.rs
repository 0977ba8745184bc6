//! `xml`: XML as objects and back.

mod reader;
mod writer;

use nodewright_core::{
    Call, ErrorKind, NodeError, Output, Parameters, Result, Value, Version, javascript, serde_json::json,
};

use super::per_item;
use crate::{
    node::{Planned, as_json},
    read,
};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item_or(version, |parameters, _| per_item(parameters, run), as_json))
}

fn run(parameters: &Parameters, call: &Call<'_>) -> Result<Output> {
    let name = read::text(parameters, "dataPropertyName");
    let wrong = |message: String| NodeError::new(ErrorKind::Operation, message).at_item(call.index());
    match read::text(parameters, "mode") {
        "xmlToJson" => match call.item().json.get(name) {
            None => Err(wrong(format!("Item has no JSON property called \"{name}\""))),
            Some(Value::Null) => Err(wrong("Cannot read properties of null (reading 'toString')".into())),
            Some(xml) => {
                Ok(Output::one(reader::read(&javascript::text(xml), &reader::Options::of(parameters)).map_err(wrong)?))
            }
        },
        "jsonToxml" => {
            let xml = writer::write(&call.item().json, &writer::Options::of(parameters)).map_err(wrong)?;
            Ok(Output::one(json!({ name: xml })))
        }
        other => Err(wrong(format!("The mode '{other}' is not known"))),
    }
}
