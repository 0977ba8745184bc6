//! Items: the rows of the project's own collections.

mod upsert;

use crate::prelude::*;

pub use upsert::Upsert;

pub const ITEMS: Resource<Client> = resource(
    "items",
    "Item",
    operations![Create, CreateMultiple, Upsert, Delete, DeleteMultiple, Get, List, Update, UpdateMultiple],
)
.starting_with("list");

/// Create an item.
#[derive(Operation)]
#[operation(items.create, "Create", POST "/items/{collection}")]
pub struct Create {
    /// Collection of the item.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
    /// The item to create.
    #[param("Data (JSON)", placeholder = r#"{ "title": "Hello" }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Create several items.
#[derive(Operation)]
#[operation(items.createMultiple, "Create Multiple", POST "/items/{collection}")]
pub struct CreateMultiple {
    /// Collection of the items.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
    /// The items to create.
    #[param("Data (JSON)", placeholder = r#"[{ "title": "One" }, { "title": "Two" }]"#, json = objects)]
    #[wire(body)]
    data: JsonBody,
}

/// Remove an item.
#[derive(Operation)]
#[operation(items.delete, "Delete", DELETE "/items/{collection}/{id}")]
pub struct Delete {
    /// Primary key of the item.
    id: Text,
    /// Collection of the item.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
}

/// Remove several items.
#[derive(Operation)]
#[operation(items.deleteMultiple, "Delete Multiple", DELETE "/items/{collection}")]
pub struct DeleteMultiple {
    /// Collection of the items.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
    /// Object with the `keys` to remove, or with a `query` that finds them; a list of keys is taken too.
    #[param("Data (JSON)", placeholder = r#"{ "keys": [1, 2] }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Retrieve one item.
#[derive(Operation)]
#[operation(items.get, "Get", GET "/items/{collection}/{id}")]
pub struct Get {
    /// Primary key of the item.
    id: Text,
    /// Collection of the item.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
    additional_fields: QueryOptions,
}

/// List the items of a collection.
#[derive(Operation)]
#[operation(items.list, "List", GET "/items/{collection}")]
pub struct List {
    /// Collection of the items.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
    query: ListQuery,
}

/// Change an item.
#[derive(Operation)]
#[operation(items.update, "Update", PATCH "/items/{collection}/{id}")]
pub struct Update {
    /// Primary key of the item.
    id: Text,
    /// Collection of the item.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "title": "Hello" }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Change several items.
#[derive(Operation)]
#[operation(items.updateMultiple, "Update Multiple", PATCH "/items/{collection}")]
pub struct UpdateMultiple {
    /// Primary keys (or a query) and what to change.
    #[param("Data (JSON)", placeholder = r#"{ "keys": [1, 2], "data": { "status": "published" } }"#)]
    #[wire(body)]
    data: JsonBody,
    /// Collection of the items.
    #[param("Collection Name")]
    collection: Pick<CustomCollections>,
}
