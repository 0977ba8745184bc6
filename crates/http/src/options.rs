use std::time::Duration;

use http::StatusCode;

use crate::query::ArrayFormat;

/// Options of this client for a request, beyond those of a [`Request`](nodewright_core::Request). It is kept in the
/// request's extensions.
///
/// ```
/// use nodewright_core::Request;
/// use nodewright_http::{SendOptions, query::ArrayFormat};
/// let mut request = Request::get("/items");
/// request.extensions.insert(SendOptions { arrays: ArrayFormat::Repeat, ..SendOptions::default() });
/// ```
#[derive(Clone, Debug, Default)]
pub struct SendOptions {
    /// Another timeout than the client's.
    pub timeout: Option<Duration>,
    /// How lists are written in the query.
    pub arrays: ArrayFormat,
    /// Which statuses are errors.
    pub errors: StatusErrors,
    /// Fewer redirects than the client's; with 0 a redirect is an error, as every status that is not 2xx.
    pub max_redirects: Option<usize>,
    /// Sends the body of a GET, which is left out otherwise.
    pub body_with_get: bool,
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
    pub(crate) fn contains(&self, status: StatusCode) -> bool {
        match self {
            Self::All => !status.is_success(),
            Self::None => false,
            Self::Only(list) => list.contains(&status.as_u16()),
        }
    }
}
