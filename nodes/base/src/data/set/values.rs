//! Versions 1 and 2: values of three types, taken as they come.

use async_trait::async_trait;
use nodewright_core::serde_json::Map;
use nodewright_core::{Call, Item, Job, Output, Parameters, Result, Value, Version, javascript::is_truthy};

use crate::{path, read};

/// The types, in the order in which they are set.
const TYPES: &[&str] = &["boolean", "number", "string"];

pub struct Values {
    keep_only_set: bool,
    dot_notation: bool,
    fields: Vec<(String, Value)>,
}

impl Values {
    pub fn read(parameters: &Parameters, version: Version) -> Self {
        let mut fields = Vec::new();
        for kind in TYPES {
            for field in read::list(parameters, &format!("values.{kind}")) {
                let value = match (*kind, field.get("value")) {
                    ("boolean", value) => Value::Bool(value.is_some_and(is_truthy)),
                    ("number", Some(Value::String(text))) if version.number() >= 2.0 => number_or_text(text),
                    (_, Some(value)) => value.clone(),
                    // An expression that gives nothing sets nothing.
                    (_, None) => continue,
                };
                fields.push((read::member(field, "name").into_owned(), value));
            }
        }
        Self {
            keep_only_set: read::flag(parameters, "keepOnlySet", false),
            dot_notation: read::flag(parameters, "options.dotNotation", true),
            fields,
        }
    }
}

fn number_or_text(text: &str) -> Value {
    crate::field::as_type("value", &text.into(), "number").unwrap_or_else(|_| text.into())
}

#[async_trait]
impl Job for Values {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let (mut json, binary) = match (self.keep_only_set, &call.item().json) {
            (false, Value::Object(json)) => (json.clone(), call.item().binary.clone()),
            _ => (Map::new(), None),
        };
        for (name, value) in &self.fields {
            path::put(&mut json, name, value.clone(), self.dot_notation)?;
        }
        Ok(Item { binary, ..Item::new(json) }.into())
    }
}
