//! The body of a call.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use nodewright::{ErrorKind, NodeError};
use nodewright_json::from_value;
use serde::de::DeserializeOwned;
use serde_json::Map;

use super::refusal::Refusal;
use crate::api::malformed;

/// A JSON body, whatever its content type says. No body is an empty object.
pub(super) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        read(&bytes).map(Self).map_err(|error| Refusal::from(error).into_response())
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, NodeError> {
    let value = match bytes {
        b"" => Map::new().into(),
        _ => nodewright_json::read(bytes).map_err(|e| {
            let message = format!("The body is not JSON (line {}, column {})", e.line(), e.column());
            NodeError::new(ErrorKind::Input, message).with_description(e.reason())
        })?,
    };
    from_value(value).map_err(|e| malformed(&e))
}
