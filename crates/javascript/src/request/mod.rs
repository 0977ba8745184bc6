//! Requests of packages: described by JavaScript, encoded and sent by this side.

mod legacy;
mod modern;
mod oauth2;
mod parts;

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method};
use nodewright_core::{
    Batch, Body, Credential, ErrorKind, Forward, Locals, NodeError, Redirects, Request, Response, Result, Service,
    StatusErrors, has_expression,
};
use serde_json::{Map, Value, json};

use crate::error::given;
use crate::outside::Outside;

/// Options of a helper.
type Options = Map<String, Value>;

/// A request, and whether its answer is wanted as bytes.
pub struct Prepared {
    pub request: Request,
    pub as_bytes: bool,
}

/// The credential of a type, with its expressions evaluated for the item.
pub async fn credential(
    outside: &Outside,
    batch: Option<&dyn Batch>,
    type_name: &str,
    index: usize,
) -> Result<Arc<Credential>> {
    let credential = outside.credential(type_name).await?;
    let Some(batch) = batch.filter(|_| has_expression(credential.expose())) else { return Ok(credential) };
    let evaluated = batch.evaluate(index, credential.expose(), &Locals::new()).await?.unwrap_or_default();
    let data = evaluated.as_object().cloned().unwrap_or_default();
    Ok(Arc::new(Credential::unchecked(Arc::clone(credential.kind()), data)))
}

/// A request of a helper; its answer, or what JavaScript is to throw.
pub async fn helper(asked: &Value, outside: &Outside, batch: Option<&dyn Batch>) -> Value {
    let empty = Options::new();
    let options = asked.get("options").and_then(Value::as_object).unwrap_or(&empty);
    let is_legacy = asked.get("helper").is_some_and(|helper| helper == "request");
    let type_name = asked.get("credential").and_then(Value::as_str);
    let index = asked.get("index").and_then(Value::as_u64).unwrap_or_default() as usize;
    let signed = match type_name {
        Some(type_name) => credential(outside, batch, type_name, index).await.map(Some),
        None => Ok(None),
    };
    let signed = match signed {
        Ok(signed) => signed,
        Err(error) => return json!({ "given": given(&error) }),
    };
    let tokens = asked.get("oauth2").filter(|options| options.is_object());
    let signed = match (signed, tokens) {
        (Some(signed), Some(options)) => Some(oauth2::changed(signed, options)),
        (signed, _) => signed,
    };
    let prepared = match is_legacy {
        true => legacy::prepared(options, signed.is_some()),
        false => modern::prepared(options),
    };
    let Prepared { mut request, as_bytes } = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return thrown(&error),
    };
    request.options.errors = StatusErrors::None;
    request.options.forward = Forward::Nothing;
    let bare = match (&signed, tokens) {
        (Some(signed), Some(options)) => oauth2::sign(&mut request, signed, options),
        _ => Ok(false),
    };
    let signed = match bare {
        Ok(true) => None,
        Ok(false) => signed,
        Err(error) => return thrown(&error),
    };
    let is_generic = signed.as_ref().is_some_and(|one| one.kind().signer.is_none());
    let service = match signed {
        Some(signed) => Service::anywhere().with_credential(signed),
        None => {
            request = request.anonymous();
            Service::anywhere()
        }
    };
    let again = (is_generic && !is_legacy).then(|| request.clone());
    let answer = match (outside.http.send(&service, request).await, again) {
        // n8n sends such a request a second time, whatever the credential.
        (Ok(refused), Some(again)) if refused.status == http::StatusCode::UNAUTHORIZED => {
            outside.http.send(&service, again).await
        }
        (answer, _) => answer,
    };
    match answer {
        Ok(answer) => match read(answer, as_bytes).await {
            Ok(answer) => answer,
            Err(error) => thrown(&error),
        },
        Err(error) => thrown(&error),
    }
}

/// A request of global `fetch`.
pub async fn fetch(asked: &Value, outside: &Outside) -> Value {
    let text = |name: &str| asked.get(name).and_then(Value::as_str);
    let method = Method::from_bytes(text("method").unwrap_or("GET").as_bytes()).unwrap_or(Method::GET);
    let mut request = Request::to_url(method, text("url").unwrap_or_default()).anonymous();
    let built = set_headers(&mut request.headers, asked.get("headers")).and_then(|()| {
        let said = mime(&request.headers);
        parts::body(asked, &said).map(|body| request.body = body.unwrap_or_default())
    });
    if let Err(error) = built {
        return json!({ "error": { "message": error.message() } });
    }
    // Node.js' own client says nothing for itself.
    if !is_bare(asked) {
        default(&mut request.headers, ACCEPT.as_str(), "*/*");
        default(&mut request.headers, "accept-language", "*");
        default(&mut request.headers, "sec-fetch-mode", "cors");
        default(&mut request.headers, USER_AGENT.as_str(), "node");
    }
    request.options.allow_unauthorized = asked.get("insecure") == Some(&true.into());
    request.options.errors = StatusErrors::None;
    request.options.redirects = match text("redirect") {
        Some("manual") => Redirects::Return,
        Some("error") => Redirects::AtMost(0),
        _ => Redirects::AtMost(20),
    };
    match outside.http.send(&Service::anywhere(), request).await {
        Ok(answer) => read(answer, true).await.unwrap_or_else(|error| json!({ "error": raw(&error) })),
        Err(error) => json!({ "error": raw(&error) }),
    }
}

fn is_bare(asked: &Value) -> bool {
    asked.get("bare") == Some(&true.into())
}

/// An answer as JavaScript reads it.
async fn read(mut answer: Response, as_bytes: bool) -> Result<Value> {
    let (status, mut headers) = (answer.status, Map::new());
    for (name, value) in &answer.headers {
        let text = Value::from(String::from_utf8_lossy(value.as_bytes()));
        match headers.get_mut(name.as_str()) {
            Some(Value::Array(list)) => list.push(text),
            Some(Value::String(known)) => *known = format!("{known}, {}", text.as_str().unwrap_or_default()),
            _ if name == http::header::SET_COOKIE => {
                headers.insert(name.to_string(), vec![text].into());
            }
            _ => {
                headers.insert(name.to_string(), text);
            }
        }
    }
    // An error quotes its body: what the request hid stays hidden.
    let redact = (!status.is_success()).then(|| answer.take_redaction());
    let bytes = answer.bytes().await?;
    let mut read = Map::new();
    read.insert("status".into(), status.as_u16().into());
    read.insert("statusText".into(), status.canonical_reason().unwrap_or_default().into());
    read.insert("headers".into(), headers.into());
    if as_bytes {
        read.insert("bytes".into(), BASE64_STANDARD.encode(&bytes).into());
    } else {
        let text = String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes));
        let text = redact.map_or_else(|| text.to_string(), |redact| redact(&text));
        read.insert("text".into(), text.into());
    }
    Ok(read.into())
}

/// What the library throws for a request that got no answer; an error of this side's own as it is.
fn thrown(error: &NodeError) -> Value {
    match error.kind() {
        ErrorKind::Network | ErrorKind::Timeout => json!({ "error": raw(error) }),
        _ if error.code() == Some("ERR_INVALID_URL") => {
            json!({ "error": { "name": "TypeError", "message": "Invalid URL", "code": "ERR_INVALID_URL" } })
        }
        _ => json!({ "given": given(error) }),
    }
}

fn raw(error: &NodeError) -> Value {
    let name = if error.kind() == ErrorKind::Timeout { "AxiosError" } else { "Error" };
    let message = error.messages().first().map_or(error.message(), String::as_str);
    json!({ "name": name, "message": message, "code": error.code() })
}

fn refused(message: String) -> NodeError {
    NodeError::new(ErrorKind::Operation, message)
}

/// The address of a request: its URL, below its base where that is relative.
pub fn address(options: &Options) -> Result<String> {
    let text = |name: &str| options.get(name).and_then(Value::as_str).unwrap_or_default();
    let whole = nodewright_http::options::address(text("baseURL"), text("url"));
    match url::Url::parse(whole.trim()) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(url.into()),
        _ => Err(NodeError::new(ErrorKind::Api, "Invalid URL").with_code("ERR_INVALID_URL")),
    }
}

fn set_headers(headers: &mut HeaderMap, given: Option<&Value>) -> Result<()> {
    for (name, value) in given.and_then(Value::as_object).into_iter().flatten() {
        let header: http::HeaderName = name
            .trim()
            .parse()
            .map_err(|_| refused(format!("Header name must be a valid HTTP token [\"{name}\"]")).named("TypeError"))?;
        let one = std::slice::from_ref(value);
        headers.remove(&header);
        for value in value.as_array().map_or(one, Vec::as_slice).iter().filter(|value| !value.is_null()) {
            let text = nodewright_core::javascript::text(value);
            // Latin-1, a byte a character.
            let bytes: Option<Vec<u8>> = text.trim().chars().map(|one| u8::try_from(u32::from(one)).ok()).collect();
            let value = bytes.and_then(|bytes| HeaderValue::from_bytes(&bytes).ok());
            let value = value.ok_or_else(|| {
                refused(format!("Invalid character in header content [\"{name}\"]")).named("TypeError")
            })?;
            headers.append(header.clone(), value);
        }
    }
    Ok(())
}

fn default(headers: &mut HeaderMap, name: &'static str, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

fn mime(headers: &HeaderMap) -> String {
    let said = headers.get(http::header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    said.unwrap_or_default().to_owned()
}

fn is_set(options: &Options, name: &str) -> bool {
    options.get(name).is_some_and(nodewright_core::javascript::is_truthy)
}

/// What both helpers say of how a request is sent.
fn send_as(request: &mut Request, options: &Options) -> Result<()> {
    if let Some(milliseconds) = options.get("timeout").and_then(Value::as_f64).filter(|time| *time > 0.0) {
        request.options.timeout = Some(std::time::Duration::from_secs_f64(milliseconds.min(1e12) / 1000.0));
    }
    request.options.allow_unauthorized = is_set(options, "insecure");
    if let Some(most) = options.get("maxRedirects").and_then(Value::as_u64) {
        request.options.redirects = if most == 0 { Redirects::Return } else { Redirects::AtMost(most as usize) };
    }
    match options.get("proxy") {
        Some(Value::String(url)) if !url.is_empty() => {
            request.options.proxy = Some(nodewright_core::Proxy::new(url)?);
        }
        Some(Value::Object(proxy)) => {
            let text = |name: &str| proxy.get(name).map(|value| nodewright_core::javascript::text(value).into_owned());
            let scheme = text("protocol").unwrap_or_else(|| "http".into());
            let url = format!(
                "{}://{}:{}",
                scheme.trim_end_matches(':'),
                text("host").unwrap_or_default(),
                text("port").unwrap_or_else(|| "80".into())
            );
            request.options.proxy = Some(nodewright_core::Proxy::new(&url)?);
        }
        _ => {}
    }
    Ok(())
}

/// A body that JavaScript has written out, if there is one; nothing where it is a value.
fn written(options: &Options, headers: &HeaderMap) -> Result<Option<Body>> {
    parts::body(&Value::Object(options.clone()), &mime(headers))
}
