//! How a server ends: no new callers, and those that are there get their answer.

use std::{
    io::Read,
    net::TcpStream,
    process::Command,
    sync::{Mutex, mpsc},
};

use nodewright_testkit::{Reply, ScriptedServer};
use reqwest::Method;
use serde_json::json;

use super::{Server, answer, log_out};

#[tokio::test(flavor = "multi_thread")]
async fn a_running_call_is_answered_when_the_server_ends() {
    for signal in ["TERM", "INT"] {
        let (release, held) = mpsc::channel::<()>();
        let held = Mutex::new(held);
        let service = ScriptedServer::start(move |_: &_| {
            // Until the test lets go.
            let _ = held.lock().map(|held| held.recv());
            Reply::status(204)
        });
        let service = service.expect("a free port");
        let mut server = Server::start(&[]);
        let call = json!({ "node": log_out("a"), "credentials": { "directusApi": { "url": service.url() } } });
        let running = tokio::spawn(answer(server.request(Method::POST, "/execute").json(&call)));
        service.received(1).await;
        let id = server.child.id().to_string();
        let told = Command::new("sh").args(["-c", "kill -s \"$0\" \"$1\"", signal, &id]).status();
        assert!(told.expect("sh runs").success());
        let address = server.url.strip_prefix("http://").expect("a URL");
        while TcpStream::connect(address).is_ok() {
            tokio::task::yield_now().await;
        }
        assert!(!running.is_finished(), "the call is still on its way");
        release.send(()).expect("the service waits");
        let (status, outputs) = running.await.expect("no panic");
        assert_eq!((status.as_u16(), &outputs[0][0]["json"]["success"]), (200, &json!(true)), "{signal}");
        assert!(server.child.wait().expect("it ends").success(), "{signal}");
        let mut rest = String::new();
        server.log.read_to_string(&mut rest).expect("text");
        assert_eq!(rest, "", "{signal}");
    }
}
