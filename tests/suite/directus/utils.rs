//! Utilities of the server, and what is gone from it.

use indexmap::IndexMap;
use nodewright::{Binary, Item};
use nodewright_tests::said::says;
use serde_json::{Value, json};

use super::{admin, collection, drop_collection, pluck, said};

#[tokio::test]
async fn random_texts_are_as_long_as_wanted() {
    let utils = admin("utils").await;
    for (options, length) in [(json!({}), 32), (json!({ "length": 1 }), 1), (json!({ "length": 500 }), 500)] {
        let made = utils.row("getRandomString", json!({ "additionalFields": options })).await;
        assert_eq!(made["result"].as_str().map(str::len), Some(length), "{options}");
    }
    let too_long = utils.error("getRandomString", json!({ "additionalFields": { "length": 501 } })).await;
    assert_eq!((said(&too_long).2, said(&too_long).3), ("INVALID_QUERY", "400"));
    utils.done("clearCache", json!({})).await;
}

#[tokio::test]
async fn items_are_moved_and_rows_imported() {
    const NAME: &str = "utils_rows";
    const ROWS: u64 = 200;
    let fields = json!([
        { "field": "title", "type": "string", "meta": {} },
        { "field": "place", "type": "integer", "meta": {} },
    ]);
    let items = collection(NAME, fields).await;
    let utils = items.of("utils");
    // Directus waits for ever for the end of a file whose rows it has all stored by then, so there are plenty.
    let csv = (1..=ROWS).map(|n| format!("\"row {n}, of CSV\"\n")).collect::<String>();
    let rows = (1..=ROWS).map(|n| json!({ "title": format!("row {n} of JSON") })).collect::<Value>();
    for (file, mime, bytes) in
        [("rows.csv", "text/csv", format!("title\n{csv}")), ("rows.json", "application/json", rows.to_string())]
    {
        let binary = Some(IndexMap::from([("rows".to_owned(), Binary::new(bytes, mime).named(file))]));
        let import = json!({ "collection": NAME, "binaryPropertyName": "rows" });
        let item = Item { binary, ..Item::empty() };
        let outcome = utils.on_items("importFileData", &import, &json!({}), vec![item]).await.expect(file);
        assert_eq!(outcome.outputs[0][0].json, json!({ "success": true }), "{file}");
    }
    let titles = async |ids: Value| {
        let options = json!({ "sort": "place,id", "fields": "title", "filter": { "id": { "_in": ids } } });
        pluck(&items.rows("list", json!({ "collection": NAME, "additionalFields": options })).await, "title")
    };
    let ends = json!([1, ROWS, ROWS + 1, 2 * ROWS]);
    let imported = json!(["row 1, of CSV", "row 200, of CSV", "row 1 of JSON", "row 200 of JSON"]);
    assert_eq!(titles(ends).await, imported);

    let sort = json!({ "collection": NAME, "item": 3, "to": 1 });
    assert_eq!(said(&utils.error("sortItems", sort.clone()).await).2, "INVALID_PAYLOAD", "there is no sort field yet");
    let meta = json!({ "collection": NAME, "additionalFields": { "meta": { "sort_field": "place" } } });
    items.of("collections").row("update", meta).await;
    utils.done("sortItems", sort).await;
    assert_eq!(titles(json!([1, 2, 3])).await, json!(["row 3, of CSV", "row 1, of CSV", "row 2, of CSV"]));

    let text = Binary::new("not a table", "text/plain").named("rows.txt");
    let item = Item { binary: Some(IndexMap::from([("data".to_owned(), text)])), ..Item::empty() };
    let refused = utils.on_items("importFileData", &json!({ "collection": NAME }), &json!({}), vec![item]).await;
    let refused = refused.expect_err("a text is not a table");
    assert_eq!((said(&refused).2, said(&refused).3), ("UNSUPPORTED_MEDIA_TYPE", "415"));
    drop_collection(NAME).await;
}

#[tokio::test]
async fn what_is_gone_says_what_replaced_it() {
    const WEBHOOKS: &str = "Webhooks: gone from Directus since 11.14; instead, create a flow with an event trigger and a \
                            'Webhook / Request URL' operation, in Directus under Settings > Flows or with POST /flows and \
                            POST /operations";
    const HASHING: &str = "Hashing: gone from Directus since 12.1; instead, write the text to a field of type hash, or hash \
                           it with argon2 in the workflow";
    let data = json!({ "name": "Build", "url": "http://127.0.0.1/", "actions": ["create"], "collections": ["a"] });
    let cases: &[(&'static str, &str, Value)] = &[
        ("webhooks", "create", data.clone()),
        ("webhooks", "createMultiple", json!({ "data": [data] })),
        ("webhooks", "delete", json!({ "id": "1" })),
        ("webhooks", "deleteMultiple", json!({ "keys": [1] })),
        ("webhooks", "get", json!({ "id": "1" })),
        ("webhooks", "list", json!({})),
        ("webhooks", "update", json!({ "id": "1", "data": { "status": "inactive" } })),
        ("webhooks", "updateMultiple", json!({ "data": { "keys": [1], "data": {} } })),
        ("utils", "generateHash", json!({ "string": "a secret text" })),
        ("utils", "verifyHash", json!({ "string": "a secret text", "hash": "$argon2id$x" })),
    ];
    for (resource, operation, parameters) in cases {
        let error = admin(resource).await.error(operation, parameters.clone()).await;
        let (_, _, code, status) = said(&error);
        says(&error, if *resource == "utils" { HASHING } else { WEBHOOKS });
        assert_eq!((code, status), ("ROUTE_NOT_FOUND", "404"), "{operation}");
        assert!(!format!("{error:?}").contains("a secret text"), "{operation}");
    }
}
