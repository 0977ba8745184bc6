//! A resource locator: what it shows, and what it takes for an id.

use nodewright_core::{
    Call, Group, LoaderInfo, LoaderName, Locator, Operation, Output, Parameters, Request, Result, Sends, Value,
    form::properties,
    properties::DisplayOptions,
    serde_json::{self, json},
};

/// Sends nothing.
pub struct Client;

impl Sends for Client {
    async fn send(&self, _: Request, _: &Call<'_>) -> Result<Output> {
        Ok(Output::default())
    }
}

/// A list search.
struct Boards;

impl LoaderName for Boards {
    const INFO: &'static LoaderInfo = &LoaderInfo { method: "searchBoards", depends_on: &[] };
}

/// Move a card.
#[derive(Operation)]
#[operation(cards.move, "Move", POST "/boards/{board}/cards")]
struct Move {
    board: Locator<Boards>,
    after: Option<Locator<Boards>>,
}

fn map(value: &Value) -> Parameters {
    value.as_object().cloned().expect("an object")
}

#[test]
fn it_is_picked_from_a_list_or_named_by_its_id() {
    let shown = serde_json::to_value(&properties(Move::FIELDS, &DisplayOptions::default())[0]).expect("JSON");
    let expected = json!({
        "displayName": "Board", "name": "board", "type": "resourceLocator", "required": true,
        "default": { "__rl": true, "mode": "list", "value": "" },
        "modes": [
            { "displayName": "From List", "name": "list", "type": "list",
              "typeOptions": { "searchListMethod": "searchBoards", "searchable": true } },
            { "displayName": "By ID", "name": "id", "type": "string" },
        ],
    });
    assert_eq!(shown, expected);
}

#[test]
fn its_value_is_the_id() {
    let sent = |path: &str, body: Value| Ok((path.to_owned(), body));
    for (stored, expected) in [
        (json!({ "board": { "__rl": true, "mode": "list", "value": "a/b" } }), sent("/boards/a%2Fb/cards", json!({}))),
        (json!({ "board": { "mode": "id", "value": 7 } }), sent("/boards/7/cards", json!({}))),
        (json!({ "board": 7, "after": "x" }), sent("/boards/7/cards", json!({ "after": "x" }))),
        (json!({ "board": "7", "after": { "mode": "id", "value": "" } }), sent("/boards/7/cards", json!({}))),
        (json!({}), Err("Missing required property: Board")),
        (json!({ "board": { "__rl": true, "mode": "list", "value": "" } }), Err("Missing required property: Board")),
        (json!({ "board": { "mode": "id" } }), Err("Missing required property: Board")),
        (json!({ "board": { "mode": "id", "value": ["s3cret"] } }), Err("'Board' must be an id")),
    ] {
        let sent =
            Move::read_all(&map(&stored)).map_err(|issues| issues.into_error().message().to_owned()).map(|job| {
                let request = job.request().expect("a path");
                (request.path.clone(), request.json_body().cloned().expect("a body"))
            });
        assert_eq!(sent, expected.map_err(str::to_owned), "{stored}");
    }
}
