//! Parameters of one name that are shown under different conditions, as one argument: providers take one type each.

use serde_json::{Map, Value};

/// Unites the possibilities of every property, and of those inside.
pub fn properties(schema: &mut Map<String, Value>) {
    let Some(Value::Object(all)) = schema.get_mut("properties") else { return };
    for property in all.values_mut().filter_map(Value::as_object_mut) {
        if let Some(Value::Array(possible)) = property.get_mut("anyOf")
            && let Some(united) = united(possible)
        {
            *property = united;
        }
        properties(property);
        if let Some(Value::Object(items)) = property.get_mut("items") {
            properties(items);
        }
    }
}

/// One schema in place of several of the same type: their choices and members together, the first one's words.
fn united(possible: &[Value]) -> Option<Map<String, Value>> {
    let (first, others) = possible.split_first()?;
    let mut united = first.as_object()?.clone();
    let kind = united.get("type")?.clone();
    for other in others {
        let other = other.as_object().filter(|other| other.get("type") == Some(&kind))?;
        match (united.get_mut("enum"), other.get("enum")) {
            (Some(Value::Array(choices)), Some(Value::Array(more))) => {
                let new: Vec<_> = more.iter().filter(|choice| !choices.contains(choice)).cloned().collect();
                choices.extend(new);
            }
            // Where one of them takes anything, all of them do.
            _ => drop(united.shift_remove("enum")),
        }
        if let (Some(Value::Object(members)), Some(Value::Object(more))) =
            (united.get_mut("properties"), other.get("properties"))
        {
            for (name, member) in more {
                members.entry(name.clone()).or_insert_with(|| member.clone());
            }
        }
        united.shift_remove("required");
        if united.get("default") != other.get("default") {
            united.shift_remove("default");
        }
    }
    Some(united)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_has_one_type_is_one_argument() {
        let text = |choices: Value| json!({ "type": "string", "title": "Body", "enum": choices, "default": "pair" });
        for (possible, expected) in [
            (
                json!([text(json!(["pair", "json"])), text(json!(["pair", "text"]))]),
                text(json!(["pair", "json", "text"])),
            ),
            (json!([text(json!(["pair"])), { "type": "string" }]), json!({ "type": "string", "title": "Body" })),
            (
                json!([
                    { "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] },
                    { "type": "object", "properties": { "b": { "type": "number" } } },
                ]),
                json!({ "type": "object", "properties": { "a": { "type": "string" }, "b": { "type": "number" } } }),
            ),
            (
                json!([{ "type": "string" }, { "type": "number" }]),
                json!({ "anyOf": [{ "type": "string" }, { "type": "number" }] }),
            ),
        ] {
            let mut schema = Map::from_iter([("properties".to_owned(), json!({ "body": { "anyOf": possible } }))]);
            properties(&mut schema);
            assert_eq!(schema["properties"]["body"], expected);
        }
    }
}
