//! What a derived operation shows, reads and sends.

use nodewright_core::{
    Call, Choice, Collected, Collection, Effect, Group, Item, JsonText, Operation, Output, Parameters, Request, Result,
    Secret, Sends, Value, schemars::JsonSchema, serde_json::json,
};

/// Answers with what it was sent.
pub struct Client;

impl Sends for Client {
    async fn send(&self, request: Request, _: &Call<'_>) -> Result<Output> {
        Ok(Output::one(json!({ "path": request.path, "query": request.query, "body": request.json_body() })))
    }
}

/// Change a thing.
///
/// More of it.
#[derive(Operation)]
#[operation(things.update, "Update", PATCH "/things/{shelf}/{id}")]
struct Update {
    shelf: Shelf,
    #[param("Number", range = 1..)]
    id: i64,
    /// What to call it.
    title: String,
    token: Option<Secret>,
    #[wire("isOpen")]
    open: bool,
    #[wire(query)]
    language: Option<String>,
    tags: Tags,
    more: More,
}

#[derive(Choice)]
enum Shelf {
    Upper,
    #[param("The lower one", name = "low")]
    Lower,
}

#[derive(Collection)]
struct Tags {
    rows: Vec<Tag>,
}

#[derive(Group)]
struct Tag {
    name: String,
    weight: Option<f64>,
}

#[derive(Collection)]
struct More {
    meta: Option<JsonText>,
    shelves: Option<Vec<Shelf>>,
    limit: Option<i64>,
}

/// List things.
#[derive(Operation)]
#[operation(things.list, "List", GET "/things")]
struct List {
    #[param(default = 50, range = 1..=100)]
    limit: i64,
    #[wire(skip)]
    #[param(default = true)]
    quiet: bool,
}

fn map(value: Value) -> Parameters {
    value.as_object().cloned().expect("an object")
}

fn complete() -> Value {
    json!({ "shelf": "low", "id": "7", "title": 5, "open": "true", "tags": { "rows": [{ "name": "a", "weight": "0.5" }] },
        "token": "t0k3n", "language": "de", "more": { "meta": "{\"a\": 1}", "shelves": ["upper", "low"], "limit": "" } })
}

#[test]
fn values_are_coerced_and_put_where_they_belong() {
    let request = Update::read_all(&map(complete())).expect("it is right").request().expect("a path");
    assert_eq!(
        (request.method.as_str(), request.path.as_str(), request.effect),
        ("PATCH", "/things/low/7", Some(Effect::Write))
    );
    assert_eq!(json!(request.query), json!({ "language": "de" }));
    let body = json!({ "title": "5", "token": "t0k3n", "isOpen": true, "rows": [{ "name": "a", "weight": 0.5 }],
        "meta": { "a": 1 }, "shelves": ["upper", "low"] });
    assert_eq!(request.json_body(), Some(&body));
    assert!(!format!("{request:?}").contains("t0k3n"));

    let list = List::read_all(&Parameters::new()).expect("defaults");
    let request = list.request().expect("a path");
    assert_eq!((json!(request.query), request.json_body(), list.quiet), (json!({ "limit": 50 }), None, true));
    assert_eq!(List::INFO.effect, Effect::Read);
}

#[test]
fn everything_wrong_is_said_at_once_and_no_value_is_quoted() {
    for (change, expected) in [
        (json!({ "id": null, "title": "" }), "Missing required property: Title; 'Number' must be a number"),
        (json!({ "id": "seven" }), "'Number' must be a whole number"),
        (json!({ "id": 0 }), "'Number' must be at least 1"),
        (json!({ "id": 1.5 }), "'Number' must be a whole number"),
        (json!({ "title": { "s3cret": 1 } }), "'Title' must be text"),
        (json!({ "open": "perhaps" }), "'Open' must be true or false"),
        (json!({ "shelf": "s3cret" }), "'Shelf' must be one of: upper, low"),
        (json!({ "tags": [] }), "'Tags' must be an object"),
        (json!({ "tags": { "rows": "s3cret" } }), "'Rows' must be a list"),
        (json!({ "tags": { "rows": [{ "weight": 1 }] } }), "Missing required property: Name"),
        (
            json!({ "more": { "meta": "{s3cret" } }),
            "Invalid JSON in 'Meta' (line 1, column 2): Expected property name or '}'",
        ),
        (json!({ "more": { "shelves": ["s3cret"] } }), "'Shelves' must be one of: upper, low"),
    ] {
        let mut all = complete();
        all.as_object_mut().expect("an object").extend(map(change.clone()));
        let error = Update::read_all(&map(all)).err().expect("issues").into_error();
        assert_eq!(error.message(), expected, "{change}");
        assert!(!format!("{error:?}{error}").contains("s3cret"), "{error:?}");
    }
}

#[test]
fn issues_know_where_they_are() {
    let mut all = complete();
    all["tags"]["rows"] = json!([{ "name": "a" }, { "name": "b", "weight": "x" }]);
    let error = Update::read_all(&map(all)).err().expect("an issue").into_error();
    assert_eq!(error.parameter(), Some("tags.rows[1].weight"));
}

#[test]
fn a_segment_that_would_change_the_path_is_encoded_or_refused() {
    #[derive(Operation)]
    #[operation(things.get, "Get", GET "/things/{id}/parts")]
    struct Get {
        id: String,
    }
    let path =
        |id: &str| Get { id: id.to_owned() }.request().map(|request| request.path).map_err(|e| e.message().to_owned());
    for (id, expected) in [
        ("a/b", Ok("/things/a%2Fb/parts")),
        ("?x#y", Ok("/things/%3Fx%23y/parts")),
        (" ü", Ok("/things/%20%C3%BC/parts")),
        ("a.b-c_d~e", Ok("/things/a.b-c_d~e/parts")),
        ("..", Err("'ID' must not be '.' or '..'")),
        (".", Err("'ID' must not be '.' or '..'")),
        ("", Err("Missing required property: ID")),
    ] {
        assert_eq!(path(id), expected.map(str::to_owned).map_err(str::to_owned), "{id}");
    }
}

#[test]
fn the_schema_comes_from_the_same_fields() {
    let schema = Update::json_schema(&mut Default::default()).to_value();
    assert_eq!(schema["properties"]["title"]["description"], "What to call it.");
    assert_eq!(schema["properties"]["id"]["minimum"], 1);
    assert_eq!(schema["properties"]["token"]["writeOnly"], true);
    assert_eq!(schema["description"], "Change a thing.\nMore of it.");
    assert_eq!(
        Shelf::json_schema(&mut Default::default()).to_value()["oneOf"][1],
        json!({ "const": "low", "title": "The lower one" })
    );
}

#[test]
fn a_derived_operation_sends_its_request() {
    let (item, emitter) = (Item::empty(), Collected::default());
    let list = List::read_all(&Parameters::new()).expect("defaults");
    let run = async { list.run(&Client, &Call::new(&item, 0, &emitter)).await };
    let output = finished(run).expect("an output");
    assert_eq!(output.items[0].json["path"], "/things");
}

/// Runs a future that never waits.
fn finished<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future.as_mut().poll(&mut std::task::Context::from_waker(std::task::Waker::noop())) {
        std::task::Poll::Ready(value) => value,
        std::task::Poll::Pending => panic!("it waits"),
    }
}
