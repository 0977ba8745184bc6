//! Items: created, changed, found or created, and removed, by all sorts of keys.

use nodewright::{Item, PairedItem};
use nodewright_tests::said::says;
use serde_json::{Value, json};

use super::{admin, collection, drop_collection, pluck, said};

#[tokio::test]
async fn items_are_created_changed_and_removed() {
    const NAME: &str = "items_life";
    let text = json!([{ "field": "title", "type": "string", "meta": {} }]);
    let items = collection(NAME, text).await;

    let one = items.row("create", json!({ "collection": NAME, "data": { "title": "one" } })).await;
    assert_eq!(one, json!({ "id": 1, "title": "one" }));
    let data = r#"[{ "title": "two" }, { "title": "three" }]"#;
    let more = items.rows("createMultiple", json!({ "collection": NAME, "data": data })).await;
    assert_eq!(pluck(&more, "title"), json!(["two", "three"]));

    let changed = items.row("update", json!({ "collection": NAME, "id": 1, "data": r#"{ "title": "uno" }"# })).await;
    assert_eq!(changed, json!({ "id": 1, "title": "uno" }));
    let data = json!({ "keys": [2, 3], "data": { "title": "many" } });
    let changed = items.rows("updateMultiple", json!({ "collection": NAME, "data": data })).await;
    assert_eq!(pluck(&changed, "title"), json!(["many", "many"]));

    let only = json!({ "collection": NAME, "id": "3", "additionalFields": { "fields": "title" } });
    assert_eq!(items.row("get", only).await, json!({ "title": "many" }));

    items.done("delete", json!({ "collection": NAME, "id": "1" })).await;
    items.done("deleteMultiple", json!({ "collection": NAME, "data": "[2]" })).await;
    assert_eq!(pluck(&items.rows("list", json!({ "collection": NAME })).await, "id"), json!([3]));
    let all = json!({ "query": { "filter": { "id": { "_nnull": true } } } });
    items.done("deleteMultiple", json!({ "collection": NAME, "data": all })).await;
    assert!(items.rows("list", json!({ "collection": NAME })).await.is_empty());

    let gone = items.error("get", json!({ "collection": NAME, "id": "1" })).await;
    assert_eq!((said(&gone).2, said(&gone).3), ("FORBIDDEN", "403"), "Directus does not say what is not there");
    // As Directus has it, changing and removing a missing item is not an error.
    items.done("update", json!({ "collection": NAME, "id": "1", "data": {} })).await;
    items.done("delete", json!({ "collection": NAME, "id": "1" })).await;
    drop_collection(NAME).await;
}

#[tokio::test]
async fn any_text_is_a_key() {
    const NAME: &str = "items_keys";
    const KEYS: &[&str] =
        &["a/b", "what?", "#1", "two words", "grüße 日本", "100%", "%2F", "a+b&c=d", "..x", "'\"", ":"];
    let key = json!({ "is_primary_key": true, "length": 100 });
    let fields = json!([
        { "field": "code", "type": "string", "meta": {}, "schema": key },
        { "field": "state", "type": "string", "meta": {} },
    ]);
    let items = collection(NAME, fields).await;
    let input: Vec<_> = KEYS.iter().map(|key| Item::new(json!({ "key": key }))).collect();

    let of_key = json!({ "collection": NAME, "id": "={{ $json.key }}", "data": "={{ { code: $json.key } }}" });
    let mut changed = of_key.clone();
    changed["data"] = json!(r#"={"state": {{ JSON.stringify("of " + $json.key) }}}"#);
    for (operation, parameters, expected) in
        [("create", &of_key, Value::Null), ("update", &changed, json!("of ")), ("get", &of_key, json!("of "))]
    {
        let outcome = items.on_items(operation, parameters, &json!({}), input.clone()).await.expect(operation);
        for (index, (item, key)) in outcome.outputs[0].iter().zip(KEYS).enumerate() {
            assert_eq!(item.json["code"], *key, "{operation}");
            let state = expected.as_str().map_or(Value::Null, |text| json!(format!("{text}{key}")));
            assert_eq!(item.json["state"], state, "{operation} {key}");
            assert_eq!(item.paired_item, Some(PairedItem::from(index)), "{operation} {key}");
        }
        assert_eq!(outcome.outputs[0].len(), KEYS.len(), "{operation}");
    }

    // Found by a filter and changed by the collection's own key, whatever that is called.
    let upsert = json!({
        "collection": NAME, "data": { "state": "found" },
        "filters": { "filter": "={{ { code: { _eq: $json.key } } }}" },
    });
    let outcome = items.on_items("upsert", &upsert, &json!({}), input.clone()).await.expect("an upsert");
    let rows: Vec<_> = outcome.outputs[0].iter().map(|item| item.json.clone()).collect();
    assert_eq!((pluck(&rows, "code"), pluck(&rows, "state")), (json!(KEYS), json!(vec!["found"; KEYS.len()])));

    items.on_items("delete", &of_key, &json!({}), input).await.expect("a delete");
    assert!(items.rows("list", json!({ "collection": NAME })).await.is_empty());
    drop_collection(NAME).await;
}

#[tokio::test]
async fn what_a_filter_finds_is_changed_and_else_created() {
    const NAME: &str = "items_upsert";
    let fields = json!([
        { "field": "slug", "type": "string", "meta": {} },
        { "field": "hits", "type": "integer", "meta": {} },
    ]);
    let items = collection(NAME, fields).await;
    let upsert = |slug: &str, hits: u64, skip: bool| {
        json!({
            "collection": NAME, "skipUpdate": skip, "data": { "slug": slug, "hits": hits },
            "filters": { "filter": { "slug": { "_eq": slug } } },
        })
    };
    let created = items.row("upsert", upsert("a", 1, false)).await;
    assert_eq!(created, json!({ "id": 1, "slug": "a", "hits": 1 }));
    assert_eq!(items.row("upsert", upsert("a", 2, true)).await, created, "what is found stays as it is");
    assert_eq!(items.row("upsert", upsert("b", 2, true)).await["id"], 2, "what is not found is created all the same");
    assert_eq!(items.row("upsert", upsert("a", 3, false)).await, json!({ "id": 1, "slug": "a", "hits": 3 }));

    let both = json!({
        "collection": NAME, "data": { "hits": 9 }, "filters": { "filter": r#"{ "slug": { "_in": ["a", "b"] } }"# },
    });
    assert_eq!(pluck(&items.rows("upsert", both).await, "hits"), json!([9, 9]));
    let one = json!({
        "collection": NAME, "data": { "hits": 7 }, "returnAll": false, "limit": 1,
        "filters": { "filter": { "hits": { "_eq": 9 } } },
    });
    assert_eq!(pluck(&items.rows("upsert", one).await, "hits"), json!([7]));
    assert_eq!(pluck(&items.rows("list", json!({ "collection": NAME })).await, "hits"), json!([7, 9]));

    let none = items.error("upsert", json!({ "collection": NAME, "data": { "hits": 0 }, "filters": {} })).await;
    says(&none, "Upsert needs a filter: without one it would update every item of the collection");
    drop_collection(NAME).await;
}

#[tokio::test]
async fn a_singleton_is_patched() {
    const NAME: &str = "items_singleton";
    let collections = admin("collections").await;
    let fields = json!([{ "field": "motto", "type": "string", "meta": {} }]);
    let options = json!({ "singleton": true, "fields": fields, "note": "One only" });
    let made = collections.row("create", json!({ "collection": NAME, "additionalFields": options })).await;
    assert_eq!((&made["meta"]["singleton"], &made["meta"]["note"]), (&json!(true), &json!("One only")));

    let items = collections.of("items");
    for (motto, filters) in [("first", json!({})), ("second", json!({ "filter": { "motto": { "_eq": "first" } } }))] {
        let upsert = json!({ "collection": NAME, "data": { "motto": motto }, "filters": filters });
        assert_eq!(items.row("upsert", upsert).await["motto"], motto);
        assert_eq!(items.row("list", json!({ "collection": NAME })).await["motto"], motto);
    }
    drop_collection(NAME).await;
}

#[tokio::test]
async fn a_failing_item_ends_or_does_not_end_the_others() {
    const NAME: &str = "items_failing";
    let key = json!({ "is_primary_key": true, "length": 100 });
    let items = collection(NAME, json!([{ "field": "code", "type": "string", "meta": {}, "schema": key }])).await;
    let create = json!({ "collection": NAME, "data": r#"={ "code": "{{ $json.code }}" }"# });
    let input = |codes: [&str; 3]| codes.map(|code| Item::new(json!({ "code": code }))).to_vec();
    let codes = |items: &[Item]| items.iter().map(|item| item.json["code"].clone()).collect::<Value>();

    let stopped = items.on_items("create", &create, &json!({}), input(["a", "a", "b"])).await;
    let stopped = stopped.expect_err("a key twice");
    let (message, description, code, status) = said(&stopped);
    assert_eq!((code, status), ("RECORD_NOT_UNIQUE", "400"), "{message}: {description}");
    assert_eq!(stopped.item_index(), Some(1));
    let left = items.rows("list", json!({ "collection": NAME })).await;
    assert_eq!(pluck(&left, "code"), json!(["a"]), "the items behind the failed one are not sent");

    let regular = json!({ "onError": "continueRegularOutput" });
    for (settings, [one, three]) in [(regular, ["c", "d"]), (json!({ "continueOnFail": true }), ["e", "f"])] {
        let outcome = items.on_items("create", &create, &settings, input([one, "a", three])).await.expect("it goes on");
        assert_eq!(codes(&outcome.outputs[0]), json!([one, null, three]), "{settings}");
        let failed = &outcome.outputs[0][1];
        assert_eq!(failed.json["error"], message, "{settings}");
        assert_eq!(failed.paired_item, Some(PairedItem::from(1)), "{settings}");
    }

    let settings = json!({ "onError": "continueErrorOutput" });
    let outcome = items.on_items("create", &create, &settings, input(["x", "a", "y"])).await.expect("it goes on");
    assert_eq!((codes(&outcome.outputs[0]), outcome.outputs[1].len()), (json!(["x", "y"]), 1));
    assert_eq!(outcome.outputs[1][0].paired_item, Some(PairedItem::from(1)));
    drop_collection(NAME).await;
}
