//! Roles, and the permissions of access policies.

use nodewright::Request;
use serde_json::json;

use super::{Node, admin, ask, collection, drop_collection, pluck, said};

#[tokio::test]
async fn roles_are_created_changed_and_removed() {
    let roles = admin("roles").await;
    let one = roles.row("create", json!({ "data": r#"{ "name": "roles_one", "icon": "edit" }"# })).await;
    assert_eq!((&one["name"], &one["icon"]), (&json!("roles_one"), &json!("edit")));
    let data = json!([{ "name": "roles_two" }, { "name": "roles_three" }]);
    let more = roles.rows("createMultiple", json!({ "data": data })).await;
    assert_eq!(more.len(), 2);
    let keys = pluck(&more, "id");

    let update = json!({ "id": one["id"], "data": { "description": "May write" } });
    assert_eq!(roles.row("update", update).await["description"], "May write");
    let many = json!({ "keys": keys, "data": { "parent": one["id"] } });
    assert_eq!(
        pluck(&roles.rows("updateMultiple", json!({ "data": many })).await, "parent"),
        json!([one["id"], one["id"]])
    );
    assert_eq!(roles.row("get", json!({ "id": one["id"] })).await["children"].as_array().map(Vec::len), Some(2));
    let options = json!({ "filter": { "parent": { "_eq": one["id"] } }, "sort": "name", "fields": "name" });
    let listed = roles.rows("list", json!({ "additionalFields": options })).await;
    assert_eq!(pluck(&listed, "name"), json!(["roles_three", "roles_two"]));

    roles.done("deleteMultiple", json!({ "keys": keys })).await;
    roles.done("delete", json!({ "id": one["id"] })).await;
    assert_eq!(said(&roles.error("get", json!({ "id": one["id"] })).await).2, "FORBIDDEN");
}

#[tokio::test]
async fn permissions_open_a_collection() {
    const NAME: &str = "permissions_open";
    const TOKEN: &str = "permissions-token";
    collection(NAME, json!([{ "field": "title", "type": "string", "meta": {} }])).await;
    let permissions = admin("permissions").await;
    let data = json!([{ "email": "permissions@example.com", "token": TOKEN }]);
    let user = permissions.of("users").row("createMultiple", json!({ "data": data })).await["id"].clone();
    let mut policy = Request::post("/policies");
    policy.set_all(json!({ "name": NAME, "users": [{ "user": user }] }));
    let policy = ask(policy).await["id"].clone();

    let items = Node::shared(Some(TOKEN), "items").await;
    let create = json!({ "collection": NAME, "data": { "title": "mine" } });
    let list = json!({ "collection": NAME });
    for (operation, parameters) in [("create", &create), ("list", &list)] {
        let forbidden = items.error(operation, parameters.clone()).await;
        assert_eq!((said(&forbidden).2, said(&forbidden).3), ("FORBIDDEN", "403"), "{operation}");
    }

    let rule = |action: &str| json!({ "policy": policy, "collection": NAME, "action": action, "fields": ["*"] });
    let one = permissions.row("create", json!({ "jsonParameters": true, "bodyParametersJson": rule("create") })).await;
    let mut more = permissions.rows("createMultiple", json!({ "data": [rule("read"), rule("update")] })).await;
    // Directus names its own rules besides.
    more.retain(|made| made["collection"] == NAME);
    assert_eq!(pluck(&more, "action"), json!(["read", "update"]));
    assert_eq!(items.row("create", create.clone()).await["title"], "mine");
    assert_eq!(pluck(&items.rows("list", list.clone()).await, "title"), json!(["mine"]));

    let options = json!({ "filter": { "policy": { "_eq": policy } }, "sort": "action", "fields": "action" });
    let listed = permissions.rows("list", json!({ "additionalFields": options })).await;
    assert_eq!(pluck(&listed, "action"), json!(["create", "read", "update"]));
    assert_eq!(permissions.row("get", json!({ "id": one["id"] })).await["collection"], NAME);
    let update = json!({ "id": more[1]["id"], "data": { "action": "delete", "fields": ["*"] } });
    assert_eq!(permissions.row("update", update).await["action"], "delete");
    items.done("delete", json!({ "collection": NAME, "id": 1 })).await;
    let many = json!({ "keys": pluck(&more, "id"), "data": { "fields": ["*"] } });
    let changed = permissions.rows("updateMultiple", json!({ "data": many })).await;
    assert_eq!(changed.iter().filter(|changed| changed["collection"] == NAME).count(), 2);

    // Field by field, a permission is one on all fields.
    permissions.done("deleteMultiple", json!({ "keys": pluck(&more, "id") })).await;
    for action in ["read", "update", "delete"] {
        let form = json!({ "collection": NAME, "action": action, "policy": policy });
        assert_eq!(permissions.row("create", form).await["fields"], json!(["*"]), "{action}");
    }
    assert_eq!(items.rows("list", list.clone()).await, json!([]).as_array().cloned().unwrap_or_default());
    let options = json!({ "filter": { "policy": { "_eq": policy }, "action": { "_neq": "create" } }, "fields": "id" });
    let more = permissions.rows("list", json!({ "additionalFields": options })).await;

    permissions.done("delete", json!({ "id": one["id"] })).await;
    assert_eq!(said(&items.error("create", create).await).3, "403");
    permissions.done("deleteMultiple", json!({ "keys": pluck(&more, "id") })).await;
    assert_eq!(said(&items.error("list", list).await).3, "403");
    permissions.of("users").done("delete", json!({ "id": user })).await;
    drop_collection(NAME).await;
}
