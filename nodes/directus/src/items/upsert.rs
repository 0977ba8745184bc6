//! Create or Update.

use crate::{
    answer,
    pages::{self, Rows},
    prelude::*,
};

/// Update the items that a filter finds, or create one if it finds none.
#[derive(Operation)]
#[operation(items.upsert, "Create or Update", GET "/items/{collection}", effect = write, run = upsert)]
pub struct Upsert {
    #[wire("limit")]
    rows: ReturnAll,
    /// Whether to leave existing items unchanged.
    #[wire(skip)]
    skip_update: bool,
    /// Collection of the items.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
    /// What to change, or the item to create.
    #[param("Data (JSON)", placeholder = r#"{ "title": "Hello" }"#)]
    #[wire(skip)]
    data: JsonBody,
    #[param("Select items to create or update")]
    filters: Filters,
}

#[derive(Collection)]
pub struct Filters {
    /// Filter rules that select the items to update.
    #[param("Filter (JSON)", placeholder = r#"{ "slug": { "_eq": "hello" } }"#, json = object)]
    filter: Option<JsonText>,
}

async fn upsert(upsert: &Upsert, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let find = upsert.request()?;
    let items = find.path.clone();
    if !upsert.filters.filter.as_ref().is_some_and(|JsonText(filter)| says_something(filter)) {
        return match directus.is_singleton(&upsert.collection.as_str()).await? {
            true => directus.send(upsert.write(Request::patch(items)), call).await,
            false => Err(no_filter()),
        };
    }
    let found = match pages::rows(directus, find).await? {
        Rows::List(rows) => rows,
        Rows::Singleton => return directus.send(upsert.write(Request::patch(items)), call).await,
    };
    if found.is_empty() {
        return directus.send(upsert.write(Request::post(items)), call).await;
    }
    if upsert.skip_update {
        return Ok(Output::each(found.into()));
    }
    upsert.change(&found, &items, directus).await
}

impl Upsert {
    /// Changes every item that was found, one after the other.
    async fn change(&self, found: &[Value], items: &str, directus: &Client) -> Result<Output> {
        let key = directus.primary_key(&self.collection.as_str()).await?;
        let mut output = Output::default();
        for row in found {
            let mut path = format!("{items}/");
            push_segment(
                &mut path,
                &Key(row[&key].clone()),
                &format!("primary key '{key}' of an item that was found"),
            )?;
            let answer = directus.request(self.write(Request::patch(path))).await?;
            output.items.extend(answer::items(answer, true).await?.items);
        }
        Ok(output)
    }

    fn write(&self, mut request: Request) -> Request {
        request.set_all(self.data.0.clone());
        request.effect = Some(Effect::Write);
        request
    }
}

/// Whether a filter has a value anywhere. Empty lists and objects are not sent in a query, so a filter without values
/// would not filter at all.
fn says_something(filter: &Value) -> bool {
    match filter {
        Value::Object(map) => map.values().any(says_something),
        Value::Array(list) => list.iter().any(says_something),
        _ => true,
    }
}

fn no_filter() -> NodeError {
    let message = "Upsert needs a filter: without one it would update every item of the collection";
    NodeError::new(ErrorKind::Parameter, message).at_parameter("filters.filter")
}
