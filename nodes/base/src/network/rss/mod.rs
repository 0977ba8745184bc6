//! `rssFeedRead`: the entries of an RSS or Atom feed.

mod entry;
mod snippet;
mod xml;

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Call, Context, EachItem, Effect, ErrorKind, HttpClient, Item, ItemRef, Job, NodeError, Output, PairedItem,
    Parameters, Request, Result, Service, StatusErrors, Value, Version,
    http::{HeaderValue, Method, header::ACCEPT},
};
use tokio::sync::Mutex;
use url::Url;

use super::failure;
use crate::{node::Planned, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::sends(version, Some(Effect::Read), |_, context: Context| {
        Box::new(Opened(context.http(), Arc::default()))
    }))
}

/// Its client, and whose turn it is: feeds are read one after the other.
struct Opened(Arc<dyn HttpClient>, Arc<Mutex<()>>);

impl EachItem for Opened {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        let fields = read::text(parameters, "options.customFields");
        Ok(Box::new(Feed {
            http: Arc::clone(&self.0),
            turn: Arc::clone(&self.1),
            url: parameters.get("url").cloned(),
            fields: fields.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            allow_unauthorized: read::flag(parameters, "options.ignoreSSL", false),
        }))
    }
}

struct Feed {
    http: Arc<dyn HttpClient>,
    turn: Arc<Mutex<()>>,
    url: Option<Value>,
    /// Further elements of an entry to keep.
    fields: Vec<String>,
    allow_unauthorized: bool,
}

#[async_trait]
impl Job for Feed {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let _turn = self.turn.lock().await;
        let mut items = match self.entries().await {
            Ok(items) => items,
            Err(error) if call.continue_on_fail() && error.kind() != ErrorKind::Cancelled => {
                vec![Item::failed(failure::as_text(error))]
            }
            Err(error) => return Err(error),
        };
        for item in &mut items {
            item.paired_item = Some(PairedItem::Many(vec![ItemRef::new(call.index())]));
        }
        Ok(items.into())
    }
}

impl Feed {
    async fn entries(&self) -> Result<Vec<Item>> {
        let url = address(self.url.as_ref())?;
        let mut request = Request::to_url(Method::GET, url.as_str());
        request.headers.insert(ACCEPT, HeaderValue::from_static("application/rss+xml"));
        request.options.errors = StatusErrors::None;
        request.options.allow_unauthorized = self.allow_unauthorized;
        let answer = self.http.send(&Service::anywhere(), request).await.map_err(|error| unreached(error, &url))?;
        if !answer.status.is_success() {
            let message = format!("Request failed with status code {}", answer.status.as_u16());
            return Err(NodeError::new(ErrorKind::Operation, message).with_http_code(answer.status.as_u16()));
        }
        let bytes = answer.bytes().await.map_err(failure::broken)?;
        let root = xml::read(&String::from_utf8_lossy(&bytes))?;
        let entries = entry::all(&root, &self.fields).ok_or_else(|| {
            NodeError::new(ErrorKind::Operation, "Feed not recognized as RSS 1 or 2.")
                .with_description("Neither is it Atom; check that the address is that of a feed")
        })?;
        Ok(entries.into_iter().map(Item::new).collect())
    }
}

fn address(value: Option<&Value>) -> Result<Url> {
    let refuse = |message: String| Err(NodeError::new(ErrorKind::Operation, message).at_parameter("url"));
    match value.and_then(Value::as_str).and_then(|text| Url::parse(text.trim()).ok()) {
        None => refuse("The provided \"URL\" is not valid!".into()),
        Some(url) if !matches!(url.scheme(), "http" | "https") => {
            refuse(format!("Unsupported protocol {}:", url.scheme()))
        }
        Some(url) => Ok(url),
    }
}

/// The error of a request without an answer: what the network says.
fn unreached(error: NodeError, url: &Url) -> NodeError {
    match error.code() {
        Some("ECONNREFUSED") => {
            let message =
                format!("It was not possible to connect to the URL. Please make sure the URL \"{url}\" it is valid!");
            error.with_message(message)
        }
        _ => failure::broken(error),
    }
}
