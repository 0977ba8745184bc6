//! `this.helpers.request`: the options of the library of that name, as n8n reads them.

use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method};
use nodewright_core::{ArrayFormat, Body, FormFormat, Redirects, Request, Result};
use serde_json::Value;

use super::{Options, Prepared, address, default, is_set, mime, refused, send_as, set_headers, written};

/// The request that the options describe. Empty bodies of a GET are not sent where it is signed.
pub fn prepared(options: &Options, is_signed: bool) -> Result<Prepared> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    let method = text("method").filter(|name| !name.is_empty()).unwrap_or("GET").to_uppercase();
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| refused(format!("Invalid method '{method}'")))?;
    let mut request = Request::to_url(method.clone(), address(options)?);
    set_headers(&mut request.headers, options.get("headers"))?;
    if options.get("json") == Some(&true.into()) {
        default(&mut request.headers, ACCEPT.as_str(), "application/json");
    }
    default(&mut request.headers, ACCEPT.as_str(), "*/*");
    default(&mut request.headers, USER_AGENT.as_str(), "n8n");
    if let Some(Value::Object(query)) = options.get("qs") {
        request.query.clone_from(query);
    }
    let arrays = options.get("qsStringifyOptions").and_then(|options| options.get("arrayFormat"));
    request.options.arrays = match arrays.and_then(Value::as_str) {
        Some("repeat") => ArrayFormat::Repeat,
        Some("brackets") => ArrayFormat::Brackets,
        _ if is_set(options, "useQuerystring") => ArrayFormat::Repeat,
        _ => ArrayFormat::Indices,
    };
    request.options.body_with_get = true;
    request.options.forms = FormFormat::Query;
    request.body = body(options, &mut request, is_signed)?;
    sign_in(&mut request, options)?;
    let follows = options.get("followRedirect") != Some(&false.into());
    let is_read = method == Method::GET || method == Method::HEAD;
    if !follows || !(is_read || is_set(options, "followAllRedirects")) {
        request.options.redirects = Redirects::Return;
    }
    send_as(&mut request, options)?;
    let as_bytes = options.get("encoding").is_some_and(|encoding| encoding.is_null() || encoding == "arraybuffer");
    Ok(Prepared { request, as_bytes })
}

fn body(options: &Options, request: &mut Request, is_signed: bool) -> Result<Body> {
    if let Some(body) = written(options, &request.headers)? {
        return Ok(body);
    }
    match options.get("form") {
        Some(Value::Object(fields)) => {
            request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
            return Ok(Body::Form(fields.clone()));
        }
        Some(Value::String(text)) => {
            request.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
            return Ok(Body::Bytes { mime: String::new(), bytes: text.clone().into() });
        }
        _ => {}
    }
    let said = mime(&request.headers);
    let is_form = said.starts_with("application/x-www-form-urlencoded");
    Ok(match options.get("body") {
        None => Body::None,
        Some(Value::Object(map)) if is_signed && map.is_empty() && request.method == Method::GET => Body::None,
        Some(Value::Array(list)) if is_signed && list.is_empty() && request.method == Method::GET => Body::None,
        Some(Value::Object(map)) if is_form => Body::Form(map.clone()),
        Some(Value::String(text)) if text.is_empty() => {
            if matches!(request.method, Method::POST | Method::PUT | Method::PATCH) {
                default(&mut request.headers, CONTENT_TYPE.as_str(), "application/x-www-form-urlencoded");
            }
            Body::None
        }
        Some(Value::String(text)) if !said.is_empty() => Body::Bytes { mime: said, bytes: text.clone().into() },
        Some(Value::Null) if is_signed && request.method == Method::GET => Body::None,
        Some(value) => Body::Json(value.clone()),
    })
}

fn sign_in(request: &mut Request, options: &Options) -> Result<()> {
    let Some(Value::Object(auth)) = options.get("auth") else { return Ok(()) };
    let part = |names: [&str; 2]| names.iter().find_map(|name| auth.get(*name)?.as_str());
    if let Some(token) = part(["bearer", "bearer"]) {
        let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
            .map_err(|_| refused("The bearer token cannot be sent in a header".to_owned()))?;
        value.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, value);
        return Ok(());
    }
    request
        .set_basic_auth(part(["user", "username"]).unwrap_or_default(), part(["pass", "password"]).unwrap_or_default())
}
