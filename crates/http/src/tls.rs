//! TLS: rustls with ring. As Node.js does, it trusts the certificate authorities of Mozilla that are compiled in, so
//! starting reads no files and a container needs none; further ones can be added.

use std::sync::Arc;

use nodewright_core::{ErrorKind, NodeError, Result, TlsIdentity};
use rustls::{
    ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject},
};

/// The authorities of Mozilla and further ones.
pub(crate) fn roots(
    further: Vec<CertificateDer<'static>>,
    system: Vec<CertificateDer<'static>>,
) -> Result<RootCertStore> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    add(&mut roots, further)?;
    // A system may hold certificates of forms that are not supported here; they do not keep a program from starting.
    roots.add_parsable_certificates(system);
    Ok(roots)
}

fn add(roots: &mut RootCertStore, further: Vec<CertificateDer<'static>>) -> Result<()> {
    further.into_iter().try_for_each(|one| roots.add(one).map_err(|error| refuse(&error.to_string())))
}

/// How connections are secured: whom they trust, unless they take anyone, and what they identify with.
pub(crate) fn config(roots: &Arc<RootCertStore>, anyone: bool, identity: Option<&TlsIdentity>) -> Result<ClientConfig> {
    let mut roots = Arc::clone(roots);
    if let Some(pem) = identity.and_then(|identity| identity.authorities.as_ref()) {
        add(Arc::make_mut(&mut roots), certificates(pem.expose().as_bytes())?)?;
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let algorithms = provider.signature_verification_algorithms;
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let builder = builder.map_err(|error| NodeError::new(ErrorKind::Network, error.to_string()))?;
    let builder = match anyone {
        true => builder.dangerous().with_custom_certificate_verifier(Arc::new(Anyone(algorithms))),
        false => builder.with_root_certificates(roots),
    };
    let own = identity.map(|identity| (identity.certificate.as_ref(), identity.key.as_ref()));
    let mut config = match own {
        None | Some((None, None)) => builder.with_no_client_auth(),
        Some((Some(certificate), Some(key))) => {
            let chain = certificates(certificate.expose().as_bytes())?;
            let key = PrivateKeyDer::from_pem_slice(key.expose().as_bytes()).map_err(|_| {
                let message = "The key of the client certificate cannot be read as PEM";
                NodeError::new(ErrorKind::Credential, message).with_description("It must not be encrypted")
            })?;
            builder.with_client_auth_cert(chain, key).map_err(|error| {
                NodeError::new(ErrorKind::Credential, "The client certificate does not fit its key")
                    .with_description(error.to_string())
            })?
        }
        Some(_) => {
            let message = "A client certificate needs its key, and a key its certificate";
            return Err(NodeError::new(ErrorKind::Credential, message));
        }
    };
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}

/// Takes any certificate, for requests that ask for it; that the service has its key is still verified.
#[derive(Debug)]
struct Anyone(WebPkiSupportedAlgorithms);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
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
