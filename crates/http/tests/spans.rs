//! What a log sees of a request. It is alone in its binary: whether a span is wanted is remembered for all threads.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use nodewright_core::{Effect, HttpClient, Request, Secret, Service};
use nodewright_http::{Client, RetryPolicy};
use nodewright_testkit::{Reply, ScriptedServer};
use tokio::net::TcpSocket;
use tracing_subscriber::fmt::{MakeWriter, format::FmtSpan};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// Sends, and gives what is logged of it.
async fn logged(service: &Service, request: Request) -> String {
    let log = Log::default();
    let format =
        tracing_subscriber::fmt().with_writer(log.clone()).with_ansi(false).with_max_level(tracing::Level::TRACE);
    let _guard = tracing::subscriber::set_default(format.with_span_events(FmtSpan::CLOSE).finish());
    let policy = RetryPolicy { first_wait: Duration::from_millis(1), ..RetryPolicy::default() };
    let _ = Client::builder().retry(policy).build().unwrap().send(service, request).await;
    String::from_utf8(log.0.lock().unwrap().clone()).unwrap()
}

#[tokio::test]
async fn a_span_says_how_it_went_and_not_what_was_sent() {
    let script = [Reply::status(502), Reply::redirect(302, "/y"), Reply::status(404)];
    let server = ScriptedServer::start(script).unwrap();
    let mut request = Request::get("/bot-token-1/items");
    request.effect = Some(Effect::Read);
    request.set("search", "what-users-type");
    request.set_secret("key", &Secret::new("bot-token-1"));
    request.headers.insert("x-key", "header-value".parse().unwrap());

    let log = logged(&Service::new(&server.url()).unwrap(), request).await;
    let span = r#"http request{method=GET host="127.0.0.1" path="/[secret]/items" "#;
    for part in [span, r#"attempts=3 "#, r#"status="404""#, "duration_ms="] {
        assert!(log.contains(part), "{part} in {log}");
    }
    for part in ["what-users-type", "bot-token-1", "header-value"] {
        assert!(!log.contains(part), "{part} in {log}");
    }

    // A port that nobody listens on: a refused connection is tried again, whatever is sent.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let service = Service::new(&format!("http://{}", socket.local_addr().unwrap())).unwrap();
    let log = logged(&service, Request::post("/x")).await;
    assert!(log.contains("attempts=3 ") && log.contains(r#"status="ECONNREFUSED""#), "{log}");
}
