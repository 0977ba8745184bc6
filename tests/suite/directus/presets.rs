//! Presets: bookmarks and remembered layouts.

use serde_json::json;

use super::{admin, pluck, said};

#[tokio::test]
async fn presets_are_created_changed_and_removed() {
    let presets = admin("presets").await;
    let data = r#"{ "collection": "directus_files", "bookmark": "presets_one" }"#;
    let one = presets.row("create", json!({ "data": data })).await;
    assert_eq!((&one["bookmark"], &one["layout"]), (&json!("presets_one"), &json!("tabular")));
    let new = |name: &str| json!({ "collection": "directus_files", "bookmark": name });
    let data = json!([new("presets_two"), new("presets_three")]);
    let more = presets.rows("createMultiple", json!({ "data": data })).await;
    assert_eq!(pluck(&more, "bookmark"), json!(["presets_two", "presets_three"]));

    let update = json!({ "id": one["id"], "data": { "bookmark": "presets_1" } });
    assert_eq!(presets.row("update", update).await["bookmark"], "presets_1");
    let many = json!({ "keys": pluck(&more, "id"), "data": { "layout": "cards" } });
    let many = presets.rows("updateMultiple", json!({ "data": many.to_string() })).await;
    assert_eq!(pluck(&many, "layout"), json!(["cards", "cards"]));
    assert_eq!(presets.row("get", json!({ "id": one["id"] })).await["bookmark"], "presets_1");
    let options = json!({ "search": "presets_", "sort": "-bookmark", "fields": "bookmark" });
    let listed = presets.rows("list", json!({ "returnAll": false, "limit": 2, "additionalFields": options })).await;
    assert_eq!(pluck(&listed, "bookmark"), json!(["presets_two", "presets_three"]));

    presets.done("deleteMultiple", json!({ "keys": pluck(&more, "id").to_string() })).await;
    presets.done("delete", json!({ "id": one["id"] })).await;
    assert_eq!(said(&presets.error("get", json!({ "id": one["id"] })).await).2, "FORBIDDEN");
}
