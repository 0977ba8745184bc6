//! What a declarative operation costs besides its request: a client answers at once.

use std::{hint::black_box, sync::Arc};

use async_trait::async_trait;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nodewright::{
    Credentials, HttpClient, Item, NodeDescription, Registry, Request, Response, Result, Runtime, Service,
    http::StatusCode,
    serde_json::{self, json},
};
use nodewright_declarative::Declarative;
use tokio::runtime::Builder;

const ITEMS: usize = 1000;

/// Answers every request with a ticket.
struct Answers;

#[async_trait]
impl HttpClient for Answers {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        black_box(&request);
        let body = br#"{"data": {"id": 7, "title": "One"}}"#;
        Ok(Response::new(StatusCode::OK, Default::default(), Some(body[..].into())))
    }
}

fn operation(criterion: &mut Criterion) {
    let description: NodeDescription = serde_json::from_value(json!({
        "displayName": "Tickets", "name": "tickets", "version": 1,
        "credentials": [{ "name": "deskApi", "required": true }],
        "requestDefaults": { "baseURL": "={{ $credentials.url }}", "headers": { "Accept": "application/json" } },
        "properties": [
            { "displayName": "Operation", "name": "operation", "type": "options", "default": "create", "options": [
                { "name": "Create", "value": "create", "routing": {
                    "request": { "method": "POST", "url": "=/queues/{{ $parameter.queue }}/tickets" },
                    "output": { "postReceive": [{ "type": "rootProperty", "properties": { "property": "data" } }] } } },
                { "name": "Get", "value": "get", "routing": { "request": { "method": "GET", "url": "/tickets" } } } ] },
            { "displayName": "Queue", "name": "queue", "type": "string", "default": "" },
            { "displayName": "Title", "name": "title", "type": "string", "default": "",
              "routing": { "send": { "type": "body", "property": "title" } } },
            { "displayName": "More", "name": "more", "type": "collection", "default": {}, "options": [
                { "displayName": "Priority", "name": "priority", "type": "number", "default": 1,
                  "routing": { "send": { "type": "body", "property": "meta.priority" } } } ] },
        ],
    }))
    .expect("a description");
    let kind = json!({ "name": "deskApi", "displayName": "Desk", "properties": [] });
    let mut registry = Registry::new();
    registry.register_credential(serde_json::from_value(kind).expect("a credential type"));
    registry.register(Declarative::versions(&Arc::new(description), &["desk"], None).expect("a node"));
    let credentials = Credentials::new().with("deskApi", json!({ "url": "http://desk.example", "token": "t" }));
    let runtime = Runtime::builder().registry(registry).credentials(credentials).http(Arc::new(Answers));
    let node = json!({ "name": "Node", "type": "desk.tickets", "parameters": {
        "queue": "first", "title": "={{ $json.title }}", "more": { "priority": "={{ $json.n }}" } } });
    let prepared = runtime.build().expect("a runtime").prepare(&node).expect("a node");
    let items: Vec<_> = (0..ITEMS).map(|n| Item::new(json!({ "title": format!("Ticket {n}"), "n": n }))).collect();

    let workers = Builder::new_current_thread().enable_all().build().expect("workers");
    let mut group = criterion.benchmark_group("declarative");
    group.throughput(Throughput::Elements(ITEMS as u64));
    group.bench_function("operation", |bencher| {
        bencher.to_async(&workers).iter(|| async {
            let outcome = prepared.execute(items.clone()).await.expect("an outcome");
            assert_eq!(outcome.outputs[0].len(), ITEMS);
        });
    });
    group.finish();
}

criterion_group!(benches, operation);
criterion_main!(benches);
