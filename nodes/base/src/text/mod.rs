//! Texts, dates and files.

mod convert_to_file;
mod crypto;
mod date_time;
mod encoding;
mod extract_from_file;
mod file;
mod html;
mod jwt;
mod markdown;
mod move_binary_data;
mod page;
mod xml;

use async_trait::async_trait;
use nodewright_core::{Call, Job, Output, Parameters, Result, Value, javascript, serde_json};

use crate::node::{NodeType, node_type};

/// The types of this group.
pub const TYPES: &[NodeType] = &[
    node_type!("convertToFile", [1.0, 1.1], convert_to_file::plan),
    node_type!("crypto", [1.0, 2.0], crypto::plan),
    node_type!("dateTime", [1.0, 2.0], date_time::plan),
    node_type!("extractFromFile", [1.0, 1.1], extract_from_file::plan),
    node_type!("html", [1.0, 1.1, 1.2], html::plan),
    node_type!("jwt", [1.0], jwt::plan),
    node_type!("markdown", [1.0], markdown::plan),
    node_type!("moveBinaryData", [1.0, 1.1], move_binary_data::plan),
    node_type!("xml", [1.0], xml::plan),
];

/// What a node does with one item, by its parameters.
type Work = fn(&Parameters, &Call<'_>) -> Result<Output>;

/// A job that is a function.
struct PerItem {
    parameters: Parameters,
    work: Work,
}

#[async_trait]
impl Job for PerItem {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        (self.work)(&self.parameters, call)
    }
}

/// The job of a function.
fn per_item(parameters: &Parameters, work: Work) -> Result<Box<dyn Job>> {
    Ok(Box::new(PerItem { parameters: parameters.clone(), work }))
}

/// A number as JSON has it: whole ones without a fraction, none for what is no number.
fn number(value: f64) -> Value {
    match value.fract() == 0.0 && value.abs() < 9e15 {
        true => (value as i64).into(),
        false => serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number),
    }
}

/// A value whose whole numbers have no fraction, as JavaScript writes them.
fn whole(value: &Value) -> Value {
    match value {
        Value::Number(float) if float.is_f64() => float.as_f64().map_or(Value::Null, number),
        Value::Array(list) => list.iter().map(whole).collect(),
        Value::Object(map) => Value::Object(map.iter().map(|(key, value)| (key.clone(), whole(value))).collect()),
        other => other.clone(),
    }
}

/// What JavaScript's `JSON.stringify` gives.
fn stringify(value: &Value) -> String {
    serde_json::to_string(&whole(value)).unwrap_or_default()
}

/// What Node.js says that it received instead of bytes.
fn received(value: Option<&Value>) -> String {
    match value {
        None => "Received undefined".into(),
        Some(Value::Null) => "Received null".into(),
        Some(Value::Bool(truth)) => format!("Received type boolean ({truth})"),
        Some(Value::Number(number)) => format!("Received type number ({})", javascript::number_text(number)),
        Some(Value::String(text)) => format!("Received type string ('{text}')"),
        Some(Value::Array(_)) => "Received an instance of Array".into(),
        Some(Value::Object(_)) => "Received an instance of Object".into(),
    }
}
