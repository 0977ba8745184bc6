//! The OpenAPI document says all that there is.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use nodewright_tests::root;
use reqwest::Method;
use serde_json::{Value, json};

use super::Server;

#[tokio::test]
async fn the_document_is_as_openapi_wants_it() {
    if Command::new("npm").arg("--version").stdout(Stdio::null()).status().is_err() {
        return nodewright_testkit::skip("the validator of OpenAPI needs npm, which is not there");
    }
    let server = Server::sandbox();
    let (_, document) = server.get("/openapi.json").await;
    assert_eq!(validated(&document), json!({ "version": "3.1" }));
    let mut broken = document;
    broken["paths"]["/nodes"]["get"]["responses"] = json!([]);
    assert!(validated(&broken)["errors"].is_array(), "the validator looks at it");
}

/// What a validator from npm says of a document.
fn validated(document: &Value) -> Value {
    let mut validator = Command::new("node")
        .arg(root().join("tests/openapi-validator/validate.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node comes with npm");
    let mut input = validator.stdin.take().expect("piped");
    input.write_all(document.to_string().as_bytes()).expect("it reads");
    drop(input);
    let output = validator.wait_with_output().expect("it ends").stdout;
    serde_json::from_slice(&output).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output)))
}

#[tokio::test]
async fn every_operation_of_the_document_is_a_route_and_no_other_method_is() {
    let server = Server::sandbox();
    let (_, document) = server.get("/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().expect("paths");
    assert!(paths.len() >= 16, "{}", paths.len());
    for (path, operations) in paths {
        let url = path.replace(['{', '}'], "");
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            let method: Method = method.parse().expect("a method");
            let status = server.request(method.clone(), &url).send().await.expect("an answer").status();
            let described = operations.get(method.as_str().to_lowercase()).is_some();
            assert_eq!(status == 405, !described, "{method} {path}: {status}");
        }
    }
}

#[tokio::test]
async fn every_reference_of_the_document_leads_somewhere() {
    let server = Server::sandbox();
    let (_, document) = server.get("/openapi.json").await;
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.iter().any(|reference| reference == "#/components/schemas/Execute"), "{references:?}");
    for reference in references {
        let target = document.pointer(reference.trim_start_matches('#'));
        assert!(target.is_some(), "{reference}");
    }
}

fn collect(value: &Value, to: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            to.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| collect(value, to));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, to)),
        _ => {}
    }
}
