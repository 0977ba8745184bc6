//! The Directus node, from node JSON to requests and items, without a network.

mod behaviour;
mod catalog;
mod hostile;
mod loaders;
mod parity;
mod replay;

use nodewright_core::{Value, serde_json::json};
use nodewright_node_directus::V1;
use nodewright_testkit::{Problems, check, harness::Harness};

#[test]
fn the_definition_is_sound() -> Result<(), Problems> {
    check(&V1)
}

/// The node with a token, at a Directus that answers as a test says.
fn harness() -> Harness {
    Harness::new(V1, json!({ "url": "https://directus.example", "accessToken": "token" }))
        .with_no_route(no_route())
        .with_rows_under("data")
}

/// Directus' answer to an unknown route.
fn no_route() -> Value {
    let error = json!({ "message": "Route doesn't exist.", "extensions": { "code": "ROUTE_NOT_FOUND" } });
    json!({ "status": 404, "contentType": "application/json", "body": json!({ "errors": [error] }).to_string() })
}

/// What was recorded of the original node: a file of `tests/conformance`, with `least` values at least.
fn recorded(name: &str, least: usize) -> Vec<Value> {
    nodewright_testkit::recorded(format!("{}/../../tests/conformance/{name}", env!("CARGO_MANIFEST_DIR")), least)
}
