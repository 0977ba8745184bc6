//! Take items as they arrive, and stop the execution from elsewhere.

use futures_util::{StreamExt, pin_mut};
use nodewright::{Cancellation, Credentials, ErrorKind, Item, Runtime, serde_json::json};
use nodewright_node_directus as _;
use nodewright_testkit::{Reply, ScriptedServer};

/// Runs the example.
#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // In place of a Directus project; it does not answer the third request.
    let article = |id| Reply::json(&json!({ "data": { "id": id } }));
    let service = ScriptedServer::start([article(1), article(2), Reply::hang()])?;

    let directus = json!({ "url": service.url(), "accessToken": "a token" });
    let runtime = Runtime::builder().credentials(Credentials::new().with("directusApi", directus)).build()?;
    let node = runtime.prepare(&json!({
        "name": "Get article", "type": "directus",
        "parameters": { "resource": "items", "operation": "get", "collection": "articles", "id": "={{ $json.id }}" },
    }))?;

    let cancellation = Cancellation::new();
    let items = (1..=100).map(|id| Item::new(json!({ "id": id }))).collect();
    let emissions = node.execution(items).concurrency(1).cancellation(cancellation.clone()).stream();
    pin_mut!(emissions);

    // Any clone cancels, from any task or thread: here once the third request has arrived.
    let cancel = async {
        service.received(3).await;
        cancellation.cancel();
    };
    let take = async {
        let mut taken = Vec::new();
        while let Some(emission) = emissions.next().await {
            match emission {
                Ok(emission) => {
                    println!("{}", emission.item.json);
                    taken.push(emission.item.json["id"].clone());
                }
                Err(error) if error.kind() == ErrorKind::Cancelled => println!("{}", error.message()),
                Err(error) => return Err(error),
            }
        }
        Ok(taken)
    };
    let (taken, ()) = tokio::join!(take, cancel);
    assert_eq!(taken?, [1, 2]);
    // The request that was on its way has been dropped.
    service.disconnected().await;
    Ok(())
}
