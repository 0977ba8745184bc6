//! The form of versions 1 and 2 as a request.

use nodewright_core::{
    ArrayFormat, Body, Call, Context, ErrorKind, FormFormat, Forward, Method, NodeError, Parameters, Redirects,
    Request, Result, Value, Version,
    http::{
        HeaderValue,
        header::{ACCEPT, CONTENT_TYPE},
    },
    javascript, json,
    serde_json::Map,
};

use super::{
    Prepared,
    answer::{Format, Reading, Shape},
    body,
    form::{accept, method, proxy},
};
use crate::{
    network::{failure::Reports, file, headers, pace, service, url},
    read,
};

/// Credential types by the names that version 1 has for them.
const CREDENTIALS: [(&str, &str); 6] = [
    ("basicAuth", "httpBasicAuth"),
    ("digestAuth", "httpDigestAuth"),
    ("headerAuth", "httpHeaderAuth"),
    ("queryAuth", "httpQueryAuth"),
    ("oAuth1", "oAuth1Api"),
    ("oAuth2", "oAuth2Api"),
];

/// The credential type that a name of version 1 stands for.
pub fn credential(name: &str) -> Option<&'static str> {
    CREDENTIALS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
}

/// Reads the parameters of one item.
pub async fn prepare(
    context: &Context,
    call: &Call<'_>,
    parameters: &Parameters,
    version: Version,
) -> Result<Prepared> {
    let url = url::of(parameters.get("url"))?;
    let kind = credential(read::text(parameters, "authentication")).or_else(|| service::chosen(parameters));
    let credential = service::signed_if_there(context, call, kind).await?;
    let mut request = Request::to_url(method(read::text(parameters, "requestMethod"))?, url);
    let reading = reading(parameters);

    request.query = match entries(parameters, "queryParameters", "Query Parameters", true)? {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    };
    if let Some(Value::Object(map)) = entries(parameters, "headerParameters", "Headers", false)? {
        for (name, value) in &map {
            headers::set(&mut request.headers, name, value)?;
        }
    }
    headers::default(&mut request.headers, ACCEPT, accept(reading.format));
    if matches!(request.method, Method::POST | Method::PUT | Method::PATCH | Method::DELETE) {
        put(call, parameters, &mut request).await?;
    }
    set_options(parameters, &mut request)?;
    let as_text = reading.format == Format::File;
    Ok(Prepared { request, service: credential, reading, reports: Reports::new(version, call.index(), as_text) })
}

/// Names and values, from rows or from JSON, which may be anything then. Nothing where nothing is entered.
fn entries(parameters: &Parameters, name: &str, title: &str, collects: bool) -> Result<Option<Value>> {
    if read::flag(parameters, "jsonParameters", false) {
        return match parameters.get(&format!("{name}Json")) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => json::parse(text).map(Some).map_err(|error| {
                let raw = if name == "bodyParameters" { RAW } else { "" };
                let message = format!("The data in \"{title}\" is no valid JSON.{raw}");
                NodeError::new(ErrorKind::Operation, message).with_description(error.javascript())
            }),
            Some(value) => Ok(Some(value.clone())),
        };
    }
    let rows = format!("{name}Ui");
    if !parameters.get(&rows).is_some_and(|rows| rows.get("parameter").is_some_and(Value::is_array)) {
        return Ok(None);
    }
    let mut map = Map::new();
    body::rows(parameters, &rows).for_each(|(name, value)| body::insert(&mut map, name, value.clone(), collects));
    Ok(Some(map.into()))
}

const RAW: &str = " Set Body Content Type to \"RAW/Custom\" for XML or other types of payloads";

async fn put(call: &Call<'_>, parameters: &Parameters, request: &mut Request) -> Result<()> {
    let kind = read::text(parameters, "options.bodyContentType");
    let mime = read::text(parameters, "options.bodyContentCustomMimeType");
    let sends_file = read::flag(parameters, "sendBinaryData", false);
    let is_json = read::flag(parameters, "jsonParameters", false);
    if sends_file {
        request.body = files(call, kind, mime, read::text(parameters, "binaryPropertyName")).await?;
        return Ok(());
    }
    if kind == "raw" && is_json {
        request.body = match parameters.get("bodyParametersJson") {
            None | Some(Value::Null) => Body::None,
            Some(Value::String(text)) if text.is_empty() => Body::None,
            Some(value) => Body::Bytes { mime: mime.to_owned(), bytes: javascript_or_json(value).into() },
        };
        return Ok(());
    }
    let Some(value) = entries(parameters, "bodyParameters", "Body Parameters", false)? else { return Ok(()) };
    if let (false, Ok(mime)) = (mime.is_empty(), HeaderValue::from_str(mime)) {
        request.headers.insert(CONTENT_TYPE, mime);
    }
    request.body = match (kind, value) {
        ("form-urlencoded", Value::Object(map)) => Body::Form(map),
        ("multipart-form-data", Value::Object(map)) => {
            let parts: Result<Vec<_>> = map.iter().map(|(name, value)| body::field(name, value)).collect();
            body::body_of(parts?)
        }
        (_, value) => Body::Json(value),
    };
    Ok(())
}

fn javascript_or_json(value: &Value) -> String {
    match value {
        Value::Object(_) | Value::Array(_) => value.to_string(),
        value => javascript::text(value).into_owned(),
    }
}

/// One file as the body, or several as parts: `name:property,name:property`.
async fn files(call: &Call<'_>, kind: &str, mime: &str, names: &str) -> Result<Body> {
    match kind {
        "raw" => {
            let file = file::of_item(call, names)?;
            let mime = if mime.is_empty() { &file.mime_type } else { mime };
            Ok(Body::Bytes { mime: mime.to_owned(), bytes: call.content(file).await? })
        }
        "multipart-form-data" => {
            let mut parts = Vec::new();
            for entry in names.split(',') {
                let (name, property) = entry.split_once(':').unwrap_or(("file", entry));
                parts.push(file::part(call, name.trim(), property.trim()).await?);
            }
            Ok(body::body_of(parts))
        }
        _ => Err(NodeError::new(
            ErrorKind::Operation,
            "Sending binary data is not supported when body content type is json or form-urlencoded",
        )
        .with_description("Set Body Content Type to \"RAW/Custom\" or \"Form-Data Multipart\"")),
    }
}

fn reading(parameters: &Parameters) -> Reading {
    let option = |name: &str| read::flag(parameters, &format!("options.{name}"), false);
    Reading {
        format: match read::text(parameters, "responseFormat") {
            "file" => Format::File,
            "string" => Format::Text,
            _ => Format::Json,
        },
        full: option("fullResponse"),
        never_error: option("ignoreResponseCode"),
        property: read::text(parameters, "dataPropertyName").to_owned(),
        names_place: true,
        shape: if option("splitIntoItems") { Shape::Split } else { Shape::One },
    }
}

fn set_options(parameters: &Parameters, request: &mut Request) -> Result<()> {
    let flag = |name: &str, otherwise: bool| read::flag(parameters, &format!("options.{name}"), otherwise);
    let follows = flag("followAllRedirects", false) || (request.method == Method::GET && flag("followRedirect", true));
    let options = &mut request.options;
    options.arrays = if flag("useQueryString", false) { ArrayFormat::Repeat } else { ArrayFormat::Indices };
    options.forms = FormFormat::Query;
    options.allow_unauthorized = read::flag(parameters, "allowUnauthorizedCerts", false);
    options.proxy = proxy(read::text(parameters, "options.proxy"))?;
    let timeout = read::number(parameters, "options.timeout");
    options.timeout = (timeout > 0.0).then(|| pace::milliseconds(timeout));
    options.redirects = if follows { Redirects::Follow } else { Redirects::Return };
    options.forward = Forward::All;
    Ok(())
}
