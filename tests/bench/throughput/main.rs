//! Operations over many items against a loopback server, beside a bare reqwest loop that sends the same requests; and
//! a list of 100,000 rows beside fetching and parsing it.
//!
//! `cargo bench -p nodewright-tests --bench throughput` prints the tables of the README. Runs of both sides alternate.
//! Medians count; the ratio is the median of the ratios of neighbouring runs, which a machine that gets slower and faster
//! disturbs less. The server is a process of its own, and so is every list, so that peak memory is one side's alone.

mod server;

use std::{
    env,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use futures_util::{StreamExt, pin_mut, stream};
use nodewright::{Credentials, Item, Prepared, Runtime};
use nodewright_node_base as _;
use nodewright_node_directus as _;
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use server::Server;

/// The command's allocator, here for both sides.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ITEMS: usize = 10_000;
const ROUNDS: usize = 11;
/// Set in the processes that measure a list: which side, and the server's URL.
const LIST: &str = "NODEWRIGHT_BENCH_LIST";

/// An operation, and the same request by hand.
struct Case {
    name: &'static str,
    /// Gives the node, which knows the server's URL from its credential unless its parameters say it.
    node: fn(&str) -> Value,
    bare: fn(&Client, &str, usize) -> RequestBuilder,
}

fn cases() -> [Case; 5] {
    [
        Case {
            name: "auth/logout",
            node: |_| {
                directus(json!({ "resource": "auth", "operation": "logout", "refreshToken": "={{ $json.token }}" }))
            },
            bare: |client, url, n| {
                client.post(format!("{url}/auth/logout")).json(&json!({ "refresh_token": format!("token-{n}") }))
            },
        },
        Case {
            name: "items/get",
            node: |_| {
                directus(
                    json!({ "resource": "items", "operation": "get", "collection": "articles", "id": "={{ $json.token }}" }),
                )
            },
            bare: |client, url, n| client.get(format!("{url}/items/articles/token-{n}")).bearer_auth("secret"),
        },
        Case {
            name: "items/create",
            node: |_| {
                directus(
                    json!({ "resource": "items", "operation": "create", "collection": "articles", "data": "={{ $json }}" }),
                )
            },
            bare: |client, url, n| {
                let body = json!({ "token": format!("token-{n}") });
                client.post(format!("{url}/items/articles")).bearer_auth("secret").json(&body)
            },
        },
        Case {
            name: "httpRequest",
            node: |url| {
                let address = format!("={url}/items/articles/{{{{ $json.token }}}}");
                json!({ "type": "httpRequest", "typeVersion": 4.2, "parameters": { "url": address } })
            },
            bare: |client, url, n| client.get(format!("{url}/items/articles/token-{n}")),
        },
        Case {
            name: "declarative",
            node: |url| json!({ "type": "articles", "parameters": { "url": url, "id": "={{ $json.token }}" } }),
            bare: |client, url, n| client.get(format!("{url}/items/articles/token-{n}")),
        },
    ]
}

fn directus(parameters: Value) -> Value {
    json!({ "type": "directus", "parameters": parameters })
}

fn main() {
    if server::is_asked_for() {
        return server::serve();
    }
    rustls::crypto::ring::default_provider().install_default().expect("the first one");
    let executor = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let executor = executor.expect("an executor");
    if let Ok(side) = env::var(LIST) {
        return executor.block_on(list(&side));
    }
    let server = Server::start();
    println!("| {ITEMS} items | concurrency | nodewright | bare reqwest | ratio |\n|---|---|---|---|---|");
    // As with any benchmark, an argument chooses by name.
    let chosen = env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    for case in cases().iter().filter(|case| case.name.contains(&chosen)) {
        for concurrency in [1, 32] {
            let [ours, theirs, ratio] = medians(|| {
                let rate = |time: Duration| ITEMS as f64 / time.as_secs_f64();
                let ours = rate(executor.block_on(nodewright(&server.url, case, concurrency)));
                (ours, rate(executor.block_on(bare(&server.url, case, concurrency))))
            });
            println!("| {} | {concurrency} | {ours:.0}/s | {theirs:.0}/s | {ratio:.2} |", case.name);
        }
    }
    println!("\npeak memory of this process: {:.1} MB", peak_memory());
    let (mut ours_memory, mut their_memory) = (0.0_f64, 0.0_f64);
    let [ours, theirs, ratio] = medians(|| {
        let (ours, memory) = measured_list("nodewright", &server.url);
        ours_memory = ours_memory.max(memory);
        let (theirs, memory) = measured_list("fetch and parse", &server.url);
        their_memory = their_memory.max(memory);
        (ours, theirs)
    });
    println!("\n| items/list, Return All, 100,000 rows | time | peak memory |\n|---|---|---|");
    println!("| nodewright | {ours:.0} ms | {ours_memory:.0} MB |");
    println!("| fetch and parse | {theirs:.0} ms | {their_memory:.0} MB |");
    println!("| ratio | {ratio:.2} | {:.2} |", ours_memory / their_memory);
}

fn prepare(url: &str, node: &Value) -> Prepared {
    let credentials = Credentials::new().with("directusApi", json!({ "url": url, "accessToken": "secret" }));
    let described = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/throughput/board.json");
    let runtime = Runtime::builder().nodes(described).credentials(credentials).build().expect("a runtime");
    runtime.prepare(node).expect("a node")
}

async fn nodewright(url: &str, case: &Case, concurrency: usize) -> Duration {
    let prepared = prepare(url, &(case.node)(url));
    let items = (0..ITEMS).map(|n| Item::new(json!({ "token": format!("token-{n}") }))).collect();
    let started = Instant::now();
    let stream = prepared.execution(items).concurrency(concurrency).stream();
    pin_mut!(stream);
    let mut count = 0;
    while let Some(emission) = stream.next().await {
        count += usize::from(emission.expect("a result").item.json.is_object());
    }
    assert_eq!(count, ITEMS);
    started.elapsed()
}

async fn bare(url: &str, case: &Case, concurrency: usize) -> Duration {
    let client = Client::new();
    let started = Instant::now();
    let send = |n| {
        let request = (case.bare)(&client, url, n);
        async {
            let answer = request.send().await.expect("an answer").error_for_status().expect("a success");
            let bytes = answer.bytes().await.expect("a body");
            serde_json::from_slice::<Value>(&bytes).unwrap_or_default()
        }
    };
    let count = stream::iter(0..ITEMS).map(send).buffered(concurrency).count().await;
    assert_eq!(count, ITEMS);
    started.elapsed()
}

/// Time in milliseconds and peak memory in MB of a list, in a process of its own.
fn measured_list(side: &str, url: &str) -> (f64, f64) {
    let this = env::current_exe().expect("this binary");
    let child = Command::new(this).env(LIST, format!("{side}|{url}")).stderr(Stdio::inherit()).output();
    let text = String::from_utf8(child.expect("it runs").stdout).expect("text");
    let (millis, memory) = text.trim().split_once(' ').expect("two figures");
    (millis.parse().expect("a figure"), memory.parse().expect("a figure"))
}

/// One side of the list, which prints its time in milliseconds and its peak memory in MB.
async fn list(side: &str) {
    let (side, url) = side.split_once('|').expect("a side and a URL");
    let started = Instant::now();
    let mut count = 0;
    if side == "nodewright" {
        let parameters = json!({ "resource": "items", "operation": "list", "collection": "rows", "returnAll": true });
        let stream = prepare(url, &directus(parameters)).execution(vec![Item::empty()]).stream();
        pin_mut!(stream);
        while let Some(emission) = stream.next().await {
            count += usize::from(emission.expect("a row").item.json["id"].is_number());
        }
    } else {
        let answer = Client::new().get(format!("{url}/items/rows?limit=-1")).send().await.expect("an answer");
        let body: Value = serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON");
        count += body["data"].as_array().map_or(0, Vec::len);
    }
    assert_eq!(count, server::ROWS);
    println!("{} {}", started.elapsed().as_millis(), peak_memory());
}

/// Medians of our figure, of theirs, and of ours by theirs.
fn medians(mut round: impl FnMut() -> (f64, f64)) -> [f64; 3] {
    let rounds: Vec<_> = (0..ROUNDS).map(|_| round()).collect();
    let median = |figure: fn(&(f64, f64)) -> f64| {
        let mut figures: Vec<_> = rounds.iter().map(figure).collect();
        figures.sort_by(f64::total_cmp);
        figures[ROUNDS / 2]
    };
    [median(|round| round.0), median(|round| round.1), median(|round| round.0 / round.1)]
}

/// The most memory this process has ever had, in MB.
fn peak_memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0) / 1024.0
}
