//! Collections: the tables of the project.

use nodewright_core::{
    Body, Method, Value,
    serde_json::{self, Map},
};

use crate::prelude::*;

pub const COLLECTIONS: Resource<Client> =
    resource("collections", "Collection", operations![Create, Delete, Get, List, Update]).starting_with("list");

/// Create a collection.
#[derive(Operation)]
#[operation(collections.create, "Create", POST "/collections")]
pub struct Create {
    body: JsonOr<NewCollection>,
}

#[derive(Group)]
pub struct NewCollection {
    /// Name of the new collection.
    collection: String,
    #[wire(with = put_options)]
    additional_fields: CollectionOptions,
}

/// How the app treats the collection; all but the fields belong to Directus' `meta`.
#[derive(Collection)]
pub struct CollectionOptions {
    /// Field that says whether an item is archived.
    #[param(name = "achiveField")]
    archive_field: Option<String>,
    /// Whether the app offers to hide archived items.
    #[wire(with = put_switch)]
    archive_app_filter: Option<String>,
    /// Value of the archive field that archives an item.
    archive_value: Option<String>,
    /// How an item is shown where it is referred to.
    #[param(placeholder = "{{ title }}")]
    display_template: Option<String>,
    /// The fields to create with it.
    #[param("Fields (JSON)", placeholder = r#"[{ "field": "title", "type": "string" }]"#, json = objects)]
    fields: Option<JsonText>,
    /// Whether the app hides the collection.
    hidden: Option<bool>,
    /// Name of a Material icon.
    icon: Option<String>,
    /// What the collection is for.
    note: Option<String>,
    /// Whether the collection holds one item only.
    singleton: Option<bool>,
    /// Field that holds the order of items.
    sort_field: Option<String>,
    /// Names of the collection in other languages, as JSON.
    #[param(placeholder = r#"[{ "language": "de-DE", "translation": "Artikel" }]"#)]
    #[wire(with = put_translations)]
    translation: Option<String>,
    /// Value of the archive field that brings an item back.
    unarchive_value: Option<String>,
}

/// `fields` beside `meta`, the rest in it. `schema` asks for a table; without it Directus makes a folder.
fn put_options(options: &CollectionOptions, _: &str, to: &mut Request) {
    let mut all = Request::with_fields(Method::POST, "");
    options.put_all(&mut all);
    let Body::Json(Value::Object(mut meta)) = all.body else { return };
    if let Some(fields) = meta.shift_remove("fields") {
        to.set("fields", fields);
    }
    to.set("meta", meta);
    to.set("schema", Map::new());
}

/// The form shows a text where Directus takes a boolean.
fn put_switch(value: &Option<String>, name: &str, to: &mut Request) {
    match value.as_deref() {
        Some("true") => to.set(name, true),
        Some("false") => to.set(name, false),
        Some(text) => to.set(name, text),
        None => {}
    }
}

/// Directus takes a list; text that is no JSON goes out as it is, for Directus to judge.
fn put_translations(value: &Option<String>, _: &str, to: &mut Request) {
    let Some(text) = value else { return };
    to.set("translations", serde_json::from_str(text).unwrap_or_else(|_| Value::from(text.as_str())));
}

/// Remove a collection and all that is in it.
#[derive(Operation)]
#[operation(collections.delete, "Delete", DELETE "/collections/{collection}")]
pub struct Delete {
    /// Collection to remove.
    #[param("Collection Name")]
    collection: Pick<Collections>,
}

/// Retrieve one collection.
#[derive(Operation)]
#[operation(collections.get, "Get", GET "/collections/{collection}")]
pub struct Get {
    /// Collection to retrieve.
    #[param("Collection Name")]
    collection: Pick<Collections>,
}

/// List the collections.
#[derive(Operation)]
#[operation(collections.list, "List", GET "/collections")]
pub struct List {
    split: SplitIntoItems,
}

/// Change how the app treats a collection.
#[derive(Operation)]
#[operation(collections.update, "Update", PATCH "/collections/{collection}", effect = idempotent_write, run = update)]
pub struct Update {
    /// Collection to change.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    #[param("Update Fields")]
    additional_fields: UpdateOptions,
}

#[derive(Collection)]
pub struct UpdateOptions {
    /// Settings to change, as Directus' `meta`.
    #[param("Meta (JSON)", placeholder = r#"{ "note": "Our articles" }"#)]
    meta: Option<JsonObject>,
}

async fn update(update: &Update, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let mut request = update.request()?;
    request.set("collection", update.collection.as_str());
    directus.send(request, call).await
}
