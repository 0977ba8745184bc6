use nodewright_json as json;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Parameter;
use crate::{Field, Form, Issues, JsonShape, Kind, Parameters, Request, form::required};

/// A JSON parameter: text of a JSON editor, or the value itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JsonText<T = Value>(pub T);

impl<T: DeserializeOwned + serde::Serialize> Parameter for JsonText<T> {
    const FORM: Form = Form::of(Kind::Json(JsonShape::Any));

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        let value = required(from, field)?;
        let parsed = match &*value {
            Value::String(text) if text.trim().is_empty() => return Err(field.missing()),
            Value::String(text) => json::from_value(json::parse(text).map_err(|e| explain(&e, field))?),
            value => json::from_ref(value),
        };
        parsed.map(Self).map_err(|e| field.wrong(format!("Invalid JSON in '{}': {e}", field.title)))
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set(name, &self.0);
    }
}

/// Where the text stops being JSON, and why.
fn explain(error: &json::Error, field: &Field) -> Issues {
    let (line, column, why) = (error.line(), error.column(), error.reason());
    field.wrong(format!("Invalid JSON in '{}' (line {line}, column {column}): {why}", field.title))
}
