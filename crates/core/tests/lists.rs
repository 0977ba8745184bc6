//! Lists in pages, and what their form sends.

use std::sync::Mutex;

use nodewright_core::{
    AllPages, Call, Collected, Field, Item, ListForm, Page, Pages, Parameter, Request, Result, ReturnAll, Value,
    serde_json::json,
};

/// A form of other words.
enum Rows {}

impl ListForm for Rows {
    const ALL_BY_DEFAULT: bool = true;
    const LIMIT: Field = Field::new("rows", "Rows", <i64 as Parameter>::FORM);
    const NO_LIMIT: Option<i64> = Some(-1);
}

#[test]
fn the_form_says_what_is_sent() {
    let limit = Field::new("limit", "Limit", <ReturnAll as Parameter>::FORM);
    // parameters as they are resolved, the query, whether all are wanted: n8n's usual form, then the other one
    type Sent = (Value, bool);
    let cases: [(Value, Option<Sent>, Option<Sent>); 5] = [
        (json!({}), Some((json!({ "per_page": 50 }), false)), Some((json!({ "per_page": -1 }), true))),
        (json!({ "returnAll": true }), Some((json!({}), true)), Some((json!({ "per_page": -1 }), true))),
        (
            json!({ "returnAll": false, "limit": 7, "rows": "8" }),
            Some((json!({ "per_page": 7 }), false)),
            Some((json!({ "per_page": 8 }), false)),
        ),
        (json!({ "limit": 1000 }), Some((json!({ "per_page": 1000 }), false)), Some((json!({ "per_page": -1 }), true))),
        (json!({ "returnAll": false, "limit": "many", "rows": "many" }), None, None),
    ];
    for (parameters, usual, other) in cases {
        let from = parameters.as_object().unwrap();
        let sent = |list: Option<Request>| {
            list.map(|request| (Value::from(request.query.clone()), AllPages::are_wanted(&request)))
        };
        let mut request = Request::get("/rows");
        let read = <ReturnAll>::read(from, &limit).ok();
        let put = read.map(|list| list.put("per_page", &mut request));
        assert_eq!(sent(put.map(|()| request)), usual, "{parameters}");
        let mut request = Request::get("/rows");
        let put = ReturnAll::<Rows>::read(from, &limit).ok().map(|list| list.put("per_page", &mut request));
        assert_eq!(sent(put.map(|()| request)), other, "{parameters}");
    }
}

/// A service of `total` rows, by offset, that gives `size` at once; the offsets it was asked for.
async fn fetched(total: u64, size: usize, ignores_offset: bool) -> (Vec<Item>, Vec<u64>) {
    let asked = Mutex::new(Vec::new());
    let fetch = |request: Request| {
        let offset = request.query.get("offset").and_then(Value::as_u64).unwrap_or(0);
        asked.lock().unwrap().push(offset);
        async move {
            let start = if ignores_offset { 0 } else { offset };
            let rows = (start..total).take(size).map(|row| json!({ "row": row })).collect();
            Ok(Page::by_offset(rows, request, "offset", size))
        }
    };
    let (item, emitted) = (Item::default(), Collected::default());
    let output = Pages::new(Request::get("/rows"), fetch).emit(&Call::new(&item, 0, &emitted)).await.unwrap();
    assert_eq!(output.items, []);
    (emitted.into_items(), asked.into_inner().unwrap())
}

#[tokio::test]
async fn pages_are_requested_until_one_is_not_full() {
    // rows, rows per page, whether the offset is ignored, rows that come, offsets asked for
    let cases: [(u64, usize, bool, usize, &[u64]); 7] = [
        (5, 2, false, 5, &[0, 2, 4]),
        (4, 2, false, 4, &[0, 2, 4]),
        (1, 2, false, 1, &[0]),
        (0, 2, false, 0, &[0]),
        (2500, 2500, false, 2500, &[0, 2500]),
        (9, 3, true, 3, &[0, 3]),
        (0, 0, false, 0, &[0]),
    ];
    for (total, size, ignores_offset, rows, offsets) in cases {
        let (items, asked) = fetched(total, size, ignores_offset).await;
        assert_eq!((items.len(), asked.as_slice()), (rows, offsets), "{total} rows, {size} at once");
        assert!(items.iter().enumerate().all(|(n, item)| item.json == json!({ "row": n })));
    }
}

#[tokio::test]
async fn an_error_ends_the_list_and_what_was_emitted_stays() {
    let fetch = |request: Request| async move {
        match request.query.get("page") {
            None => Ok(Page::by_number(vec![json!(1), json!(2)], request, "page", 1, 2)),
            Some(page) => {
                let message = format!("page {page} is gone");
                Err(nodewright_core::NodeError::new(nodewright_core::ErrorKind::Api, message))
            }
        }
    };
    let (item, emitted) = (Item::default(), Collected::default());
    let error = Pages::new(Request::get("/rows"), fetch).emit(&Call::new(&item, 0, &emitted)).await.unwrap_err();
    assert_eq!((error.message(), emitted.into_items().len()), ("page 2 is gone", 2));
}

#[tokio::test]
async fn a_page_that_is_there_already_is_not_requested_again() -> Result<()> {
    let fetch = |request: Request| async move {
        let rows = vec![json!(request.query["after"])];
        Ok(Page::by_cursor(rows, request, "after", Some(&json!(""))))
    };
    let first = Page::by_cursor(vec![json!(0)], Request::get("/rows"), "after", Some(&json!("x")));
    let (rows, behind) = Pages::behind(first, fetch);
    assert!(behind.has_more());
    assert_eq!((rows, behind.rows().await?), (vec![json!(0)], vec![json!("x")]));
    Ok(())
}
