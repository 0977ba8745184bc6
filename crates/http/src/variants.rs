//! Connections of other kinds: through a proxy, to services that prove nothing, with a certificate of one's own.

use std::{
    borrow::Cow,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use nodewright_core::{ErrorKind, NodeError, Proxy, RequestOptions, Result, Secret, TlsIdentity};
use rustls::RootCertStore;

use crate::{DestinationPolicy, destination::Resolver, tls};

/// The client for most requests, and those that few requests need: connections of one kind are never used for another.
pub(crate) struct Variants {
    usual: reqwest::Client,
    recipe: Recipe,
    others: RwLock<Vec<(Kind, reqwest::Client)>>,
}

/// How a client is made.
pub(crate) struct Recipe {
    pub(crate) roots: Arc<RootCertStore>,
    pub(crate) policy: Arc<DestinationPolicy>,
    pub(crate) connect_timeout: Duration,
    pub(crate) proxy: Option<Proxy>,
    pub(crate) system_proxy: bool,
    pub(crate) identity: Option<TlsIdentity>,
}

/// What makes a client another.
#[derive(Default)]
struct Kind {
    proxy: Option<Proxy>,
    anyone: bool,
    identity: Option<TlsIdentity>,
}

/// As many others are kept; the oldest goes.
const KEPT: usize = 16;

impl Variants {
    pub(crate) fn new(recipe: Recipe) -> Result<Self> {
        let usual = recipe.client(&Kind::default())?;
        Ok(Self { usual, recipe, others: RwLock::default() })
    }

    /// The client for a request.
    pub(crate) fn of(&self, options: &RequestOptions, has_policy: bool) -> Result<Cow<'_, reqwest::Client>> {
        if options.proxy.is_none() && !options.allow_unauthorized && options.tls.is_none() {
            return Ok(Cow::Borrowed(&self.usual));
        }
        if options.proxy.is_some() && has_policy {
            let message = "The request asks for a proxy, which is not allowed here: it resolves names itself, so that \
                           the limits of destinations would not hold";
            return Err(NodeError::new(ErrorKind::Denied, message));
        }
        let is = |(kind, _): &&(Kind, reqwest::Client)| kind.is_of(options);
        let known = self.others.read().unwrap_or_else(PoisonError::into_inner).iter().find(is).map(|(_, c)| c.clone());
        if let Some(client) = known {
            return Ok(Cow::Owned(client));
        }
        let kind = Kind {
            proxy: options.proxy.clone(),
            anyone: options.allow_unauthorized,
            identity: options.tls.as_deref().cloned(),
        };
        let client = self.recipe.client(&kind)?;
        let mut others = self.others.write().unwrap_or_else(PoisonError::into_inner);
        if others.len() == KEPT {
            others.remove(0);
        }
        others.push((kind, client.clone()));
        Ok(Cow::Owned(client))
    }
}

impl Recipe {
    fn client(&self, kind: &Kind) -> Result<reqwest::Client> {
        let invalid = |error: reqwest::Error| NodeError::new(ErrorKind::Input, error.without_url().to_string());
        let mut http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls::config(&self.roots, kind.anyone, self.identity_of(kind).as_ref())?)
            .dns_resolver(Resolver(Arc::clone(&self.policy)))
            .redirect(reqwest::redirect::Policy::none())
            // Without the zero it copies every request for a second try it never makes.
            .retry(reqwest::retry::never().max_retries_per_request(0))
            .referer(false)
            .connect_timeout(self.connect_timeout)
            // Node.js closes an idle connection after 5 s; a request that meets that moment would be lost.
            .pool_idle_timeout(Duration::from_secs(4));
        if !self.system_proxy {
            http = http.no_proxy();
        }
        if let Some(proxy) = &kind.proxy {
            http = http.proxy(reqwest::Proxy::all(proxy.expose()).map_err(invalid)?);
        } else if let Some(proxy) = &self.proxy {
            let proxy = reqwest::Proxy::all(proxy.expose()).map_err(invalid)?;
            http = http.proxy(proxy.no_proxy(reqwest::NoProxy::from_env()));
        }
        http.build().map_err(invalid)
    }

    /// What a kind of client identifies with: its own certificate, else that of all.
    fn identity_of(&self, kind: &Kind) -> Option<TlsIdentity> {
        let Some(usual) = &self.identity else { return kind.identity.clone() };
        let Some(own) = &kind.identity else { return Some(usual.clone()) };
        let has_own = own.certificate.is_some() || own.key.is_some();
        let of = if has_own { own } else { usual };
        let (certificate, key) = (of.certificate.clone(), of.key.clone());
        Some(TlsIdentity { authorities: own.authorities.clone(), certificate, key })
    }
}

impl Kind {
    fn is_of(&self, options: &RequestOptions) -> bool {
        self.proxy == options.proxy
            && self.anyone == options.allow_unauthorized
            && same(self.identity.as_ref(), options.tls.as_deref())
    }
}

fn same(one: Option<&TlsIdentity>, other: Option<&TlsIdentity>) -> bool {
    fn texts(of: &TlsIdentity) -> [Option<&str>; 3] {
        [&of.authorities, &of.certificate, &of.key].map(|text| text.as_ref().map(Secret::expose))
    }
    one.map(texts) == other.map(texts)
}
