//! Fields that stay empty until someone fills them in.
//!
//! Form libraries put a `default`, a `const` and the first of `oneOf` into the data on their own. That is right for a
//! node's own parameters, which have their defaults anyway, but a member of a collection has no value, not even its
//! default, until it is added.

use serde_json::{Map, Value};

use super::mark;

/// Says the same with keywords that no form library fills in.
pub(crate) fn leave_empty(schema: &mut Map<String, Value>) {
    if let Some(default) = schema.shift_remove("default") {
        mark(schema, "default", default);
    }
    if let Some(only) = schema.shift_remove("const") {
        schema.insert("enum".into(), [only].as_slice().into());
    }
    list_choices(schema);
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.values_mut().filter_map(Value::as_object_mut).for_each(leave_empty);
    }
}

/// `oneOf` again, wherever the names of choices are marked: for libraries that read the names there and fill in nothing.
pub(crate) fn name_choices(value: &mut Value) {
    let inner = match value {
        Value::Object(schema) => {
            let choices = schema.get("x-nodewright").and_then(|own| own.get("choices")).filter(|all| all.is_array());
            if let Some(choices) = choices.cloned() {
                schema.shift_remove("enum");
                schema.insert("oneOf".into(), choices);
                if let Some(Value::Object(own)) = schema.get_mut("x-nodewright") {
                    own.shift_remove("choices");
                }
            }
            schema.values_mut().collect::<Vec<_>>()
        }
        Value::Array(list) => list.iter_mut().collect(),
        _ => return,
    };
    inner.into_iter().for_each(name_choices);
}

/// `enum` in place of `oneOf`; the names of the choices become a mark.
pub(crate) fn list_choices(schema: &mut Map<String, Value>) {
    let choices = schema.get("oneOf").and_then(Value::as_array);
    let values = choices.and_then(|all| all.iter().map(|one| one.get("const").cloned()).collect::<Option<Vec<_>>>());
    let (Some(values), Some(choices)) = (values, schema.shift_remove("oneOf")) else { return };
    schema.insert("enum".into(), values.into());
    mark(schema, "choices", choices);
}
