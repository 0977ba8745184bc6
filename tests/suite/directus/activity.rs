//! What happened to an item: comments on it, the activity log, its revisions.

use serde_json::json;

use super::{collection, drop_collection, pluck};

#[tokio::test]
async fn an_item_is_commented_on() {
    const NAME: &str = "activity_comments";
    let activity = collection(NAME, json!([{ "field": "title", "type": "string", "meta": {} }])).await.of("activity");
    activity.of("items").row("create", json!({ "collection": NAME, "data": { "title": "one" } })).await;

    let comment = json!({ "collection": NAME, "item": "1", "comment": "Well done" });
    let made = activity.row("create", comment.clone()).await;
    assert_eq!((&made["item"], &made["comment"]), (&json!("1"), &json!("Well done")));
    let as_json = activity.row("create", json!({ "jsonParameters": true, "bodyParametersJson": comment })).await;
    assert_eq!(as_json["comment"], "Well done");
    let update = json!({ "id": made["id"], "comment": "Even better" });
    assert_eq!(activity.row("update", update).await["comment"], "Even better");
    for comment in [&made, &as_json] {
        activity.done("delete", json!({ "id": comment["id"] })).await;
    }
    // As Directus has it, changing a missing comment is not an error.
    activity.done("update", json!({ "id": made["id"], "comment": "Too late" })).await;
    drop_collection(NAME).await;
}

#[tokio::test]
async fn changes_are_logged_and_kept() {
    const NAME: &str = "activity_log";
    let items = collection(NAME, json!([{ "field": "title", "type": "string", "meta": {} }])).await;
    items
        .of("collections")
        .row(
            "update",
            json!({ "collection": NAME,
        "additionalFields": { "meta": { "accountability": "all" } } }),
        )
        .await;
    items.row("create", json!({ "collection": NAME, "data": { "title": "first" } })).await;
    items.row("update", json!({ "collection": NAME, "id": 1, "data": { "title": "second" } })).await;

    let of_item = json!({ "collection": { "_eq": NAME }, "item": { "_eq": "1" } });
    let (activity, revisions) = (items.of("activity"), items.of("revisions"));
    let options = json!({ "filter": of_item, "sort": "id", "fields": "id,action,user_agent" });
    let log = activity.rows("list", json!({ "additionalFields": options })).await;
    assert_eq!(pluck(&log, "action"), json!(["create", "update"]));
    assert_eq!(log[0]["user_agent"], format!("nodewright/{}", env!("CARGO_PKG_VERSION")));
    let only = json!({ "id": log[1]["id"], "additionalFields": { "fields": "action,collection" } });
    assert_eq!(activity.row("get", only).await, json!({ "action": "update", "collection": NAME }));
    let raw = json!({ "fields": ["id"], "limit": 1, "sort": ["-id"], "filter": of_item });
    let raw = activity.rows("list", json!({ "jsonParameters": true, "bodyParametersJson": raw })).await;
    assert_eq!(pluck(&raw, "id"), json!([log[1]["id"]]));

    let options = json!({ "filter": of_item, "sort": "-id", "fields": "id,delta", "meta": "filter_count" });
    let kept = revisions.row("list", json!({ "additionalFields": options })).await;
    assert_eq!(kept["meta"]["filter_count"], 2);
    assert_eq!(kept["data"][0]["delta"], json!({ "title": "second" }));
    let one = revisions.row("get", json!({ "id": kept["data"][1]["id"] })).await;
    assert_eq!(one["data"]["title"], "first");
    drop_collection(NAME).await;
}
