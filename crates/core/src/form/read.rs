//! Reading and putting as the derives need it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Field, Issues, Kind};
use crate::{Body, Group, Method, Parameter, Parameters, Request};

/// The value of a field, or the default its form declares; an empty one is missing.
///
/// # Errors
/// It is missing, or an empty text or null where there should be a number.
pub fn required<'a>(from: &'a Parameters, field: &Field) -> Result<Cow<'a, Value>, Issues> {
    let value = field.stored(from).map_or_else(|| Cow::Owned(field.default_value()), Cow::Borrowed);
    let empty = value.is_null() || (!field.form.optional && *value == "");
    match field.form.kind {
        // As in n8n a form does not miss a number that is an empty text or null; it is not a number, though.
        Kind::Number { .. } if empty && field.stored(from).is_some() => Err(field.invalid("a number")),
        Kind::Number { .. } if from.get(field.name).is_some_and(Value::is_null) => Err(field.invalid("a number")),
        _ if empty => Err(field.missing()),
        _ => Ok(value),
    }
}

/// Whether a resource locator has no value yet.
#[must_use]
pub fn locates_nothing(locator: &Parameters) -> bool {
    locator.get("value").is_none_or(|id| id.is_null() || id == "")
}

/// The parameters of a collection, which are stored below its field.
///
/// # Errors
/// It is not an object, or something in it is wrong.
pub fn read_collection<T: Group>(from: &Parameters, field: &Field) -> Result<T, Issues> {
    match from.get(field.name) {
        None | Some(Value::Null) => T::read_all(&Map::new()),
        Some(Value::Object(map)) => T::read_all(map),
        Some(_) => return Err(field.invalid("an object")),
    }
    .map_err(|issues| issues.below(field.name))
}

/// One row of a list of groups.
///
/// # Errors
/// It is not an object, or something in it is wrong.
pub fn read_row<T: Group>(value: &Value, field: &Field) -> Result<T, Issues> {
    T::read_all(value.as_object().ok_or_else(|| field.invalid("a list of objects"))?)
}

/// A row as the object its fields would make of a body.
pub fn row_on_the_wire(row: &impl Group) -> Value {
    let mut request = Request::with_fields(Method::POST, "");
    row.put_all(&mut request);
    match request.body {
        Body::Json(value) => value,
        _ => Value::Object(Map::new()),
    }
}

/// Makes what `value` puts the whole of the body, or of the query of a GET.
pub fn put_whole(value: &impl Parameter, to: &mut Request) {
    to.as_whole(|to| value.put("whole", to));
}
