//! `httpRequest`: any request to any service.

mod answer;
mod body;
mod form;
mod legacy;
mod pages;

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Call, Context, EachItem, Effect, HttpClient, Item, Job, Output, Parameters, Request, Result, Service, StatusErrors,
    Version,
};

use self::answer::Reading;
pub use self::{form::method, legacy::credential};
use super::{
    failure::{self, Reports},
    pace,
};
use crate::{node::Planned, read};

/// Versions up to this have another form.
const LEGACY: f64 = 2.0;

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    let name = if version <= Version::new(LEGACY) { "requestMethod" } else { "method" };
    Ok(Planned::sends(version, effect(read::text(parameters, name)), open))
}

/// What a method does to a service; unknown of an expression.
fn effect(method: &str) -> Option<Effect> {
    match method {
        "GET" | "HEAD" | "OPTIONS" | "PROPFIND" | "REPORT" => Some(Effect::Read),
        "DELETE" => Some(Effect::Delete),
        "PUT" => Some(Effect::IdempotentWrite),
        _ => None,
    }
}

fn open(version: Version, context: Context) -> Box<dyn EachItem> {
    let http = context.http();
    Box::new(Opened(Arc::new(Shared { version, context, http, pace: pace::Pace::default() })))
}

struct Opened(Arc<Shared>);

/// What the items of one execution have in common.
struct Shared {
    version: Version,
    context: Context,
    http: Arc<dyn HttpClient>,
    pace: pace::Pace,
}

impl EachItem for Opened {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        Ok(Box::new(Ask { shared: Arc::clone(&self.0), parameters: parameters.clone() }))
    }
}

/// The request of an item.
struct Ask {
    shared: Arc<Shared>,
    parameters: Parameters,
}

/// A request, what signs it, and how its answer is read.
pub struct Prepared {
    request: Request,
    service: Service,
    reading: Reading,
    reports: Reports,
}

#[async_trait]
impl Job for Ask {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        self.send(call).await.map_err(failure::as_text)
    }
}

impl Ask {
    async fn send(&self, call: &Call<'_>) -> Result<Output> {
        let Shared { version, context, http, pace } = &*self.shared;
        let parameters = &self.parameters;
        let is_legacy = *version <= Version::new(LEGACY);
        let batch = if is_legacy { "options" } else { "options.batching.batch" };
        if let Some(options) = read::at(parameters, batch).and_then(|value| value.as_object()) {
            let (size, wait) = (read::number(options, "batchSize"), read::number(options, "batchInterval"));
            if size >= 1.0 {
                pace.turn(call.index(), size, pace::milliseconds(wait)).await;
            }
        }
        let mut prepared = match is_legacy {
            true => legacy::prepare(context, call, parameters, *version).await?,
            false => form::prepare(context, call, parameters, *version).await?,
        };
        // What an error is, and how it is told, is this node's own.
        prepared.request.options.errors = StatusErrors::None;
        prepared.request.options.unlimited = call.stores_files() && prepared.reading.may_be_file();
        match pages::Pages::of(call, parameters).await? {
            Some(pages) => pages.run(call, &**http, prepared).await,
            None => prepared.once(call, &**http).await.map(Output::from),
        }
    }
}

impl Prepared {
    async fn once(self, call: &Call<'_>, http: &dyn HttpClient) -> Result<Vec<Item>> {
        let Self { request, service, reading, reports } = self;
        let url = answer::address(&request)?;
        let answer = http.send(&service, request).await.map_err(|error| reports.network(error))?;
        if !answer.status.is_success() && !reading.never_error {
            return Err(reports.status(answer).await);
        }
        reading.read(call, answer, &url).await?.into_items(call, &reading)
    }
}
