//! Encrypted connections, to services of an authority that is known or not.

use std::sync::Arc;

use nodewright_core::{ErrorKind, HttpClient, Request, Secret, Service, TlsIdentity};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{ServerConfig, crypto::ring, pki_types::PrivatePkcs8KeyDer},
};

use crate::once;

/// Answers one request per connection; gives its port and the certificate it signed itself, as PEM.
async fn serve() -> (u16, String) {
    let own = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
    let config = config.with_single_cert(vec![own.cert.der().clone()], key.into()).unwrap();
    let (acceptor, listener) = (TlsAcceptor::from(Arc::new(config)), TcpListener::bind("127.0.0.1:0").await.unwrap());
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((connection, _)) = listener.accept().await {
            let Ok(mut connection) = acceptor.accept(connection).await else { continue };
            let _ = connection.read(&mut [0; 4096]).await;
            let _ = connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n1").await;
        }
    });
    (port, own.cert.pem())
}

#[tokio::test]
async fn only_known_authorities_are_trusted() {
    let (port, certificate) = serve().await;
    let service = Service::new(&format!("https://localhost:{port}")).unwrap();

    let error = once().build().unwrap().send(&service, Request::get("/x")).await.unwrap_err();
    let message = "The secure connection (TLS) to the service could not be established";
    assert_eq!((error.kind(), error.message()), (ErrorKind::Network, message));
    assert!(error.description().is_some_and(|text| text.contains("add the certificate authority")), "{error}");

    let client = once().root_certificates(certificate.as_bytes()).build().unwrap();
    let answer = client.send(&service, Request::get("/x")).await.unwrap();
    assert_eq!(answer.value().await.unwrap(), Some(1.into()));

    // A request may take anyone's word, for itself only.
    let client = once().build().unwrap();
    let mut request = Request::get("/x");
    request.options.allow_unauthorized = true;
    assert_eq!(client.send(&service, request).await.unwrap().value().await.unwrap(), Some(1.into()));
    client.send(&service, Request::get("/x")).await.unwrap_err();

    // Or bring the authority along.
    let mut request = Request::get("/x");
    let authorities = Some(Secret::new(certificate));
    request.options.tls = Some(Box::new(TlsIdentity { authorities, ..TlsIdentity::default() }));
    assert_eq!(client.send(&service, request).await.unwrap().value().await.unwrap(), Some(1.into()));
}
