//! What signs requests by code.

use std::fmt;

use async_trait::async_trait;
use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value};

use super::{Credential, Login};
use crate::{ErrorKind, Expressions, HttpClient, NodeError, Request, Result};

/// Signs requests, and renews what it signs with: OAuth2, OAuth1, digest, the functions of a package. What n8n writes as
/// data is [`GenericAuth`](super::GenericAuth), one of them.
///
/// ```
/// use async_trait::async_trait;
/// use nodewright_core::{Authenticate, Credential, Request, Result, Signing, http::HeaderValue};
///
/// /// Signs with the length of the path.
/// struct Length;
///
/// #[async_trait]
/// impl Authenticate for Length {
///     async fn sign(&self, request: &mut Request, _: &Credential, _: &dyn Signing) -> Result<()> {
///         request.headers.insert("x-length", HeaderValue::from(request.path.len()));
///         Ok(())
///     }
/// }
/// ```
#[async_trait]
pub trait Authenticate: Send + Sync + 'static {
    /// Adds to a request what proves who sends it; its entries win over the request's own.
    ///
    /// What it makes of the credential and is not a header is to be [hidden](Request::hide); a body that it signs is to be
    /// [named](Request::mark_body_as_signed), unless it adds the body.
    ///
    /// # Errors
    /// The credential does not suffice.
    async fn sign(&self, request: &mut Request, credential: &Credential, with: &dyn Signing) -> Result<()>;

    /// Whether nothing can be signed before the data is renewed, for example as there is no token yet.
    fn is_stale(&self, credential: &Credential) -> bool {
        let _ = credential;
        false
    }

    /// Whether a status refuses the credential, so that renewing it may help.
    fn is_refusal(&self, status: StatusCode, credential: &Credential) -> bool {
        let _ = credential;
        status == StatusCode::UNAUTHORIZED
    }

    /// New data; the request is then signed and sent once more. `None` if there is none to be had, and the refusal
    /// stands. `refusal` is missing where the data was stale.
    ///
    /// # Errors
    /// The service that renews refuses it, or does not answer.
    async fn renew(
        &self,
        credential: &Credential,
        refusal: Option<&Refusal>,
        with: &dyn Signing,
    ) -> Result<Option<Renewal>> {
        let _ = (credential, refusal, with);
        Ok(None)
    }

    /// Whether what it renews is for later requests too, so that one renewal is enough for all who hold the credential.
    fn keeps_renewed(&self) -> bool {
        true
    }

    /// Whether a refused request that [asks for it](crate::RequestOptions::second_try) is sent again although nothing
    /// was renewed.
    fn repeats_refused(&self) -> bool {
        true
    }

    /// Begins a login, after which the service sends the user to `redirect`. `None` where a user gets access otherwise.
    ///
    /// # Errors
    /// What the data lacks, for example the address of the service.
    async fn begin_login(&self, credential: &Credential, redirect: &str, with: &dyn Signing) -> Result<Option<Login>> {
        let _ = (credential, redirect, with);
        Ok(None)
    }

    /// Finishes it with the fields that the service has sent along, `state` verified; gives the data with the tokens.
    ///
    /// # Errors
    /// The user or the service has refused.
    async fn finish_login(
        &self,
        credential: &Credential,
        login: &Login,
        answer: &Map<String, Value>,
        with: &dyn Signing,
    ) -> Result<Map<String, Value>> {
        let _ = (credential, login, answer, with);
        Err(NodeError::new(ErrorKind::Credential, "This credential type has no login"))
    }
}

/// What signing and renewing may use.
pub trait Signing: Send + Sync {
    /// What evaluates expressions with `$credentials`, if there is something.
    fn expressions(&self) -> Option<&dyn Expressions>;

    /// What sends requests, for example for a new token.
    fn http(&self) -> &dyn HttpClient;

    /// The URL that a request will go to, with its query, without user and password.
    ///
    /// # Errors
    /// It has no valid URL.
    fn url(&self, request: &Request) -> Result<String>;
}

/// An answer that refuses a credential. `Debug` shows its status only.
#[derive(Clone)]
pub struct Refusal {
    /// Its status.
    pub status: StatusCode,
    /// Its headers, with the challenge.
    pub headers: HeaderMap,
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refusal").field("status", &self.status).finish_non_exhaustive()
    }
}

/// New data of a credential, all of it.
pub enum Renewal {
    /// For the request that was refused only, for example an answer to its challenge.
    Once(Map<String, Value>),
    /// From now on; whoever gave the credential is told. What is no field of the type belongs below `oauthTokenData`.
    Kept(Map<String, Value>),
}
