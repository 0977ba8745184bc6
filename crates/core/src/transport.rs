//! How a node reaches its service. The runtime brings the implementation; a test brings its own.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use nodewright_json as json;
use serde_json::Value;

use crate::{
    AnswerFormat, Credential, ErrorKind, NodeError, Request, Result,
    unreadable::{Expected, unreadable},
};

/// Sends requests. One client serves a whole runtime, so connections are shared.
#[async_trait]
pub trait HttpClient: Send + Sync + 'static {
    /// Sends `request` to `service` and gives its answer.
    ///
    /// # Errors
    /// The service does not answer. A status that is not 2xx (nor a redirect that the request wants back) is an error of
    /// kind [`ErrorKind::Api`] with n8n's message for the status, the service's own text as description and the body as
    /// data.
    async fn send(&self, service: &Service, request: Request) -> Result<Response>;
}

/// Where a node's requests go: its base URL, and the credential that signs them.
#[derive(Clone)]
pub struct Service {
    /// Empty where there is none.
    base: Arc<str>,
    credential: Option<Arc<Credential>>,
}

impl Service {
    /// Takes a base URL; slashes at its end do not matter.
    ///
    /// # Errors
    /// It is not a URL of http or https with a host, or has a query.
    pub fn new(url: &str) -> Result<Self> {
        let refuse = || {
            let message = "The URL must start with http:// or https:// and name a host, as in https://example.com";
            NodeError::new(ErrorKind::Credential, message)
        };
        let uri: http::Uri = url.trim().trim_end_matches('/').parse().map_err(|_| refuse())?;
        let web = matches!(uri.scheme_str(), Some("http" | "https"));
        if !web || uri.host().is_none_or(str::is_empty) || uri.query().is_some() {
            return Err(refuse());
        }
        Ok(Self { base: uri.to_string().trim_end_matches('/').into(), credential: None })
    }

    /// No service in particular: every request says its whole URL.
    #[must_use]
    pub fn anywhere() -> Self {
        Self { base: "".into(), credential: None }
    }

    /// With the credential that is applied to requests which ask for it.
    #[must_use]
    pub fn with_credential(mut self, credential: Arc<Credential>) -> Self {
        self.credential = Some(credential);
        self
    }

    /// The base URL, without a slash at its end; empty where there is none.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The credential, if there is one; as it is since it was last renewed.
    pub fn credential(&self) -> Option<&Arc<Credential>> {
        self.credential.as_ref().map(Credential::current)
    }
}

/// Leaves out the user and password that a base URL may carry.
impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let base = self.base.rsplit_once('@').map_or(&*self.base, |(_, base)| base);
        f.debug_struct("Service").field("base", &base).field("credential", &self.credential).finish()
    }
}

/// Bytes that come piece by piece: the body of an answer, a file.
#[async_trait]
pub trait BodySource: Send {
    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// They break off.
    async fn chunk(&mut self) -> Result<Option<Bytes>>;
}

/// All of it.
#[async_trait]
impl BodySource for Option<Bytes> {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        Ok(self.take().filter(|bytes| !bytes.is_empty()))
    }
}

/// Takes secrets out of a text.
type Redact = dyn Fn(&str) -> String + Send + Sync;

/// An answer; its body may still be on the way.
pub struct Response {
    /// Status, 2xx unless the request wants others back.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    body: Box<dyn BodySource>,
    format: AnswerFormat,
    redact: Option<Box<Redact>>,
}

/// What an answer was read as.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// A value; `None` if the answer is empty.
    Value(Option<Value>),
    /// Bytes.
    Bytes(Bytes),
}

impl Response {
    /// An answer whose body comes from `body`.
    pub fn new(status: StatusCode, headers: HeaderMap, body: impl BodySource + 'static) -> Self {
        Self { status, headers, body: Box::new(body), format: AnswerFormat::Auto, redact: None }
    }

    /// The same, to be [read](Self::read) as the request wants it.
    #[must_use]
    pub fn with_format(mut self, format: AnswerFormat) -> Self {
        self.format = format;
        self
    }

    /// The same, with `redact` to take secrets out of what an error quotes of the body.
    #[must_use]
    pub fn with_redaction(mut self, redact: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        self.redact = Some(Box::new(redact));
        self
    }

    /// A header's text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// What takes the secrets of its request out of a text, such as what an error quotes of the body.
    pub fn take_redaction(&mut self) -> impl Fn(&str) -> String + Send + Sync + use<> {
        let redact = self.redact.take();
        move |text| redact.as_ref().map_or_else(|| text.to_owned(), |redact| redact(text))
    }

    /// The next bytes of the body; `None` at the end.
    ///
    /// # Errors
    /// The body breaks off or is larger than allowed.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        self.body.chunk().await
    }

    /// The start of the body as text, without the secrets of its request: at least `most` bytes where there are as many.
    ///
    /// # Errors
    /// The body breaks off.
    pub async fn start(mut self, most: usize) -> Result<String> {
        let redact = self.take_redaction();
        let mut bytes = Vec::new();
        while bytes.len() < most {
            match self.chunk().await? {
                Some(chunk) => bytes.extend_from_slice(&chunk),
                None => break,
            }
        }
        Ok(redact(&String::from_utf8_lossy(&bytes)))
    }

    /// The whole body.
    // Not `async fn`s, here and below: those keep status and headers, and several copies of them, while they wait.
    pub fn bytes(self) -> impl Future<Output = Result<Bytes>> + Send {
        collect(self.body)
    }

    /// The body as n8n reads it: JSON if it is valid JSON, whatever the content type, else text.
    /// `None` if it is empty.
    ///
    /// # Errors
    /// The body breaks off or is larger than allowed.
    pub fn value(self) -> impl Future<Output = Result<Option<Value>>> + Send {
        let bytes = self.bytes();
        async { Ok(json::read_or_text(&bytes.await?)) }
    }

    /// The body as its request wants it read.
    ///
    /// # Errors
    /// The body breaks off, or was to be JSON and is not: which place, and how it begins.
    pub fn read(self) -> impl Future<Output = Result<Answer>> + Send {
        let (format, redact, bytes) = (self.format, self.redact, collect(self.body));
        async move {
            let bytes = bytes.await?;
            let text = |bytes: &Bytes| {
                let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
                Value::from(String::from_utf8_lossy(text))
            };
            Ok(match format {
                AnswerFormat::Bytes => Answer::Bytes(bytes),
                _ if bytes.is_empty() => Answer::Value(None),
                AnswerFormat::Auto => Answer::Value(json::read_or_text(&bytes)),
                AnswerFormat::Plain => Answer::Value(Some(text(&bytes))),
                AnswerFormat::Json => {
                    let value = json::read(&bytes)
                        .map_err(|error| unreadable(&bytes, Expected::ByRequest, &error, redact.as_deref()))?;
                    Answer::Value(Some(value))
                }
            })
        }
    }

    /// The same, but a body that says it is JSON has to be.
    ///
    /// # Errors
    /// The body breaks off, is larger than allowed, or is not the JSON that it says it is: which place, and how it begins.
    pub fn checked_value(self) -> impl Future<Output = Result<Option<Value>>> + Send {
        let body = self.checked_body();
        async { Ok(body.await?.1) }
    }

    /// The same, with the bytes as they came.
    ///
    /// # Errors
    /// Those of [`checked_value`](Self::checked_value).
    pub fn checked_body(self) -> impl Future<Output = Result<(Bytes, Option<Value>)>> + Send {
        let says_json = self.header(CONTENT_TYPE.as_str()).is_some_and(is_json);
        let (redact, bytes) = (self.redact, collect(self.body));
        async move {
            let bytes = bytes.await?;
            let value = match says_json && !bytes.is_empty() {
                true => Some(
                    json::read(&bytes)
                        .map_err(|error| unreadable(&bytes, Expected::ByService, &error, redact.as_deref()))?,
                ),
                false => json::read_or_text(&bytes),
            };
            Ok((bytes, value))
        }
    }
}

async fn collect(mut body: Box<dyn BodySource>) -> Result<Bytes> {
    let Some(first) = body.chunk().await? else { return Ok(Bytes::new()) };
    let Some(second) = body.chunk().await? else { return Ok(first) };
    let mut all = BytesMut::from(&first[..]);
    all.extend_from_slice(&second);
    while let Some(next) = body.chunk().await? {
        all.extend_from_slice(&next);
    }
    Ok(all.freeze())
}

/// Whether a content type is that of JSON: `application/json`, `application/vnd.api+json`.
fn is_json(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    media_type.rsplit(['/', '+']).next().is_some_and(|format| format.eq_ignore_ascii_case("json"))
}

#[async_trait]
impl BodySource for Response {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        self.body.chunk().await
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}
