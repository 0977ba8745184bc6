use std::{sync::Arc, time::Duration};

use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{ACCEPT, ACCEPT_ENCODING, USER_AGENT},
};
use nodewright_core::{ErrorKind, Expressions, NodeError, Proxy, Result, TlsIdentity};
use rustls::pki_types::CertificateDer;

use crate::{
    Client, DestinationPolicy, RetryPolicy,
    client::Settings,
    tls,
    variants::{Recipe, Variants},
};

/// Builds a [`Client`].
pub struct Builder {
    settings: Settings,
    connect_timeout: Duration,
    headers: Result<HeaderMap>,
    expressions: Option<Arc<dyn Expressions>>,
    proxy: Option<Proxy>,
    system_proxy: bool,
    identity: Option<TlsIdentity>,
    certificates: Result<Vec<CertificateDer<'static>>>,
    system_certificates: bool,
}

impl Default for Builder {
    fn default() -> Self {
        let agent = HeaderValue::from_static(concat!("nodewright/", env!("CARGO_PKG_VERSION")));
        let accept = HeaderValue::from_static("application/json, text/plain, */*");
        // What reqwest's features for it decode.
        let encodings = HeaderValue::from_static("gzip, deflate, br");
        Self {
            settings: Settings::default(),
            connect_timeout: Duration::from_secs(30),
            headers: Ok(HeaderMap::from_iter([(USER_AGENT, agent), (ACCEPT, accept), (ACCEPT_ENCODING, encodings)])),
            expressions: None,
            proxy: None,
            system_proxy: false,
            identity: None,
            certificates: Ok(Vec::new()),
            system_certificates: false,
        }
    }
}

impl Builder {
    /// How long a service may take until its answer begins, and how long it may pause in it. Default 300 s. As long again it
    /// may send less than 1 kB in a second.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// How long connecting may take. Default 30 s.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The `User-Agent`. Default `nodewright/<version>`.
    #[must_use]
    pub fn user_agent(self, agent: &str) -> Self {
        self.default_header("user-agent", agent)
    }

    /// A header for every request that does not set it itself.
    #[must_use]
    pub fn default_header(mut self, name: &str, value: &str) -> Self {
        self.headers = self.headers.and_then(|mut headers| {
            let refuse = || NodeError::new(ErrorKind::Input, format!("The default header '{name}' cannot be sent"));
            let key = HeaderName::from_bytes(name.as_bytes()).map_err(|_| refuse())?;
            headers.insert(key, HeaderValue::from_str(value).map_err(|_| refuse())?);
            Ok(headers)
        });
        self
    }

    /// The largest answer that is read, in bytes after decompression. Default 100 MB.
    #[must_use]
    pub fn response_limit(mut self, bytes: u64) -> Self {
        self.settings.response_limit = bytes;
        self
    }

    /// How many redirects are followed. Default 21.
    #[must_use]
    pub fn max_redirects(mut self, count: usize) -> Self {
        self.settings.max_redirects = count;
        self
    }

    /// When a request is sent again.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.settings.retry = policy;
        self
    }

    /// Where requests may go. Default everywhere.
    #[must_use]
    pub fn destinations(mut self, policy: DestinationPolicy) -> Self {
        self.settings.destinations = Some(Arc::new(policy));
        self
    }

    /// What evaluates the templates of credentials.
    #[must_use]
    pub fn expressions(mut self, expressions: Arc<dyn Expressions>) -> Self {
        self.expressions = Some(expressions);
        self
    }

    /// The proxy for all requests but those to hosts of `NO_PROXY` and those that name one themselves.
    #[must_use]
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = Some(proxy);
        self
    }

    /// Whether `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` count. Default not.
    #[must_use]
    pub fn system_proxy(mut self, on: bool) -> Self {
        self.system_proxy = on;
        self
    }

    /// Trusts the certificate authorities of a PEM file too.
    #[must_use]
    pub fn root_certificates(mut self, pem: &[u8]) -> Self {
        self.certificates = self.certificates.and_then(|mut known| {
            known.extend(tls::certificates(pem)?);
            Ok(known)
        });
        self
    }

    /// A certificate to identify with towards every service that asks for one, unless the request brings its own.
    #[must_use]
    pub fn identity(mut self, identity: TlsIdentity) -> Self {
        self.identity = Some(identity);
        self
    }

    /// Trusts the certificate authorities of the operating system too. Default not: reading them takes milliseconds.
    #[must_use]
    pub fn system_certificates(mut self, on: bool) -> Self {
        self.system_certificates = on;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// An option is invalid: a header, a certificate.
    pub fn build(self) -> Result<Client> {
        if (self.system_proxy || self.proxy.is_some()) && self.settings.destinations.is_some() {
            let message = "A destination policy cannot be kept through a proxy, which resolves names itself; \
                           go without the proxy, or let the proxy keep the policy";
            return Err(NodeError::new(ErrorKind::Input, message));
        }
        let policy = self.settings.destinations.clone().unwrap_or_default();
        let system = if self.system_certificates { tls::system_certificates()? } else { Vec::new() };
        let recipe = Recipe {
            roots: Arc::new(tls::roots(self.certificates?, system)?),
            policy,
            connect_timeout: self.connect_timeout,
            proxy: self.proxy,
            system_proxy: self.system_proxy,
            identity: self.identity,
        };
        Ok(Client::new(Variants::new(recipe)?, self.headers?, self.expressions, self.settings))
    }
}
