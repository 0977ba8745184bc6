//! TLS: rustls with ring. As Node.js does, it trusts the certificate authorities of Mozilla that are compiled in, so
//! starting reads no files and a container needs none; further ones can be added.

use std::sync::Arc;

use nodewright_core::{ErrorKind, NodeError, Result};
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};

pub(crate) fn config(
    further: Vec<CertificateDer<'static>>,
    system: Vec<CertificateDer<'static>>,
) -> Result<ClientConfig> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for certificate in further {
        roots.add(certificate).map_err(|error| refuse(&error.to_string()))?;
    }
    // A system may hold certificates of forms that are not supported here; they do not keep a program from starting.
    roots.add_parsable_certificates(system);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| NodeError::new(ErrorKind::Network, error.to_string()))?;
    let mut config = builder.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// The certificates that the operating system trusts, or those of `SSL_CERT_FILE` and `SSL_CERT_DIR`.
pub(crate) fn system_certificates() -> Result<Vec<CertificateDer<'static>>> {
    let found = rustls_native_certs::load_native_certs();
    match found.errors.first() {
        Some(error) if found.certs.is_empty() => {
            let message = format!("The certificates of the system cannot be read: {error}");
            Err(NodeError::new(ErrorKind::Input, message))
        }
        _ => Ok(found.certs),
    }
}

/// Reads the certificates of a PEM file.
pub(crate) fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    match certificates {
        Ok(certificates) if certificates.is_empty() => Err(refuse("it contains no certificate")),
        Ok(certificates) => Ok(certificates),
        Err(error) => Err(refuse(&error.to_string())),
    }
}

fn refuse(why: &str) -> NodeError {
    NodeError::new(ErrorKind::Input, format!("The root certificate cannot be read as PEM: {why}"))
}
