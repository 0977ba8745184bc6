use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use futures_util::future::{BoxFuture, ready};
use http::HeaderMap;
use nodewright_core::{HttpClient, Request, Response, Result, Secret, Service};
use tracing::{Instrument, field::Empty};

use crate::{
    Builder, DestinationPolicy, RetryPolicy, SendOptions,
    address::{self, LastBase},
    authenticate::{Signature, Templates, sign},
    body::Payload,
    exchange::Exchange,
    query,
    redact::Redactor,
};

/// Sends the requests of nodes. A clone shares the connections.
///
/// ```no_run
/// use nodewright_core::{HttpClient, Request, Service};
/// # async fn example() -> nodewright_core::Result<()> {
/// let client = nodewright_http::Client::builder().build()?;
/// let service = Service::new("https://directus.example.com")?;
/// let answer = client.send(&service, Request::get("/server/ping")).await?;
/// assert_eq!(answer.value().await?, Some("pong".into()));
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    http: reqwest::Client,
    headers: HeaderMap,
    templates: Templates,
    bases: LastBase,
    settings: Settings,
}

pub(crate) struct Settings {
    pub(crate) timeout: Duration,
    pub(crate) response_limit: u64,
    pub(crate) max_redirects: usize,
    pub(crate) retry: RetryPolicy,
    pub(crate) destinations: Option<Arc<DestinationPolicy>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(300),
            response_limit: 100_000_000,
            max_redirects: 21,
            retry: RetryPolicy::default(),
            destinations: None,
        }
    }
}

impl Client {
    /// Starts with n8n's defaults.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    pub(crate) fn new(http: reqwest::Client, headers: HeaderMap, templates: Templates, settings: Settings) -> Self {
        Self(Arc::new(Inner { http, headers, templates, bases: LastBase::default(), settings }))
    }
}

#[async_trait]
impl HttpClient for Client {
    // Not an `async fn`: that would keep the whole request while the answer is on its way.
    fn send<'s, 'r, 'f>(&'s self, service: &'r Service, mut request: Request) -> BoxFuture<'f, Result<Response>>
    where
        's: 'f,
        'r: 'f,
    {
        let mut signature = Signature::default();
        let exchange = self.0.exchange(service, &mut request, &mut signature);
        let hidden = Hidden { service, secrets: request.into_secrets(), texts: signature.texts };
        match exchange {
            Ok(mut exchange) => Box::pin(async move {
                match run(&mut exchange, &hidden).await {
                    Ok(answer) => Ok(answer.with_redaction(hidden.into_redaction())),
                    Err(error) => Err(hidden.redactor().error(error)),
                }
            }),
            Err(error) => Box::pin(ready(Err(hidden.redactor().error(error)))),
        }
    }
}

/// What must not be shown of a request.
struct Hidden<'r> {
    service: &'r Service,
    secrets: Vec<Secret>,
    texts: Vec<String>,
}

impl Hidden<'_> {
    /// For later: most answers need none of it.
    fn into_redaction(self) -> impl Fn(&str) -> String + use<> {
        let service = self.service.clone();
        move |text| Redactor::new(service.credential(), &self.secrets, &self.texts).text(text)
    }

    fn redactor(&self) -> Redactor {
        Redactor::new(self.service.credential(), &self.secrets, &self.texts)
    }
}

async fn run(exchange: &mut Exchange<'_>, hidden: &Hidden<'_>) -> Result<Response> {
    let span = tracing::info_span!(
        "http request",
        method = %exchange.method,
        host = exchange.url.host_str(),
        path = Empty,
        status = Empty,
        attempts = Empty,
        duration_ms = Empty,
    );
    if span.is_disabled() {
        return exchange.run().await;
    }
    let started = Instant::now();
    span.record("path", hidden.redactor().text(exchange.url.path()));
    let result = exchange.run().instrument(span.clone()).await;
    span.record("attempts", exchange.sent).record("duration_ms", started.elapsed().as_millis() as u64);
    match &result {
        Ok(response) => span.record("status", response.status.as_u16()),
        Err(error) => span.record("status", error.http_code()),
    };
    result
}

impl Inner {
    /// The request, signed and encoded.
    fn exchange<'a>(
        &'a self,
        service: &Service,
        request: &mut Request,
        signature: &mut Signature,
    ) -> Result<Exchange<'a>> {
        // At once for those of the client, the credential and the body: a map of headers grows slowly.
        request.headers.reserve(self.headers.len() + 8);
        if request.authenticate
            && let Some(credential) = service.credential()
        {
            sign(request, credential, &self.templates, signature)?;
        }
        self.prepare(service, request, signature)
    }

    /// Encodes the request; nothing of it is encoded again when it is redirected or repeated.
    fn prepare<'a>(
        &'a self,
        service: &Service,
        request: &mut Request,
        signature: &mut Signature,
    ) -> Result<Exchange<'a>> {
        let options = request.extensions.remove::<SendOptions>().unwrap_or_default();
        let query = query::encode(&request.query, options.arrays);
        let mut url = address::join(&self.bases, service.base(), &request.path, &query)?;

        let mut headers = std::mem::take(&mut request.headers);
        signature.texts.extend(address::take_login(&mut url, &mut headers)?);
        for (name, value) in &self.headers {
            if !headers.contains_key(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
        address::name_host(&url, &mut headers);
        let body = std::mem::take(&mut request.body);
        let payload = if request.method == http::Method::GET && !options.body_with_get {
            Payload::None
        } else {
            Payload::encode(body, &mut headers)?
        };
        Ok(Exchange {
            http: &self.http,
            settings: &self.settings,
            timeout: options.timeout.unwrap_or(self.settings.timeout),
            response_limit: if request.unlimited { u64::MAX } else { self.settings.response_limit },
            max_redirects: options
                .max_redirects
                .unwrap_or(self.settings.max_redirects)
                .min(self.settings.max_redirects),
            errors: options.errors,
            redirects: request.redirects,
            repeatable: request.effect.is_some_and(nodewright_core::Effect::is_repeatable),
            method: request.method.clone(),
            url,
            headers,
            payload,
            signed: std::mem::take(&mut signature.headers),
            signed_body: signature.body,
            sent: 0,
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("timeout", &self.0.settings.timeout).finish_non_exhaustive()
    }
}
