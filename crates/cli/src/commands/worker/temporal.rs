//! `nodewright worker --temporal`

use std::{error::Error, time::Duration};

use nodewright::{ErrorKind, NodeError, Runtime};
use nodewright_temporal::{
    Blobs,
    temporalio_client::{Client, ClientOptions, ClientTlsOptions, Connection, ConnectionOptions, TlsOptions, Url},
};

use crate::{failure::Failure, listen, network, worker::Worker};

/// How long the server may take to answer at first.
const CONNECT: Duration = Duration::from_secs(20);

/// Executes what a Temporal server hands out.
pub async fn serve(runtime: Runtime, worker: &Worker, server: &str) -> Result<(), Failure> {
    let given = &worker.temporal;
    let client = connect(worker, server).await?;
    let blobs = Blobs::in_folder(&worker.blobs)?;
    let durable = nodewright_temporal::Worker::builder(runtime, client, blobs).build(&given.task_queue)?;
    let ending = listen::ending()?;
    eprintln!("nodewright: executing what is in the queue {} of {server}", given.task_queue);
    durable.run(async move { ending.cancelled().await }).await?;
    Ok(())
}

async fn connect(worker: &Worker, server: &str) -> Result<Client, Failure> {
    let given = &worker.temporal;
    let url = server.parse::<Url>().ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let wrong = || Failure::usage(format!("--temporal {server}: give an address such as http://127.0.0.1:7233"));
    let url = url.ok_or_else(wrong)?;
    let key = given.api_key_file.as_deref().map(|file| listen::secret(file, "API key")).transpose()?;
    let tls = (url.scheme() == "https").then(|| tls(worker)).transpose()?;
    if key.is_some() && tls.is_none() {
        return Err(Failure::usage(
            "--api-key-file is sent over https only: give --temporal an https:// address".to_owned(),
        ));
    }
    let options = ConnectionOptions::new(url)
        .identity(format!("nodewright-{}", std::process::id()))
        .maybe_api_key(key.map(|key| key.expose().to_owned()))
        .maybe_tls_options(tls)
        .connect_timeout(CONNECT)
        .build();
    let unreachable = |why: &dyn Error| {
        let message = format!("The Temporal server at {server} does not answer: {}", innermost(why));
        NodeError::new(ErrorKind::Network, message)
            .with_description("Is it running, and is this its frontend's address?")
    };
    let connection = Connection::connect(options).await.map_err(|why| unreachable(&why))?;
    let options = ClientOptions::new(&given.namespace).build();
    Ok(Client::new(connection, options).map_err(|why| unreachable(&why))?)
}

/// What an error comes from in the end; those around it repeat it, and more.
fn innermost(error: &dyn Error) -> String {
    let mut inner = error;
    while let Some(source) = inner.source() {
        inner = source;
    }
    inner.to_string()
}

/// What identifies the server, and this worker towards it.
fn tls(worker: &Worker) -> Result<TlsOptions, Failure> {
    let network = &worker.network;
    let mut authorities = Vec::new();
    for file in &network.ca_file {
        authorities.extend(network::read(file, "--ca-file")?);
    }
    let client = match (&network.client_cert, &network.client_key) {
        (Some(certificate), Some(key)) => Some(
            ClientTlsOptions::builder()
                .client_cert(network::read(certificate, "--client-cert")?)
                .client_private_key(network::read(key, "--client-key")?)
                .build(),
        ),
        _ => None,
    };
    Ok(TlsOptions::builder()
        .maybe_server_root_ca_cert((!authorities.is_empty()).then_some(authorities))
        .maybe_client_tls_options(client)
        .build())
}
