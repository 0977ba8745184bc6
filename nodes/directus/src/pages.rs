//! "Return All": every row, even if the server limits the rows of a response.

use nodewright_core::{Call, NodeError, Output, Request, Result, Value};

use crate::{Client, answer, shapes::AllPages};

/// Rows per page if the server refuses to send all: Directus' default.
const PAGE: usize = 100;

/// Rows that become items and are emitted together. As items they take several times the memory.
const BATCH: usize = 1000;

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
    let Some(mut more) = more else { return Ok(answer::from_body(body, split)) };
    // `meta` comes with the rows in one item, so there is nothing to emit before the end.
    if !split && body.as_ref().is_some_and(|body| body.get("meta").is_some()) {
        if let Some(rows) = rows_mut(&mut body) {
            more.append_to(rows, directus).await?;
        }
        return Ok(answer::from_body(body, split));
    }
    let mut page = rows_mut(&mut body).map(std::mem::take).unwrap_or_default();
    while !more.done {
        hand_on(page, call).await?;
        page = more.next(directus).await?;
    }
    hand_on(page, call).await?;
    Ok(Output::default())
}

async fn hand_on(rows: Vec<Value>, call: &Call<'_>) -> Result<()> {
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        let batch = rows.by_ref().take(BATCH).collect();
        call.emit(Output::each(Value::Array(batch)).items).await?;
    }
    Ok(())
}

/// The first answer to a request for rows and, where all of them are wanted, the pages behind it if there may be any.
pub async fn first(directus: &Client, mut request: Request) -> Result<(Option<Value>, Option<Pages>)> {
    let wants_all = request.extensions.get::<AllPages>().is_some();
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
        (rows.len() >= size && may_be_cut(rows.len())).then(|| Pages::new(request, size, rows))
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

/// The pages behind the first.
pub struct Pages {
    request: Request,
    size: usize,
    offset: u64,
    /// First and last row of the page before.
    edges: Option<(Value, Value)>,
    done: bool,
}

impl Pages {
    fn new(mut request: Request, size: usize, first: &[Value]) -> Self {
        let offset = request.query.get("offset").and_then(Value::as_u64).unwrap_or(0);
        request.set_query("limit", size);
        Self { request, size, offset, edges: edges(first), done: false }
    }

    /// The next page; the last one may be empty.
    async fn next(&mut self, directus: &Client) -> Result<Vec<Value>> {
        self.offset += self.size as u64;
        self.request.set_query("offset", self.offset);
        let mut body = directus.request(self.request.clone()).await?.checked_value().await?;
        let page = rows_mut(&mut body).map(std::mem::take).unwrap_or_default();
        let before = std::mem::replace(&mut self.edges, edges(&page));
        // A server that ignores the offset would return the same rows forever.
        if before == self.edges && before.is_some_and(|(first, last)| first != last) {
            self.done = true;
            return Ok(Vec::new());
        }
        self.done = page.len() < self.size;
        Ok(page)
    }

    /// Appends the remaining pages to `rows`.
    pub async fn append_to(&mut self, rows: &mut Vec<Value>, directus: &Client) -> Result<()> {
        while !self.done {
            rows.extend(self.next(directus).await?);
        }
        Ok(())
    }
}

fn edges(page: &[Value]) -> Option<(Value, Value)> {
    Some((page.first()?.clone(), page.last()?.clone()))
}
