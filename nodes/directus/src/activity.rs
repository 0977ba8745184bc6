//! Activity: what happened in the project, and comments on it.

use crate::prelude::*;

pub const ACTIVITY: Resource<Client> =
    resource("activity", "Activity", operations![Create, Delete, Get, List, Update]).starting_with("list");

/// Comment on an item.
#[derive(Operation)]
#[operation(activity.create, "Create", POST "/comments", formerly = "/activity/comment")]
pub struct Create {
    body: JsonOr<Comment>,
}

#[derive(Group)]
pub struct Comment {
    /// Primary key of the item.
    item: Text,
    /// Text of the comment.
    comment: Text,
    /// Collection of the item.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    #[wire(query)]
    additional_fields: MetaOption,
}

#[derive(Collection)]
pub struct MetaOption {
    /// Counts to also return.
    meta: Option<Text>,
}

/// Remove a comment.
#[derive(Operation)]
#[operation(activity.delete, "Delete", DELETE "/comments/{id}", formerly = "/activity/comment/{id}")]
pub struct Delete {
    /// Primary key of the comment: a UUID, or a number before Directus 11.
    #[param(default = 1, range = 1..)]
    id: Key,
}

/// Retrieve one record of the activity log.
#[derive(Operation)]
#[operation(activity.get, "Get", GET "/activity/{id}")]
pub struct Get {
    /// Primary key of the record.
    #[param(default = 1, range = 1..)]
    id: Key,
    additional_fields: GetOptions,
}

#[derive(Collection)]
pub struct GetOptions {
    /// Fields to return, separated by commas.
    fields: Option<Text>,
    /// Counts to also return.
    meta: Option<Text>,
}

/// List the activity log.
#[derive(Operation)]
#[operation(activity.list, "List", GET "/activity")]
pub struct List {
    query: ListQuery,
}

/// Change the text of a comment.
#[derive(Operation)]
#[operation(activity.update, "Update", PATCH "/comments/{id}", formerly = "/activity/comment/{id}", effect = idempotent_write)]
pub struct Update {
    /// The new text.
    comment: Text,
    /// Primary key of the comment: a UUID, or a number before Directus 11.
    #[param(default = 1, range = 1..)]
    id: Key,
    #[param("Update Fields")]
    #[wire(query)]
    additional_fields: MetaOption,
}
