//! Node types, their operations, schemas and forms over HTTP.

use nodewright_tests::{command::run, root};
use serde_json::{Value, json};

use super::Server;

#[tokio::test]
async fn answers_what_the_command_prints() {
    let server = Server::sandbox();
    for (path, arguments) in [
        ("/nodes", &["list", "--json"][..]),
        ("/nodes/directus/1", &["describe", "directus@1"]),
        ("/nodes/n8n-nodes-directus.directus/1", &["describe", "directus@1"]),
        ("/nodes/@denklab%2Fn8n-nodes-directus.directus/1", &["describe", "directus@1"]),
        ("/nodes/directus/1/schema", &["schema", "directus"]),
        ("/nodes/directus/1/schema?profile=strict", &["schema", "directus"]),
        (
            "/nodes/directus/1/operations/auth/logout/schema",
            &["schema", "directus", "--resource", "auth", "--operation", "logout"],
        ),
    ] {
        let (status, answer) = server.get(path).await;
        assert_eq!((status.as_u16(), answer), (200, run(arguments).json()), "{path}");
    }
    let (_, compat) = server.get("/nodes/directus/1/schema?profile=compat").await;
    assert_eq!(compat["required"], json!(["resource"]), "only what n8n itself asks for");
}

#[tokio::test]
async fn types_are_n8ns() {
    let server = Server::sandbox();
    let (_, nodes) = server.get("/types/nodes.json").await;
    let mut committed: Value =
        serde_json::from_str(&std::fs::read_to_string(root().join("schemas/directus/v1.node.json")).expect("a file"))
            .expect("JSON");
    committed["name"] = json!("n8n-nodes-directus.directus");
    let nodes = nodes.as_array().expect("a list");
    assert!(nodes.contains(&committed), "{nodes:?}");
    let versions = |name: &str| {
        let of_type = nodes.iter().filter(|node| node["name"] == name);
        of_type.map(|node| node["version"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(versions("n8n-nodes-base.limit"), [json!([1])]);
    let (_, credentials) = server.get("/types/credentials.json").await;
    let mut kinds = credentials.as_array().expect("a list").iter();
    let kind = kinds.find(|kind| kind["name"] == "directusApi").unwrap_or_else(|| panic!("{credentials}"));
    assert_eq!((&kind["name"], &kind["displayName"]), (&json!("directusApi"), &json!("Directus API")));
    let fields: Vec<_> = kind["properties"].as_array().expect("a list").iter().map(|p| &p["name"]).collect();
    assert_eq!(fields, ["url", "accessToken"]);
    assert_eq!(kind["properties"][1]["typeOptions"], json!({ "password": true }));
    let header = json!({ "Authorization": "=Bearer {{$credentials.accessToken}}" });
    assert_eq!(kind["authenticate"], json!({ "type": "generic", "properties": { "headers": header } }));
}

#[tokio::test]
async fn operations_come_in_the_order_of_the_form() {
    let server = Server::sandbox();
    let (_, all) = server.get("/nodes/directus/1/operations").await;
    let all = all.as_array().expect("a list");
    assert_eq!(all.len(), 118);
    let log_out = json!({ "resource": "auth", "operation": "logout", "resourceName": "Authentication", "name": "Log Out",
        "description": "Invalidate a refresh token and end the session it belongs to.", "effect": "idempotent-write" });
    assert_eq!(all.iter().find(|one| one["resource"] == "auth" && one["operation"] == "logout"), Some(&log_out));
    assert!(all.iter().all(|one| one["effect"].is_string()), "an operation says what it does to the service");
    let described = run(&["describe", "directus"]).json();
    let resources = described["properties"][0]["options"].as_array().expect("choices");
    let mut seen: Vec<_> = all.iter().map(|one| &one["resource"]).collect();
    seen.dedup();
    assert_eq!(seen, resources.iter().map(|choice| &choice["value"]).collect::<Vec<_>>());
}

#[tokio::test]
async fn forms_are_there_for_both_renderers() {
    let server = Server::sandbox();
    let path = "/nodes/directus/1/operations/auth/logout/form";
    let (_, default) = server.get(path).await;
    let (_, rjsf) = server.get(&format!("{path}?renderer=rjsf")).await;
    let (_, jsonforms) = server.get(&format!("{path}?renderer=jsonforms")).await;
    assert_eq!(default, rjsf);
    assert_eq!(rjsf["schema"], jsonforms["schema"]);
    assert_eq!(rjsf["schema"]["properties"]["refreshToken"]["title"], "Refresh Token");
    assert_eq!(rjsf["uiSchema"]["ui:order"], json!(["refreshToken", "verifyToken", "*"]), "{rjsf}");
    assert_eq!(jsonforms["uiSchema"]["elements"][0]["scope"], "#/properties/refreshToken", "{jsonforms}");
}
