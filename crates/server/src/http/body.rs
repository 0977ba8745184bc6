//! The body of a call.

use std::error::Error;

use axum::{
    body::Bytes,
    extract::{FromRequest, Request, rejection::BytesRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use nodewright::{ErrorKind, NodeError};
use nodewright_json::from_value;
use serde::de::DeserializeOwned;
use serde_json::Map;
use tower_http::timeout::TimeoutError;

use super::refusal::Refusal;
use crate::api::malformed;

/// A JSON body, whatever its content type says. No body is an empty object.
pub(super) struct Body<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let bytes = Bytes::from_request(request, state).await.map_err(broken_off)?;
        read(&bytes).map(Self).map_err(|error| Refusal::from(error).into_response())
    }
}

/// The answer to a body that is too large, has paused too long, or has ended before its end.
fn broken_off(why: BytesRejection) -> Response {
    if why.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return why.into_response();
    }
    let mut inner: Option<&(dyn Error + 'static)> = Some(&why);
    let paused = std::iter::from_fn(|| {
        let error = inner?;
        inner = error.source();
        Some(error)
    })
    .any(<dyn Error>::is::<TimeoutError>);
    let (status, message) = match paused {
        true => (StatusCode::REQUEST_TIMEOUT, "The rest of the body did not come in time"),
        false => (StatusCode::BAD_REQUEST, "The body ended before its end"),
    };
    Refusal::new(status, NodeError::new(ErrorKind::Input, message)).into_response()
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
