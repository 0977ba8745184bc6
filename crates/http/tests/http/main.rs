//! The client against loopback servers: recorded behaviour of n8n, and missing answers.

mod absolute;
mod answers;
mod credentials;
mod destinations;
mod errors;
mod expressions;
mod hostile;
mod options;
mod recorded;
mod redirects;
mod requests;
mod retries;
mod signing;
mod tls;

use nodewright_core::Service;
use nodewright_http::{Builder, Client, RetryPolicy};
use nodewright_testkit::{Respond, ScriptedServer};
use tokio::net::TcpSocket;

/// A server with a script, and the service that it is.
fn serve(script: impl Respond) -> (ScriptedServer, Service) {
    let server = ScriptedServer::start(script).expect("a free port");
    let service = Service::new(&server.url()).expect("a base URL");
    (server, service)
}

/// A service that refuses connections, as long as the socket is kept: it has the port, and does not listen.
fn refuse() -> (TcpSocket, u16, Service) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind(([127, 0, 0, 1], 0).into()).expect("a free port");
    let port = socket.local_addr().expect("its address").port();
    let service = Service::new(&format!("http://127.0.0.1:{port}")).expect("a base URL");
    (socket, port, service)
}

/// A client that sends once, so that a failure is the first one.
fn once() -> Builder {
    Client::builder().retry(RetryPolicy::never())
}

/// The recorded cases of these functions, each with how many there are at least.
fn cases(functions: &[(&str, usize)]) -> Vec<serde_json::Value> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/conformance/execution.jsonl");
    let text = std::fs::read_to_string(file).expect("the recorded cases");
    let rows = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a case per line"));
    let of = |name: &str| functions.iter().any(|(function, _)| *function == name);
    let cases: Vec<_> = rows.filter(|row| row["fn"].as_str().is_some_and(of)).collect();
    for (function, least) in functions {
        let count = cases.iter().filter(|row| row["fn"] == *function).count();
        assert!(count >= *least, "only {count} cases of {function}");
    }
    cases
}
