//! JSON parameters that make a whole body or query.

use nodewright_core::{prelude::*, serde_json::Map};

/// A whole body: a JSON object or list, as text or as a value. Null is the empty object, which is sent to
/// Directus all the same.
#[derive(Clone, Debug)]
pub struct JsonBody(pub Value);

/// A JSON object, as text or as a value. Null is the empty one.
#[derive(Clone, Debug)]
pub struct JsonObject(pub Map<String, Value>);

impl Parameter for JsonBody {
    const FORM: Form = Form::of(Kind::Json(JsonShape::Object));

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        match json(from, field)? {
            value @ (Value::Object(_) | Value::Array(_)) => Ok(Self(value)),
            _ => Err(field.invalid("a JSON object or a JSON list")),
        }
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set_value(name, self.0.clone());
    }
}

impl Parameter for JsonObject {
    const FORM: Form = Form::of(Kind::Json(JsonShape::Object));

    fn read(from: &Parameters, field: &Field) -> Result<Self, Issues> {
        match json(from, field)? {
            Value::Object(map) => Ok(Self(map)),
            _ => Err(field.invalid("a JSON object")),
        }
    }

    fn put(&self, name: &str, to: &mut Request) {
        to.set_value(name, Value::Object(self.0.clone()));
    }
}

fn json(from: &Parameters, field: &Field) -> Result<Value, Issues> {
    match field.stored(from) {
        None if field.default_value().is_null() => Ok(Value::Object(Map::new())),
        Some(value) if !value.is_string() => Ok(value.clone()),
        _ => JsonText::read(from, field).map(|JsonText(value)| value),
    }
}
