//! What a loader may see of a node's parameters: never a secret, and nothing it has no use for.

use nodewright_core::{ErrorKind, NodeDescription, NodeError, Parameters, Property, Result, Version};
use nodewright_properties::{Context, Options, Resolve, resolve};
use serde_json::Value;

/// The parameters with defaults, without what is hidden or secret.
pub fn parameters(description: &NodeDescription, version: Version, stored: &Parameters) -> Result<Parameters> {
    let context = Context { version: Some(version), description: Some(description) };
    let resolved = resolve(&description.properties, stored, Resolve { defaults: true, hidden: false, context });
    let mut parameters = resolved.map_err(|e| NodeError::new(ErrorKind::Input, e.to_string()))?;
    drop_secrets(&description.properties, &mut parameters);
    Ok(parameters)
}

/// The parameters with those of the stored ones that are hidden; never a secret.
pub fn with_hidden(mut parameters: Parameters, description: &NodeDescription, stored: &Parameters) -> Parameters {
    let mut hidden = stored.clone();
    drop_secrets(&description.properties, &mut hidden);
    for (name, value) in hidden {
        parameters.entry(name).or_insert(value);
    }
    parameters
}

/// Those that a method depends on, and what chooses the operation.
pub fn narrowed(mut parameters: Parameters, depends_on: Option<&[&str]>) -> Parameters {
    if let Some(paths) = depends_on {
        parameters.retain(|name, _| {
            matches!(name.as_str(), "resource" | "operation") || paths.iter().any(|path| first_segment(path) == name)
        });
    }
    parameters
}

/// `options.rows[0]` starts at `options`; `/name` and `&name` are n8n's ways to say "at the root" and "beside me".
fn first_segment(path: &str) -> &str {
    path.trim_start_matches(['/', '&']).split(['.', '[']).next().unwrap_or_default()
}

fn drop_secrets(properties: &[Property], values: &mut Parameters) {
    for property in properties {
        if property.type_options.as_ref().is_some_and(|options| options.password == Some(true)) {
            values.remove(property.name.as_ref());
            continue;
        }
        let Some(value) = values.get_mut(property.name.as_ref()) else { continue };
        match &property.options {
            Some(Options::Fields(fields)) => for_each_object(value, |fields_of| drop_secrets(fields, fields_of)),
            Some(Options::Groups(groups)) => for_each_object(value, |groups_of| {
                for group in groups {
                    if let Some(rows) = groups_of.get_mut(group.name.as_ref()) {
                        for_each_object(rows, |row| drop_secrets(&group.values, row));
                    }
                }
            }),
            _ => {}
        }
    }
}

/// The object itself, or those of a list.
fn for_each_object(value: &mut Value, mut act: impl FnMut(&mut Parameters)) {
    match value {
        Value::Object(map) => act(map),
        Value::Array(list) => list.iter_mut().filter_map(Value::as_object_mut).for_each(act),
        _ => {}
    }
}
