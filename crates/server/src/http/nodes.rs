//! What there is: node types, their operations, schemas and forms.

use std::sync::Arc;

use nodewright::{Effect, ErrorKind, NodeDescription, NodeError, Result, Version};
use nodewright_schema::{Catalog, Profile};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{path::Path, query::Query};
use crate::{
    Api,
    answers::ParameterSchema,
    catalog::{self, TypeSummary},
    requests::Describe,
};

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
    schema: ParameterSchema,
    /// What else the renderer needs.
    #[schemars(with = "Map<String, Value>")]
    ui_schema: Value,
}

/// Type and version of a node.
type OfNode = Path<(String, String)>;

/// Type, version, resource and operation.
type OfOperation = Path<(String, String, String, String)>;

pub(super) async fn list(api: Api, (): ()) -> Result<Vec<TypeSummary>> {
    Ok(api.list())
}

pub(super) async fn describe(api: Api, Path((node_type, version)): OfNode) -> Result<NodeDescription> {
    let of = Describe { node_type, type_version: Some(read_version(&version)?) };
    Ok(api.describe(&of)?.clone())
}

pub(super) async fn schema(
    api: Api,
    (Path((node, version)), Query(query)): (OfNode, Query<SchemaQuery>),
) -> Result<ParameterSchema> {
    let profile = match query.profile {
        ProfileName::Strict => Profile::Strict,
        ProfileName::Compat => Profile::Compat,
    };
    Ok(ParameterSchema(find(&api, &node, &version)?.node(profile).clone()))
}

pub(super) async fn operations(api: Api, Path((name, version)): OfNode) -> Result<Vec<OperationSummary>> {
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
    Ok(catalog.operations().map(summary).collect())
}

pub(super) async fn operation_schema(
    api: Api,
    Path((node, version, resource, operation)): OfOperation,
) -> Result<ParameterSchema> {
    let catalog = find(&api, &node, &version)?;
    catalog::schema(&catalog, Some((&resource, &operation))).cloned().map(ParameterSchema)
}

pub(super) async fn form(
    api: Api,
    (Path((node, version, resource, operation)), Query(query)): (OfOperation, Query<FormQuery>),
) -> Result<Form> {
    let catalog = find(&api, &node, &version)?;
    let unknown = || catalog::unknown_operation(&catalog, &resource, &operation);
    let form = catalog.form(&resource, &operation).ok_or_else(unknown)?;
    Ok(match query.renderer {
        Renderer::Rjsf => Form { schema: ParameterSchema(form.schema.clone()), ui_schema: form.ui_schema_rjsf.clone() },
        Renderer::Jsonforms => {
            Form { schema: ParameterSchema(form.schema_jsonforms()), ui_schema: form.ui_schema_jsonforms.clone() }
        }
    })
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
