//! `this.helpers.httpRequest`: its options as n8n has them, sent with the host's client.

use nodewright_core::{
    HttpClient, Request, Response, Result, Service, StatusErrors, Value, javascript,
    serde_json::{Map, json},
};
use nodewright_http::options;

use super::host::{in_base64, refused};

/// Options that are read here; others are refused.
const OPTIONS: &[&str] = &[
    "arrayFormat",
    "auth",
    "baseURL",
    "body",
    "disableFollowRedirect",
    "encoding",
    "headers",
    "ignoreHttpStatusErrors",
    "json",
    "maxRedirects",
    "method",
    "proxy",
    "qs",
    "returnFullResponse",
    "skipSslCertificateValidation",
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
    let request = prepared(&options)?;
    let is_set = |name: &str| options.get(name).and_then(Value::as_bool).unwrap_or(false);
    let full = |body: Value, status: u16, headers: Value| match is_set("returnFullResponse") {
        true => json!({ "body": body, "headers": headers, "statusCode": status }),
        false => body,
    };
    match http.send(&Service::anywhere(), request).await {
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

fn prepared(options: &Map<String, Value>) -> Result<Request> {
    let mut request = options::request(options, false)?.anonymous();
    let url = request.url.as_deref().unwrap_or_default();
    if let Some(why) = options::invalid_url(url) {
        return Err(refused(format!("{why}: {url}")));
    }
    if !options.get("ignoreHttpStatusErrors").is_some_and(javascript::is_truthy) {
        request.options.errors = StatusErrors::default();
    }
    Ok(request)
}
