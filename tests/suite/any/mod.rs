//! Input of any shape: whatever comes, there is an error or a result, and an end.

mod documents;
mod network;
mod scripts;
mod shape;

use std::time::Duration;

use nodewright::{DestinationPolicy, Item, Outcome, Result, Runtime};
use nodewright_node_base as _;
use nodewright_node_directus as _;
use proptest::prelude::ProptestConfig;
use serde_json::Value;

/// Longer than anything here may take, on a machine that is busy too.
const PATIENCE: Duration = Duration::from_secs(120);

fn cases(count: u32) -> ProptestConfig {
    // Failures are printed; nothing is written beside the sources.
    ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::with_cases(count) }
}

/// A runtime from which no request gets out.
fn isolated() -> nodewright::Builder {
    let nowhere = DestinationPolicy::hosts(["nowhere.invalid"]).expect("a policy");
    let moment = Duration::from_secs(1);
    Runtime::builder().destinations(nowhere).retries(0).program_time(moment).expression_time(moment)
}

/// Waits for an end.
fn ended<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async { tokio::time::timeout(PATIENCE, work).await.expect("an end") })
}

/// Executes a node, if it can be made ready; every error says something.
fn execute(runtime: &Runtime, node: &Value, items: Vec<Item>) -> Result<Outcome> {
    let result = match runtime.prepare(node) {
        Ok(prepared) => ended(prepared.execute(items)),
        Err(error) => Err(error),
    };
    if let Err(error) = &result {
        assert!(!error.message().is_empty(), "{error:?}");
    }
    result
}
