//! A policy of destinations, on every way to a host.

use nodewright_core::{ErrorKind, HttpClient, Request, Service};
use nodewright_http::{Client, DestinationPolicy};
use nodewright_testkit::{RecordedRequest, Reply};

use crate::{once, serve};

#[tokio::test]
async fn private_addresses_are_refused_by_number_and_by_name() {
    let (server, _) = serve(Reply::status(204));
    let client = once().destinations(DestinationPolicy::any().public_only()).build().unwrap();
    // A name is checked by what it resolves to.
    for host in ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0x7f.1"] {
        let service = Service::new(&format!("http://{host}:{}", server.port())).unwrap();
        let error = client.send(&service, Request::get("/x")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Denied, "{host}: {error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn redirects_are_checked_too() {
    let (other, _) = serve(Reply::status(204));
    let target = other.url_of("/y");
    let (server, service) = serve(move |_: &RecordedRequest| Reply::redirect(302, &target));
    let allowed = format!("127.0.0.1:{}", server.port());
    let policy = DestinationPolicy::hosts([allowed.as_str()]).unwrap();
    let error = once().destinations(policy).build().unwrap().send(&service, Request::get("/x")).await.unwrap_err();
    let message = format!("The host '127.0.0.1:{}' is not among the allowed destinations", other.port());
    assert_eq!((error.kind(), error.message()), (ErrorKind::Denied, message.as_str()));
    assert_eq!((server.requests().len(), other.requests().len()), (1, 0));
}

#[test]
fn a_policy_and_a_proxy_do_not_go_together() {
    let builder = Client::builder().destinations(DestinationPolicy::any()).system_proxy(true);
    assert_eq!(builder.build().unwrap_err().kind(), ErrorKind::Input);
}
