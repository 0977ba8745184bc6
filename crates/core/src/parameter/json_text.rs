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
            Value::String(text) => serde_json::from_str(text).map_err(|e| explain(&e, field)),
            // A value that does not fit is the reader's affair; its own text may quote the value, so it is not used.
            value => T::deserialize(value).map_err(|_| field.invalid("JSON of another shape")),
        };
        parsed.map(Self)
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set(name, &self.0);
    }
}

/// Where the text stops being JSON, and why.
fn explain(error: &serde_json::Error, field: &Field) -> Issues {
    if error.is_data() {
        return field.invalid("JSON of another shape");
    }
    let (line, column) = (error.line(), error.column());
    let text = error.to_string();
    let why = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
    field.wrong(format!("Invalid JSON in '{}' (line {line}, column {column}): {why}", field.title))
}
