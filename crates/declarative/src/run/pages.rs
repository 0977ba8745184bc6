//! One request, or one for each page.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Batch, ErrorKind, Item, Locals, NodeError, Result,
    javascript::{self, is_truthy},
    path,
};
use serde_json::{Map, Value, json};

use super::{Open, receive::Made};
use crate::{
    FunctionCall, PagedRequest, Pages,
    model::{Offset, Pagination, SendTo, Text},
    plan::{Evaluator, Gathered},
};

/// Pages after which a list that does not end is given up.
const MOST: usize = 5_000;

/// Work on one item.
#[derive(Clone, Copy)]
pub struct Work<'w> {
    pub open: &'w Open,
    pub batch: &'w Arc<dyn Batch>,
    pub evaluator: &'w Evaluator<'w>,
}

impl Work<'_> {
    /// Sends what was gathered.
    pub async fn run(&self, mut gathered: Gathered<'_>) -> Result<Vec<Made>> {
        for at in std::mem::take(&mut gathered.pre_send) {
            let Some(functions) = &self.open.functions else {
                return Err(self.open.steps.unavailable("preSend", at));
            };
            gathered.options = functions.pre_send(at, &self.call(), std::mem::take(&mut gathered.options)).await?;
        }
        match gathered.pagination.filter(|_| gathered.paginate == Some(true)) {
            None => self.page(&gathered.options, &gathered).await,
            Some(Pagination::Offset(offset)) => self.by_offset(offset, gathered).await,
            Some(Pagination::Generic { request, again }) => self.generic(request, again, &gathered).await,
            Some(Pagination::Function(at)) => {
                let Some(functions) = &self.open.functions else {
                    return Err(self.open.steps.unavailable("pagination", at));
                };
                let request = PagedRequest {
                    options: std::mem::take(&mut gathered.options),
                    max_results: gathered.max_results.take(),
                };
                let pages = ByCode { work: *self, gathered: &gathered };
                let items = functions.paginate(at, &self.call(), request, &pages).await?;
                Ok(items.into_iter().map(Made::of_item).collect())
            }
            Some(Pagination::Unknown) => Ok(Vec::new()),
        }
    }

    fn call(&self) -> FunctionCall<'_> {
        FunctionCall { batch: self.batch, index: self.evaluator.index, context: &self.open.context }
    }

    async fn page(&self, options: &Map<String, Value>, gathered: &Gathered<'_>) -> Result<Vec<Made>> {
        let got = self.open.sender.send(options, gathered.has_undefined).await?;
        Ok(self.receive(got, &gathered.post_receive).await?.0)
    }

    /// Pages until one does not have its size.
    async fn by_offset(&self, pages: &Offset, mut gathered: Gathered<'_>) -> Result<Vec<Made>> {
        let part = if pages.to == SendTo::Body { "body" } else { "qs" };
        let most = gathered.max_results.as_ref().filter(|most| is_truthy(most)).map(javascript::number);
        let (mut all, mut offset) = (Vec::new(), 0.0);
        for _ in 0..MOST {
            let mut limit = pages.page_size;
            if let Some(most) = most {
                let missing = most - all.len() as f64;
                if missing < 1.0 {
                    return Ok(all);
                }
                limit = limit.min(missing);
            }
            if let Some(Value::Object(place)) = member(&mut gathered.options, part) {
                place.insert(pages.limit.clone(), json_number(limit));
                place.insert(pages.offset.clone(), json_number(offset));
            }
            let mut page = self.page(&gathered.options, &gathered).await?;
            offset += pages.page_size;
            if let Some(root) = &pages.root {
                page = rows(page, root)?;
            }
            let count = page.len();
            all.append(&mut page);
            if count == 0 || count as f64 != pages.page_size {
                return Ok(all);
            }
        }
        Err(endless())
    }

    /// Pages whose requests are worked out from the answer before.
    async fn generic(&self, request: &Text, again: &Text, gathered: &Gathered<'_>) -> Result<Vec<Made>> {
        let mut locals = Locals::new();
        if let Some(version) = self.evaluator.locals.get("$version") {
            locals.insert("$version".into(), version.clone());
        }
        locals.insert("$request".into(), gathered.options.clone().into());
        locals.insert("$response".into(), json!({}));
        let mut all = Vec::new();
        for page in 0..MOST {
            locals.insert("$pageCount".into(), page.into());
            let changed = Open::with_answer(self.evaluator, request, locals.clone()).await?;
            let mut options = gathered.options.clone();
            if let Some(Value::Object(changed)) = changed.as_deref() {
                options.extend(changed.clone());
            }
            let got = self.open.sender.send(&options, gathered.has_undefined).await?;
            let (mut made, got) = self.receive(got, &gathered.post_receive).await?;
            locals.insert("$response".into(), got.into_shown());
            locals.insert("$pageCount".into(), (page + 1).into());
            all.append(&mut made);
            let again = Open::with_answer(self.evaluator, again, locals.clone()).await?;
            if !again.is_some_and(|again| is_truthy(&again)) {
                return Ok(all);
            }
        }
        Err(endless())
    }
}

/// The part of a request, which is an object unless it is something else already.
fn member<'m>(options: &'m mut Map<String, Value>, part: &str) -> Option<&'m mut Value> {
    let place = options.entry(part).or_insert(Value::Null);
    if !is_truthy(place) {
        *place = Value::Object(Map::new());
    }
    Some(place)
}

/// A whole number is written as one.
fn json_number(number: f64) -> Value {
    if number.fract() == 0.0 { Value::from(number as i64) } else { Value::from(number) }
}

/// The rows of a page below a path of its first item.
fn rows(page: Vec<Made>, root: &str) -> Result<Vec<Made>> {
    let refuse = |message: String| NodeError::new(ErrorKind::Operation, message);
    let Some(first) = page.into_iter().next() else {
        return Err(refuse("Cannot read properties of undefined (reading 'json')".into()).named("TypeError"));
    };
    match first.json.as_ref().and_then(|json| path::get(json, root)).cloned() {
        None => Err(refuse(format!("The rootProperty \"{root}\" could not be found on item."))),
        Some(Value::Array(list)) => {
            Ok(list.into_iter().map(|row| Made { json: Some(row), ..Made::default() }).collect())
        }
        Some(Value::Null) => Err(refuse("Cannot read properties of null (reading 'map')".into()).named("TypeError")),
        Some(_) => Err(refuse("tempResponseValue.map is not a function".into()).named("TypeError")),
    }
}

fn endless() -> NodeError {
    let message = format!("The list did not end after {MOST} pages");
    NodeError::new(ErrorKind::Operation, message)
        .with_description("Check what ends the pagination in the description: its page size, or `continue`")
}

/// Pages of a pagination that is code.
struct ByCode<'p> {
    work: Work<'p>,
    gathered: &'p Gathered<'p>,
}

#[async_trait]
impl Pages for ByCode<'_> {
    async fn request(&self, options: Map<String, Value>) -> Result<Vec<Item>> {
        let made = self.work.page(&options, self.gathered).await?;
        Ok(made.into_iter().map(Made::into_item).collect())
    }
}
