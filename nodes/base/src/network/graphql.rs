//! `graphql`: a query to a GraphQL endpoint.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Body, Call, Context, EachItem, ErrorKind, FormFormat, HttpClient, Item, Job, Method, NodeError, Output, Parameters,
    Redirects, Request, Response, Result, StatusErrors, Value, Version,
    http::header::{ACCEPT, CONTENT_TYPE},
    javascript, json,
    serde_json::{Map, json},
};
use nodewright_http::error::{Said, api_error};
use url::Url;

use super::{
    failure::{self, Reports},
    headers, http_request, service,
};
use crate::{node::Planned, read};

/// What a query does is in its text: it may be a mutation.
pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::sends(version, None, |version, context| {
        Box::new(Opened { version, http: context.http(), context: Arc::new(context) })
    }))
}

struct Opened {
    version: Version,
    context: Arc<Context>,
    http: Arc<dyn HttpClient>,
}

impl EachItem for Opened {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        let (context, http) = (Arc::clone(&self.context), Arc::clone(&self.http));
        Ok(Box::new(Query { parameters: parameters.clone(), version: self.version, context, http }))
    }
}

struct Query {
    parameters: Parameters,
    version: Version,
    context: Arc<Context>,
    http: Arc<dyn HttpClient>,
}

#[async_trait]
impl Job for Query {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        self.ask(call).await.map_err(told)
    }
}

/// Where the node goes on, the message of an error is what was thrown.
fn told(mut error: NodeError) -> NodeError {
    let thrown = error.take_shown().and_then(|shown| shown.get("error")?.get("message").cloned());
    let message = thrown.unwrap_or_else(|| error.message().into());
    error.shown_as(Map::from_iter([("error".to_owned(), message)]))
}

impl Query {
    async fn ask(&self, call: &Call<'_>) -> Result<Output> {
        let parameters = &self.parameters;
        let authentication = read::text(parameters, "authentication");
        let kind = match authentication {
            "customAuth" => Some("httpCustomAuth"),
            name => http_request::credential(name).or_else(|| service::chosen(parameters)),
        };
        let service = service::signed_if_there(&self.context, call, kind).await?;
        let request = self.request()?;
        let reports = Reports::new(self.version, call.index(), false);
        let answer = self.http.send(&service, request).await.map_err(|error| reports.network(error))?;
        self.items(call, answer).await
    }

    fn request(&self) -> Result<Request> {
        let parameters = &self.parameters;
        let query = read::text(parameters, "query");
        let method = http_request::method(read::text(parameters, "requestMethod"))?;
        let mut request = Request::to_url(method, address(read::text(parameters, "endpoint"))?);
        let is_json = request.method == Method::GET || read::text(parameters, "requestFormat") == "json";
        let rows =
            parameters.get("headerParametersUi").and_then(|rows| rows.get("parameter")).and_then(Value::as_array);
        for row in rows.into_iter().flatten() {
            let name = row.get("name").and_then(Value::as_str).unwrap_or_default();
            headers::set(&mut request.headers, name, row.get("value").unwrap_or(&Value::Null))?;
        }
        if request.method == Method::GET {
            request.query.insert("query".into(), query.into());
        }
        if is_json {
            headers::default(&mut request.headers, CONTENT_TYPE, "application/json");
            headers::default(&mut request.headers, ACCEPT, "application/json");
            let name = read::text(parameters, "operationName");
            let name = if name.is_empty() { Value::Null } else { name.into() };
            request.body = Body::Json(json!({
                "query": query, "variables": variables(parameters.get("variables"))?, "operationName": name,
            }));
        } else {
            headers::default(&mut request.headers, CONTENT_TYPE, "application/graphql");
            headers::default(&mut request.headers, ACCEPT, "*/*");
            request.body = Body::Bytes { mime: String::new(), bytes: query.to_owned().into() };
        }
        let options = &mut request.options;
        options.body_with_get = true;
        options.errors = StatusErrors::None;
        options.redirects = Redirects::Return;
        options.forms = FormFormat::Query;
        options.allow_unauthorized = read::flag(parameters, "allowUnauthorizedCerts", false);
        Ok(request)
    }

    async fn items(&self, call: &Call<'_>, mut answer: Response) -> Result<Output> {
        let redact = answer.take_redaction();
        let bytes = answer.bytes().await.map_err(failure::broken)?;
        let text = String::from_utf8_lossy(&bytes);
        let is_text = read::text(&self.parameters, "responseFormat") == "string";
        let value = match json::parse(text.trim_start_matches('\u{feff}')) {
            Ok(value) => value,
            Err(_) if text.is_empty() => return Ok(Item::empty().into()),
            Err(_) if is_text => text.into_owned().into(),
            Err(error) => {
                let message = "Response body is not valid JSON. Change \"Response Format\" to \"String\"";
                return Err(NodeError::new(ErrorKind::Operation, message).with_description(error.javascript()));
            }
        };
        let failed =
            value.get("errors").filter(|errors| javascript::is_truthy(errors)).map(|errors| refused(errors, &redact));
        let items = match value {
            // A text stands beside nothing, so that an error of the service does.
            value if is_text && failed.is_none() => {
                vec![Item::new(Map::from_iter([(read::text(&self.parameters, "dataPropertyName").to_owned(), value)]))]
            }
            Value::Array(list) => list.into_iter().map(Item::new).collect(),
            value => vec![Item::new(value)],
        };
        match failed {
            None => Ok(items.into()),
            // The answer, which may be partly good, and what is wrong with it.
            Some(error) if call.continue_on_fail() => {
                let mut items = items;
                items.push(Item::failed(told(error.at_item(call.index()))));
                Ok(items.into())
            }
            Some(error) => Err(error),
        }
    }
}

/// The error of an answer that carries errors: their messages.
fn refused(errors: &Value, redact: &dyn Fn(&str) -> String) -> NodeError {
    let one = |error: &Value| javascript::text(error.get("message").unwrap_or(error)).into_owned();
    let texts: Vec<_> = match errors {
        Value::Array(list) => list.iter().map(one).collect(),
        other => vec![one(other)],
    };
    match texts.join(", ") {
        text if text.is_empty() => api_error(&json!({}), Said::default()),
        text => NodeError::new(ErrorKind::Api, redact(&text)),
    }
}

fn variables(value: Option<&Value>) -> Result<Value> {
    match value {
        None | Some(Value::Null) => Ok(json!({})),
        Some(Value::String(text)) if text.is_empty() => Ok(json!({})),
        Some(Value::String(text)) => json::parse(text).map_err(|error| {
            let message =
                format!("Using variables failed:\n{text}\n\nWith error message:\nSyntaxError: {}", error.javascript());
            NodeError::new(ErrorKind::Operation, message).at_parameter("variables")
        }),
        Some(value) => Ok(value.clone()),
    }
}

fn address(text: &str) -> Result<Url> {
    Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https")).ok_or_else(|| {
        NodeError::new(ErrorKind::Api, "Invalid URL")
            .with_http_code("ERR_INVALID_URL")
            .with_description("The endpoint must start with http:// or https:// and name a host")
    })
}
