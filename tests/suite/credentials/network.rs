//! Proxies, certificates, and where requests may go.

use std::sync::Arc;

use nodewright_testkit::{RecordedRequest, Reply, ScriptedServer};
use nodewright_tests::{command::run_with, said::says};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{RootCertStore, ServerConfig, crypto::ring, pki_types::PrivatePkcs8KeyDer, server::WebPkiClientVerifier},
};

use crate::serve::Server;

/// Says what it was asked for; a proxy is asked for a whole URL.
fn asked() -> ScriptedServer {
    ScriptedServer::start(|request: &RecordedRequest| Reply::json(&json!({ "asked": request.target })))
        .expect("a free port")
}

fn node(url: &str) -> String {
    json!({ "type": "httpRequest", "typeVersion": 4.2, "parameters": { "url": url } }).to_string()
}

#[test]
fn requests_go_through_the_proxy() {
    let (proxy, other) = (asked(), asked());
    let (through, away) = (proxy.url(), other.url());
    let service = "http://service.example/x";
    let direct = format!("{away}/x");
    for (arguments, environment, url, expected) in [
        (&["--proxy", &*through][..], &[][..], service, service),
        (&[], &[("HTTP_PROXY", &*through)], service, service),
        (&["--proxy", &through], &[("HTTP_PROXY", &*away)], service, service),
        (&[], &[("HTTP_PROXY", &*through), ("NO_PROXY", "127.0.0.1")], &direct, "/x"),
        (&["--proxy", &through], &[("NO_PROXY", "127.0.0.1")], &direct, "/x"),
        (&["--proxy", &through], &[], &direct, &direct),
    ] {
        let finished = run_with(&[&["run", "-"], arguments].concat(), &node(url), environment);
        assert_eq!(finished.code, 0, "{arguments:?} {environment:?}: {finished:?}");
        assert_eq!(finished.json()[0][0]["json"]["asked"], *expected, "{arguments:?} {environment:?}");
    }
}

/// A service over TLS that says whether the client has identified itself, and the certificates of both.
async fn secured(asks: bool) -> (u16, String, rcgen::CertifiedKey<rcgen::KeyPair>) {
    let server = rcgen::generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let client = rcgen::generate_simple_self_signed(["client".to_owned()]).expect("a certificate");
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(Arc::clone(&provider));
    let config = config.with_safe_default_protocol_versions().expect("protocols");
    let config = if asks {
        let mut roots = RootCertStore::empty();
        roots.add(client.cert.der().clone()).expect("a root");
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
        config.with_client_cert_verifier(verifier.allow_unauthenticated().build().expect("a verifier"))
    } else {
        config.with_no_client_auth()
    };
    let key = PrivatePkcs8KeyDer::from(server.signing_key.serialize_der());
    let config = config.with_single_cert(vec![server.cert.der().clone()], key.into()).expect("a key");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let Ok(mut connection) = acceptor.accept(connection).await else { continue };
            let _ = connection.read(&mut [0; 4096]).await;
            let known = connection.get_ref().1.peer_certificates().is_some();
            let body = json!({ "known": known }).to_string();
            let answer = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
            let _ = connection.write_all(answer.as_bytes()).await;
        }
    });
    (port, server.cert.pem(), client)
}

#[tokio::test(flavor = "multi_thread")]
async fn certificates_count() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("a file");
        file.to_str().expect("a path").to_owned()
    };
    for asks in [false, true] {
        let (port, authority, client) = secured(asks).await;
        let (ca, certificate) = (write("ca.pem", &authority), write("client.pem", &client.cert.pem()));
        let key = write("key.pem", &client.signing_key.serialize_pem());
        let identified = ["--ca-file", &ca, "--client-cert", &certificate, "--client-key", &key];
        for (arguments, environment, known) in [
            (&[][..], &[("SSL_CERT_FILE", ""), ("SSL_CERT_DIR", "")][..], None),
            (&["--ca-file", &ca], &[], Some(false)),
            (&[], &[("SSL_CERT_FILE", &*ca)], Some(false)),
            (&identified, &[], Some(asks)),
        ] {
            let url = format!("https://localhost:{port}/");
            let arguments = [&["run", "-"], arguments].concat();
            let finished = run_with(&arguments, &node(&url), environment);
            match known {
                Some(known) => assert_eq!(finished.json()[0][0]["json"]["known"], known, "{arguments:?}: {finished:?}"),
                None => says(&finished, "The secure connection (TLS) to the service could not be established"),
            }
        }
    }
}

#[tokio::test]
async fn a_server_reaches_allowed_hosts_only() {
    let service = asked();
    let port = service.port();
    let here = format!("127.0.0.1:{port}");
    let other = format!("The host '{here}' is not among the allowed destinations");
    let private = "'127.0.0.1' is not an address of the public internet";
    for (arguments, refused) in [
        (&[][..], None),
        (&["--allow-host", &here], None),
        (&["--allow-host", "a.example", "--allow-host", "127.0.0.1"], None),
        (&["--allow-host", "a.example"], Some(&*other)),
        (&["--deny-private"], Some(private)),
        (&["--allow-host", &here, "--deny-private"], Some(private)),
    ] {
        let server = Server::start(arguments);
        let node: Value = serde_json::from_str(&node(&service.url())).expect("JSON");
        let (status, answer) = server.post("/execute", &json!({ "node": node })).await;
        match refused {
            None => assert_eq!(answer[0][0]["json"]["asked"], "/", "{arguments:?}: {status} {answer}"),
            Some(message) => says(&answer, message),
        }
    }
}

#[test]
fn bad_options_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("no.pem");
    std::fs::write(&text, "not a certificate").expect("a file");
    let text = text.to_str().expect("a path");
    let serve = ["serve", "--bind", "127.0.0.1:0"];
    for (arguments, code, message) in [
        (
            &["run", "-", "--proxy", "nonsense"][..],
            2,
            "--proxy: The proxy must be a URL of http or https with a host, as in http://proxy.example.com:3128",
        ),
        (&["run", "-", "--ca-file", "nowhere.pem"], 2, "--ca-file: cannot read nowhere.pem: …"),
        (&["run", "-", "--ca-file", text], 1, "The root certificate cannot be read as PEM: it contains no certificate"),
        (&["run", "-", "--client-cert", text], 2, "--client-key <FILE>"),
        (
            &["run", "-", "--client-cert", text, "--client-key", text],
            1,
            "The root certificate cannot be read as PEM: it contains no certificate",
        ),
        (
            &[&serve[..], &["--allow-host", "https://a.example"]].concat(),
            2,
            "--allow-host: 'https://a.example' is not a host; write it as example.com, *.example.com or example.com:8443",
        ),
        (
            &[&serve[..], &["--deny-private", "--proxy", "http://proxy.example"]].concat(),
            1,
            "A destination policy cannot be kept through a proxy, which resolves names itself; go without the proxy, or let the proxy keep the policy",
        ),
    ] {
        let finished = run_with(arguments, &node("http://127.0.0.1:1/"), &[]);
        assert_eq!(finished.code, code, "{arguments:?}: {finished:?}");
        says(&finished, message);
    }
}
