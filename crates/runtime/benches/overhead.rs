//! What the runtime adds to a request: preparing a node, and executing it per item without a network.

use std::{hint::black_box, sync::Arc, time::Duration};

use async_trait::async_trait;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nodewright::{
    Builder, Credentials, HttpClient, Item, NodeJson, Registry, Request, Response, Result, Runtime, Service,
    http::{HeaderMap, StatusCode},
};
use serde_json::{Value, json};

/// Answers 204 to everything, at once.
struct Nothing;

#[async_trait]
impl HttpClient for Nothing {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        black_box(request);
        Ok(Response::new(StatusCode::NO_CONTENT, HeaderMap::new(), None))
    }
}

fn builder() -> Builder {
    let mut registry = Registry::new();
    nodewright_node_directus::register(&mut registry);
    let credentials = Credentials::new().with("directusApi", json!({ "url": "https://example.com" }));
    Runtime::builder().registry(registry).credentials(credentials).http(Arc::new(Nothing))
}

/// A registry of its own with the Directus node, described.
fn described() -> Registry {
    let mut registry = Registry::new();
    nodewright_node_directus::register(&mut registry);
    let properties = registry.node("directus", None).expect("it is there").description().properties.len();
    assert!(properties > 0);
    registry
}

/// Memory of this process; none where the system does not say.
fn resident_kilobytes() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse().unwrap_or(0)
}

fn node(parameters: Value) -> Value {
    json!({ "name": "N", "type": "n8n-nodes-directus.directus", "typeVersion": 1, "parameters": parameters })
}

/// Items of one execution.
const ITEMS: usize = 1000;

fn benches(criterion: &mut Criterion) {
    let log_out = json!({ "resource": "auth", "operation": "logout", "refreshToken": "token" });
    let request_reset = json!({ "resource": "auth", "operation": "requestReset", "email": "={{ $json.user.mail }}",
        "additionalFields": { "resetUrl": "={{ $json.urls[0][\"reset\"] }}" } });
    let user = json!({ "user": { "mail": "user@example.com" }, "urls": [{ "reset": "https://example.com/reset" }] });
    let nodes = [("no expression", node(log_out), json!({ "id": 1 })), ("two paths", node(request_reset), user)];
    let runtime = builder().build().expect("a runtime");
    for (name, node, _) in &nodes {
        criterion.bench_with_input(BenchmarkId::new("prepare", name), node, |b, node| {
            b.iter(|| runtime.prepare(black_box(node)).expect("it is right"));
        });
    }

    criterion.bench_function("register and describe", |b| b.iter(described));
    let before = resident_kilobytes();
    let kept: Vec<_> = (0..100).map(|_| described()).collect();
    println!("memory of a described node   {} kB", (resident_kilobytes() - before) / kept.len());
    drop(kept);

    let executor = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("an executor");
    let mut group = criterion.benchmark_group("execute, per item");
    group.throughput(Throughput::Elements(ITEMS as u64));
    for (name, node, item) in &nodes {
        let items = vec![Item::new(item.clone()); ITEMS];
        let prepared = runtime.prepare(node).expect("it is right");
        group.bench_function(*name, |b| {
            b.to_async(&executor).iter_batched(
                || items.clone(),
                |items| async { prepared.execute(items).await.expect("it works") },
                criterion::BatchSize::LargeInput,
            );
        });
    }
    group.finish();

    // What options cost besides the service's own answer; the answer here is none, at once.
    let users = NodeJson::from_value(&node(json!({ "resource": "users" }))).expect("a node");
    for (name, kept) in [("options, asked for", Duration::ZERO), ("options, kept", Duration::from_secs(3600))] {
        let runtime = builder().keep_options(kept).build().expect("a runtime");
        criterion.bench_function(name, |b| {
            b.to_async(&executor).iter(|| async { runtime.options(&users, "getRoles").load().await.expect("options") });
        });
    }
}

criterion_group!(all, benches);
criterion_main!(all);
