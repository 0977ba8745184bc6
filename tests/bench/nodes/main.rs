//! What `tests/bench/n8n/run` measures of this side: a node over many items, expressions, the resolution of parameters;
//! a process for each figure, which prints it as JSON.
//!
//! `nodes items COUNT` prints items of 1 kB, `nodes run NAME COUNT URL` measures a case of `cases.json`, `nodes expressions`
//! those of `../expressions/cases.json`, `nodes parameters FILE` nodes as they are stored; by itself it measures what needs
//! no server.

mod expressions;
mod parameters;

use std::{env, fs, process::Command};

use nodewright::{Credentials, Item, Prepared, Runtime};
use nodewright_node_base as _;
use nodewright_node_directus as _;
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};

/// The command's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ITEMS: usize = 10_000;
/// Items that are worked on before, so that everything is made that is made once.
const WARM: usize = 20;
/// Requests under way; n8n's nodes send all of theirs at once, or one after the other.
const AT_ONCE: usize = 32;
/// What the paths of `nodes` begin at.
const HERE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/bench/");

fn main() {
    rustls::crypto::ring::default_provider().install_default().expect("the first one");
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).expect("a list");
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let number = |text: &str| text.parse().expect("a number");
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["items", count] => println!("{}", Value::from_iter((0..number(count)).map(item))),
        ["run", name, count, url] => {
            let case = cases.iter().find(|case| case["name"] == name).expect("a case");
            println!("{}", measure(case, number(count), url));
        }
        ["expressions"] => println!("{}", expressions::measure()),
        ["parameters", file] => println!("{}", parameters::measure(file)),
        _ => {
            for name in cases.iter().filter(|case| case["requests"] != true).filter_map(|case| case["name"].as_str()) {
                let this = env::current_exe().expect("this binary");
                let told = Command::new(this).args(["run", name, &ITEMS.to_string(), ""]).output().expect("it runs");
                println!("{name}: {}", String::from_utf8_lossy(&told.stdout).trim());
            }
        }
    }
}

/// About 1 kB.
fn item(n: usize) -> Value {
    json!({
        "id": n,
        "name": format!("Item {:05}", n * 7919 % ITEMS),
        "status": if n.is_multiple_of(2) { "open" } else { "closed" },
        "amount": (n * 104_729 % 100_000) as f64 / 100.0,
        "tags": ["one", "two", "three"],
        "address": { "street": "Example Street 1", "city": "Vienna", "country": "AT" },
        "text": "x".repeat(760),
    })
}

fn prepare(case: &Value, url: &str) -> Prepared {
    let node = case.to_string().replace("{url}", url);
    let credentials = Credentials::new().with("directusApi", json!({ "url": url, "accessToken": "token" }));
    let mut builder = Runtime::builder().credentials(credentials);
    if let Some(nodes) = case["nodes"].as_str() {
        builder = builder.nodes(format!("{HERE}{nodes}"));
    }
    let node = serde_json::from_str(&node).expect("a node");
    builder.build().expect("a runtime").prepare(&node).expect("a node")
}

/// `{"cpu": seconds of the work alone, "memory": MiB of the process}`.
fn measure(case: &Value, count: usize, url: &str) -> Value {
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("an executor");
    let prepared = prepare(case, url);
    let sends = case["requests"] == true;
    let run = |count: usize| {
        let json = |n| if sends { json!({ "id": n }) } else { item(n) };
        let items = (0..count).map(|n| Item::new(json(n))).collect();
        let execution = prepared.execution(items);
        let execution = if sends { execution.concurrency(AT_ONCE) } else { execution };
        let started = cpu_seconds();
        let outcome = executor.block_on(execution.outcome()).expect("a result");
        assert!(outcome.error.is_none(), "{:?}", outcome.error);
        (cpu_seconds() - started, outcome.outputs.first().map_or(0, Vec::len))
    };
    run(WARM);
    let (cpu, found) = run(count);
    let expected = case["inAll"].as_f64().or_else(|| Some(case["perItem"].as_f64()? * count as f64));
    assert_eq!(Some(found as f64), expected, "items of the first output");
    json!({ "cpu": cpu, "memory": peak_memory() })
}

/// CPU time of all threads, in seconds.
fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The most memory this process has ever had, in MiB.
fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().expect("a figure") / 1024.0
}

/// Nanoseconds of CPU time for a call, the median of some samples.
fn nanos(mut call: impl FnMut()) -> f64 {
    const SAMPLES: usize = 5;
    const SECONDS: f64 = 0.1;
    let mut calls = 64_u32;
    let mut sample = || loop {
        let started = cpu_seconds();
        (0..calls).for_each(|_| call());
        let used = cpu_seconds() - started;
        if used > SECONDS {
            return used * 1e9 / f64::from(calls);
        }
        calls *= 2;
    };
    // The first one warms up.
    sample();
    let mut samples: Vec<f64> = (0..SAMPLES).map(|_| sample()).collect();
    samples.sort_by(f64::total_cmp);
    samples[SAMPLES / 2]
}
