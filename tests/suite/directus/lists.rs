//! Lists: what they select, how they come out, as rows and as files.

use nodewright_tests::directus::{Directus, Options};
use serde_json::{Value, json};

use super::{Node, collection, drop_collection, extend, pluck, said};

/// Books of two authors, who know their books.
async fn library(books: &str, authors: &str) -> Node {
    let items = collection(authors, json!([{ "field": "name", "type": "string", "meta": {} }])).await;
    let fields = json!([
        { "field": "title", "type": "string", "meta": {} },
        { "field": "pages", "type": "integer", "meta": {} },
        { "field": "author", "type": "integer", "meta": {} },
    ]);
    collection(books, fields).await;
    let relation = json!({
        "collection": books, "field": "author", "related_collection": authors, "meta": { "one_field": "books" },
    });
    items.of("relations").row("create", json!({ "data": relation })).await;
    let alias = json!({ "meta": { "special": ["o2m"] } });
    let alias = json!({ "collection": authors, "field": "books", "type": "alias", "additionalFields": alias });
    items.of("fields").row("create", alias).await;
    let rows = json!([
        { "name": "Ada", "books": [{ "title": "Engines", "pages": 100 }, { "title": "Notes & Numbers", "pages": 200 }] },
        { "name": "Zoë", "books": [{ "title": "Grüße", "pages": 300 }] },
    ]);
    items.rows("createMultiple", json!({ "collection": authors, "data": rows })).await;
    items
}

#[tokio::test]
async fn lists_select_what_they_are_asked_for() {
    const BOOKS: &str = "lists_books";
    const AUTHORS: &str = "lists_authors";
    let items = library(BOOKS, AUTHORS).await;
    let options = |options: Value| json!({ "additionalFields": options });
    let count = |name: &str, value: &str| json!({ "name": name, "value": value });
    let cases = [
        (BOOKS, options(json!({ "fields": "id" })), json!([{ "id": 1 }, { "id": 2 }, { "id": 3 }])),
        (
            BOOKS,
            json!({ "returnAll": false, "limit": 1, "additionalFields": { "fields": "id" } }),
            json!([{ "id": 1 }]),
        ),
        (BOOKS, options(json!({ "fields": "id", "sort": "-pages", "offset": 1 })), json!([{ "id": 2 }, { "id": 1 }])),
        (BOOKS, options(json!({ "fields": "title", "search": "notes & n" })), json!([{ "title": "Notes & Numbers" }])),
        (
            BOOKS,
            options(json!({ "fields": "id,author.name", "filter": r#"{ "author": { "name": { "_eq": "Zoë" } } }"# })),
            json!([{ "id": 3, "author": { "name": "Zoë" } }]),
        ),
        (
            BOOKS,
            options(
                json!({ "fields": "id", "filter": { "_or": [{ "pages": { "_gte": 300 } }, { "id": { "_in": [1] } }] } }),
            ),
            json!([{ "id": 1 }, { "id": 3 }]),
        ),
        // In a URL, Directus would take a list of more than 21 conditions for an object.
        (
            BOOKS,
            options(
                json!({ "fields": "id", "filter": { "_or": (2..40).map(|id| json!({ "id": { "_eq": id } })).collect::<Vec<_>>() } }),
            ),
            json!([{ "id": 2 }, { "id": 3 }]),
        ),
        // As a URL it would be longer than Directus takes.
        (
            BOOKS,
            options(
                json!({ "fields": ["id"], "sort": "-id", "filter": { "id": { "_in": (2..3000).collect::<Vec<_>>() } } }),
            ),
            json!([{ "id": 3 }, { "id": 2 }]),
        ),
        (
            AUTHORS,
            options(
                json!({ "fields": "name,books.id", "deep": { "books": { "_sort": "-id", "_limit": 1 } }, "sort": "name" }),
            ),
            json!([{ "name": "Ada", "books": [{ "id": 2 }] }, { "name": "Zoë", "books": [{ "id": 3 }] }]),
        ),
        (
            BOOKS,
            options(json!({
                "aggregate": { "aggregationFunctions": [count("count", "id"), count("sum", "pages"), count("sum", "id")] },
                "groupBy": "author",
            })),
            json!([
                { "author": 1, "count": { "id": 2 }, "sum": { "pages": 300, "id": 3 } },
                { "author": 2, "count": { "id": 1 }, "sum": { "pages": 300, "id": 3 } },
            ]),
        ),
        (
            BOOKS,
            options(json!({ "aggregate": { "aggregationFunctions": [
                count("avg", "pages"), count("min", "pages"), count("max", "pages"), count("countDistinct", "author"),
                count("avgDistinct", "pages"), count("sumDistinct", "author"),
            ] } })),
            json!([{ "avg": { "pages": 200 }, "min": { "pages": 100 }, "max": { "pages": 300 },
                "countDistinct": { "author": 2 }, "avgDistinct": { "pages": 200 }, "sumDistinct": { "author": 3 } }]),
        ),
        (
            BOOKS,
            options(json!({ "fields": "id", "meta": "total_count,filter_count", "filter": { "id": { "_lt": 3 } } })),
            json!([{ "data": [{ "id": 1 }, { "id": 2 }], "meta": { "total_count": 3, "filter_count": 2 } }]),
        ),
        (
            BOOKS,
            json!({ "splitIntoItems": true, "additionalFields": { "fields": "id", "meta": "*", "sort": "-id" } }),
            json!([{ "id": 3 }, { "id": 2 }, { "id": 1 }]),
        ),
        (
            BOOKS,
            json!({ "jsonParameters": true, "bodyParametersJson": r#"{ "fields": ["id"], "limit": 1, "page": 2 }"# }),
            json!([{ "id": 2 }]),
        ),
    ];
    for (name, parameters, expected) in cases {
        let mut all = json!({ "collection": name });
        extend(&mut all, &parameters);
        assert_eq!(Value::Array(items.rows("list", all).await), expected, "{parameters}");
    }
    drop_collection(BOOKS).await;
    drop_collection(AUTHORS).await;
}

#[tokio::test]
async fn an_export_is_a_file() {
    const NAME: &str = "lists_export";
    let items = collection(NAME, json!([{ "field": "title", "type": "string", "meta": {} }])).await;
    let data = json!([{ "title": "plain" }, { "title": "grün, \"<&>\"" }]);
    items.rows("createMultiple", json!({ "collection": NAME, "data": data })).await;
    let csv = "\"id\",\"title\"\n1,\"plain\"\n2,\"grün, \"\"<&>\"\"\"";
    let xml = ["<?xml version='1.0'?>", "<title>grün, \"&lt;&amp;>\"</title>"];
    let rows = json!([{ "id": 1, "title": "plain" }, { "id": 2, "title": "grün, \"<&>\"" }]);
    for (format, mime, split) in
        [("csv", "text/csv", true), ("json", "application/json", false), ("xml", "text/xml", true)]
    {
        let options = json!({ "export": format, "fileName": "bücher", "binaryPropertyName": "file" });
        let list = json!({ "collection": NAME, "splitIntoItems": split, "additionalFields": options });
        let exported = items.items("list", list).await;
        let [item] = &exported[..] else { panic!("{exported:?}") };
        let file = &item.binary.as_ref().expect("a file")["file"];
        let bytes = file.decode().expect("base64");
        let text = std::str::from_utf8(&bytes).expect("a text");
        assert_eq!((file.mime_type.as_str(), file.file_name.as_deref()), (mime, Some(&*format!("bücher.{format}"))));
        match format {
            "csv" => assert_eq!((text, &item.json["result"]), (csv, &json!(csv))),
            "json" => {
                assert_eq!(serde_json::from_str::<Value>(text).expect("JSON"), rows);
                assert_eq!(item.json["result"], rows);
            }
            _ => {
                assert!(xml.iter().all(|part| text.contains(part)), "{text}");
                assert_eq!(item.json["result"], text);
            }
        }
    }
    drop_collection(NAME).await;
}

/// The server hands out at most 100 rows at a time, and calls for more are refused: Return All goes page by page.
#[tokio::test]
async fn all_rows_come_although_the_server_limits_them() {
    let server = Directus::start(Options::default().env("QUERY_LIMIT_MAX", "100")).await.expect("a Directus");
    let admin = Node::on(&server, Some(server.token()), "items");
    let fields = json!([{ "field": "n", "type": "integer", "meta": {} }]);
    let body = json!({ "collection": "many", "fields": fields, "schema": {}, "meta": {} });
    admin.of("collections").row("create", json!({ "jsonParameters": true, "bodyParametersJson": body })).await;

    let mut made = 0;
    for total in [99, 100, 101, 250] {
        let rows: Vec<_> = (made..total).map(|n| json!({ "n": n })).collect();
        admin.rows("createMultiple", json!({ "collection": "many", "data": rows })).await;
        made = total;
        let list = json!({ "collection": "many", "additionalFields": { "fields": "n", "sort": "n" } });
        let expected: Value = (0..total).collect();
        assert_eq!(pluck(&admin.rows("list", list.clone()).await, "n"), expected);

        let counted = json!({ "fields": "n", "sort": "n", "meta": "total_count" });
        let counted = admin.row("list", json!({ "collection": "many", "additionalFields": counted })).await;
        assert_eq!(counted["meta"]["total_count"], total);
        assert_eq!(counted["data"].as_array().map(|rows| pluck(rows, "n")), Some(expected));
    }
    let behind = json!({ "fields": "n", "sort": "n", "offset": 120, "filter": { "n": { "_neq": 125 } } });
    let behind = admin.rows("list", json!({ "collection": "many", "additionalFields": behind })).await;
    assert_eq!(pluck(&behind, "n"), (120..250).filter(|n| *n != 125).collect::<Value>());

    let upsert =
        json!({ "collection": "many", "data": { "n": -1 }, "filters": { "filter": { "n": { "_gte": 130 } } } });
    assert_eq!(admin.rows("upsert", upsert).await.len(), 120);

    let whole = json!({ "collection": "many", "additionalFields": { "export": "csv", "fields": "id" } });
    let exported = admin.row("list", whole).await;
    assert_eq!(exported["result"].as_str().map(|text| text.lines().count()), Some(101), "a file is one answer");

    let too_many = json!({ "collection": "many", "returnAll": false, "limit": 101 });
    assert_eq!(said(&admin.error("list", too_many).await).2, "INVALID_QUERY");
}
