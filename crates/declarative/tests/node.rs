//! What recorded executions do not show: options, code, refusals, order and limits.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use async_trait::async_trait;
use nodewright::{
    ErrorKind, HttpClient, Item, Loaded, NodeDescription, NodeError, NodeJson, Registry, Request, Response, Result,
    Runtime, Service, Value,
    http::StatusCode,
    json as read,
    serde_json::{self, Map, json},
};
use nodewright_declarative::{Declarative, FunctionCall, FunctionPath, Functions, PagedRequest, Pages};
use nodewright_testkit::{Script, ScriptedServer};

fn described(description: Value) -> Arc<NodeDescription> {
    Arc::new(serde_json::from_value(description).expect("a description"))
}

/// A description with these properties, below this URL.
fn tickets(url: &str, properties: Value) -> Arc<NodeDescription> {
    described(json!({
        "displayName": "Tickets", "name": "tickets", "version": 1,
        "requestDefaults": { "baseURL": url }, "properties": properties,
    }))
}

fn runtime(description: &Arc<NodeDescription>, functions: Option<&Arc<dyn Functions>>) -> Result<Runtime> {
    let mut registry = Registry::new();
    registry.register(Declarative::versions(description, &["test"], functions)?);
    Runtime::builder().registry(registry).build()
}

fn node(parameters: Value) -> Value {
    json!({ "name": "Node", "type": "test.tickets", "parameters": parameters })
}

fn server(script: Value) -> ScriptedServer {
    ScriptedServer::start(serde_json::from_value::<Script>(script).expect("a script")).expect("a server")
}

fn jsons(items: &[Item]) -> Vec<&Value> {
    items.iter().map(|item| &item.json).collect()
}

#[tokio::test]
async fn options_are_loaded_by_a_request() {
    let server = server(
        json!({ "responses": [{ "json": { "queues": [{ "id": 2, "title": "b" }, { "id": 1, "title": "a" }] } }] }),
    );
    let load = json!({ "routing": {
        "request": { "method": "GET", "url": "=/teams/{{ $parameter.team }}/queues" },
        "output": { "postReceive": [
            { "type": "rootProperty", "properties": { "property": "queues" } },
            { "type": "setKeyValue", "properties": { "name": "={{ $responseItem.title }}", "value": "={{ $responseItem.id }}" } },
            { "type": "sort", "properties": { "key": "name" } },
        ] },
    } });
    let description = tickets(
        &server.url(),
        json!([
            { "displayName": "Team", "name": "team", "type": "string", "default": "t",
              "routing": { "send": { "property": "team" } } },
            { "displayName": "Queue", "name": "queue", "type": "options", "default": "", "typeOptions": { "loadOptions": load } },
            { "displayName": "More", "name": "more", "type": "collection", "default": {}, "options": [
                { "displayName": "Queue", "name": "queue", "type": "options", "default": "", "typeOptions": { "loadOptions": load } },
            ] },
        ]),
    );
    let runtime = runtime(&description, None).unwrap();
    let json = NodeJson::from_value(&node(json!({ "team": "x" }))).unwrap();
    for (path, filter, expected) in
        [("queue", None, json!([["a", 1], ["b", 2]])), ("more.queue", Some("B"), json!([["b", 2]]))]
    {
        let Loaded::Options(page) = runtime.options(&json, path).filter(filter).load().await.unwrap() else {
            panic!("no options")
        };
        let options: Vec<_> = page.options.iter().map(|option| json!([option.name, option.value])).collect();
        assert_eq!(Value::from(options), expected, "{path}");
    }
    assert!(server.requests().iter().all(|request| request.target == "/teams/x/queues"));
}

/// `[what is wrong, properties, the error]`
#[tokio::test]
async fn broken_descriptions_are_refused_with_their_place() {
    let operation = |routing: Value| {
        json!([{ "displayName": "Operation", "name": "operation", "type": "options", "default": "create",
            "options": [{ "name": "Create", "value": "create", "routing": routing }, { "name": "Get", "value": "get" }] }])
    };
    for (properties, expected) in [
        (json!([]), "The description of 'tickets' says nothing about requests"),
        (operation(json!([])), "The description is malformed: `properties[0].options[0].routing` is not an object"),
        (
            operation(json!({ "request": 5 })),
            "The description is malformed: `properties[0].options[0].routing.request` is not an object",
        ),
        (
            operation(json!({ "send": { "property": {} } })),
            "The description is malformed: `properties[0].options[0].routing.send.property` is not a text",
        ),
        (
            operation(json!({ "output": { "postReceive": [{ "type": "limit", "properties": {} }] } })),
            "The description is malformed: `properties[0].options[0].routing.output.postReceive[0].properties.maxResults` is missing",
        ),
        (
            operation(json!({ "operations": { "pagination": { "type": "offset", "properties": {
                "limitParameter": "l", "offsetParameter": "o", "pageSize": 0 } } } })),
            "The description is malformed: `properties[0].options[0].routing.operations.pagination.properties.pageSize` is not a positive number",
        ),
        (
            operation(json!({ "send": { "preSend": [{ "$js": "function" }] } })),
            "preSend is code: operation create is unavailable",
        ),
        (
            operation(json!({ "output": { "postReceive": [{ "$js": "function" }] } })),
            "postReceive is code: operation create is unavailable",
        ),
    ] {
        let runtime = runtime(&tickets("http://127.0.0.1:1", properties), None);
        let prepared = runtime.and_then(|runtime| runtime.prepare(&node(json!({}))));
        let message = prepared.err().map(|error| error.message().to_owned()).unwrap_or_default();
        assert_eq!(message, expected);
    }
}

#[tokio::test]
async fn what_is_not_declarative_is_refused() {
    let bare = json!({ "displayName": "T", "name": "tickets", "properties": [{ "displayName": "A", "name": "a", "type": "string" }] });
    let mut with_methods = bare.clone();
    with_methods["methods"] = json!({ "loadOptions": {} });
    with_methods["requestDefaults"] = json!({});
    for (description, expected) in [
        (bare, "The description of 'tickets' says nothing about requests"),
        (with_methods, "The description of 'tickets' has methods, which are code"),
    ] {
        let error = Declarative::versions(&described(description), &[], None).err().expect("refused");
        assert_eq!((error.message(), error.kind()), (expected, ErrorKind::Input));
    }
}

#[tokio::test]
async fn a_credential_does_not_go_where_an_item_says() {
    let properties = json!([{ "displayName": "Host", "name": "host", "type": "string", "default": "h",
        "routing": { "request": { "url": "/x" } } }]);
    for (base, credentials, refused) in [
        ("={{ $json.url }}", json!([{ "name": "deskApi" }]), true),
        ("={{ $('Start').item.json.url }}", json!([{ "name": "deskApi" }]), true),
        ("={{ $json.url }}", json!([]), false),
        ("=https://{{ $parameter.host }}", json!([{ "name": "deskApi" }]), false),
        ("={{ $credentials.url }}", json!([{ "name": "deskApi" }]), false),
    ] {
        let mut description = (*tickets(base, properties.clone())).clone();
        description.credentials = serde_json::from_value(credentials).expect("credentials");
        let prepared = runtime(&Arc::new(description), None).unwrap().prepare(&node(json!({})));
        assert_eq!(prepared.err().map(|error| error.kind()), refused.then_some(ErrorKind::Denied), "{base}");
    }
}

#[tokio::test]
async fn operations_without_code_work_beside_those_with() {
    let server = server(json!({ "echo": true }));
    let code = json!({ "$js": "function" });
    let description = tickets(
        &server.url(),
        json!([{
            "displayName": "Operation", "name": "operation", "type": "options", "default": "get", "options": [
                { "name": "Get", "value": "get", "routing": { "request": { "url": "/tickets" } } },
                { "name": "Create", "value": "create", "routing": { "send": { "preSend": [code] } } },
                { "name": "All", "value": "all", "routing": { "send": { "paginate": "={{ true }}" }, "operations": { "pagination": code } } },
            ],
        }]),
    );
    let runtime = runtime(&description, None).unwrap();
    for (operation, expected) in [
        ("get", ""),
        ("create", "preSend is code: operation create is unavailable"),
        ("all", "pagination is code: operation all is unavailable"),
    ] {
        let ended = match runtime.prepare(&node(json!({ "operation": operation }))) {
            Ok(prepared) => prepared.execute(vec![Item::empty()]).await.map(drop),
            Err(error) => Err(error),
        };
        assert_eq!(ended.err().as_ref().map_or("", NodeError::message), expected);
    }
    assert_eq!(server.requests().len(), 1);
}

/// Signs requests, counts answers, and asks for two pages.
struct Code;

#[async_trait]
impl Functions for Code {
    async fn pre_send(
        &self,
        at: &FunctionPath,
        call: &FunctionCall<'_>,
        mut request: Map<String, Value>,
    ) -> Result<Map<String, Value>> {
        request["qs"]["at"] = at.as_str().into();
        request["qs"]["item"] = call.batch.items()[call.index].json["n"].clone();
        Ok(request)
    }

    async fn post_receive(
        &self,
        _: &FunctionPath,
        _: &FunctionCall<'_>,
        items: Vec<Item>,
        answer: &mut Value,
    ) -> Result<Vec<Item>> {
        Ok(vec![Item::new(json!({ "count": items.len(), "status": answer["statusCode"] }))])
    }

    async fn paginate(
        &self,
        _: &FunctionPath,
        _: &FunctionCall<'_>,
        request: PagedRequest,
        pages: &dyn Pages,
    ) -> Result<Vec<Item>> {
        let mut all = Vec::new();
        for page in 1..=2 {
            let mut options = request.options.clone();
            options["qs"]["page"] = page.into();
            all.extend(pages.request(options).await?);
        }
        Ok(all)
    }
}

#[tokio::test]
async fn functions_are_called_where_something_runs_them() {
    let server = server(json!({ "responses": [{ "json": [1, 2, 3] }] }));
    let code = json!({ "$js": "function" });
    let description = tickets(
        &server.url(),
        json!([{
            "displayName": "Id", "name": "id", "type": "string", "default": "",
            "routing": {
                "request": { "url": "/tickets" },
                "send": { "preSend": [code], "paginate": true },
                "output": { "postReceive": [code] },
                "operations": { "pagination": code },
            },
        }]),
    );
    let functions: Arc<dyn Functions> = Arc::new(Code);
    let prepared = runtime(&description, Some(&functions)).unwrap().prepare(&node(json!({}))).unwrap();
    let outcome = prepared.execute(vec![Item::new(json!({ "n": 7 }))]).await.unwrap();
    let page = json!({ "count": 1, "status": 200 });
    assert_eq!(jsons(&outcome.outputs[0]), [&page, &page]);
    let sent: Vec<_> = server.requests().iter().map(|request| request.nested_query()).collect();
    let at = "properties[0].routing.send.preSend[0]";
    assert_eq!(sent, [json!({ "at": at, "item": "7", "page": "1" }), json!({ "at": at, "item": "7", "page": "2" })]);
}

/// Answers at once, and counts how many requests are under way.
#[derive(Default)]
struct Counting {
    now: AtomicUsize,
    most: AtomicUsize,
}

#[async_trait]
impl HttpClient for Counting {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        // The others get their turn.
        for _ in 0..8 {
            tokio::task::yield_now().await;
        }
        self.now.fetch_sub(1, Ordering::SeqCst);
        let body = read::parse(&format!("{{\"url\": {:?}}}", request.url.unwrap_or_default())).expect("JSON");
        Ok(Response::new(StatusCode::OK, Default::default(), Some(serde_json::to_vec(&body).expect("JSON").into())))
    }
}

#[tokio::test]
async fn all_requests_start_at_once_and_results_keep_their_order() {
    let description = tickets(
        "http://desk.example",
        json!([{
            "displayName": "Id", "name": "id", "type": "string", "default": "",
            "routing": { "request": { "url": "=/tickets/{{ $value }}" } },
        }]),
    );
    for (concurrency, most) in [(None, 40), (Some(3), 3), (Some(1), 1)] {
        let client = Arc::new(Counting::default());
        let prepared = runtime(&description, None)
            .unwrap()
            .with_http(client.clone())
            .prepare(&node(json!({ "id": "={{ $json.n }}" })));
        let mut execution = prepared.unwrap().execution((0..40).map(|n| Item::new(json!({ "n": n }))).collect());
        if let Some(items) = concurrency {
            execution = execution.concurrency(items);
        }
        let outcome = execution.outcome().await.unwrap();
        let urls: Vec<_> =
            outcome.outputs[0].iter().map(|item| item.json["url"].as_str().unwrap().to_owned()).collect();
        let expected: Vec<_> = (0..40).map(|n| format!("http://desk.example/tickets/{n}")).collect();
        assert_eq!(urls, expected);
        assert_eq!(client.most.load(Ordering::SeqCst), most);
    }
}

#[tokio::test]
async fn a_list_that_does_not_end_is_given_up() {
    let description = tickets(
        "http://desk.example",
        json!([{
            "displayName": "Id", "name": "id", "type": "string", "default": "",
            "routing": {
                "request": { "url": "/tickets" }, "send": { "paginate": true },
                "operations": { "pagination": { "type": "generic", "properties": { "continue": true, "request": {} } } },
            },
        }]),
    );
    let client = Arc::new(Counting::default());
    let prepared = runtime(&description, None).unwrap().with_http(client).prepare(&node(json!({}))).unwrap();
    let error = prepared.execute(vec![Item::empty()]).await.expect_err("an error");
    assert_eq!(error.message(), "The list did not end after 5000 pages");
}
