//! Errors across the border to Restate.

use nodewright::{ErrorKind, NodeError, http::StatusCode, serde_json};
use restate_sdk::errors::TerminalError;

/// The error of a node as one that Restate does not try again: whoever calls gets its status, or 400 for what the call
/// itself has wrong and 500 for the rest, and n8n's JSON of the error as the message.
#[must_use]
pub fn terminal(error: &NodeError) -> TerminalError {
    TerminalError::new_with_code(status(error).as_u16(), error.to_record().to_string())
}

/// The error that [`terminal`] made of a node's; of any other one its text.
#[must_use]
pub fn node_error(error: &TerminalError) -> NodeError {
    let record = serde_json::from_str(error.message()).ok().and_then(NodeError::from_record);
    record.unwrap_or_else(|| {
        let kind = match error.code() {
            409 => ErrorKind::Cancelled,
            _ => ErrorKind::Operation,
        };
        NodeError::new(kind, error.message())
    })
}

fn status(error: &NodeError) -> StatusCode {
    let of_service = error.status().or_else(|| error.http_code()?.parse().ok());
    let of_service = of_service.and_then(|status| StatusCode::from_u16(status).ok());
    match (error.kind(), of_service) {
        (_, Some(status)) if status.is_client_error() || status.is_server_error() => status,
        (ErrorKind::Parameter | ErrorKind::Input | ErrorKind::Unknown | ErrorKind::Credential, _) => {
            StatusCode::BAD_REQUEST
        }
        (ErrorKind::Denied, _) => StatusCode::FORBIDDEN,
        (ErrorKind::Cancelled, _) => StatusCode::CONFLICT,
        (ErrorKind::Network, _) => StatusCode::BAD_GATEWAY,
        (ErrorKind::Timeout, _) => StatusCode::GATEWAY_TIMEOUT,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_cross_without_loss() {
        let api = NodeError::new(ErrorKind::Api, "Not found").with_http_code(404).at_item(3);
        let cases = [
            (api, 404),
            (NodeError::new(ErrorKind::Parameter, "missing"), 400),
            (NodeError::new(ErrorKind::Network, "refused").with_http_code("ECONNREFUSED"), 502),
            (NodeError::new(ErrorKind::Operation, "boom"), 500),
        ];
        for (error, status) in cases {
            let terminal = terminal(&error);
            assert_eq!((terminal.code(), node_error(&terminal)), (status, error));
        }
        let cancelled = node_error(&TerminalError::new_with_code(409, "cancelled"));
        assert_eq!((cancelled.kind(), cancelled.message()), (ErrorKind::Cancelled, "cancelled"));
    }
}
