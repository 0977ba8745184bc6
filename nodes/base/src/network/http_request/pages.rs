//! Pagination: the same request again and again, with something changed, until it is complete.

use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash, Hasher},
    time::Duration,
};

use nodewright_core::{
    Body, Call, ErrorKind, HttpClient, Item, Locals, NodeError, Output, Parameters, ReadParameter, Request, Result,
    Value, is_expression, javascript,
    serde_json::{Map, json},
};

use super::{
    Prepared,
    answer::{self, Content, Got},
    body,
};
use crate::{
    network::{failure, headers, pace, url},
    read,
};

/// So many equal answers in a row end a pagination that does not see its end.
const IDENTICAL: u32 = 5;

/// How a list is read page by page.
pub struct Pages {
    next: Next,
    complete: Complete,
    most: Option<u64>,
    interval: Duration,
}

/// What is another in the next request.
enum Next {
    /// Its URL: an expression.
    Url(Value),
    /// Some of its parameters.
    Update(Vec<Update>),
}

struct Update {
    place: Place,
    /// May be an expression too.
    name: Value,
    value: Value,
}

#[derive(Clone, Copy)]
enum Place {
    Query,
    Header,
    Body,
}

/// What says that a page is the last.
enum Complete {
    /// It is empty.
    Empty,
    /// Its status is one of these.
    Status(Vec<u16>),
    /// An expression is true.
    When(Value),
}

impl Pages {
    /// What the parameters say; nothing where they do not want it.
    pub async fn of(call: &Call<'_>, parameters: &Parameters) -> Result<Option<Self>> {
        let Some(options) = read::at(parameters, AT).and_then(Value::as_object) else { return Ok(None) };
        let next = match read::text(options, "paginationMode") {
            "off" => return Ok(None),
            "responseContainsNextURL" => Next::Url(raw(call, "nextURL").await?),
            _ => Next::Update(updates(&raw(call, "parameters").await?)?),
        };
        let complete = match read::text(options, "paginationCompleteWhen") {
            "receiveSpecificStatusCodes" => Complete::Status(codes(options.get("statusCodesWhenComplete"))?),
            "other" => match raw(call, "completeExpression").await? {
                expression if is_expression(&expression) => Complete::When(expression),
                complete @ Value::Bool(_) => Complete::When(complete),
                _ => return Err(NodeError::new(ErrorKind::Operation, "Invalid or empty Complete Expression")),
            },
            _ => Complete::Empty,
        };
        let most = read::flag(options, "limitPagesFetched", false).then(|| read::number(options, "maxRequests"));
        Ok(Some(Self {
            next,
            complete,
            most: most.map(|most| if most >= 1.0 { most as u64 } else { 1 }),
            interval: pace::milliseconds(read::number(options, "requestInterval")),
        }))
    }

    /// Reads all pages. Those that are there are handed on, unless a failure would become an item in their place.
    pub async fn run(&self, call: &Call<'_>, http: &dyn HttpClient, prepared: Prepared) -> Result<Output> {
        let Prepared { request: first, service, reading, reports } = prepared;
        let mut locals = Locals::from_iter([
            ("$pageCount".to_owned(), json!(0)),
            ("$request".to_owned(), shown(&first)),
            ("$response".to_owned(), json!({})),
        ]);
        let (mut kept, mut last, mut same) = (Vec::new(), None, 0);
        for page in 1_u64.. {
            let request = self.request(call, &first, &locals, page == 1).await?;
            let address = answer::address(&request)?;
            let answer = http.send(&service, request).await.map_err(|error| reports.network(error))?;
            let status = answer.status;
            let is_last = matches!(&self.complete, Complete::Status(codes) if codes.contains(&status.as_u16()));
            if !status.is_success() && !reading.never_error && !is_last {
                return Err(reports.status(answer).await);
            }
            let mut got = reading.read(call, answer, &address).await?;
            // As n8n: a page without a body is an empty text.
            if matches!(got.body, Content::Nothing) {
                got.body = Content::Text(String::new().into());
            }
            let body = got.body_value();
            let mark = hash(&failure::compact(&body));
            same = if last.replace(mark) == Some(mark) { same + 1 } else { 1 };
            locals.insert("$response".into(), response(&got, &body));
            locals.insert("$pageCount".into(), json!(page));
            let ends =
                is_last || self.is_complete(call, &body, &locals).await? || self.most.is_some_and(|most| page >= most);
            // A list without elements gives no item, whatever else is empty an empty one.
            let items = got.into_items(call, &reading)?;
            if ends {
                kept.extend(items);
                break;
            }
            if same >= IDENTICAL {
                return Err(identical());
            }
            hand_on(call, items, &mut kept).await?;
            tokio::time::sleep(self.interval).await;
        }
        Ok(kept.into())
    }

    async fn request(&self, call: &Call<'_>, first: &Request, locals: &Locals, is_first: bool) -> Result<Request> {
        let mut request = first.clone();
        match &self.next {
            Next::Url(_) if is_first => {}
            Next::Url(expression) => {
                if let Some(next) = call.evaluate(expression, locals).await?.filter(javascript::is_truthy) {
                    request.url = Some(url::of(Some(&next))?.into());
                }
            }
            Next::Update(updates) => {
                for Update { place, name, value } in updates {
                    let name = call.evaluate(name, locals).await?.unwrap_or_default();
                    if let Some(value) = call.evaluate(value, locals).await? {
                        update(&mut request, *place, &javascript::text(&name), value)?;
                    }
                }
            }
        }
        Ok(request)
    }

    async fn is_complete(&self, call: &Call<'_>, body: &Value, locals: &Locals) -> Result<bool> {
        Ok(match &self.complete {
            Complete::Empty => match body {
                Value::Array(list) => list.is_empty(),
                Value::String(text) => text.is_empty(),
                other => other.is_null(),
            },
            Complete::Status(_) => false,
            Complete::When(expression) => match call.evaluate(expression, locals).await {
                Ok(value) => value.as_ref().is_some_and(javascript::is_truthy),
                // One that throws ends it, as in n8n.
                Err(error) if error.kind() == ErrorKind::Expression => true,
                Err(error) => return Err(error),
            },
        })
    }
}

async fn hand_on(call: &Call<'_>, items: Vec<Item>, kept: &mut Vec<Item>) -> Result<()> {
    match call.continue_on_fail() {
        true => kept.extend(items),
        false => call.emit(items).await?,
    }
    Ok(())
}

const AT: &str = "options.pagination.pagination";

/// A parameter whose expressions are about answers that are not there yet.
async fn raw(call: &Call<'_>, name: &str) -> Result<Value> {
    let read = ReadParameter { fallback: Some(Value::Null), raw_expressions: true, ..ReadParameter::default() };
    Ok(call.parameter(&format!("{AT}.{name}"), &read).await?.unwrap_or_default())
}

fn updates(parameters: &Value) -> Result<Vec<Update>> {
    let rows = parameters.get("parameters").and_then(Value::as_array);
    let rows = rows.map_or(&[][..], Vec::as_slice);
    let name = |row: &Value| row.get("name").cloned().unwrap_or_default();
    let is_filled = |value: Option<&Value>| value.is_some_and(|value| !value.is_null() && value != "");
    if rows.is_empty() || rows.iter().all(|row| !is_filled(Some(&name(row))) && !is_filled(row.get("value"))) {
        let message = "At least one entry with 'Name' and 'Value' filled must be included in 'Parameters' to use \
                       'Update a Parameter in Each Request' mode ";
        return Err(NodeError::new(ErrorKind::Operation, message));
    }
    let update = |(index, row): (usize, &Value)| {
        let lacks = |what: &str| {
            let message = format!(
                "{what} must be provided for parameter [{}] in pagination settings, omitting it will result in an infinite loop",
                index + 1
            );
            NodeError::new(ErrorKind::Operation, message)
        };
        let value = row.get("value").filter(|value| is_filled(Some(value))).ok_or_else(|| lacks("Some value"))?;
        let place = match row.get("type").and_then(Value::as_str) {
            Some("headers") => Place::Header,
            Some("body") => Place::Body,
            _ => Place::Query,
        };
        Ok(Update { place, name: name(row), value: value.clone() })
    };
    rows.iter().enumerate().map(update).collect()
}

/// Statuses in a text, with commas between.
fn codes(value: Option<&Value>) -> Result<Vec<u16>> {
    let text = javascript::text(value.unwrap_or(&Value::Null));
    let codes: Vec<u16> = text.split(',').filter_map(|code| code.trim().parse().ok()).collect();
    match codes.is_empty() {
        true => Err(NodeError::new(ErrorKind::Operation, "Invalid or empty Status Codes When Complete")
            .with_description("Enter one or more statuses with commas between, such as 404,410")),
        false => Ok(codes),
    }
}

fn update(request: &mut Request, place: Place, name: &str, value: Value) -> Result<()> {
    match place {
        Place::Header => return headers::set(&mut request.headers, name, &value),
        Place::Query => {
            request.query.insert(name.to_owned(), value);
        }
        Place::Body => match &mut request.body {
            Body::Json(Value::Object(map)) | Body::Form(map) => {
                map.insert(name.to_owned(), value);
            }
            Body::None => {
                request.body = Body::Json(json!({ name: value }));
                request.options.body_with_get = true;
            }
            Body::Multipart(parts) => {
                let part = body::field(name, &value)?;
                parts.retain(|known| known.name != name);
                parts.push(part);
            }
            Body::Json(_) | Body::Bytes { .. } => {
                let message = "Pagination changes a field of the body, but this body has no fields";
                return Err(NodeError::new(ErrorKind::Operation, message));
            }
        },
    }
    Ok(())
}

/// The request as expressions see it, without its headers of credentials: those come later.
fn shown(request: &Request) -> Value {
    let text = |value: &nodewright_core::http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers: Map<String, Value> =
        request.headers.iter().map(|(name, value)| (name.to_string(), text(value).into())).collect();
    let body = match &request.body {
        Body::Json(value) => value.clone(),
        Body::Form(map) => map.clone().into(),
        Body::None | Body::Multipart(_) | Body::Bytes { .. } => Value::Null,
    };
    json!({
        "url": request.url, "uri": request.url, "method": request.method.as_str(), "qs": request.query, "headers": headers,
        "body": body,
    })
}

fn response(got: &Got, body: &Value) -> Value {
    json!({ "body": body, "headers": got.header_values(), "statusCode": got.status.as_u16() })
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn identical() -> NodeError {
    NodeError::new(ErrorKind::Api, "The returned response was identical 5x, so requests got stopped")
        .with_description("Check if \"Pagination Completed When\" has been configured correctly.")
}
