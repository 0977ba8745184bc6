//! What a server keeps may be unreadable for it.

use std::{future::pending, thread};

use nodewright::{Credentials, Runtime};
use nodewright_node_directus as _;
use nodewright_temporal::{
    Blobs, Payload, Worker, start,
    temporalio_common::{
        data_converters::{
            DataConverter, DefaultFailureConverter, PayloadCodec, PayloadConversionError, PayloadConverter,
            SerializationContextData,
        },
        protos::temporal::api::common::v1 as api,
    },
};
use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use serde_json::json;
use tempfile::TempDir;

use super::server::{QUEUE, Server, result};
use crate::durable::create;

type Encoded = std::pin::Pin<Box<dyn Future<Output = Result<Vec<api::Payload>, PayloadConversionError>> + Send>>;

/// Stands for a cipher.
struct Inverted;

impl Inverted {
    fn invert(payloads: Vec<api::Payload>) -> Encoded {
        let inverted = payloads.into_iter().map(|mut payload| {
            payload.data.iter_mut().for_each(|byte| *byte = !*byte);
            payload
        });
        let inverted = inverted.collect();
        Box::pin(async move { Ok(inverted) })
    }
}

impl PayloadCodec for Inverted {
    fn encode(&self, _: &SerializationContextData, payloads: Vec<api::Payload>) -> Encoded {
        Self::invert(payloads)
    }

    fn decode(&self, _: &SerializationContextData, payloads: Vec<api::Payload>) -> Encoded {
        Self::invert(payloads)
    }
}

fn converter() -> DataConverter {
    DataConverter::new(PayloadConverter::default(), DefaultFailureConverter::new(true), Inverted)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_codec_hides_what_is_kept() {
    let Some(server) = Server::start().await else { return };
    let service = ScriptedServer::start(|request: &RecordedRequest| match request.json() {
        Some(body) if body["n"] == "a hidden problem" => {
            Reply::json(&json!({ "errors": [{ "message": "a hidden reason" }] })).with_status(422)
        }
        _ => Reply::json(&json!({ "data": { "id": "a hidden result" } })),
    });
    let service = service.expect("a free port");
    let (url, client) = (service.url(), server.client(converter()).await);
    let folder = TempDir::new().expect("a folder");
    let blobs = Blobs::in_folder(folder.path()).expect("a folder");
    // As a host does it that has a client of its own; a worker stays on its thread.
    thread::spawn(move || {
        let executor = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("an executor");
        executor.block_on(async {
            let directus = json!({ "url": url, "accessToken": "token" });
            let runtime = Runtime::builder().retries(0).credentials(Credentials::new().with("directusApi", directus));
            let worker = Worker::builder(runtime.build().expect("a runtime"), client, blobs).build(QUEUE);
            worker.expect("a worker").run(pending()).await.expect("it works");
        });
    });

    let client = server.client(converter()).await;
    let call = |n: &str| Payload(json!({ "node": create(), "items": [{ "json": { "n": n } }] }));
    let handle = start(&client, QUEUE, "result", call("a hidden item")).await.expect("it begins");
    let outputs = result(&handle).await.expect("outputs");
    assert_eq!(outputs["outputs"][0][0]["json"], json!({ "id": "a hidden result" }));
    let handle = start(&client, QUEUE, "error", call("a hidden problem")).await.expect("it begins");
    let error = result(&handle).await.expect_err("an error");
    assert_eq!(error.description(), Some("a hidden reason"));
    assert!(server.keeps("nodewright.execute"), "the search finds what is there");
    assert!(!server.keeps("a hidden"), "what is hidden is in the server's database");
}
