//! Nodes of packages: an item besides HTTP, a realm, the first item of a large package, many executions at once.
//!
//! `cargo bench -p nodewright-tests --bench packages` prints the rows of the README. The package is the one that
//! `tests/bench/n8n/run` gives to n8n. Each figure is of a process of its own; medians.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use futures_util::future::join_all;
use nodewright::{
    Credentials, Item, Prepared, Result, Runtime,
    core::{HttpClient, Request, Response, Service},
    serde_json::{Value, json},
};

/// The command's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ITEMS: usize = 10_000;
const ROUNDS: usize = 7;
const AT_ONCE: usize = 1_000;
/// What the service of the executions at once takes for an answer.
const ANSWER: Duration = Duration::from_millis(50);
const REALMS: usize = 64;

fn main() {
    rustls::crypto::ring::default_provider().install_default().expect("the first one");
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["item"] => println!("{}", item()),
        ["realm"] => println!("{}", realm()),
        ["first", folder] => println!("{}", first(Path::new(folder))),
        ["many", warm] => println!("{}", many(warm == "warm")),
        _ => all(),
    }
}

fn all() {
    println!("| what | figure |\n|---|---|");
    println!("| an item besides HTTP, CPU | {:.1} µs |", median(|| measured(&["item"])["micros"].clone()));
    println!("| a realm without its package, made | {:.2} ms |", median(|| measured(&["realm"])["millis"].clone()));
    println!("| the same, memory | {:.2} MB |", median(|| measured(&["realm"])["megabytes"].clone()));
    let large = large();
    let folder = large.path().display().to_string();
    let start = || {
        let started = Instant::now();
        measured(&["first", &folder]);
        json!(started.elapsed().as_secs_f64() * 1000.0)
    };
    println!("| first item of a package of 300 kB, from the start of the process | {:.1} ms |", median(start));
    for realms in ["cold", "warm"] {
        let took = median(|| measured(&["many", realms])["millis"].clone());
        println!("| {AT_ONCE} executions at once, {} ms an answer, {realms} | {took:.0} ms |", ANSWER.as_millis());
    }
}

fn measured(arguments: &[&str]) -> Value {
    let this = env::current_exe().expect("this binary");
    let told = Command::new(this).args(arguments).output().expect("it runs");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).expect("JSON")
}

fn median(figure: impl Fn() -> Value) -> f64 {
    let mut figures: Vec<_> = (0..ROUNDS).filter_map(|_| figure().as_f64()).collect();
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Answers after a while, in the process.
struct Answers(Duration);

#[async_trait]
impl HttpClient for Answers {
    async fn send(&self, _: &Service, _: Request) -> Result<Response> {
        if !self.0.is_zero() {
            tokio::time::sleep(self.0).await;
        }
        let body = br#"{"data":{"id":1,"title":"An article","status":"published"}}"#;
        Ok(Response::new(http::StatusCode::OK, http::HeaderMap::new(), Some(bytes::Bytes::from_static(body))))
    }
}

fn package() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("bench/n8n/node")
}

fn prepare(folder: &Path, answer: Duration) -> Prepared {
    let data = json!({ "url": "http://service.example", "accessToken": "secret" });
    let credentials = Credentials::new().with("directusApi", data);
    let runtime = Runtime::builder().nodes(folder).credentials(credentials).http(Arc::new(Answers(answer)));
    let parameters =
        json!({ "resource": "items", "operation": "get", "collection": "articles", "id": "={{ $json.id }}" });
    let node = json!({ "name": "Bench", "type": "n8n-nodes-bench.bench", "parameters": parameters });
    runtime.build().expect("a runtime").prepare(&node).expect("a node")
}

fn items(count: usize) -> Vec<Item> {
    (0..count).map(|id| Item::new(json!({ "id": id }))).collect()
}

async fn execute(prepared: &Prepared, count: usize) {
    let outcome = prepared.execute(items(count)).await.expect("items");
    assert!(outcome.error.is_none(), "{:?}", outcome.error);
    assert_eq!(outcome.outputs[0].len(), count);
}

fn executor() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("an executor")
}

fn item() -> Value {
    let (executor, prepared) = (executor(), prepare(&package(), Duration::ZERO));
    executor.block_on(execute(&prepared, 100));
    let started = cpu_seconds();
    executor.block_on(execute(&prepared, ITEMS));
    json!({ "micros": (cpu_seconds() - started) * 1e6 / ITEMS as f64 })
}

/// Realms of as many packages, whose code is next to nothing, while all of them work.
fn realm() -> Value {
    let executor = executor();
    let all: Vec<_> = (0..REALMS).map(|_| prepare(&package(), ANSWER)).collect();
    let (before, started) = (memory("VmRSS:"), cpu_seconds());
    executor.block_on(join_all(all.iter().map(|prepared| execute(prepared, 1))));
    let (millis, megabytes) = ((cpu_seconds() - started) * 1e3, memory("VmRSS:") - before);
    json!({ "millis": millis / REALMS as f64, "megabytes": megabytes / REALMS as f64 })
}

fn first(folder: &Path) -> Value {
    let prepared = prepare(folder, Duration::ZERO);
    executor().block_on(execute(&prepared, 1));
    json!({})
}

fn many(is_warm: bool) -> Value {
    let (executor, prepared) = (executor(), prepare(&package(), ANSWER));
    let run = || {
        let started = Instant::now();
        executor.block_on(join_all((0..AT_ONCE).map(|_| execute(&prepared, 1))));
        started.elapsed().as_secs_f64() * 1000.0
    };
    if is_warm {
        run();
    }
    json!({ "millis": run(), "memory": memory("VmHWM:") })
}

/// What most of a package's text is: functions that are not called.
const FUNCTION: &str = "exports.operation{n} = async function (index, options = {}) {
  const name = this.getNodeParameter('name{n}', index);
  if (!name) throw new Error(`There is no name of ${index}`);
  return { ...options, [name]: [1, 2, 3].map((one) => one * {n}).filter(Boolean) };
};
";

/// The package with 300 kB of code beside what its node needs.
fn large() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(package()).expect("a package").flatten() {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a copy");
    }
    let path = folder.path().join("Bench.node.js");
    let mut text = fs::read_to_string(&path).expect("a node");
    for n in 0.. {
        if text.len() > 300_000 {
            break;
        }
        text += &FUNCTION.replace("{n}", &n.to_string());
    }
    fs::write(&path, text).expect("a node");
    folder
}

/// CPU time of all threads, in seconds, those that have ended too.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    let after: Vec<_> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks = |at: usize| after.get(at).and_then(|text| text.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// Memory of this process, in MB.
fn memory(what: &str) -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix(what)).expect("a line");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().expect("a figure") / 1024.0
}
