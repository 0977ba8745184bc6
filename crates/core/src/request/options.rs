//! How a request is sent, and how its answer is taken.

use std::{fmt, time::Duration};

use http::StatusCode;

use crate::{ErrorKind, NodeError, Result, Secret};

/// How a request is sent, and how its answer is taken. The HTTP client obeys all of them, or refuses the request.
///
/// ```
/// use nodewright_core::{ArrayFormat, Request, StatusErrors};
/// let mut request = Request::to_url(http::Method::GET, "https://example.com/items");
/// request.options.arrays = ArrayFormat::Repeat;
/// request.options.errors = StatusErrors::None;
/// ```
#[derive(Clone, Debug, Default)]
pub struct RequestOptions {
    /// How lists are written in the query.
    pub arrays: ArrayFormat,
    /// How lists and objects are written in a form.
    pub forms: FormFormat,
    /// Which statuses are errors.
    pub errors: StatusErrors,
    /// Another timeout than the client's.
    pub timeout: Option<Duration>,
    /// What happens on a redirect.
    pub redirects: Redirects,
    /// What of a credential goes along when a redirect leads to another host.
    pub forward: Forward,
    /// What the answer is read as.
    pub answer: AnswerFormat,
    /// Another way than directly.
    pub proxy: Option<Proxy>,
    /// Takes any certificate that the service shows. Whoever is in between can then read and change everything.
    pub allow_unauthorized: bool,
    /// A certificate to identify with, and further authorities to trust.
    pub tls: Option<Box<TlsIdentity>>,
    /// Asks the service not to compress its answer.
    pub uncompressed: bool,
    /// Sends it a second time where its credential is refused with 401, even if nothing of that could be renewed: n8n's
    /// `httpRequestWithAuthentication`.
    pub second_try: bool,
    /// Sends the body of a GET, which is left out otherwise.
    pub body_with_get: bool,
    /// Lifts the size limit of the answer; for streamed bodies.
    pub unlimited: bool,
}

/// How the elements of a list are named in a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ArrayFormat {
    /// `v[0]=a&v[1]=b`
    #[default]
    Indices,
    /// `v[]=a&v[]=b`
    Brackets,
    /// `v=a&v=b`
    Repeat,
    /// `v=a,b`
    Comma,
}

/// How the fields of an `application/x-www-form-urlencoded` body are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FormFormat {
    /// As axios does it: `a=1+2&v[]=x&v[]=y`.
    #[default]
    Brackets,
    /// As a query: `a=1%202&v[0]=x&v[1]=y`; n8n's older helper `request`.
    Query,
}

/// Which statuses are errors.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StatusErrors {
    /// All but 2xx.
    #[default]
    All,
    /// None: every answer is handed back.
    None,
    /// These.
    Only(Vec<u16>),
}

impl StatusErrors {
    /// Whether a status is one.
    #[must_use]
    pub fn contains(&self, status: StatusCode) -> bool {
        match self {
            Self::All => !status.is_success(),
            Self::None => false,
            Self::Only(list) => list.contains(&status.as_u16()),
        }
    }
}

/// What happens on a redirect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Redirects {
    /// Followed as browsers and n8n do, at most 21.
    #[default]
    Follow,
    /// Followed so many times, within the client's own limit. With 0 a redirect is an error, as every status that is not
    /// 2xx.
    AtMost(usize),
    /// Handed back as the answer.
    Return,
}

/// What of a credential goes along when a redirect leads to another host. Where the credential may go at all, its domains
/// say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Forward {
    /// Nothing.
    #[default]
    Nothing,
    /// All but `Authorization` and `Cookie`.
    Headers,
    /// Everything.
    All,
}

/// What an answer is read as by [`Response::read`](crate::Response::read).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AnswerFormat {
    /// JSON if it is valid JSON, whatever its content type, else text.
    #[default]
    Auto,
    /// JSON; anything else is an error.
    Json,
    /// Text, even if it is JSON.
    Plain,
    /// Bytes.
    Bytes,
}

/// A proxy that a request goes through. `Debug` shows nothing of user and password.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Proxy(Box<str>);

impl Proxy {
    /// The proxy at a URL such as `http://user:password@proxy.example.com:3128`.
    ///
    /// # Errors
    /// Anything but a URL of http or https with a host.
    pub fn new(url: &str) -> Result<Self> {
        let uri: Option<http::Uri> = url.trim().parse().ok();
        let web = uri.filter(|uri| matches!(uri.scheme_str(), Some("http" | "https")));
        if web.is_none_or(|uri| uri.host().is_none_or(str::is_empty)) {
            let message = "The proxy must be a URL of http or https with a host, as in http://proxy.example.com:3128";
            return Err(NodeError::new(ErrorKind::Operation, message));
        }
        Ok(Self(url.trim().into()))
    }

    /// The URL, with user and password.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.rsplit_once('@').map_or(&*self.0, |(_, host)| host);
        f.debug_tuple("Proxy").field(&host).finish()
    }
}

/// What a request identifies itself with towards the service, all of it PEM: n8n's `httpSslAuth`.
#[derive(Clone, Debug, Default)]
pub struct TlsIdentity {
    /// Certificates of further authorities.
    pub authorities: Option<Secret>,
    /// Its own certificate, with those between it and the authority.
    pub certificate: Option<Secret>,
    /// The key of the certificate, not encrypted.
    pub key: Option<Secret>,
}
