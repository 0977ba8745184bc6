//! Webhooks: requests that Directus sends when items change. Gone from Directus since 11.14; flows do it now.

use crate::prelude::*;

pub const WEBHOOKS: Resource<Client> = resource(
    "webhooks",
    "Webhook",
    operations![Create, CreateMultiple, Delete, DeleteMultiple, Get, List, Update, UpdateMultiple],
)
.starting_with("list");

/// Create a webhook.
#[derive(Operation)]
#[operation(webhooks.create, "Create", POST "/webhooks")]
pub struct Create {
    body: JsonOr<NewWebhook>,
}

#[derive(Group)]
pub struct NewWebhook {
    /// Name of the new webhook.
    name: Text,
    /// Changes that send it.
    actions: Vec<Action>,
    /// Collections whose changes send it.
    collections: Vec<Pick<CustomCollections>>,
    /// Where it is sent to.
    url: Text,
}

#[derive(Choice)]
pub enum Action {
    Create,
    Delete,
    Update,
}

/// Create several webhooks.
#[derive(Operation)]
#[operation(webhooks.createMultiple, "Create Multiple", POST "/webhooks")]
pub struct CreateMultiple {
    /// The webhooks to create.
    #[param("Data (JSON)", placeholder = r#"[{ "name": "Build", "url": "https://example.com/build" }]"#, json = objects)]
    #[wire(body)]
    data: JsonBody,
}

/// Remove a webhook.
#[derive(Operation)]
#[operation(webhooks.delete, "Delete", DELETE "/webhooks/{id}")]
pub struct Delete {
    /// Primary key of the webhook.
    id: Text,
}

/// Remove several webhooks.
#[derive(Operation)]
#[operation(webhooks.deleteMultiple, "Delete Multiple", DELETE "/webhooks")]
pub struct DeleteMultiple {
    /// Primary keys of the webhooks.
    #[param("Keys (JSON)", placeholder = "[1, 2]", json = numbers)]
    #[wire(body)]
    keys: JsonBody,
}

/// Retrieve one webhook.
#[derive(Operation)]
#[operation(webhooks.get, "Get", GET "/webhooks/{id}")]
pub struct Get {
    /// Primary key of the webhook.
    id: Text,
}

/// List the webhooks.
#[derive(Operation)]
#[operation(webhooks.list, "List", GET "/webhooks")]
pub struct List {
    query: ListQuery,
}

/// Change a webhook.
#[derive(Operation)]
#[operation(webhooks.update, "Update", PATCH "/webhooks/{id}", effect = idempotent_write)]
pub struct Update {
    /// Primary key of the webhook.
    id: Text,
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "status": "inactive" }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Change several webhooks.
#[derive(Operation)]
#[operation(webhooks.updateMultiple, "Update Multiple", PATCH "/webhooks", effect = idempotent_write)]
pub struct UpdateMultiple {
    /// Primary keys and what to change.
    #[param("Data (JSON)", placeholder = r#"{ "keys": [1, 2], "data": { "status": "inactive" } }"#)]
    #[wire(body)]
    data: JsonBody,
}
