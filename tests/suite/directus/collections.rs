//! Collections, their fields and their relations.

use serde_json::{Value, json};

use super::{admin, collection, drop_collection, pluck, said};

#[tokio::test]
async fn collections_are_created_changed_and_removed() {
    const NAME: &str = "collections_life";
    let collections = admin("collections").await;
    let fields =
        r#"[{ "field": "title", "type": "string", "meta": {} }, { "field": "status", "type": "string", "meta": {} }]"#;
    let options = json!({
        "fields": fields, "icon": "book", "note": "Books", "hidden": true, "displayTemplate": "{{ title }}",
        "achiveField": "status", "archiveValue": "old", "unarchiveValue": "new", "archiveAppFilter": "false",
        "sortField": "id", "translation": r#"[{ "language": "de-DE", "translation": "Bücher" }]"#,
    });
    let made = collections.row("create", json!({ "collection": NAME, "additionalFields": options })).await;
    let expected = [
        ("icon", json!("book")),
        ("note", json!("Books")),
        ("hidden", json!(true)),
        ("display_template", json!("{{ title }}")),
        ("archive_field", json!("status")),
        ("archive_value", json!("old")),
        ("unarchive_value", json!("new")),
        ("archive_app_filter", json!(false)),
        ("sort_field", json!("id")),
        ("translations", json!([{ "language": "de-DE", "translation": "Bücher" }])),
    ];
    let kept = collections.row("get", json!({ "collection": NAME })).await;
    for (key, value) in expected {
        assert_eq!((&made["meta"][key], &kept["meta"][key]), (&value, &value), "{key}");
    }
    assert_eq!(kept["schema"]["name"], NAME, "a table, not a folder");

    let meta = json!({ "collection": NAME, "additionalFields": { "meta": r#"{ "note": "All books" }"# } });
    assert_eq!(collections.row("update", meta).await["meta"]["note"], "All books");
    let nothing = collections.row("update", json!({ "collection": NAME, "additionalFields": {} })).await;
    assert_eq!((&nothing["meta"]["note"], &nothing["meta"]["icon"]), (&json!("All books"), &json!("book")));

    let all = collections.rows("list", json!({})).await;
    assert!(all.iter().any(|c| c["collection"] == NAME) && all.iter().any(|c| c["collection"] == "directus_users"));
    drop_collection(NAME).await;
    let gone = collections.error("get", json!({ "collection": NAME })).await;
    assert_eq!((said(&gone).2, said(&gone).3), ("FORBIDDEN", "403"));
}

#[tokio::test]
async fn fields_are_created_changed_and_removed() {
    const NAME: &str = "fields_life";
    collection(NAME, json!([])).await;
    let fields = admin("fields").await;
    let new = |field: &str, kind: &str, options: Value| json!({ "collection": NAME, "field": field, "type": kind, "additionalFields": options });
    // What becomes of every type on SQLite: without a `special`, Directus reads lists and UUIDs back as texts.
    for (kind, stored) in [
        ("bigInteger", "bigInteger"),
        ("boolean", "boolean"),
        ("csv", "text"),
        ("date", "date"),
        ("dateTime", "dateTime"),
        ("decimal", "float"),
        ("float", "float"),
        ("string", "string"),
        ("integer", "integer"),
        ("json", "json"),
        ("uuid", "string"),
        ("text", "text"),
        ("time", "time"),
        ("timestamp", "timestamp"),
    ] {
        let made = fields.row("create", new(&format!("a_{kind}"), kind, json!({}))).await;
        assert_eq!((&made["field"], &made["type"]), (&json!(format!("a_{kind}")), &json!(stored)));
    }
    let divider = json!({ "meta": { "interface": "presentation-divider", "special": ["alias", "no-data"] } });
    let made = fields.row("create", new("divider", "alias", divider)).await;
    assert_eq!((&made["type"], &made["schema"]), (&json!("alias"), &json!(null)), "no column of its own");
    let options = json!({ "meta": { "note": "In pages" }, "schema": r#"{ "default_value": 7 }"# });
    let made = fields.row("create", new("length", "integer", options)).await;
    assert_eq!((&made["meta"]["note"], &made["schema"]["default_value"]), (&json!("In pages"), &json!(7)));
    let body = json!({ "field": "raw", "type": "string", "meta": { "hidden": true } });
    let made =
        fields.row("create", json!({ "collection": NAME, "jsonParameters": true, "bodyParametersJson": body })).await;
    assert_eq!(made["meta"]["hidden"], true);

    let options = json!({ "meta": r#"{ "note": "In sheets" }"#, "schema": { "default_value": 9 } });
    let change = json!({ "collection": NAME, "field": "length", "additionalFields": options });
    let changed = fields.row("update", change).await;
    assert_eq!((&changed["meta"]["note"], &changed["schema"]["default_value"]), (&json!("In sheets"), &json!(9)));
    // Also with nothing but the type, and what else there is to the column stays.
    for (options, kind) in [
        (json!({ "type": "string" }), "string"),
        (json!({ "type": "float", "schema": {} }), "float"),
        (json!({ "type": "integer", "meta": { "note": "In sheets" } }), "integer"),
        (json!({ "type": "float" }), "float"),
    ] {
        let change = json!({ "collection": NAME, "field": "length", "additionalFields": options });
        let changed = fields.row("update", change).await;
        assert_eq!((&changed["type"], &changed["meta"]["note"]), (&json!(kind), &json!("In sheets")), "{options}");
        assert_eq!(changed["schema"]["default_value"].to_string().trim_matches('"'), "9", "{options}");
    }
    let change = json!({ "collection": NAME, "field": "divider", "additionalFields": { "type": "alias" } });
    assert_eq!(fields.row("update", change).await["type"], "alias");
    let change = json!({ "collection": NAME, "field": "length", "additionalFields": { "type": "m2m" } });
    let refused = fields.error("update", change).await;
    assert!(refused.description().is_some_and(|text| text.contains("Illegal type passed")), "{refused:?}");
    let body = json!({ "meta": { "hidden": false } });
    let change = json!({ "collection": NAME, "field": "raw", "jsonParameters": true, "bodyParametersJson": body });
    assert_eq!(fields.row("update", change).await["meta"]["hidden"], false);

    let one = fields.row("get", json!({ "collection": NAME, "field": "length" })).await;
    assert_eq!((&one["type"], &one["meta"]["note"]), (&json!("float"), &json!("In sheets")));
    fields.done("delete", json!({ "collection": NAME, "field": "length" })).await;
    let left = fields.rows("list", json!({ "collection": NAME })).await;
    assert_eq!(left.len(), 17, "{}", pluck(&left, "field"));
    let all = fields.rows("listAll", json!({ "splitIntoItems": true })).await;
    assert!(all.iter().filter(|f| f["collection"] == NAME).count() == 17 && all.len() > 100);
    drop_collection(NAME).await;
}
