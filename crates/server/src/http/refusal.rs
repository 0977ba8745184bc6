//! Errors as responses: n8n's error JSON with a matching status, from every layer.

use axum::{
    Json,
    http::{
        HeaderValue, StatusCode, Uri,
        header::{CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
};
use nodewright::{ErrorKind, NodeError};

/// An error as an answer.
#[derive(Debug)]
pub(super) struct Refusal {
    status: StatusCode,
    error: NodeError,
}

impl Refusal {
    /// With a more specific status than that of the error's kind.
    pub(super) fn new(status: StatusCode, error: NodeError) -> Self {
        Self { status, error }
    }

    /// The token is missing or another.
    pub(super) fn unauthorized(given: bool) -> Self {
        let message = match given {
            true => "The token is not the one that this server was started with",
            false => "This server asks for a token: send the header Authorization: Bearer …",
        };
        Self::new(StatusCode::UNAUTHORIZED, NodeError::new(ErrorKind::Denied, message))
    }
}

impl From<NodeError> for Refusal {
    fn from(error: NodeError) -> Self {
        Self::new(status(error.kind()), error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.error)).into_response();
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// The service's own status is in the error; this one says who has to act.
fn status(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::Input => StatusCode::BAD_REQUEST,
        ErrorKind::Denied => StatusCode::FORBIDDEN,
        ErrorKind::Unknown => StatusCode::NOT_FOUND,
        ErrorKind::Parameter | ErrorKind::Operation | ErrorKind::Expression | ErrorKind::Credential => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ErrorKind::Api | ErrorKind::Network => StatusCode::BAD_GATEWAY,
        ErrorKind::Timeout => StatusCode::GATEWAY_TIMEOUT,
        ErrorKind::Cancelled => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// There is no such route.
pub(super) async fn unknown_route(uri: Uri) -> Refusal {
    let message = format!("There is nothing at {}; GET /openapi.json lists what there is", uri.path());
    NodeError::new(ErrorKind::Unknown, message).into()
}

/// What the router and its layers refuse with a bare text, in the shape of all other errors.
pub(super) async fn in_one_shape(response: Response) -> Response {
    let message = match response.status() {
        StatusCode::METHOD_NOT_ALLOWED => "The route does not know this method; its header Allow lists those it knows",
        StatusCode::REQUEST_TIMEOUT => "The call took longer than this server lets calls take",
        StatusCode::PAYLOAD_TOO_LARGE => "The body is larger than this server takes",
        _ => return response,
    };
    let is_json = |value: &HeaderValue| value.as_bytes().starts_with(b"application/json");
    if response.headers().get(CONTENT_TYPE).is_some_and(is_json) {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    // Those are the bare text's own.
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(CONTENT_TYPE);
    (parts, Json(NodeError::new(ErrorKind::Input, message))).into_response()
}
