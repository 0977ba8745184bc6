//! The options that a form loads from the project.

use nodewright::{Loaded, NodeJson, OptionsPage, Result};
use serde_json::{Value, json};

use super::{Node, TURNS, admin, collection, drop_collection, said, server};

/// What a loader offers for a node with these parameters.
async fn load(node: &Node, method: &str, parameters: &Value, filter: Option<&str>) -> Result<OptionsPage> {
    let json = node.json("list", parameters, &json!({}));
    let json: NodeJson = serde_json::from_value(json).expect("a node");
    let _turn = TURNS.lock().await;
    match node.runtime.options(&json, method).filter(filter).load().await? {
        Loaded::Options(page) => Ok(page),
        Loaded::Fields(fields) => panic!("{fields:?}"),
    }
}

async fn names(node: &Node, method: &str, parameters: Value, filter: Option<&str>) -> Vec<String> {
    let page = load(node, method, &parameters, filter).await.expect(method);
    page.options.into_iter().map(|option| option.name).collect()
}

#[tokio::test]
async fn options_come_from_the_project() {
    const NAME: &str = "loaders_books";
    const FOLDER: &str = "loaders_folder";
    let items = collection(NAME, json!([{ "field": "Writer", "type": "integer", "meta": {} }])).await;
    let folder = json!({ "collection": FOLDER, "schema": null, "meta": {} });
    let folder = json!({ "jsonParameters": true, "bodyParametersJson": folder });
    items.of("collections").row("create", folder).await;
    let relation = json!({ "collection": NAME, "field": "Writer", "related_collection": "directus_users" });
    items.of("relations").row("create", json!({ "data": relation })).await;
    let role = items.of("roles").row("create", json!({ "data": { "name": "Loaders' Role" } })).await;

    let all = names(&items, "getCollections", json!({}), None).await;
    assert!([NAME, FOLDER, "directus_users"].iter().all(|name| all.iter().any(|own| own == name)), "{all:?}");
    let custom = names(&items, "getCustomCollections", json!({}), None).await;
    assert!(custom.iter().any(|name| name == NAME), "{custom:?}");
    assert!(!custom.iter().any(|name| name == FOLDER || name.starts_with("directus_")), "{custom:?}");
    assert!(all.is_sorted_by_key(|name| name.to_lowercase()) && custom.is_sorted());
    assert_eq!(names(&items, "getCustomCollections", json!({}), Some("ERS_BOO")).await, [NAME]);

    let chosen = json!({ "collection": NAME });
    assert_eq!(names(&items, "getFieldsInCollection", chosen.clone(), None).await, ["id", "Writer"]);
    assert_eq!(names(&items, "getFieldsInCollection", chosen.clone(), Some("wri")).await, ["Writer"]);
    assert_eq!(names(&items, "getRelationalFields", chosen, None).await, ["Writer"]);
    let users = names(&items.of("users"), "getFieldsInCollection", json!({}), None).await;
    assert!(users.iter().any(|field| field == "email"), "{users:?}");
    for (parameters, method) in [
        (json!({}), "getFieldsInCollection"),
        (json!({ "collection": "={{ $json.name }}" }), "getFieldsInCollection"),
        (json!({ "collection": "" }), "getRelationalFields"),
    ] {
        assert_eq!(names(&items, method, parameters.clone(), None).await, [""; 0], "{parameters}");
    }

    let roles = load(&items.of("users"), "getRoles", &json!({}), Some("loaders")).await.expect("roles");
    let [option] = &roles.options[..] else { panic!("{roles:?}") };
    assert_eq!((option.name.as_str(), &option.value), ("Loaders' Role", &role["id"]));

    items.of("roles").done("delete", json!({ "id": role["id"] })).await;
    drop_collection(FOLDER).await;
    drop_collection(NAME).await;
}

/// Directus hands out 100 at a time unless all are asked for.
#[tokio::test]
async fn all_roles_are_options() {
    let roles = admin("roles").await;
    let many: Vec<_> = (0..120).map(|n| json!({ "name": format!("many {n:03}") })).collect();
    let made = roles.rows("createMultiple", json!({ "data": many })).await;
    let offered = names(&roles, "getRoles", json!({}), Some("many ")).await;
    assert_eq!((offered.len(), offered.last().map(String::as_str)), (120, Some("many 119")));
    let made: Vec<_> = made.iter().map(|role| role["id"].clone()).collect();
    roles.done("deleteMultiple", json!({ "keys": made })).await;
}

#[tokio::test]
async fn options_that_cannot_be_loaded_say_why() {
    let forbidden = json!({ "collection": "no_such_collection" });
    let error =
        load(&admin("items").await, "getFieldsInCollection", &forbidden, None).await.expect_err("no collection");
    assert_eq!((said(&error).2, said(&error).3), ("FORBIDDEN", "403"));
    let stranger = Node::on(server().await, Some("no-such-token"), "items");
    let error = load(&stranger, "getRoles", &json!({}), None).await.expect_err("no such token");
    assert_eq!((said(&error).2, said(&error).3), ("INVALID_CREDENTIALS", "401"));
    assert!(!format!("{error:?}").contains("no-such-token"));
}
