//! Relations between collections.

use serde_json::json;

use super::{collection, drop_collection, pluck};

#[tokio::test]
async fn relations_are_created_changed_and_removed() {
    const FROM: &str = "relations_books";
    const TO: &str = "relations_authors";
    let items = collection(TO, json!([{ "field": "name", "type": "string", "meta": {} }])).await;
    collection(FROM, json!([{ "field": "author", "type": "integer", "meta": {} }])).await;
    let relations = items.of("relations");
    let of_field = json!({ "collection": FROM, "field": "author" });

    let data =
        json!({ "collection": FROM, "field": "author", "related_collection": TO, "meta": { "one_field": "books" } });
    assert_eq!(relations.row("create", json!({ "data": data })).await["related_collection"], TO);
    let alias = json!({ "collection": TO, "field": "books", "type": "alias",
        "additionalFields": { "meta": { "special": ["o2m"] } } });
    items.of("fields").row("create", alias).await;

    // It works: a book is created together with its author, and read back from either side.
    let data = json!({ "author": { "name": "Ada" } });
    assert_eq!(items.row("create", json!({ "collection": FROM, "data": data })).await["author"], 1);
    let nested = json!({ "collection": TO, "id": 1, "additionalFields": { "fields": "name,books.id" } });
    assert_eq!(items.row("get", nested).await, json!({ "name": "Ada", "books": [{ "id": 1 }] }));

    let mut change = of_field.clone();
    change["data"] = json!(r#"{ "meta": { "one_deselect_action": "delete" } }"#);
    assert_eq!(relations.row("update", change).await["meta"]["one_deselect_action"], "delete");
    assert_eq!(relations.row("get", of_field.clone()).await["meta"]["one_deselect_action"], "delete");
    let own = relations.rows("list", json!({ "collection": FROM })).await;
    assert_eq!(pluck(&own, "field"), json!(["author"]));
    let all = relations.rows("listAll", json!({})).await;
    assert!(all.iter().any(|r| r["collection"] == FROM) && all.len() > 3);
    assert_eq!(relations.rows("listAll", json!({ "returnAll": false, "limit": 3 })).await.len(), 3);

    relations.done("delete", of_field.clone()).await;
    // On SQLite the foreign key stays behind; what Directus knows of it is gone.
    assert_eq!(relations.row("get", of_field).await["meta"], json!(null));
    drop_collection(FROM).await;
    drop_collection(TO).await;
}
