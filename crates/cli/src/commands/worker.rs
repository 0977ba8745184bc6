//! `nodewright worker`

use std::net::SocketAddr;

use nodewright::{ErrorKind, NodeError, Runtime};
use nodewright_restate::{Blobs, register};
use tokio::net::TcpListener;

use super::runtime_of;
use crate::{failure::Failure, listen, sandbox::Running, worker::Worker};

/// Executes nodes until it is told to end.
pub async fn worker(worker: Worker) -> Result<(), Failure> {
    // The engine waits and tries again, also over the end of this process.
    let builder = worker.destinations.limit(Runtime::builder().retries(0))?;
    let (runtime, sandbox) = runtime_of(builder, &worker.nodes, &worker.credentials, &worker.network, &[]).await?;
    let mut durable = nodewright_restate::Worker::builder(runtime).blobs(Blobs::in_folder(&worker.blobs)?);
    if let Some(steps) = worker.per_second {
        durable = durable.steps_per_second(steps);
    }
    if let Some(key) = &worker.identity_key {
        durable = durable.identity_key(key);
    }
    let durable = durable.build()?;
    let is_public = worker.identity_key.is_some();
    let listener = worker.bind.listen(async |address| bind(address, is_public).await).await?;
    let (ending, address) = (listen::ending()?, listener.local_addr());
    let serving = tokio::spawn(durable.serve(listener, async move { ending.cancelled().await }));
    if let (Some(server), Ok(address)) = (&worker.register, &address) {
        if address.ip().is_unspecified() {
            return Err(Failure::usage(format!(
                "--register cannot tell the server where {address} is; give --bind an address that the server reaches"
            )));
        }
        register(server, &format!("http://{address}")).await?;
    }
    listen::announce(address, "")?;
    let served = serving.await;
    sandbox.iter().for_each(Running::report);
    served.map_err(|why| Failure::usage(format!("the worker failed: {why}")))
}

/// Listens where only those come who may: on this machine, or with a key that tells the server from others.
async fn bind(address: SocketAddr, knows_the_server: bool) -> Result<TcpListener, NodeError> {
    if !address.ip().to_canonical().is_loopback() && !knows_the_server {
        let message = format!("{address} is reachable from other machines, so it requires the server's key");
        let advice = "Start it with --identity-key KEY, or on a loopback address such as 127.0.0.1:9080";
        return Err(NodeError::new(ErrorKind::Denied, message).with_description(advice));
    }
    TcpListener::bind(address).await.map_err(|why| {
        NodeError::new(ErrorKind::Network, format!("Cannot listen on {address}")).with_description(why.to_string())
    })
}
