//! What must be true of the schema, the tool and the form of every operation.

use std::collections::HashSet;

use nodewright_properties::NodeDescription;
use nodewright_schema::{Form, Operation, Provider, Tool, form, operation, operations, tools};
use serde_json::{Map, Value};

use crate::descriptions;

#[test]
fn operations_of_directus_are_small() {
    let description = descriptions::read("directus");
    let version = description.latest_version();
    let size = |one: Operation| {
        let schema = operation(&description, version, one.resource.as_deref()?, one.operation.as_deref()?)?;
        Some(schema.to_value().to_string().len())
    };
    let mut sizes: Vec<_> = operations(&description, version).into_iter().map(|one| size(one).unwrap()).collect();
    sizes.sort_unstable();
    let (count, median) = (sizes.len(), sizes[sizes.len() / 2]);
    eprintln!("Directus: {count} operations, median {median} B, greatest {} B", sizes[count - 1]);
    assert!(count > 90 && median < 1500, "{count} operations, median {median} B");
}

#[test]
fn operations_are_flat_and_forms_can_be_rendered() {
    let own = ["directus", "shop", "kinds", "boards"].map(descriptions::read);
    let mut sizes = Vec::new();
    let others = descriptions::of_n8n().into_iter().flatten();
    for description in own.into_iter().chain([descriptions::of_project()]).chain(others) {
        let mut names = HashSet::new();
        for tool in tools(&description, description.latest_version()) {
            let place = tool.name.clone();
            assert!(names.insert(tool.name.clone()), "{place}: twice");
            check_tool(&tool, &place);
            check_form(&form_of(&description, &tool), &place);
            sizes.push(tool.input_schema.as_value().to_string().len());
        }
    }
    sizes.sort_unstable();
    eprintln!(
        "all: {} operations, median {} B, greatest {} B",
        sizes.len(),
        sizes[sizes.len() / 2],
        sizes[sizes.len() - 1]
    );
}

fn form_of(description: &NodeDescription, tool: &Tool) -> Form {
    let [resource, operation] = [&tool.operation.resource, &tool.operation.operation];
    let [resource, operation] = [resource, operation].map(|name| name.as_deref().unwrap_or_default());
    form(description, description.latest_version(), resource, operation).unwrap()
}

fn check_tool(tool: &Tool, place: &str) {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    assert!(tool.name.len() <= 64 && tool.name.chars().all(is_plain), "{place}");
    let schema = tool.input_schema.as_value();
    assert!(jsonschema::draft202012::meta::is_valid(schema), "{place}: {schema:#}");
    assert_eq!(schema["type"], "object", "{place}");
    for combinator in ["oneOf", "anyOf", "allOf", "if", "not", "$ref", "$defs"] {
        assert!(schema.get(combinator).is_none(), "{place} has `{combinator}` at the top");
    }
    let fields = schema["properties"].as_object().unwrap();
    for required in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
        assert!(fields.contains_key(required.as_str().unwrap()), "{place} requires {required}");
    }
    for (name, chosen) in [("resource", &tool.operation.resource), ("operation", &tool.operation.operation)] {
        assert!(chosen.is_none() || !fields.contains_key(name), "{place} asks for its {name}");
    }
    let function = &tool.format(Provider::OpenAi)["function"];
    if function["strict"] == true {
        each_object(&function["parameters"], &mut |object| {
            let Some(properties) = properties(object) else { return };
            let required = object["required"].as_array().unwrap();
            assert_eq!(required.len(), properties.len(), "{place}: all are required in strict mode");
            assert_eq!(object["additionalProperties"], false, "{place}");
        });
    }
}

fn check_form(form: &Form, place: &str) {
    let schema = form.schema.as_value();
    assert!(jsonschema::draft202012::meta::is_valid(schema), "{place}: {schema:#}");
    each_object(schema, &mut |object| {
        if let Some(choices) = object.get("oneOf") {
            assert!(object.contains_key("type"), "{place}: renderers show no list without a type: {choices}");
        }
        let Some(properties) = properties(object) else { return };
        for (name, property) in properties {
            assert!(property.is_object(), "{place}: {name} is a boolean schema");
        }
    });
    // A field of the form, not a condition, has exactly one type.
    let fields = schema["properties"].as_object().unwrap();
    for (name, field) in fields {
        assert!(field.get("type").is_some() && field.get("anyOf").is_none(), "{place}: {name}: {field}");
    }
}

/// The fields of an object's schema, which is told from fields that are called `properties` by its type.
fn properties(schema: &Map<String, Value>) -> Option<&Map<String, Value>> {
    schema.get("properties").filter(|_| schema.get("type").is_some_and(|kind| kind == "object"))?.as_object()
}

fn each_object(value: &Value, check: &mut impl FnMut(&Map<String, Value>)) {
    match value {
        Value::Object(map) => {
            check(map);
            map.values().for_each(|value| each_object(value, check));
        }
        Value::Array(list) => list.iter().for_each(|value| each_object(value, check)),
        _ => {}
    }
}
