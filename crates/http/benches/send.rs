//! What the client adds to a bare reqwest: 1000 requests against a loopback server, one after the other and 32 at a time.

use std::{future::Future, hint::black_box, sync::Arc};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use nodewright_core::{Credential, GenericAuth, HttpClient, Request, Service};
use nodewright_http::Client;
use serde_json::{Map, Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::Runtime,
};

const REQUESTS: usize = 1000;

/// Answers every request at once, without looking at more than its end.
async fn serve(mut connection: TcpStream) {
    let body = json!({"data": [{"id": 1, "title": "One"}, {"id": 2, "title": "Two"}]}).to_string();
    let answer =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let (mut buffer, mut filled) = (vec![0; 16 * 1024], 0);
    while let Ok(read @ 1..) = connection.read(&mut buffer[filled..]).await {
        filled += read;
        if buffer[..filled].ends_with(b"\r\n\r\n") {
            filled = 0;
            if connection.write_all(answer.as_bytes()).await.is_err() {
                return;
            }
        }
    }
}

async fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("the port's address");
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let _ = connection.set_nodelay(true);
            tokio::spawn(serve(connection));
        }
    });
    format!("http://{address}")
}

async fn many<F: Future<Output = Value> + Send + 'static>(
    at_once: usize,
    one: impl Fn() -> F + Clone + Send + 'static,
) {
    let workers = (0..at_once).map(|_| {
        let one = one.clone();
        tokio::spawn(async move {
            for _ in 0..REQUESTS / at_once {
                black_box(one().await);
            }
        })
    });
    for worker in workers.collect::<Vec<_>>() {
        worker.await.expect("no worker panics");
    }
}

fn send(criterion: &mut Criterion) {
    let runtime = Runtime::new().expect("a runtime");
    let base = runtime.block_on(start());

    let bare = reqwest::Client::builder().no_proxy().tls_backend_preconfigured(tls()).build().expect("a client");
    let url = format!("{base}/items/articles");
    let bare = move || {
        let query = [("limit", "2"), ("fields[0]", "id"), ("fields[1]", "title")];
        let url = reqwest::Url::parse_with_params(&url, query).expect("a URL");
        let request = bare.get(url).header("accept", "application/json").header("authorization", "Bearer token");
        async move {
            let answer = request.send().await.expect("an answer").bytes().await.expect("a body");
            serde_json::from_slice(&answer).expect("JSON")
        }
    };

    let headers = GenericAuth::headers([("Authorization", "Bearer token")]);
    let credential = Arc::new(Credential::generic("api", headers, Map::new()));
    let service = Service::new(&base).expect("a base URL").with_credential(credential);
    let client = Client::builder().build().expect("a client");
    let ours = move || {
        let (client, service) = (client.clone(), service.clone());
        async move {
            let mut request = Request::get("/items/articles");
            request.set("limit", 2);
            request.set("fields", ["id", "title"]);
            client.send(&service, request).await.expect("an answer").value().await.expect("a body").expect("JSON")
        }
    };

    let mut group = criterion.benchmark_group("send");
    group.throughput(Throughput::Elements(REQUESTS as u64)).sample_size(20);
    for at_once in [1, 32] {
        let (bare, ours) = (bare.clone(), ours.clone());
        group.bench_function(format!("reqwest/{at_once}"), |bencher| {
            bencher.to_async(&runtime).iter(|| many(at_once, bare.clone()));
        });
        group.bench_function(format!("nodewright/{at_once}"), |bencher| {
            bencher.to_async(&runtime).iter(|| many(at_once, ours.clone()));
        });
    }
    group.finish();
}

/// No request of this benchmark is encrypted; a client wants a configuration all the same.
fn tls() -> rustls::ClientConfig {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    builder.expect("known versions").with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth()
}

criterion_group!(benches, send);
criterion_main!(benches);
