//! What is sent: JSON, forms, multipart forms, files, and anything else.

use nodewright_core::{
    Body, Call, ErrorKind, NodeError, Parameters, Part, Request, Result, Value, Version,
    http::{
        HeaderValue,
        header::{CONTENT_TYPE, HeaderMap},
    },
    javascript, json,
    serde_json::Map,
};

use crate::{
    network::{failure, file},
    path, read,
};

const FORM: &str = "application/x-www-form-urlencoded";

/// Rows of names and values below a parameter. A row without a value is left out: its expression gave none.
pub fn rows<'p>(parameters: &'p Parameters, name: &str) -> impl Iterator<Item = (&'p str, &'p Value)> {
    let rows = parameters.get(name).and_then(|rows| rows.get("parameters").or_else(|| rows.get("parameter")));
    let rows = rows.and_then(Value::as_array).into_iter().flatten();
    rows.filter_map(|row| Some((row.get("name").and_then(Value::as_str).unwrap_or_default(), row.get("value")?)))
}

/// Inserts a value, or makes a list of it and those of its name before.
pub fn insert(map: &mut Map<String, Value>, name: &str, value: Value, collects: bool) {
    match map.get_mut(name) {
        Some(Value::Array(list)) if collects => list.push(value),
        Some(known) if collects => *known = Value::Array(vec![known.take(), value]),
        _ => {
            map.insert(name.to_owned(), value);
        }
    }
}

/// Reads the body parameters of versions 3 and above.
pub async fn put(call: &Call<'_>, parameters: &Parameters, version: Version, request: &mut Request) -> Result<()> {
    let is_json = read::text(parameters, "specifyBody") == "json";
    let headers = &mut request.headers;
    request.body = match read::text(parameters, "contentType") {
        "form-urlencoded" => {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
            Body::Form(match read::text(parameters, "specifyBody") {
                "string" => query_of(read::text(parameters, "body")),
                _ => fields(parameters, version >= Version::new(4.3)),
            })
        }
        "multipart-form-data" => multipart(call, parameters, version >= Version::new(4.2)).await?,
        "binaryData" => {
            let file = file::of_item(call, read::text(parameters, "inputDataFieldName"))?;
            Body::Bytes { mime: file.mime_type.clone(), bytes: call.content(file).await? }
        }
        "raw" => {
            raw(javascript::text(parameters.get("body").unwrap_or(&Value::Null)).into_owned(), parameters, headers)?
        }
        _ if is_json => json(parameters.get("jsonBody"), headers)?,
        _ => {
            let nests = version >= Version::new(4.0);
            let mut map = Map::new();
            for (name, value) in rows(parameters, "bodyParameters") {
                match nests {
                    true => path::set(&mut map, name, value.clone())?,
                    false => insert(&mut map, name, value.clone(), false),
                }
            }
            Body::Json(map.into())
        }
    };
    Ok(())
}

fn fields(parameters: &Parameters, collects: bool) -> Map<String, Value> {
    let mut map = Map::new();
    rows(parameters, "bodyParameters").for_each(|(name, value)| insert(&mut map, name, value.clone(), collects));
    map
}

/// The fields of a text such as `a=1&b=2`; of those with one name the last.
fn query_of(text: &str) -> Map<String, Value> {
    let text = text.trim_start_matches('?');
    url::form_urlencoded::parse(text.as_bytes()).map(|(name, value)| (name.into_owned(), value.into())).collect()
}

/// A value, or a text that is to be JSON, as the whole body.
fn json(value: Option<&Value>, headers: &mut HeaderMap) -> Result<Body> {
    let value = match value {
        Some(Value::String(text)) => json::parse(text).map_err(|error| failure::not_json("JSON Body", &error))?,
        Some(value) => value.clone(),
        None => Value::Null,
    };
    // As n8n: what is no object or list does not go out as JSON.
    Ok(match value {
        Value::Object(_) | Value::Array(_) => Body::Json(value),
        Value::String(text) => Body::Bytes { mime: FORM.to_owned(), bytes: text.into() },
        Value::Null => {
            headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(FORM));
            Body::None
        }
        Value::Bool(_) | Value::Number(_) => {
            let message = "Data after transformation must be a string, an ArrayBuffer, a Buffer, or a Stream";
            return Err(NodeError::new(ErrorKind::Api, message)
                .with_http_code("ERR_BAD_REQUEST")
                .with_description("The JSON body is a number or a boolean; it is to be an object or a list"));
        }
    })
}

/// A text under a content type of its own.
fn raw(text: String, parameters: &Parameters, headers: &mut HeaderMap) -> Result<Body> {
    let mime = read::text(parameters, "rawContentType").to_owned();
    if mime == "application/json" && !text.is_empty() {
        headers.remove(CONTENT_TYPE);
        // What is no JSON is sent as a JSON text.
        return Ok(Body::Json(json::parse(&text).unwrap_or_else(|_| text.into())));
    }
    if !mime.is_empty() {
        headers.remove(CONTENT_TYPE);
    }
    Ok(Body::Bytes { mime, bytes: text.into() })
}

async fn multipart(call: &Call<'_>, parameters: &Parameters, repeats: bool) -> Result<Body> {
    let rows = parameters.get("bodyParameters").and_then(|rows| rows.get("parameters")).and_then(Value::as_array);
    let mut parts: Vec<Part> = Vec::new();
    for row in rows.into_iter().flatten() {
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
        let name = text("name");
        let part = match text("parameterType") {
            "formBinaryData" => file::part(call, name, text("inputDataFieldName")).await?,
            _ => match row.get("value") {
                Some(value) => field(name, value)?,
                None => continue,
            },
        };
        add(&mut parts, part, repeats);
    }
    Ok(body_of(parts))
}

/// Adds a part, in the place of one with its name unless names may repeat.
fn add(parts: &mut Vec<Part>, part: Part, repeats: bool) {
    match parts.iter_mut().find(|known| !repeats && known.name == part.name) {
        Some(known) => *known = part,
        None => parts.push(part),
    }
}

/// Parts as a body; without any, there is a content type only.
pub fn body_of(parts: Vec<Part>) -> Body {
    match parts.is_empty() {
        true => Body::Bytes { mime: "multipart/form-data; boundary=none".into(), bytes: String::new().into() },
        false => Body::Multipart(parts),
    }
}

/// A plain part.
///
/// # Errors
/// A list or an object, which no part can be.
pub fn field(name: &str, value: &Value) -> Result<Part> {
    let refuse = |message: &str| {
        let advice =
            format!("The field '{name}' of the form is to be a text; make one of it, for example with JSON.stringify");
        Err(NodeError::new(ErrorKind::Operation, message).with_description(advice))
    };
    match value {
        Value::Array(_) => refuse("Arrays are not supported."),
        Value::Object(_) => refuse("Objects are not supported in a multipart form."),
        value => Ok(Part::field(name, javascript::text(value).into_owned())),
    }
}
