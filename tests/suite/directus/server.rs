//! The server itself: what it is, its settings, its extensions.

use serde_json::json;

use super::{Node, admin, said, server};

#[tokio::test]
async fn the_server_tells_about_itself() {
    let directus = server().await;
    for token in [None, Some(directus.token())] {
        let about = Node::shared(token, "server").await;
        assert_eq!(about.row("ping", json!({})).await, json!({ "result": "pong" }));
        assert_eq!(about.row("info", json!({})).await["project"]["project_name"], "Directus");
        let api = about.row("getOpenAPI", json!({})).await;
        assert_eq!(api["openapi"], "3.0.1");
        let graphql = about.row("getGraphQL", json!({})).await;
        assert!(graphql["result"].as_str().is_some_and(|sdl| sdl.contains("type ")), "{graphql}");
    }
    let about = admin("server").await;
    let health = about.row("health", json!({})).await;
    assert_eq!((&health["status"], health["checks"].is_object()), (&json!("ok"), true), "{health}");
    let refused = Node::shared(None, "server").await.error("health", json!({})).await;
    assert_eq!((said(&refused).2, said(&refused).3), ("FORBIDDEN", "403"));
}

#[tokio::test]
async fn settings_are_read_and_changed() {
    let settings = admin("settings").await;
    let fields = json!({ "fields": "public_note" });
    let change = json!({ "data": r#"{ "public_note": "For tests" }"#, "additionalFields": fields });
    assert_eq!(settings.row("update", change).await, json!({ "public_note": "For tests" }));
    assert_eq!(settings.row("get", json!({ "additionalFields": fields })).await, json!({ "public_note": "For tests" }));
    let raw = json!({ "jsonParameters": true, "queryParametersJson": { "fields": ["public_note", "project_name"] } });
    let kept = settings.row("get", raw).await;
    assert_eq!(kept, json!({ "public_note": "For tests", "project_name": "Directus" }));
    let stranger = Node::shared(None, "settings").await;
    assert_eq!(said(&stranger.error("update", json!({ "data": { "public_note": "Mine" } })).await).3, "403");
}

#[tokio::test]
async fn a_server_without_extensions_lists_none() {
    let extensions = admin("extensions").await;
    for kind in ["displays", "interfaces", "layouts", "modules"] {
        assert!(extensions.rows("list", json!({ "type": kind })).await.is_empty(), "{kind}");
    }
}
