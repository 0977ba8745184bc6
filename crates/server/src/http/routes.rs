//! The table of routes.

use serde_json::{Map, Value};

use super::{calls, credentials, nodes, openapi, page, route::Route, types};

/// All of them, in the order in which people should see them.
pub(super) fn all() -> Vec<Route> {
    vec![
        Route::get("/", "page", page::index).summary("The page that shows the forms").media("text/html").open(),
        Route::get("/assets/{*path}", "asset", page::asset)
            .summary("Scripts and styles of the page")
            .media("*/*")
            .open(),
        Route::get("/openapi.json", "openapi", openapi::answer).summary("This document").answers::<Value>(),
        Route::read("/healthz", "health", calls::health).summary("Whether the server answers").open(),
        Route::read("/types/nodes.json", "nodeTypes", types::nodes)
            .summary("Descriptions of all node types, one per version, in n8n's format"),
        Route::read("/types/credentials.json", "credentialTypes", types::credentials)
            .summary("All credential types, in n8n's format"),
        Route::read("/nodes", "listNodes", nodes::list).summary("The node types"),
        Route::read("/nodes/{type}/{version}", "describeNode", nodes::describe)
            .summary("The description of a node type"),
        Route::read("/nodes/{type}/{version}/schema", "nodeSchema", nodes::schema)
            .summary("JSON Schema of a node's parameters")
            .query::<nodes::SchemaQuery>(),
        Route::read("/nodes/{type}/{version}/operations", "listOperations", nodes::operations)
            .summary("The operations of a node, in the order of its form"),
        Route::read(
            "/nodes/{type}/{version}/operations/{resource}/{operation}/schema",
            "operationSchema",
            nodes::operation_schema,
        )
        .summary("JSON Schema of an operation's parameters, flat"),
        Route::read("/nodes/{type}/{version}/operations/{resource}/{operation}/form", "operationForm", nodes::form)
            .summary("JSON Schema of an operation's parameters, with hints for a form renderer")
            .query::<nodes::FormQuery>(),
        Route::call("/execute", "execute", calls::execute).summary("Run a node on items"),
        Route::call("/parameters", "resolveParameters", calls::parameters)
            .summary("Resolve stored parameters, with their issues and those without effect"),
        Route::call("/options", "loadOptions", calls::options).summary("Load the options of a parameter"),
        Route::call("/evaluate", "evaluate", calls::evaluate).summary("Evaluate an expression"),
        Route::call("/test-credential", "testCredential", calls::test_credential)
            .summary("Test a credential with the request that its type names"),
        Route::read("/credentials", "listCredentials", credentials::list)
            .summary("The credential types, and of which there is a credential"),
        Route::put("/credentials/{type}", "storeCredential", credentials::put)
            .summary("Store the data of a credential; nothing gives it back")
            .takes::<Map<String, Value>>(),
        Route::delete("/credentials/{type}", "removeCredential", credentials::delete)
            .summary("Remove a stored credential"),
    ]
}
