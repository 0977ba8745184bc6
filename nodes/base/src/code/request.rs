//! `this.helpers.httpRequest`: its options as n8n has them, sent with the host's client.

use nodewright_core::http::{HeaderName, HeaderValue, header::CONTENT_TYPE};
use nodewright_core::{
    Body, HttpClient, Method, Redirects, Request, Response, Result, Service, StatusErrors, Value, javascript,
    serde_json::{Map, json},
};
use url::Url;

use super::host::{in_base64, out_of_base64, refused};

const FORM: &str = "application/x-www-form-urlencoded";
/// Options that are read here; others are refused.
const OPTIONS: &[&str] = &[
    "auth",
    "baseURL",
    "body",
    "disableFollowRedirect",
    "encoding",
    "headers",
    "ignoreHttpStatusErrors",
    "json",
    "method",
    "qs",
    "returnFullResponse",
    "timeout",
    "url",
];

/// Sends a request and gives its answer: the body, or all of the response where that was asked for.
pub async fn send(http: &dyn HttpClient, options: &Value) -> Result<Value> {
    let options = match options {
        Value::String(url) => Map::from_iter([("url".to_owned(), url.as_str().into())]),
        Value::Object(options) => options.clone(),
        _ => return Err(refused("httpRequest takes a URL or an object of options".to_owned())),
    };
    if let Some(unknown) = options.keys().find(|name| !OPTIONS.contains(&name.as_str())) {
        let known = OPTIONS.join(", ");
        return Err(refused(format!(
            "The option '{unknown}' of httpRequest is not supported in code; supported are {known}"
        )));
    }
    let (service, request) = prepared(&options)?;
    let is_set = |name: &str| options.get(name).and_then(Value::as_bool).unwrap_or(false);
    let full = |body: Value, status: u16, headers: Value| match is_set("returnFullResponse") {
        true => json!({ "body": body, "headers": headers, "statusCode": status }),
        false => body,
    };
    match http.send(&service, request).await {
        Ok(response) => {
            let (status, headers) = (response.status.as_u16(), headers(&response));
            let body = match options.get("encoding").and_then(Value::as_str) {
                Some("arraybuffer") => in_base64(&response.bytes().await?),
                Some("text") => String::from_utf8_lossy(&response.bytes().await?).into(),
                Some(other) if other != "json" => {
                    return Err(refused(format!("Unknown encoding '{other}'; use arraybuffer, json or text")));
                }
                _ => response.value().await?.unwrap_or_else(|| "".into()),
            };
            Ok(full(body, status, headers))
        }
        Err(error) => Err(error),
    }
}

fn headers(response: &Response) -> Value {
    let named = response
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned().into()));
    Value::Object(named.collect())
}

fn prepared(options: &Map<String, Value>) -> Result<(Service, Request)> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    let address = text("url").unwrap_or_default();
    let address = match text("baseURL") {
        Some(base) if !address.contains("://") => {
            format!("{}/{}", base.trim_end_matches('/'), address.trim_start_matches('/'))
        }
        _ => address.to_owned(),
    };
    let mut url = Url::parse(&address).map_err(|_| refused(format!("Invalid URL: {address}")))?;
    if let Some(auth) = options.get("auth") {
        let part = |name: &str| auth.get(name).and_then(Value::as_str).unwrap_or_default();
        // The client makes Basic authentication of them.
        let _ = url.set_username(part("username")).and_then(|()| url.set_password(Some(part("password"))));
    }
    let service = Service::new(&url[..url::Position::BeforePath])?;
    let method = text("method").unwrap_or("GET").to_uppercase();
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| refused(format!("Invalid method '{method}'")))?;
    let mut request = Request::new(method, &url[url::Position::BeforePath..url::Position::AfterQuery]).anonymous();
    for (name, value) in options.get("headers").and_then(Value::as_object).into_iter().flatten() {
        let value = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let invalid = || refused(format!("Invalid header '{name}'"));
        let (header, value) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(&value));
        request.headers.insert(header.map_err(|_| invalid())?, value.map_err(|_| invalid())?);
    }
    if let Some(Value::Object(query)) = options.get("qs") {
        request.query = query.clone();
    }
    if options.get("disableFollowRedirect") == Some(&true.into()) {
        request.options.redirects = Redirects::Return;
    }
    if options.get("ignoreHttpStatusErrors").is_some_and(javascript::is_truthy) {
        request.options.errors = StatusErrors::None;
    }
    request.body = body(options.get("body"), &request)?;
    Ok((service, request))
}

/// The body that n8n sends of it.
fn body(body: Option<&Value>, request: &Request) -> Result<Body> {
    let said = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let bytes = |bytes: Vec<u8>| Body::Bytes { mime: said.unwrap_or(FORM).to_owned(), bytes: bytes.into() };
    Ok(match body {
        Some(value) if value.get("$bytes").is_some() => out_of_base64(value)?.map_or(Body::None, bytes),
        Some(Value::Object(fields)) if fields.is_empty() => Body::None,
        Some(Value::Array(list)) if list.is_empty() => Body::None,
        Some(Value::Object(fields)) if said.is_some_and(|said| said.starts_with(FORM)) => Body::Form(fields.clone()),
        Some(value @ (Value::Object(_) | Value::Array(_))) => Body::Json(value.clone()),
        Some(Value::String(text)) if !text.is_empty() => bytes(text.clone().into_bytes()),
        _ => Body::None,
    })
}
