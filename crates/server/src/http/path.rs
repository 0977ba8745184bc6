//! The path of a call.

use axum::{extract::FromRequestParts, http::request::Parts};
use nodewright::{ErrorKind, NodeError};
use serde::de::DeserializeOwned;

use super::refusal::Refusal;

/// The placeholders of a path, read into `T`.
pub(super) struct Path<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let path = axum::extract::Path::from_request_parts(parts, state).await;
        path.map(|path| Self(path.0)).map_err(|e| {
            NodeError::new(ErrorKind::Input, "The path of the call is malformed").with_description(e.body_text()).into()
        })
    }
}
