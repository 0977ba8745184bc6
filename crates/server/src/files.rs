//! The schemas of everything, as files: what a UI or an agent that does not link the runtime works from.

use std::collections::BTreeMap;

use nodewright::{CredentialType, Item, NodeDescription, NodeError, NodeJson, Registry, Result, Workflow};
use nodewright_schema::{Catalog, object};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    answers::Answer,
    catalog::{self, Catalogs},
    requests::Call,
};

/// Path and text of every file, sorted: the shapes of node JSON, items, errors and calls with their answers; with the
/// feature `http` the OpenAPI document; for every version of every node its description, its schema and one schema per operation; `index.json`, which lists them.
///
/// # Errors
/// A node that cannot be described, which is a defect of the node.
pub fn all(registry: &Registry) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        shape::<NodeJson>("node")?,
        shape::<Workflow>("workflow")?,
        shape::<Vec<Item>>("items")?,
        shape::<NodeDescription>("description")?,
        shape::<CredentialType>("credential-type")?,
        shape::<NodeError>("error")?,
        ("call.schema.json".to_owned(), text(&calls())?),
    ];
    #[cfg(feature = "http")]
    files.push(("openapi.json".to_owned(), text(&crate::http::openapi())?));
    for kind in registry.credential_types() {
        let whole = registry.credential_type(&kind.name)?;
        files.push((format!("credentials/{}.schema.json", kind.name), text(&object(&whole.properties))?));
    }
    let catalogs = Catalogs::new(registry);
    for node in registry.types() {
        // Versions of one description differ in little; the last of them stands for all.
        for (version, _) in node.versions().filter(|(version, node)| node.description().version.last() == *version) {
            files.extend(of_version(&*catalogs.find(&node.full_name(), Some(version))?)?);
        }
    }
    files.sort();
    let index: Vec<_> = files.iter().map(|(name, _)| name).collect();
    let index = ("index.json".to_owned(), text(&json!({ "types": catalog::types(registry), "files": index }))?);
    files.push(index);
    Ok(files)
}

fn of_version(catalog: &Catalog) -> Result<Vec<(String, String)>> {
    let description = catalog.description();
    let folder = format!("{}/v{}", description.name, catalog.version());
    let mut files = vec![
        (format!("{folder}.node.json"), text(&**description)?),
        (format!("{folder}.schema.json"), text(catalog::schema(catalog, None)?)?),
    ];
    for one in catalog.operations() {
        let resource = one.resource.as_deref().unwrap_or_default();
        let operation = one.operation.as_deref().unwrap_or_default();
        // A node that does one thing is the operation; its schema is there already.
        if resource.is_empty() && operation.is_empty() {
            continue;
        }
        let schema = catalog::schema(catalog, Some((resource, operation)))?;
        files.push((format!("{folder}/{resource}.{operation}.json"), text(schema)?));
    }
    Ok(files)
}

/// Where a call's schema says what its answer is.
const ANSWER: &str = "x-answer";

/// The schema of a call. `x-answer` of each method is the schema of its `result`.
fn calls() -> Schema {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    // Where two types have one name, what callers send keeps it.
    Call::json_schema(&mut generator);
    let mut answers = results(Answer::json_schema(&mut generator).as_value());
    let mut calls = generator.into_root_schema_for::<Call>();
    let methods = calls.get_mut("oneOf").and_then(Value::as_array_mut);
    for of_method in methods.into_iter().flatten() {
        if let Some(answer) = answers.remove(method(of_method)) {
            of_method[ANSWER] = answer;
        }
    }
    calls
}

/// The schema of the answer by method.
fn results(answers: &Value) -> BTreeMap<String, Value> {
    let all = answers["oneOf"].as_array().into_iter().flatten();
    all.map(|of_method| (method(of_method).to_owned(), of_method["properties"]["result"].clone())).collect()
}

fn method(schema: &Value) -> &str {
    schema["properties"]["method"]["const"].as_str().unwrap_or_default()
}

fn shape<T: JsonSchema>(name: &str) -> Result<(String, String)> {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    Ok((format!("{name}.schema.json"), text(&schema)?))
}

fn text(value: &impl Serialize) -> Result<String> {
    let bug = |e: serde_json::Error| NodeError::new(nodewright::ErrorKind::Operation, e.to_string());
    // Through a value, so that equal schemas are equal files whatever their type.
    let value: Value = serde_json::to_value(value).map_err(bug)?;
    Ok(serde_json::to_string_pretty(&value).map_err(bug)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Api;
    use nodewright::Runtime;

    #[tokio::test]
    async fn every_method_is_described_with_its_answer() {
        let calls = calls().to_value();
        let described: Vec<_> = calls["oneOf"].as_array().expect("methods").iter().collect();
        let api = Api::new(Runtime::builder().registry(Registry::new()).build().expect("a runtime"));
        let refused = api.call("nope", Value::Null).await.expect_err("no such method");
        let names: Vec<_> = described.iter().map(|of_method| method(of_method)).collect();
        assert_eq!(refused.message(), format!("Unknown method 'nope'; known: {}", names.join(", ")));
        assert_eq!(names.len(), 8);
        for of_method in described {
            let answer = &of_method[ANSWER];
            let reference = answer["$ref"].as_str().or(answer["items"]["$ref"].as_str()).unwrap_or_default();
            let target = calls.pointer(reference.trim_start_matches('#')).unwrap_or(&Value::Null);
            assert!(!reference.is_empty() && target.is_object(), "{of_method}");
        }
    }
}
