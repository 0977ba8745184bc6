//! "Return All": every row, even if the server limits the rows of a response.

use nodewright_core::prelude::*;

use crate::{Client, answer};

/// Rows per page if the server refuses to send all: Directus' default.
const PAGE: usize = 100;

/// Whether an answer of so many rows may have been cut by the server's QUERY_LIMIT_MAX. Directus does not
/// tell, and an extra request after every response would double them; but a configured limit is a round number or large.
fn may_be_cut(rows: usize) -> bool {
    rows >= PAGE || (rows > 0 && rows.is_multiple_of(5))
}

/// Requests all rows at once and, if the server refuses that or stops at its own limit, page by page. A page is
/// emitted before the next is requested.
pub async fn all(directus: &Client, request: Request, call: &Call<'_>) -> Result<Output> {
    let split = answer::wants_split(&request);
    let (mut body, more) = first(directus, request).await?;
    let Some(more) = more else { return Ok(answer::from_body(body, split)) };
    let rows = rows_mut(&mut body).map(std::mem::take).unwrap_or_default();
    let (mut rows, behind) = Pages::behind(more.page(rows), |request| more.fetch(directus, request));
    // `meta` comes with the rows in one item, so there is nothing to emit before the end.
    if !split && body.as_ref().is_some_and(|body| body.get("meta").is_some()) {
        rows.extend(behind.rows().await?);
        if let Some(place) = rows_mut(&mut body) {
            *place = rows;
        }
        return Ok(answer::from_body(body, split));
    }
    call.emit_rows(rows).await?;
    behind.emit(call).await
}

/// The rows of a list, all of them where all are wanted; `None` if the answer has none.
pub async fn rows(directus: &Client, request: Request) -> Result<Rows> {
    let (mut body, more) = first(directus, request).await?;
    let data = body.as_mut().and_then(|body| body.get_mut("data")).map(Value::take);
    match (data, more) {
        (Some(Value::Array(rows)), Some(more)) => {
            let (mut rows, behind) = Pages::behind(more.page(rows), |request| more.fetch(directus, request));
            rows.extend(behind.rows().await?);
            Ok(Rows::List(rows))
        }
        (Some(Value::Array(rows)), None) => Ok(Rows::List(rows)),
        // A singleton answers with the one item it holds.
        (Some(Value::Object(_)), _) => Ok(Rows::Singleton),
        _ => Ok(Rows::List(Vec::new())),
    }
}

/// What the route of a list holds.
pub enum Rows {
    /// These.
    List(Vec<Value>),
    /// One item instead of a list.
    Singleton,
}

/// The first answer to a request for rows and, where all of them are wanted, what the pages behind it go by if there may be
/// any.
async fn first(directus: &Client, mut request: Request) -> Result<(Option<Value>, Option<More>)> {
    let wants_all = AllPages::are_wanted(&request);
    let (answer, size) = match directus.request(request.clone()).await {
        Err(error) if wants_all && refuses_all(&error) => {
            request.set_query("limit", PAGE);
            (directus.request(request.clone()).await?, Some(PAGE))
        }
        answer => (answer?, None),
    };
    let mut body = answer.checked_value().await?;
    if !wants_all {
        return Ok((body, None));
    }
    let more = rows_mut(&mut body).and_then(|rows| {
        let size = size.unwrap_or(rows.len());
        request.set_query("limit", size);
        (rows.len() >= size && may_be_cut(rows.len())).then_some(More { request, size })
    });
    Ok((body, more))
}

/// Whether the server refuses `limit=-1`.
fn refuses_all(error: &NodeError) -> bool {
    let about_limit = || error.description().is_some_and(|text| text.contains("limit"));
    error.http_code() == Some("400") && (error.code() == Some("INVALID_QUERY") || about_limit())
}

fn rows_mut(body: &mut Option<Value>) -> Option<&mut Vec<Value>> {
    body.as_mut()?.get_mut("data")?.as_array_mut()
}

/// The pages behind the first: its request, and how many rows the server gives at once.
struct More {
    request: Request,
    size: usize,
}

impl More {
    /// The first page.
    fn page(&self, rows: Vec<Value>) -> Page {
        Page::by_offset(rows, self.request.clone(), "offset", self.size)
    }

    async fn fetch(&self, directus: &Client, request: Request) -> Result<Page> {
        let mut body = directus.request(request.clone()).await?.checked_value().await?;
        let rows = rows_mut(&mut body).map(std::mem::take).unwrap_or_default();
        Ok(Page::by_offset(rows, request, "offset", self.size))
    }
}
