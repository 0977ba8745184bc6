//! The form of versions 3 and above as a request.

use nodewright_core::{
    ArrayFormat, Call, Context, ErrorKind, Forward, Method, NodeError, Parameters, Proxy, Redirects, Request, Result,
    Value, Version, http::header::ACCEPT, javascript, json, serde_json::Map,
};

use super::{
    Prepared,
    answer::{Format, Reading, Shape},
    body,
};
use crate::{
    network::{failure, failure::Reports, headers, pace, service, url},
    read,
};

/// What is asked for where the user says nothing, by response format.
const ACCEPTS: [(Format, &str); 4] = [
    (Format::Json, "application/json,text/*;q=0.99"),
    (Format::Text, "application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, */*;q=0.1"),
    (Format::Auto, ANYTHING),
    (Format::File, ANYTHING),
];
const ANYTHING: &str =
    "application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7";

/// What is asked for, for a response format.
pub fn accept(format: Format) -> &'static str {
    ACCEPTS.iter().find(|(known, _)| *known == format).map_or(ANYTHING, |(_, accept)| accept)
}

/// Reads the parameters of one item.
pub async fn prepare(
    context: &Context,
    call: &Call<'_>,
    parameters: &Parameters,
    version: Version,
) -> Result<Prepared> {
    let url = url::of(parameters.get("url"))?;
    let credential = service::signed_with(context, call, service::chosen(parameters)).await?;
    let mut request = Request::to_url(method(read::text(parameters, "method"))?, url);
    let reading = reading(parameters, version);

    if read::flag(parameters, "sendQuery", false) {
        request.query = query(parameters, version)?;
    }
    if read::flag(parameters, "sendHeaders", false) {
        let json = ("specifyHeaders", "jsonHeaders", "JSON Headers");
        for (name, value) in &entries(parameters, json, "headerParameters", false)? {
            headers::set(&mut request.headers, name, value)?;
        }
    }
    headers::default(&mut request.headers, ACCEPT, accept(reading.format));
    if read::flag(parameters, "sendBody", false) {
        body::put(call, parameters, version, &mut request).await?;
        request.options.body_with_get = true;
    }
    set_options(parameters, version, &mut request)?;
    service::identify(context, parameters, &mut request).await?;
    let as_text = matches!(reading.format, Format::Auto | Format::File);
    Ok(Prepared { request, service: credential, reading, reports: Reports::new(version, call.index(), as_text) })
}

/// The method by its name.
pub fn method(name: &str) -> Result<Method> {
    Method::from_bytes(name.to_uppercase().as_bytes()).map_err(|_| {
        NodeError::new(ErrorKind::Operation, format!("'{name}' is not a request method")).at_parameter("method")
    })
}

fn query(parameters: &Parameters, version: Version) -> Result<Map<String, Value>> {
    let json = ("specifyQuery", "jsonQuery", "JSON Query Parameters");
    entries(parameters, json, "queryParameters", version >= Version::new(4.3))
}

/// Names and values, from rows or from JSON: `(parameter that says which, parameter with the JSON, its title)`. Where a name
/// comes twice, the last counts, or all as a list.
fn entries(
    parameters: &Parameters,
    (choice, json, title): (&str, &str, &str),
    rows: &str,
    collects: bool,
) -> Result<Map<String, Value>> {
    if read::text(parameters, choice) == "json" {
        let text = javascript::text(parameters.get(json).unwrap_or(&Value::Null));
        return match json::parse(&text).map_err(|error| failure::not_json(title, &error))? {
            Value::Object(map) => Ok(map),
            Value::Array(list) => Ok(list.into_iter().enumerate().map(|(at, value)| (at.to_string(), value)).collect()),
            // As n8n: a number or a text has no members.
            Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(Map::new()),
            Value::Null => Err(NodeError::new(ErrorKind::Api, "Cannot convert undefined or null to object")
                .with_description(format!("The value in the \"{title}\" field is null; it is to be an object"))),
        };
    }
    let mut map = Map::new();
    for (name, value) in body::rows(parameters, rows) {
        body::insert(&mut map, name, value.clone(), collects);
    }
    Ok(map)
}

fn reading(parameters: &Parameters, version: Version) -> Reading {
    const AT: &str = "options.response.response";
    let option = |name: &str| read::text(parameters, &format!("{AT}.{name}"));
    let flag = |name: &str| read::flag(parameters, &format!("{AT}.{name}"), false);
    let property = read::at(parameters, &format!("{AT}.outputPropertyName")).and_then(Value::as_str);
    Reading {
        format: match option("responseFormat") {
            "json" => Format::Json,
            "text" => Format::Text,
            "file" => Format::File,
            _ => Format::Auto,
        },
        full: flag("fullResponse"),
        never_error: flag("neverError"),
        property: property.unwrap_or("data").to_owned(),
        shape: Shape::Items,
        names_place: version > Version::new(3.0),
    }
}

fn set_options(parameters: &Parameters, version: Version, request: &mut Request) -> Result<()> {
    let options = &mut request.options;
    options.arrays = match read::text(parameters, "options.queryParameterArrays") {
        "repeat" => ArrayFormat::Repeat,
        "brackets" => ArrayFormat::Brackets,
        _ => ArrayFormat::Indices,
    };
    options.forms = nodewright_core::FormFormat::Query;
    options.allow_unauthorized = read::flag(parameters, "options.allowUnauthorizedCerts", false);
    options.proxy = proxy(read::text(parameters, "options.proxy"))?;
    let timeout = read::number(parameters, "options.timeout");
    options.timeout = (timeout > 0.0).then(|| pace::milliseconds(timeout));
    options.redirects = match read::at(parameters, "options.redirect") {
        // Versions before 4 follow only if they are told to.
        None if version < Version::new(4.0) => Redirects::Return,
        None => Redirects::Follow,
        Some(redirect) => match redirect.get("redirect") {
            Some(redirect) if redirect.get("followRedirects").is_none_or(javascript::is_truthy) => {
                match redirect.get("maxRedirects").and_then(Value::as_u64) {
                    None | Some(0) => Redirects::Follow,
                    Some(most) => Redirects::AtMost(usize::try_from(most).unwrap_or(usize::MAX)),
                }
            }
            _ => Redirects::Return,
        },
    };
    let forwards = version < Version::new(4.4);
    options.forward = match read::flag(parameters, "options.sendCredentialsOnCrossOriginRedirect", forwards) {
        true => Forward::All,
        false => Forward::Headers,
    };
    Ok(())
}

/// The proxy at an address, if there is one.
pub fn proxy(url: &str) -> Result<Option<Proxy>> {
    if url.trim().is_empty() {
        Ok(None)
    } else {
        Proxy::new(url).map(Some).map_err(|error| error.at_parameter("proxy"))
    }
}
