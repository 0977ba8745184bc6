//! Presets: bookmarks and remembered layouts of collections.

use crate::prelude::*;

pub const PRESETS: Resource<Client> = resource(
    "presets",
    "Preset",
    operations![Create, CreateMultiple, Delete, DeleteMultiple, Get, List, Update, UpdateMultiple],
)
.starting_with("list");

/// Create a preset.
#[derive(Operation)]
#[operation(presets.create, "Create", POST "/presets")]
pub struct Create {
    /// The preset to create.
    #[param("Data (JSON)", placeholder = r#"{ "collection": "articles", "bookmark": "Drafts" }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Create several presets.
#[derive(Operation)]
#[operation(presets.createMultiple, "Create Multiple", POST "/presets")]
pub struct CreateMultiple {
    /// The presets to create.
    #[param("Data (JSON)", placeholder = r#"[{ "collection": "articles", "bookmark": "Drafts" }]"#, json = objects)]
    #[wire(body)]
    data: JsonBody,
}

/// Remove a preset.
#[derive(Operation)]
#[operation(presets.delete, "Delete", DELETE "/presets/{id}")]
pub struct Delete {
    /// Primary key of the preset.
    id: Text,
}

/// Remove several presets.
#[derive(Operation)]
#[operation(presets.deleteMultiple, "Delete Multiple", DELETE "/presets")]
pub struct DeleteMultiple {
    /// Primary keys of the presets.
    #[param("Keys (JSON)", placeholder = "[1, 2]", json = numbers)]
    #[wire(body)]
    keys: JsonBody,
}

/// Retrieve one preset.
#[derive(Operation)]
#[operation(presets.get, "Get", GET "/presets/{id}")]
pub struct Get {
    /// Primary key of the preset.
    id: Text,
}

/// List the presets.
#[derive(Operation)]
#[operation(presets.list, "List", GET "/presets")]
pub struct List {
    query: ListQuery,
}

/// Change a preset.
#[derive(Operation)]
#[operation(presets.update, "Update", PATCH "/presets/{id}", effect = idempotent_write)]
pub struct Update {
    /// Primary key of the preset.
    id: Text,
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "bookmark": "Drafts" }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Change several presets.
#[derive(Operation)]
#[operation(presets.updateMultiple, "Update Multiple", PATCH "/presets", effect = idempotent_write)]
pub struct UpdateMultiple {
    /// Primary keys and what to change.
    #[param("Data (JSON)", placeholder = r#"{ "keys": [1, 2], "data": { "layout": "cards" } }"#)]
    #[wire(body)]
    data: JsonBody,
}
