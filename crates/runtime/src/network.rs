//! How requests reach services: proxies, whom to trust, what to identify with.

use nodewright_core::{Proxy, TlsIdentity};

use crate::Builder;

/// How the client reaches services.
#[derive(Default)]
pub(crate) struct Network {
    proxy: Option<Proxy>,
    system_proxy: bool,
    root_certificates: Vec<Vec<u8>>,
    system_certificates: bool,
    identity: Option<TlsIdentity>,
}

impl Network {
    pub(crate) fn set_up(self, mut client: nodewright_http::Builder) -> nodewright_http::Builder {
        client = client.system_proxy(self.system_proxy).system_certificates(self.system_certificates);
        if let Some(proxy) = self.proxy {
            client = client.proxy(proxy);
        }
        if let Some(identity) = self.identity {
            client = client.identity(identity);
        }
        self.root_certificates.iter().fold(client, |client, pem| client.root_certificates(pem))
    }
}

impl Builder {
    /// The proxy for all requests, except those to hosts of the environment's `NO_PROXY` and those that name one themselves.
    #[must_use]
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.network.proxy = Some(proxy);
        self
    }

    /// Whether the environment's `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` count; unless said, they do not.
    #[must_use]
    pub fn system_proxy(mut self, on: bool) -> Self {
        self.network.system_proxy = on;
        self
    }

    /// Trusts the certificate authorities of a PEM file too, besides those of Mozilla.
    #[must_use]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.network.root_certificates.push(pem.into());
        self
    }

    /// Trusts the certificate authorities of the operating system too, or those of `SSL_CERT_FILE` and `SSL_CERT_DIR`.
    #[must_use]
    pub fn system_certificates(mut self, on: bool) -> Self {
        self.network.system_certificates = on;
        self
    }

    /// A certificate to identify with towards every service that asks for one.
    #[must_use]
    pub fn identity(mut self, identity: TlsIdentity) -> Self {
        self.network.identity = Some(identity);
        self
    }
}
