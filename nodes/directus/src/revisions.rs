//! Revisions: earlier states of items.

use crate::prelude::*;

pub const REVISIONS: Resource<Client> = resource("revisions", "Revision", operations![Get, List]).starting_with("list");

/// Retrieve one revision.
#[derive(Operation)]
#[operation(revisions.get, "Get", GET "/revisions/{id}")]
pub struct Get {
    /// Primary key of the revision.
    id: Text,
}

/// List the revisions.
#[derive(Operation)]
#[operation(revisions.list, "List", GET "/revisions")]
pub struct List {
    query: ListQuery,
}
