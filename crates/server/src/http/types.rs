//! n8n's own files of types: what its editor loads.

use std::sync::Arc;

use nodewright::{
    Authenticate, CredentialType, Node, NodeDescription, Property, Result, VersionedNode, form,
    properties::DisplayOptions,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::Api;

/// A credential type, n8n's `ICredentialType`.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct CredentialTypeDescription {
    /// Name that nodes ask for.
    name: &'static str,
    /// Name for people.
    display_name: &'static str,
    /// The form.
    properties: Vec<Property>,
    /// What it adds to a request: `{"type": "generic", "properties": {"headers": {…}, …}}`.
    authenticate: Value,
}

/// Names come with their package, as workflows spell them.
pub(super) async fn nodes(api: Api, (): ()) -> Result<Vec<NodeDescription>> {
    let of_type = |node: &VersionedNode| {
        let name = node.full_name();
        // A description of several versions comes once.
        let last = node.versions().filter(|(version, of)| of.description().version.last() == *version);
        let named = |(_, of): (_, &Arc<dyn Node>)| NodeDescription {
            name: name.clone().into(),
            ..NodeDescription::clone(of.description())
        };
        last.map(named).collect::<Vec<_>>()
    };
    Ok(api.runtime().registry().types().flat_map(of_type).collect())
}

pub(super) async fn credentials(api: Api, (): ()) -> Result<Vec<CredentialTypeDescription>> {
    Ok(super::credentials::types(&api).into_values().map(describe).collect())
}

fn describe(kind: &CredentialType) -> CredentialTypeDescription {
    CredentialTypeDescription {
        name: kind.name,
        display_name: kind.title,
        properties: form::properties(kind.fields, &DisplayOptions::default()),
        authenticate: json!({ "type": "generic", "properties": authenticate(&kind.authenticate) }),
    }
}

fn authenticate(of: &Authenticate) -> Map<String, Value> {
    let pairs = [("headers", &of.headers), ("qs", &of.query), ("body", &of.body)];
    let mut all = Map::new();
    for (name, pairs) in pairs.into_iter().filter(|(_, pairs)| !pairs.is_empty()) {
        let pairs = pairs.iter().map(|(key, value)| (key.to_string(), Value::from(value.as_ref())));
        all.insert(name.to_owned(), Value::Object(pairs.collect()));
    }
    if let Some((username, password)) = &of.basic {
        all.insert("auth".to_owned(), json!({ "username": username, "password": password }));
    }
    all
}
