//! The OpenAPI 3.1 document, made from the table of routes.

use axum::{Extension, body::Bytes, http::header::CONTENT_TYPE, response::IntoResponse};
use nodewright::NodeError;
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::route::{Answer, Route};

/// Where schemas that several routes share stand.
const COMPONENTS: &str = "/components/schemas";

/// What placeholders of paths are.
const PLACEHOLDERS: [(&str, &str); 5] = [
    ("type", "Node type, with or without its package, such as directus"),
    ("version", "Version of the type, such as 1"),
    ("resource", "Value of the parameter resource"),
    ("operation", "Value of the parameter operation"),
    ("path", "Name of a file"),
];

/// The document as it is sent.
#[derive(Clone)]
pub(super) struct Document(Bytes);

impl Document {
    /// Of these routes.
    pub(super) fn of(routes: &[Route]) -> Self {
        Self(document(routes).to_string().into())
    }
}

pub(super) async fn answer(Extension(document): Extension<Document>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], document.0)
}

/// Everything the routes take and answer.
pub(super) fn document(routes: &[Route]) -> Value {
    let mut generator =
        SchemaSettings::draft2020_12().with(|s| s.definitions_path = COMPONENTS.into()).into_generator();
    let error = generator.subschema_for::<NodeError>();
    // Where two types have one name, what callers send keeps it.
    routes.iter().filter_map(|route| route.body).for_each(|body| drop(body(&mut generator)));
    let mut paths = Map::new();
    for route in routes {
        let of_path = paths.entry(route.path.replace("{*", "{")).or_insert_with(|| json!({}));
        of_path[route.method.as_str().to_lowercase()] = operation(route, &mut generator, &error);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "nodewright",
            "description": "Executes n8n-style workflow nodes.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        // A server without a token takes calls of its own machine, and asks for none.
        "security": [{ "token": [] }, {}],
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
        },
    })
}

fn operation(route: &Route, generator: &mut SchemaGenerator, error: &Schema) -> Value {
    let (status, answer) = match &route.answer {
        Answer::Json(shape) => ("200", content("application/json", shape(generator))),
        Answer::Media(media_type) => ("200", json!({ *media_type: {} })),
        Answer::Empty => ("204", Value::Null),
    };
    let mut done = json!({ "description": "Done" });
    if !answer.is_null() {
        done["content"] = answer;
    }
    let refused = json!({
        "description": "n8n's error JSON; the status tells whether the caller or the service has to act",
        "content": content("application/json", error.clone()),
    });
    let mut operation = json!({
        "operationId": route.id,
        "summary": route.summary,
        "parameters": parameters(route, generator),
        "responses": { status: done, "default": refused },
    });
    if let Some(body) = route.body {
        operation["requestBody"] = json!({ "required": true, "content": content("application/json", body(generator)) });
    }
    if route.open {
        operation["security"] = json!([]);
    }
    operation
}

fn content(media_type: &str, schema: Schema) -> Value {
    json!({ media_type: { "schema": schema } })
}

fn parameters(route: &Route, generator: &mut SchemaGenerator) -> Vec<Value> {
    let mut all: Vec<_> = placeholders(route.path)
        .map(|name| {
            let known = PLACEHOLDERS.iter().find(|(known, _)| *known == name);
            let description = known.map_or("", |(_, description)| description);
            json!({ "name": name, "in": "path", "required": true, "description": description,
                "schema": { "type": "string" } })
        })
        .collect();
    let Some(query) = route.query else { return all };
    let query = query(generator).to_value();
    let required = |name: &str| query["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
    for (name, schema) in query["properties"].as_object().into_iter().flatten() {
        all.push(json!({ "name": name, "in": "query", "required": required(name), "schema": schema }));
    }
    all
}

/// Names of a path's placeholders.
fn placeholders(path: &'static str) -> impl Iterator<Item = &'static str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .map(|name| name.trim_start_matches('*'))
}
