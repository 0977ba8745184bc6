//! The table of routes.

use nodewright::{Item, Loaded, NodeDescription};
use schemars::Schema;
use serde_json::{Map, Value};

use super::{
    calls,
    credentials::{self, CredentialSummary},
    nodes, openapi, page,
    route::Route,
    types::{self, CredentialTypeDescription},
};
use crate::{catalog::TypeSummary, requests, trace::Traced};

/// All of them, in the order in which people should see them.
pub(super) fn all() -> Vec<Route> {
    vec![
        Route::get("/", "page", page::index).summary("The page that shows the forms").media("text/html").open(),
        Route::get("/assets/{*path}", "asset", page::asset)
            .summary("Scripts and styles of the page")
            .media("*/*")
            .open(),
        Route::get("/openapi.json", "openapi", openapi::answer).summary("This document").answers::<Value>(),
        Route::get("/healthz", "health", calls::health)
            .summary("Whether the server answers")
            .answers::<calls::Health>()
            .open(),
        Route::get("/types/nodes.json", "nodeTypes", types::nodes)
            .summary("Descriptions of all node types, one per version, in n8n's format")
            .answers::<Vec<NodeDescription>>(),
        Route::get("/types/credentials.json", "credentialTypes", types::credentials)
            .summary("All credential types, in n8n's format")
            .answers::<Vec<CredentialTypeDescription>>(),
        Route::get("/nodes", "listNodes", nodes::list).summary("The node types").answers::<Vec<TypeSummary>>(),
        Route::get("/nodes/{type}/{version}", "describeNode", nodes::describe)
            .summary("The description of a node type")
            .answers::<NodeDescription>(),
        Route::get("/nodes/{type}/{version}/schema", "nodeSchema", nodes::schema)
            .summary("JSON Schema of a node's parameters")
            .query::<nodes::SchemaQuery>()
            .answers::<Schema>(),
        Route::get("/nodes/{type}/{version}/operations", "listOperations", nodes::operations)
            .summary("The operations of a node, in the order of its form")
            .answers::<Vec<nodes::OperationSummary>>(),
        Route::get(
            "/nodes/{type}/{version}/operations/{resource}/{operation}/schema",
            "operationSchema",
            nodes::operation_schema,
        )
        .summary("JSON Schema of an operation's parameters, flat")
        .answers::<Schema>(),
        Route::get("/nodes/{type}/{version}/operations/{resource}/{operation}/form", "operationForm", nodes::form)
            .summary("JSON Schema of an operation's parameters, with hints for a form renderer")
            .query::<nodes::FormQuery>()
            .answers::<nodes::Form>(),
        Route::post("/execute", "execute", calls::execute)
            .summary("Run a node on items")
            .takes::<requests::Execute>()
            .answers::<Outputs>(),
        Route::post("/parameters", "resolveParameters", calls::parameters)
            .summary("Resolve stored parameters, with their issues and those without effect")
            .takes::<requests::Parameters>()
            .answers::<calls::Resolved>(),
        Route::post("/options", "loadOptions", calls::options)
            .summary("Load the options of a parameter")
            .takes::<requests::Options>()
            .answers::<Loaded>(),
        Route::post("/evaluate", "evaluate", calls::evaluate)
            .summary("Evaluate an expression")
            .takes::<requests::Evaluate>()
            .answers::<calls::Evaluated>(),
        Route::get("/credentials", "listCredentials", credentials::list)
            .summary("The credential types, and of which there is a credential")
            .answers::<Vec<CredentialSummary>>(),
        Route::put("/credentials/{type}", "storeCredential", credentials::put)
            .summary("Store the data of a credential; nothing gives it back")
            .takes::<Map<String, Value>>(),
        Route::delete("/credentials/{type}", "removeCredential", credentials::delete)
            .summary("Remove a stored credential"),
    ]
}

/// The items of every output; with `trace` also what was sent.
#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code)] // Only its schema is used.
enum Outputs {
    /// The items of every output.
    Plain(Vec<Vec<Item>>),
    /// With what was sent.
    Traced(Traced),
}
