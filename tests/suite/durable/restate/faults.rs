//! What goes wrong around durable executions: nothing is lost, and what is done twice is done under the same key.

use std::{
    net::SocketAddr,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use serde_json::json;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

use super::{
    EXECUTE,
    server::{Server, Worker},
};
use crate::durable::{create, folder, nothing_is_lost, numbered, service};

/// Items of an execution that is interrupted.
const ITEMS: usize = 1_000;

/// What ends in the middle of an execution.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Killed {
    Worker,
    Server,
    Both,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_killed_goes_on() {
    for killed in [Killed::Worker, Killed::Server, Killed::Both] {
        let Some(mut server) = Server::start().await else { return };
        let service = service(Duration::ZERO);
        let folder = folder(&service.url());
        let mut worker = Worker::start(&server, folder.path(), &[]);
        let call = json!({ "node": create(), "items": numbered(ITEMS) });
        let started = Instant::now();
        // Handed over; the result is asked for later.
        let (status, _) = server.call(&format!("{EXECUTE}/send"), Some("run"), &call).await.expect("an answer");
        assert!(status.is_success(), "{status}");
        service.received(ITEMS / 3).await;
        if killed != Killed::Server {
            worker.kill();
        }
        if killed != Killed::Worker {
            server.kill();
        }
        let before = service.requests().len();
        assert!(before < ITEMS, "killed too late");
        if killed != Killed::Worker {
            assert!(server.run().await, "the server starts again");
        }
        if killed != Killed::Server {
            worker.restart();
        }
        let (_, result) = server.result(EXECUTE, "run", &call).await;
        let again = nothing_is_lost(&format!("{killed:?}"), &result, &service, ITEMS);
        // The item that was under way; what it wrote is known to the service by its key.
        assert!(again <= 1, "{killed:?}: {again} items were sent again");
        eprintln!(
            "killed {killed:?} after {before} of {ITEMS} items: all done, {again} sent again with the same key, {:.1} s",
            started.elapsed().as_secs_f64()
        );
    }
}

/// A service that takes long for an answer, and a worker that is killed while it waits for one.
#[tokio::test(flavor = "multi_thread")]
async fn a_slow_service_is_waited_for() {
    const ITEMS: usize = 12;
    let Some(server) = Server::start().await else { return };
    let service = service(Duration::from_millis(400));
    let folder = folder(&service.url());
    let mut worker = Worker::start(&server, folder.path(), &[]);
    let call = json!({ "node": create(), "items": numbered(ITEMS) });
    server.call(&format!("{EXECUTE}/send"), Some("run"), &call).await.expect("an answer");
    service.received(ITEMS / 3).await;
    worker.kill();
    worker.restart();
    let (_, result) = server.result(EXECUTE, "run", &call).await;
    let again = nothing_is_lost("a slow service", &result, &service, ITEMS);
    assert!(again <= 1, "{again} items were sent again");
    eprintln!(
        "a service that takes 400 ms for an answer: {ITEMS} of {ITEMS} items done, {again} sent again with the same key"
    );
}

/// The same call from many places at once is one execution.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_delivered_twice_is_done_once() {
    let Some(server) = Server::start().await else { return };
    let service = service(Duration::ZERO);
    let folder = folder(&service.url());
    let _worker = Worker::start(&server, folder.path(), &[]);
    let call = json!({ "node": create(), "items": numbered(20) });
    let answers = futures_util::future::join_all((0..20).map(|_| server.result(EXECUTE, "same", &call))).await;
    for (_, result) in answers {
        assert_eq!(nothing_is_lost("delivered 20 times", &result, &service, 20), 0);
    }
    eprintln!("20 calls with the same key: 20 items, {} requests", service.requests().len());
}

/// How long a service fails.
const OUTAGE: Duration = Duration::from_secs(6);

/// A service that fails for a while, and a worker that is killed meanwhile.
#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_fails_for_a_while_is_waited_for() {
    let Some(server) = Server::start().await else { return };
    let (failures, began) = (Arc::new(AtomicUsize::new(0)), OnceLock::new());
    let failed = Arc::clone(&failures);
    let service = ScriptedServer::start(move |request: &RecordedRequest| {
        if began.get_or_init(Instant::now).elapsed() < OUTAGE {
            let is_first = failed.fetch_add(1, Ordering::Relaxed) == 0;
            // Later it says when to come back.
            return if is_first { Reply::status(500) } else { Reply::status(503).header("retry-after", "1") };
        }
        Reply::json(&json!({ "data": { "id": request.json().map(|body| body["n"].clone()) } }))
    });
    let service = service.expect("a free port");
    let folder = folder(&service.url());
    let mut worker = Worker::start(&server, folder.path(), &[]);
    let call = json!({ "node": create(), "items": numbered(50) });
    server.call(&format!("{EXECUTE}/send"), Some("run"), &call).await.expect("an answer");
    // A wait outlives the worker.
    service.received(1).await;
    worker.kill();
    worker.restart();
    let (_, result) = server.result(EXECUTE, "run", &call).await;
    let again = nothing_is_lost("a service that fails", &result, &service, 50);
    let sleeps = server.query("select entry_type from sys_journal where entry_type = 'Command: Sleep'").await;
    let sleeps = sleeps["rows"].as_array().map_or(0, Vec::len);
    assert!(sleeps > 0, "no wait is in the journal");
    eprintln!(
        "a service that fails for {OUTAGE:?}: 50 of 50 items done, {} failures waited out with {sleeps} durable sleeps, {again} sent again with the same key",
        failures.load(Ordering::Relaxed)
    );
}

/// The network between a worker and its service, which may be cut.
struct Wire {
    address: SocketAddr,
    whole: watch::Sender<bool>,
}

impl Wire {
    /// A wire to this port.
    async fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (whole, state) = watch::channel(true);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let mut state = state.clone();
                tokio::spawn(async move {
                    if !*state.borrow() {
                        return;
                    }
                    let Ok(mut far) = TcpStream::connect(("127.0.0.1", port)).await else { return };
                    tokio::select! {
                        _ = copy_bidirectional(&mut near, &mut far) => {}
                        _ = state.wait_for(|whole| !whole) => {}
                    }
                });
            }
        });
        Self { address, whole }
    }
}

/// Connections break and none comes about, in the middle of the execution.
#[tokio::test(flavor = "multi_thread")]
async fn a_network_that_is_cut_is_waited_for() {
    let Some(server) = Server::start().await else { return };
    let service = service(Duration::ZERO);
    let wire = Wire::to(service.port()).await;
    let folder = folder(&format!("http://{}", wire.address));
    let _worker = Worker::start(&server, folder.path(), &[]);
    let call = json!({ "node": create(), "items": numbered(300) });
    server.call(&format!("{EXECUTE}/send"), Some("run"), &call).await.expect("an answer");
    service.received(100).await;
    wire.whole.send(false).expect("connections");
    // Until the worker has found out: its wait is in the journal.
    let waits = "select entry_type from sys_journal where entry_type = 'Command: Sleep'";
    while server.query(waits).await["rows"].as_array().is_none_or(Vec::is_empty) {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let before = service.requests().len();
    wire.whole.send(true).expect("connections");
    let (_, result) = server.result(EXECUTE, "run", &call).await;
    let again = nothing_is_lost("a cut network", &result, &service, 300);
    assert!(again <= 1, "{again} items were sent again");
    eprintln!("a network that is cut after {before} of 300 items: all done, {again} sent again with the same key");
}
