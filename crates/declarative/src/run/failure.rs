//! Failures in n8n's words.
//!
//! A request without a credential fails with what n8n's HTTP library throws; an item that stands for it shows that. One
//! with a credential fails with n8n's own error at once. What ends the execution is n8n's error in both cases.

use nodewright_core::{AnswerFormat, ErrorKind, NodeError, Response, http::StatusCode, json};
use nodewright_http::{
    error::{Said, api_error},
    retry_after,
};
use serde_json::{Value, json};

/// As much of an answer as goes into an error, in bytes.
const MOST: usize = 1 << 20;

/// The class of the errors of n8n's HTTP library.
const AXIOS: &str = "AxiosError";

/// The failure of an answer whose status is an error. Its body says something where it was to be read as JSON.
pub async fn of_status(answer: Response, format: AnswerFormat, is_signed: bool) -> NodeError {
    let (status, wait) = (answer.status, retry_after(&answer.headers));
    let error = match answer.start(MOST).await {
        Ok(text) => of_answer(status, text, format, is_signed),
        Err(error) => return of_network(error, is_signed),
    };
    match wait {
        Some(wait) => error.with_retry_after(wait),
        None => error,
    }
}

fn of_answer(status: StatusCode, text: String, format: AnswerFormat, is_signed: bool) -> NodeError {
    let body = match format {
        AnswerFormat::Auto => json::parse(&text).unwrap_or_else(|_| text.into()),
        _ => text.into(),
    };
    let thrown = thrown_value(status, &body);
    if is_signed {
        return api_error(&thrown, Said::default()).with_data(body);
    }
    let code = if status.is_server_error() { "ERR_BAD_RESPONSE" } else { "ERR_BAD_REQUEST" };
    NodeError::new(ErrorKind::Api, message(status))
        .named(AXIOS)
        .with_status(status.as_u16())
        .with_code(code)
        .with_data(body)
}

fn message(status: StatusCode) -> String {
    format!("Request failed with status code {}", status.as_u16())
}

fn thrown_value(status: StatusCode, body: &Value) -> Value {
    json!({
        "message": message(status), "status": status.as_u16(), "isAxiosError": true,
        "response": { "status": status.as_u16(), "data": body },
    })
}

/// The failure of a request that got no answer.
pub fn of_network(error: NodeError, is_signed: bool) -> NodeError {
    if is_signed || !matches!(error.kind(), ErrorKind::Network | ErrorKind::Timeout) {
        return error;
    }
    let Some(code) = error.code().map(str::to_owned) else { return error };
    let raw = error.messages().first().map_or(error.message(), String::as_str);
    let name = if error.kind() == ErrorKind::Timeout { AXIOS } else { "Error" };
    NodeError::new(error.kind(), raw).named(name).with_code(code).passing_like(&error)
}

/// The failure of a URL that is none.
pub fn of_url(message: &str, is_signed: bool) -> NodeError {
    const CODE: &str = "ERR_INVALID_URL";
    let error = NodeError::new(ErrorKind::Api, message);
    match is_signed {
        true => error.with_http_code(CODE),
        false => error.named("TypeError").with_code(CODE),
    }
}

/// What ends the execution because of the item at `index`: n8n's `NodeApiError`.
pub fn thrown(error: NodeError, index: usize) -> NodeError {
    let place = |error: NodeError| error.at_item(index).with_context("runIndex", 0);
    match error.kind() {
        ErrorKind::Denied | ErrorKind::Cancelled | ErrorKind::Credential => place(error),
        _ if error.name() == "NodeApiError" => place(error),
        _ => {
            let status = error.status().and_then(|status| StatusCode::from_u16(status).ok());
            let value = match status {
                Some(status) => thrown_value(status, error.data().unwrap_or(&Value::Null)),
                None => json!({ "message": error.message(), "code": error.code() }),
            };
            let code = status.map_or_else(|| "none".to_owned(), |status| status.as_u16().to_string());
            let said = Said {
                message: Some(error.message()),
                description: error.description(),
                http_code: Some(&code),
                ..Said::default()
            };
            let shown = api_error(&value, said).passing_like(&error);
            place(match error.data() {
                Some(data) => shown.with_data(data.clone()),
                None => shown,
            })
        }
    }
}

/// What stands for the failure of a request that could not be made: n8n's `NodeOperationError`.
pub fn of_node(error: NodeError) -> NodeError {
    if matches!(error.name(), "NodeApiError" | "NodeOperationError") {
        return error;
    }
    let made = NodeError::new(ErrorKind::Operation, error.message());
    let made = match error.description() {
        Some(description) => made.with_description(description),
        None => made,
    };
    match error.parameter() {
        Some(parameter) => made.at_parameter(parameter),
        None => made,
    }
}
