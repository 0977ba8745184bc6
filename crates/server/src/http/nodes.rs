//! What there is: node types, their operations, schemas and forms.

use std::sync::Arc;

use axum::{Json, extract::State};
use nodewright::{Effect, ErrorKind, NodeDescription, NodeError, Result, Version};
use nodewright_schema::{Catalog, Profile};
use schemars::{JsonSchema, Schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{path::Path, query::Query, refusal::Refusal};
use crate::{
    Api,
    catalog::{self, TypeSummary},
    requests::Describe,
};

type Answer<T> = Result<Json<T>, Refusal>;

/// Which schema of a node it is to be.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SchemaQuery {
    /// How much it demands.
    #[serde(default)]
    profile: ProfileName,
}

#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ProfileName {
    /// Types, listed values, ranges, no keys but those that are shown.
    #[default]
    Strict,
    /// What n8n's own check finds no issue in.
    Compat,
}

/// Which form it is to be.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FormQuery {
    /// What renders it.
    #[serde(default)]
    renderer: Renderer,
}

#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Renderer {
    /// react-jsonschema-form.
    #[default]
    Rjsf,
    /// JSON Forms.
    Jsonforms,
}

/// An operation as a list shows it.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OperationSummary {
    /// Value of the parameter `resource`; empty if the node has none.
    resource: String,
    /// Value of the parameter `operation`; empty if the node has none.
    operation: String,
    /// The resource's name for people.
    resource_name: String,
    /// The operation's name for people.
    name: String,
    /// What it does.
    description: String,
    /// Its effect on the service; left out if unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    effect: Option<Effect>,
}

/// A form.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct Form {
    /// JSON Schema 2020-12, with if/then for fields that depend on others.
    schema: Schema,
    /// What else the renderer needs.
    ui_schema: Value,
}

pub(super) async fn list(State(api): State<Api>) -> Json<Vec<TypeSummary>> {
    Json(api.list())
}

pub(super) async fn describe(State(api): State<Api>, Path(path): Path<(String, String)>) -> Answer<NodeDescription> {
    let (node_type, version) = path;
    let of = Describe { node_type, type_version: Some(read_version(&version)?) };
    Ok(Json(api.describe(&of)?.clone()))
}

pub(super) async fn schema(
    State(api): State<Api>,
    Path((node, version)): Path<(String, String)>,
    Query(query): Query<SchemaQuery>,
) -> Answer<Schema> {
    let profile = match query.profile {
        ProfileName::Strict => Profile::Strict,
        ProfileName::Compat => Profile::Compat,
    };
    Ok(Json(find(&api, &node, &version)?.node(profile).clone()))
}

pub(super) async fn operations(
    State(api): State<Api>,
    Path((name, version)): Path<(String, String)>,
) -> Answer<Vec<OperationSummary>> {
    let catalog = find(&api, &name, &version)?;
    let node = api.runtime().registry().node(&name, Some(catalog.version()))?;
    let summary = |of: &nodewright_schema::Operation| {
        let (resource, operation) = (of.resource.clone().unwrap_or_default(), of.operation.clone().unwrap_or_default());
        OperationSummary {
            effect: node.effect(&resource, &operation),
            resource_name: of.resource_name.clone().unwrap_or_default(),
            name: of.name.clone(),
            description: of.description.clone(),
            resource,
            operation,
        }
    };
    Ok(Json(catalog.operations().map(summary).collect()))
}

pub(super) async fn operation_schema(
    State(api): State<Api>,
    Path((node, version, resource, operation)): Path<(String, String, String, String)>,
) -> Answer<Schema> {
    let catalog = find(&api, &node, &version)?;
    Ok(Json(catalog::schema(&catalog, Some((&resource, &operation)))?.clone()))
}

pub(super) async fn form(
    State(api): State<Api>,
    Path((node, version, resource, operation)): Path<(String, String, String, String)>,
    Query(query): Query<FormQuery>,
) -> Answer<Form> {
    let catalog = find(&api, &node, &version)?;
    let unknown = || catalog::unknown_operation(&catalog, &resource, &operation);
    let form = catalog.form(&resource, &operation).ok_or_else(unknown)?;
    Ok(Json(match query.renderer {
        Renderer::Rjsf => Form { schema: form.schema.clone(), ui_schema: form.ui_schema_rjsf.clone() },
        Renderer::Jsonforms => Form { schema: form.schema_jsonforms(), ui_schema: form.ui_schema_jsonforms.clone() },
    }))
}

fn find(api: &Api, node: &str, version: &str) -> Result<Arc<Catalog>> {
    api.catalogs().find(node, Some(read_version(version)?))
}

fn read_version(text: &str) -> Result<Version> {
    text.parse().map_err(|_| {
        let message = format!("'{text}' is not a version: write a number such as 1 or 1.1");
        NodeError::new(ErrorKind::Input, message)
    })
}
