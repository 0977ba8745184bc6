//! `nodewright worker --restate`

use std::net::SocketAddr;

use nodewright::{ErrorKind, NodeError, Runtime};
use nodewright_restate::{Blobs, register};
use tokio::net::TcpListener;

use crate::{failure::Failure, listen, worker::Worker};

/// Serves a Restate server.
pub async fn serve(runtime: Runtime, worker: &Worker) -> Result<(), Failure> {
    let given = &worker.restate;
    let mut durable = nodewright_restate::Worker::builder(runtime).blobs(Blobs::in_folder(&worker.blobs)?);
    if let Some(steps) = given.per_second {
        durable = durable.steps_per_second(steps);
    }
    if let Some(key) = &given.identity_key {
        durable = durable.identity_key(key);
    }
    let durable = durable.build()?;
    let is_public = given.identity_key.is_some();
    let listener = given.bind.listen(async |address| bind(address, is_public).await).await?;
    let (ending, address) = (listen::ending()?, listener.local_addr());
    let serving = tokio::spawn(durable.serve(listener, async move { ending.cancelled().await }));
    if let (Some(server), Ok(address)) = (&given.register, &address) {
        if address.ip().is_unspecified() {
            return Err(Failure::usage(format!(
                "--register cannot tell the server where {address} is; give --bind an address that the server reaches"
            )));
        }
        register(server, &format!("http://{address}")).await?;
    }
    listen::announce(address, "")?;
    serving.await.map_err(|why| Failure::usage(format!("the worker failed: {why}")))
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
