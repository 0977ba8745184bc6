//! `this.helpers.httpRequest`: n8n's `IHttpRequestOptions`.

use http::Method;
use http::header::{ACCEPT, USER_AGENT};
use nodewright_core::{ArrayFormat, Redirects, Request, Result};
use nodewright_http::body;
use nodewright_http::options::GivenUrl;
use serde_json::Value;

use super::{Options, Prepared, address, default, is_set, mime, refused, send_as, set_headers, written};

const FORM: &str = "application/x-www-form-urlencoded";

/// The request that the options describe.
pub fn prepared(options: &Options) -> Result<Prepared> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    let named = text("method").filter(|name| !name.is_empty());
    let method = named.unwrap_or("GET").to_uppercase();
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| refused(format!("Invalid method '{method}'")))?;
    let mut request = Request::to_url(method.clone(), address(options)?);
    let given = |name: &str| text(name).unwrap_or_default().to_owned();
    request.extensions.insert(GivenUrl { base: given("baseURL"), url: given("url") });
    set_headers(&mut request.headers, options.get("headers"))?;
    if is_set(options, "json") {
        default(&mut request.headers, ACCEPT.as_str(), "application/json");
    }
    default(&mut request.headers, ACCEPT.as_str(), "application/json, text/plain, */*");
    default(&mut request.headers, USER_AGENT.as_str(), "n8n");
    if let Some(Value::Object(query)) = options.get("qs") {
        request.query.clone_from(query);
    }
    request.options.arrays = match text("arrayFormat") {
        Some("brackets") => ArrayFormat::Brackets,
        Some("repeat") => ArrayFormat::Repeat,
        Some("comma") => ArrayFormat::Comma,
        _ => ArrayFormat::Indices,
    };
    request.body = match written(options, &request.headers)? {
        Some(nodewright_core::Body::Bytes { bytes, .. }) => {
            let said = mime(&request.headers);
            nodewright_core::Body::Bytes { mime: if said.is_empty() { FORM.to_owned() } else { said }, bytes }
        }
        Some(body) => body,
        None => {
            if options.get("isForm") == Some(&true.into()) {
                default(&mut request.headers, "content-type", FORM);
            }
            let value = options.get("body").cloned().unwrap_or_default();
            // Without a method it is a GET that keeps its body.
            request.options.body_with_get = named.is_none();
            match value {
                Value::Object(empty) if options.get("isKept") == Some(&true.into()) => {
                    nodewright_core::Body::Json(empty.into())
                }
                value => body::from_value(&method, &request.headers, value),
            }
        }
    };
    sign_in(&mut request, options)?;
    if is_set(options, "disableFollowRedirect") {
        request.options.redirects = Redirects::Return;
    }
    send_as(&mut request, options)?;
    let as_bytes = matches!(text("encoding"), Some("arraybuffer" | "stream" | "blob"));
    Ok(Prepared { request, as_bytes })
}

fn sign_in(request: &mut Request, options: &Options) -> Result<()> {
    let Some(Value::Object(auth)) = options.get("auth") else { return Ok(()) };
    // Sent where it is asked for, which is not supported.
    if auth.get("sendImmediately") == Some(&false.into()) {
        return Ok(());
    }
    let part = |name: &str| auth.get(name).and_then(Value::as_str).unwrap_or_default();
    request.set_basic_auth(part("username"), part("password"))
}
