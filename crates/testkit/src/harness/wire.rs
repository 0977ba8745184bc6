//! Requests and answers as the tests write them down.

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use nodewright_core::{
    Body, NodeError, Request, Response, Result, Value,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode},
    serde_json::{self, json},
};
use nodewright_http::{
    error::{Said, api_error},
    query::{ArrayFormat, encode},
};

/// A body that came.
#[derive(Debug, PartialEq)]
pub enum Sent {
    /// None.
    Nothing,
    /// JSON.
    Json(Value),
    /// Name, file name and MIME type of each part, with its bytes as base64.
    Multipart(Vec<[String; 4]>),
}

/// The body of a request. Files are held in memory.
///
/// # Panics
/// A part is kept elsewhere than in memory.
pub fn sent(body: &Body) -> Sent {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match body {
        Body::Json(value) => Sent::Json(value.clone()),
        Body::Multipart(parts) => {
            let part = |part: &nodewright_core::Part| {
                let bytes = part.bytes.in_memory().expect("these items hold their files");
                [part.name.clone(), text(&part.file_name), text(&part.mime), BASE64_STANDARD.encode(bytes)]
            };
            Sent::Multipart(parts.iter().map(part).collect())
        }
        _ => Sent::Nothing,
    }
}

/// The query as it goes out.
pub fn query(request: &Request) -> String {
    encode(&request.query, ArrayFormat::Indices)
}

/// An answer from `{status, headers, contentType, body}`, the body as text or as `base64`. A status that is an error
/// comes back as one, as from the real client.
///
/// # Errors
/// The error that a status from 400 on is.
///
/// # Panics
/// It is not written like that.
pub fn answer(written: &Value) -> Result<Response> {
    let status = written["status"].as_u64().unwrap_or(200) as u16;
    let bytes = match written["base64"].as_str() {
        Some(base64) => BASE64_STANDARD.decode(base64).unwrap(),
        None => written["body"].as_str().unwrap_or_default().as_bytes().to_vec(),
    };
    if status >= 400 {
        return Err(refused(status, &bytes));
    }
    let mut headers = HeaderMap::new();
    let mut add = |name: &str, value: &Value| {
        let value = HeaderValue::from_str(value.as_str().unwrap()).unwrap();
        headers.insert(HeaderName::from_bytes(name.as_bytes()).unwrap(), value);
    };
    if !written["contentType"].is_null() {
        add("content-type", &written["contentType"]);
    }
    for (name, value) in written["headers"].as_object().into_iter().flatten() {
        add(name, value);
    }
    Ok(Response::new(StatusCode::from_u16(status).unwrap(), headers, Some(Bytes::from(bytes))))
}

fn refused(status: u16, body: &[u8]) -> NodeError {
    let error = api_error(&json!({ "statusCode": status }), Said::default());
    match serde_json::from_slice::<Value>(body) {
        Ok(body) => error.with_data(body),
        Err(_) => error,
    }
}
