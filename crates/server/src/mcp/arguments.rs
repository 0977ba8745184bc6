//! Arguments that would have no effect. A node leaves out what it does not know or does not show, but a model has to
//! learn that it did not get what it asked for.

use nodewright::{ErrorKind, NodeError, Result};
use serde_json::{Map, Value};

/// Refuses names that the schema does not list.
pub(super) fn check_names(arguments: &Map<String, Value>, schema: &Map<String, Value>) -> Result<()> {
    object(arguments, schema)
}

/// Refuses what other arguments switch off, such as a limit where all are asked for. Empty values and defaults pass:
/// some models give every argument there is.
pub(super) fn check_used(
    given: &Map<String, Value>,
    used: &Map<String, Value>,
    schema: &Map<String, Value>,
) -> Result<()> {
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, argument) in given.iter().filter(|(name, _)| !used.contains_key(*name)) {
        let property = properties.and_then(|all| all.get(name));
        let default = property.and_then(|property| property.get("default"));
        if argument.is_null() || argument == "" || Some(argument) == default {
            continue;
        }
        let message = format!("The argument '{name}' has no effect beside the other arguments");
        let error = NodeError::new(ErrorKind::Parameter, message).at_parameter(name);
        // It ends with the condition: "Only if returnAll is false."
        let description = property.and_then(|property| property.get("description")).and_then(Value::as_str);
        return Err(match description {
            Some(text) => error.with_description(text),
            None => error,
        });
    }
    Ok(())
}

fn object(given: &Map<String, Value>, schema: &Map<String, Value>) -> Result<()> {
    let Some(known) = schema.get("properties").and_then(Value::as_object) else { return Ok(()) };
    let is_closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
    for (name, argument) in given {
        match known.get(name).and_then(Value::as_object) {
            Some(schema) => value(argument, schema).map_err(|e| e.at_parameter(name))?,
            None if is_closed && !known.contains_key(name) => return Err(unknown(name, known)),
            None => {}
        }
    }
    Ok(())
}

fn value(given: &Value, schema: &Map<String, Value>) -> Result<()> {
    match given {
        Value::Object(map) => object(map, schema),
        Value::Array(list) => match schema.get("items").and_then(Value::as_object) {
            Some(schema) => list.iter().try_for_each(|element| value(element, schema)),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn unknown(name: &str, known: &Map<String, Value>) -> NodeError {
    let error = match known.is_empty() {
        true => format!("Unknown argument '{name}': the tool takes none"),
        false => nodewright::unknown("argument", name, "", known.keys().map(String::as_str)),
    };
    NodeError::new(ErrorKind::Parameter, error).at_parameter(name)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{check_names, check_used};

    #[test]
    fn names_that_the_schema_lists_are_taken() {
        let row = json!({ "type": "object", "properties": { "field": {} }, "additionalProperties": false });
        let schema = json!({
            "properties": {
                "limit": { "type": "number" },
                "data": { "type": "object" },
                "rows": { "type": "array", "items": row },
                "more": { "type": "object", "properties": { "row": row }, "additionalProperties": false },
            },
            "additionalProperties": false,
        });
        for (arguments, expected) in [
            (json!({}), None),
            (json!({ "limit": 1, "data": { "anything": 1 }, "rows": [{ "field": 1 }], "more": { "row": {} } }), None),
            (json!({ "limt": 1 }), Some(("limt", "'limt'; did you mean 'limit'? known: limit, data, rows, more"))),
            (
                json!({ "rows": [{}, { "filed": 1 }] }),
                Some(("rows.filed", "'filed'; did you mean 'field'? known: field")),
            ),
            (json!({ "more": { "row": { "a": 1 } } }), Some(("more.row.a", "'a'; known: field"))),
        ] {
            let checked = check_names(arguments.as_object().unwrap(), schema.as_object().unwrap());
            let said = checked.err().map(|e| (e.parameter().unwrap().to_owned(), e.message().to_owned()));
            let expected = expected.map(|(path, said)| (path.to_owned(), format!("Unknown argument {said}")));
            assert_eq!(said, expected, "{arguments}");
        }
    }

    #[test]
    fn arguments_that_others_switch_off_are_refused() {
        let schema = json!({ "properties": {
            "all": { "type": "boolean" },
            "limit": { "type": "number", "default": 50, "description": "How many. Only if all is false." },
        } });
        for (given, used, expected) in [
            (json!({ "all": false, "limit": 5 }), json!({ "all": false, "limit": 5 }), None),
            (json!({ "all": true, "limit": 5 }), json!({ "all": true }), Some("How many. Only if all is false.")),
            (json!({ "all": true, "limit": 50 }), json!({ "all": true }), None),
            (json!({ "all": true, "limit": null }), json!({ "all": true }), None),
            (json!({ "all": true, "limit": "" }), json!({ "all": true }), None),
        ] {
            let [given, used, schema] = [&given, &used, &schema].map(|value| value.as_object().unwrap());
            let said = check_used(given, used, schema).err().map(|e| e.description().unwrap().to_owned());
            assert_eq!(said.as_deref(), expected, "{given:?}");
        }
    }
}
