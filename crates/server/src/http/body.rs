//! The body of a call.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use nodewright::{ErrorKind, NodeError};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::refusal::Refusal;
use crate::api::malformed;

/// A JSON body, whatever its content type says. No body is an empty object.
pub(super) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let text = if bytes.is_empty() { &b"{}"[..] } else { &bytes };
        serde_json::from_slice(text).map(Self).map_err(|e| Refusal::from(refuse(&e)).into_response())
    }
}

fn refuse(why: &serde_json::Error) -> NodeError {
    match why.classify() {
        Category::Data => malformed(why),
        _ => {
            let message = format!("The body is not JSON (line {}, column {})", why.line(), why.column());
            NodeError::new(ErrorKind::Input, message)
        }
    }
}
