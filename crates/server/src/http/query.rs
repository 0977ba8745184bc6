//! The query of a call.

use axum::{extract::FromRequestParts, http::request::Parts};
use nodewright::{ErrorKind, NodeError};
use serde::de::DeserializeOwned;

use super::refusal::Refusal;

/// A query that is read into `T`.
pub(super) struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        axum::extract::Query::try_from_uri(&parts.uri).map(|query| Self(query.0)).map_err(|e| {
            NodeError::new(ErrorKind::Input, "The query of the call is malformed")
                .with_description(e.body_text())
                .into()
        })
    }
}
