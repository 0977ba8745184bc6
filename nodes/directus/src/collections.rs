//! Collections: the tables of the project.

use nodewright_core::{json, serde_json::Map};

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
    collection: Text,
    #[wire(with = put_options)]
    additional_fields: CollectionOptions,
}

/// Settings of the collection; all but the fields are part of Directus' `meta`.
#[derive(Collection)]
pub struct CollectionOptions {
    /// Field that holds whether an item is archived.
    #[param(name = "achiveField")]
    archive_field: Option<Text>,
    /// Whether the app offers to hide archived items.
    #[wire(with = put_switch)]
    archive_app_filter: Option<Text>,
    /// Value of the archive field that archives an item.
    archive_value: Option<Text>,
    /// Template that displays an item in relations.
    #[param(placeholder = "{{ title }}")]
    display_template: Option<Text>,
    /// The fields to create with it.
    #[param("Fields (JSON)", placeholder = r#"[{ "field": "title", "type": "string" }]"#, json = objects)]
    fields: Option<JsonText>,
    /// Whether the app hides the collection.
    hidden: Option<bool>,
    /// Name of a Material icon.
    icon: Option<Text>,
    /// What the collection is for.
    note: Option<Text>,
    /// Whether the collection holds one item only.
    singleton: Option<bool>,
    /// Field that holds the order of items.
    sort_field: Option<Text>,
    /// Names of the collection in other languages, as JSON.
    #[param(placeholder = r#"[{ "language": "de-DE", "translation": "Artikel" }]"#)]
    #[wire(with = put_translations)]
    translation: Option<Text>,
    /// Value of the archive field that unarchives an item.
    unarchive_value: Option<Text>,
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
fn put_switch(value: &Option<Text>, name: &str, to: &mut Request) {
    match value.as_ref().and_then(|text| text.value().as_str()) {
        Some("true") => to.set(name, true),
        Some("false") => to.set(name, false),
        _ => value.put(name, to),
    }
}

/// Directus takes a list. Text that is not JSON is sent unchanged, and Directus reports it.
fn put_translations(value: &Option<Text>, _: &str, to: &mut Request) {
    let Some(value) = value.as_ref().map(Text::value) else { return };
    let parsed = value.as_str().and_then(|text| json::parse(text).ok());
    to.set_value("translations", parsed.unwrap_or_else(|| value.clone()));
}

/// Delete a collection and all its items.
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

/// Update the settings of a collection.
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
    update.collection.put("collection", &mut request);
    directus.send(request, call).await
}
