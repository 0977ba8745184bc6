//! What the targets share: a runtime from which no request gets out, and how a node is executed.

use std::{sync::LazyLock, time::Duration};

use nodewright::{
    Credentials, DestinationPolicy, Item, Runtime,
    serde_json::{Value, json},
};
use nodewright_node_base as _;
use nodewright_node_directus as _;

/// The runtime of all targets.
pub static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let credentials = json!({ "directusApi": { "url": "http://nowhere.invalid", "accessToken": "t" } });
    let moment = Duration::from_secs(1);
    Runtime::builder()
        .destinations(DestinationPolicy::hosts(["nowhere.invalid"]).expect("a policy"))
        .credentials(Credentials::from_json(&credentials).expect("credentials"))
        .retries(0)
        .program_time(moment)
        .expression_time(moment)
        .build()
        .expect("a runtime")
});

/// Executes a node on these items; an error is as good as a result.
pub fn execute(runtime: &Runtime, node: &Value, items: Vec<Item>) {
    let Ok(prepared) = runtime.prepare(node) else { return };
    let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("an executor");
    let _ = executor.block_on(prepared.execute(items));
}

/// An item for nodes that need one.
pub fn item() -> Item {
    Item::new(json!({ "n": 1, "list": [3, 1, { "a": null }], "text": "text", "when": "2024-01-01" }))
}
