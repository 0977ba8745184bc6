use serde_json::Value;

use crate::{Call, Output, Request, Result};

/// Rows that become items and are emitted together. As items they take several times the memory.
const BATCH: usize = 1000;

/// A page of a list, as a service gave it.
#[derive(Debug)]
pub struct Page {
    rows: Vec<Value>,
    next: Option<Request>,
}

impl Page {
    /// A page, and the request of the next one if there is one.
    pub fn new(rows: Vec<Value>, next: Option<Request>) -> Self {
        Self { rows, next }
    }

    /// A page of a list that is read by the number of rows before it. `request` is the one that gave it, `offset` the query
    /// parameter that the next page needs more of; a page of fewer than `size` rows is the last.
    ///
    /// ```
    /// use nodewright_core::{Page, Request, serde_json::json};
    /// let page = Page::by_offset(vec![json!(1), json!(2)], Request::get("/rows"), "offset", 2);
    /// assert_eq!(page.next().unwrap().query["offset"], 2);
    /// assert!(Page::by_offset(vec![json!(3)], Request::get("/rows"), "offset", 2).next().is_none());
    /// ```
    pub fn by_offset(rows: Vec<Value>, request: Request, offset: &str, size: usize) -> Self {
        Self::counted(rows, request, offset, (0, size), size)
    }

    /// The same where pages have numbers, `first` that of the first one: `?page=2`.
    ///
    /// ```
    /// use nodewright_core::{Page, Request, serde_json::json};
    /// let page = Page::by_number(vec![json!(1), json!(2)], Request::get("/rows"), "page", 1, 2);
    /// assert_eq!(page.next().unwrap().query["page"], 2);
    /// ```
    pub fn by_number(rows: Vec<Value>, request: Request, number: &str, first: usize, size: usize) -> Self {
        Self::counted(rows, request, number, (first, 1), size)
    }

    /// The same where an answer says where the next page starts; nothing, null and an empty text say that there is none.
    ///
    /// ```
    /// use nodewright_core::{Page, Request, serde_json::json};
    /// let page = Page::by_cursor(vec![json!(1)], Request::get("/rows"), "after", Some(&json!("x7")));
    /// assert_eq!(page.next().unwrap().query["after"], "x7");
    /// assert!(Page::by_cursor(vec![json!(2)], Request::get("/rows"), "after", Some(&json!(null))).next().is_none());
    /// ```
    pub fn by_cursor(rows: Vec<Value>, mut request: Request, name: &str, cursor: Option<&Value>) -> Self {
        let cursor = cursor.filter(|cursor| !cursor.is_null() && *cursor != "");
        let next = cursor.map(|cursor| {
            request.set_query(name, cursor);
            request
        });
        Self { rows, next }
    }

    fn counted(rows: Vec<Value>, mut request: Request, name: &str, (first, step): (usize, usize), size: usize) -> Self {
        let next = (rows.len() >= size && !rows.is_empty()).then(|| {
            let now = request.query.get(name).and_then(Value::as_u64).unwrap_or(first as u64);
            request.set_query(name, now + step as u64);
            request
        });
        Self { rows, next }
    }

    /// The rows.
    pub fn rows(&self) -> &[Value] {
        &self.rows
    }

    /// The request of the next page.
    pub fn next(&self) -> Option<&Request> {
        self.next.as_ref()
    }
}

/// The pages of a list, requested one after the other: `fetch` sends a request and says what page came.
///
/// ```
/// use nodewright_core::{Page, Pages, Request, serde_json::json};
/// # async fn example() -> nodewright_core::Result<()> {
/// // A service of five rows that gives two at a time.
/// let fetch = |request: Request| async move {
///     let offset = request.query.get("offset").and_then(|offset| offset.as_u64()).unwrap_or(0);
///     let rows = (offset..5).take(2).map(|row| json!({ "row": row })).collect();
///     Ok(Page::by_offset(rows, request, "offset", 2))
/// };
/// let rows = Pages::new(Request::get("/rows"), fetch).rows().await?;
/// assert_eq!((rows.len(), &rows[4]), (5, &json!({ "row": 4 })));
/// # Ok(())
/// # }
/// ```
///
/// A service that ignores where a page is to start would give the same one for ever: a page that begins and ends like the
/// one before it ends the list, and is left out.
pub struct Pages<F> {
    next: Option<Request>,
    fetch: F,
    /// First and last row of the page before.
    edges: Option<(Value, Value)>,
}

impl<F, Answer> Pages<F>
where
    F: FnMut(Request) -> Answer + Send,
    Answer: Future<Output = Result<Page>> + Send,
{
    /// All pages, from the one that `first` asks for.
    pub fn new(first: Request, fetch: F) -> Self {
        Self { next: Some(first), fetch, edges: None }
    }

    /// The pages behind one that has been fetched already; its rows come along.
    pub fn behind(page: Page, fetch: F) -> (Vec<Value>, Self) {
        let edges = edges(&page.rows);
        (page.rows, Self { next: page.next, fetch, edges })
    }

    /// Whether there may be a page that has not been fetched.
    pub fn has_more(&self) -> bool {
        self.next.is_some()
    }

    /// The rows of the next page; `None` at the end.
    ///
    /// # Errors
    /// Those of `fetch`.
    pub async fn next(&mut self) -> Result<Option<Vec<Value>>> {
        let Some(request) = self.next.take() else { return Ok(None) };
        let Page { rows, next } = (self.fetch)(request).await?;
        let before = std::mem::replace(&mut self.edges, edges(&rows));
        if before == self.edges && before.is_some_and(|(first, last)| first != last) {
            return Ok(None);
        }
        self.next = next;
        Ok(Some(rows))
    }

    /// The rows of all pages.
    ///
    /// # Errors
    /// Those of `fetch`.
    pub async fn rows(mut self) -> Result<Vec<Value>> {
        let mut all = Vec::new();
        while let Some(rows) = self.next().await? {
            all.extend(rows);
        }
        Ok(all)
    }

    /// Makes every row an item. A page is emitted before the next is requested, so the list need not fit into memory.
    ///
    /// # Errors
    /// Those of `fetch`; what was emitted stays emitted.
    pub async fn emit(mut self, call: &Call<'_>) -> Result<Output> {
        while let Some(rows) = self.next().await? {
            call.emit_rows(rows).await?;
        }
        Ok(Output::default())
    }
}

impl Call<'_> {
    /// Emits rows as [`Output::each`] makes items of them, not all at once.
    ///
    /// # Errors
    /// The execution has been cancelled.
    pub async fn emit_rows(&self, rows: Vec<Value>) -> Result<()> {
        let mut rows = rows.into_iter();
        while rows.len() > 0 {
            let batch = rows.by_ref().take(BATCH).collect();
            self.emit(Output::each(Value::Array(batch)).items).await?;
        }
        Ok(())
    }
}

fn edges(page: &[Value]) -> Option<(Value, Value)> {
    Some((page.first()?.clone(), page.last()?.clone()))
}
