use std::{
    fmt,
    sync::Arc,
    time::{Duration, Instant},
};

use async_trait::async_trait;
use futures_util::future::{BoxFuture, ready};
use http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};
use nodewright_core::{Credential, Expressions, HttpClient, Redirects, Request, Response, Result, Secret, Service};
use tracing::{Instrument, field::Empty};
use url::Url;

use crate::{
    Builder, DestinationPolicy, RetryPolicy,
    address::{self, LastBase},
    body::{self, Payload},
    domains::Domains,
    exchange::Exchange,
    query,
    redact::Redactor,
    redirect, sign,
    templates::Templates,
    variants::Variants,
};

const IDENTITY: HeaderValue = HeaderValue::from_static("identity");

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
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    variants: Variants,
    headers: HeaderMap,
    templates: Option<Templates>,
    pub(crate) bases: LastBase,
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

    pub(crate) fn new(
        variants: Variants,
        headers: HeaderMap,
        expressions: Option<Arc<dyn Expressions>>,
        settings: Settings,
    ) -> Self {
        let templates = expressions.map(Templates::new);
        Self(Arc::new(Inner { variants, headers, templates, bases: LastBase::default(), settings }))
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
        let credential = service.credential().filter(|_| request.authenticate);
        if let Some(credential) = credential
            && let Some(signer) = &credential.kind().signer
        {
            return Box::pin(self.send_signed_by_code(service, credential, signer, request));
        }
        if credential.is_some() && request.options.second_try {
            return Box::pin(self.send_twice(service, request));
        }
        // At once for those of the client, the credential and the body: a map of headers grows slowly.
        request.headers.reserve(self.0.headers.len() + 8);
        let signed = credential.map_or(Ok(()), |one| sign::by_data(&mut request, one, self.0.expressions()));
        let exchange = signed.and_then(|()| self.0.exchange(service, credential.map(Arc::as_ref), &mut request));
        let hidden = Hidden::new(service.credential(), request);
        match exchange {
            Ok(mut exchange) => Box::pin(async move {
                let answer = run(&mut exchange, &hidden).await;
                hidden.finish(answer)
            }),
            Err(error) => Box::pin(ready(Err(hidden.redactor().error(error)))),
        }
    }
}

/// What must not be shown of a request.
pub(crate) struct Hidden<'r> {
    credential: Option<&'r Arc<Credential>>,
    secrets: Vec<Secret>,
    texts: Vec<String>,
}

impl<'r> Hidden<'r> {
    pub(crate) fn new(credential: Option<&'r Arc<Credential>>, request: Request) -> Self {
        let (secrets, texts) = request.into_hidden();
        Self { credential, secrets, texts }
    }

    pub(crate) fn redactor(&self) -> Redactor {
        Redactor::new(self.credential.map(Arc::as_ref), &self.secrets, &self.texts)
    }

    /// The answer, which hides the same when its body is quoted, or the error without it.
    pub(crate) fn finish(self, answer: Result<Response>) -> Result<Response> {
        match answer {
            Ok(answer) => Ok(answer.with_redaction(self.into_redaction())),
            Err(error) => Err(self.redactor().error(error)),
        }
    }

    /// For later: most answers need none of it.
    fn into_redaction(self) -> impl Fn(&str) -> String + use<> {
        let credential = self.credential.cloned();
        move |text| Redactor::new(credential.as_deref(), &self.secrets, &self.texts).text(text)
    }
}

pub(crate) async fn run(exchange: &mut Exchange<'_>, hidden: &Hidden<'_>) -> Result<Response> {
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
    /// What evaluates the texts of credentials.
    pub(crate) fn expressions(&self) -> Option<&dyn Expressions> {
        self.templates.as_ref().map(|templates| templates as &dyn Expressions)
    }

    /// Encodes a signed request; nothing of it is encoded again when it is redirected or repeated.
    pub(crate) fn exchange<'a>(
        &'a self,
        service: &Service,
        credential: Option<&Credential>,
        request: &mut Request,
    ) -> Result<Exchange<'a>> {
        let options = std::mem::take(&mut request.options);
        let query = query::encode(&request.query, options.arrays);
        let mut url = address::of(&self.bases, service.base(), request, &query)?;
        let domains = match credential {
            // A service of the credential's own is where it belongs.
            Some(credential) if request.url.is_some() && !self.is_base(service, &url) => {
                Domains::of(credential)?.map(|domains| domains.check(&url).map(|()| domains)).transpose()?
            }
            _ => None,
        };
        address::take_login(&mut url, request)?;

        let mut headers = std::mem::take(&mut request.headers);
        for (name, value) in &self.headers {
            if !headers.contains_key(name) {
                let plain = options.uncompressed && name == ACCEPT_ENCODING;
                headers.insert(name.clone(), if plain { IDENTITY } else { value.clone() });
            }
        }
        address::name_host(&url, &mut headers);
        let body = std::mem::take(&mut request.body);
        let payload = if request.method == http::Method::GET && !options.body_with_get {
            Payload::None
        } else {
            Payload::new(body::encode(body, options.forms, &mut headers)?, &mut headers)
        };
        let most = self.settings.max_redirects;
        Ok(Exchange {
            http: self.variants.of(&options, self.settings.destinations.is_some())?,
            settings: &self.settings,
            timeout: options.timeout.unwrap_or(self.settings.timeout),
            response_limit: if options.unlimited { u64::MAX } else { self.settings.response_limit },
            max_redirects: if let Redirects::AtMost(count) = options.redirects { count.min(most) } else { most },
            errors: options.errors,
            redirects: options.redirects,
            repeatable: request.effect.is_some_and(nodewright_core::Effect::is_repeatable),
            method: request.method.clone(),
            url,
            headers,
            payload,
            signed_body: request.has_signed_body(),
            domains,
            forward: options.forward,
            format: options.answer,
            proxy: options.proxy,
            keeps_refusal: false,
            refused: None,
            sent: 0,
        })
    }

    /// Whether a URL is of the service itself.
    fn is_base(&self, service: &Service, url: &Url) -> bool {
        self.bases.parse(service.base()).is_ok_and(|base| redirect::same_host(&base, url))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("timeout", &self.0.settings.timeout).finish_non_exhaustive()
    }
}
