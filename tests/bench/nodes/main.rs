//! A base node over 10,000 items of 1 kB: CPU seconds of the work alone, and the peak memory of the process.
//!
//! `tests/bench/n8n/run nodes` runs it beside n8n, a process for each case, and prints the table of the README.
//! `nodes items` prints the items, `nodes run NAME` measures a case of `cases.json`; by itself it measures all.

use std::{env, fs, process::Command};

use nodewright::{Item, Runtime};
use nodewright_node_base as _;
use serde_json::{Value, json};

/// The command's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ITEMS: usize = 10_000;
/// Items that are worked on before, so that everything is made that is made once.
const WARM: usize = 20;

fn main() {
    rustls::crypto::ring::default_provider().install_default().expect("the first one");
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).expect("a list");
    let arguments: Vec<String> = env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["items"] => println!("{}", Value::from_iter((0..ITEMS).map(item))),
        ["run", name] => measure(cases.iter().find(|case| case["name"] == name).expect("a case")),
        _ => {
            for name in cases.iter().filter_map(|case| case["name"].as_str()) {
                let this = env::current_exe().expect("this binary");
                let told = Command::new(this).args(["run", name]).output().expect("it runs");
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

/// Prints `{"cpu": seconds, "memory": MiB}`.
fn measure(case: &Value) {
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("an executor");
    let prepared = Runtime::builder().build().expect("a runtime").prepare(case).expect("a node");
    let run = |count: usize| {
        let items = (0..count).map(|n| Item::new(item(n))).collect();
        let started = cpu_seconds();
        let outcome = executor.block_on(prepared.execution(items).outcome()).expect("a result");
        assert!(outcome.error.is_none(), "{:?}", outcome.error);
        (cpu_seconds() - started, outcome.outputs.first().map_or(0, Vec::len))
    };
    run(WARM);
    let (cpu, count) = run(ITEMS);
    assert_eq!(json!(count), case["items"], "items of the first output");
    println!("{}", json!({ "cpu": cpu, "memory": peak_memory() }));
}

/// CPU time of all threads, in seconds.
fn cpu_seconds() -> f64 {
    let nanos = |task: fs::DirEntry| {
        let text = fs::read_to_string(task.path().join("schedstat")).ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    };
    let tasks = fs::read_dir("/proc/self/task").expect("Linux");
    tasks.filter_map(|task| nanos(task.ok()?)).sum::<f64>() / 1e9
}

/// The most memory this process has ever had, in MiB.
fn peak_memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").expect("Linux");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a line");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().expect("a figure") / 1024.0
}
