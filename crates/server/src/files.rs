//! The schemas of everything, as files: what a UI or an agent that does not link the runtime works from.

use nodewright::{Item, NodeDescription, NodeError, NodeJson, Registry, Result, Workflow};
use nodewright_schema::{Catalog, object};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    catalog::{self, Catalogs},
    requests,
};

/// Path and text of every file, sorted: the shapes of node JSON, items, errors and calls; for every version of every
/// node its description, its schema and one schema per operation; `index.json`, which lists them.
///
/// # Errors
/// A node that cannot be described, which is a defect of the node.
pub fn all(registry: &Registry) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        shape::<NodeJson>("node")?,
        shape::<Workflow>("workflow")?,
        shape::<Vec<Item>>("items")?,
        shape::<NodeDescription>("description")?,
        shape::<NodeError>("error")?,
        shape::<requests::Call>("call")?,
    ];
    for kind in registry.credential_types() {
        let name = format!("credentials/{}.schema.json", kind.name);
        if !files.iter().any(|(file, _)| *file == name) {
            files.push((name, text(&object(&nodewright::form::properties(kind.fields, &Default::default())))?));
        }
    }
    let catalogs = Catalogs::new(registry);
    for node in registry.types() {
        for (version, _) in node.versions() {
            files.extend(of_version(&*catalogs.find(node.name(), Some(version))?)?);
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
        let schema = catalog::schema(catalog, Some((resource, operation)))?;
        files.push((format!("{folder}/{resource}.{operation}.json"), text(schema)?));
    }
    Ok(files)
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
