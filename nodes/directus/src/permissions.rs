//! Permissions: what an access policy allows on a collection.

use crate::prelude::*;

pub const PERMISSIONS: Resource<Client> = resource(
    "permissions",
    "Permission",
    operations![Create, CreateMultiple, Delete, DeleteMultiple, Get, List, Update, UpdateMultiple],
)
.starting_with("list");

/// Create a permission.
#[derive(Operation)]
#[operation(permissions.create, "Create", POST "/permissions")]
pub struct Create {
    body: JsonOr<NewPermission>,
}

#[derive(Group)]
pub struct NewPermission {
    /// Collection the permission applies to.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    /// Action it allows, on all fields.
    #[param(default = "create")]
    #[wire(with = put_action)]
    action: Action,
    /// Primary key of the access policy it belongs to. Required from Directus 11 on.
    #[wire(with = put_policy)]
    policy: Option<Text>,
}

/// A permission without fields allows access to none.
fn put_action(action: &Action, name: &str, to: &mut Request) {
    action.put(name, to);
    to.set("fields", ["*"]);
}

/// Older servers have no policies, so an empty one is left out.
fn put_policy(policy: &Option<Text>, name: &str, to: &mut Request) {
    if let Some(policy) = policy.as_ref().filter(|policy| *policy.value() != "") {
        policy.put(name, to);
    }
}

#[derive(Choice)]
pub enum Action {
    Create,
    Delete,
    Read,
    Update,
}

/// Create several permissions.
#[derive(Operation)]
#[operation(permissions.createMultiple, "Create Multiple", POST "/permissions")]
pub struct CreateMultiple {
    /// The permissions to create.
    #[param("Data (JSON)", placeholder = r#"[{ "policy": "id-1", "collection": "articles", "action": "read" }]"#, json = objects)]
    #[wire(body)]
    data: JsonBody,
}

/// Remove a permission.
#[derive(Operation)]
#[operation(permissions.delete, "Delete", DELETE "/permissions/{id}")]
pub struct Delete {
    /// Primary key of the permission.
    id: Text,
}

/// Remove several permissions.
#[derive(Operation)]
#[operation(permissions.deleteMultiple, "Delete Multiple", DELETE "/permissions")]
pub struct DeleteMultiple {
    /// Primary keys of the permissions.
    #[param("Keys (JSON)", placeholder = "[1, 2]", json = numbers)]
    #[wire(body)]
    keys: JsonBody,
}

/// Retrieve one permission.
#[derive(Operation)]
#[operation(permissions.get, "Get", GET "/permissions/{id}")]
pub struct Get {
    /// Primary key of the permission.
    id: Text,
}

/// List the permissions.
#[derive(Operation)]
#[operation(permissions.list, "List", GET "/permissions")]
pub struct List {
    query: ListQuery,
}

/// Change a permission.
#[derive(Operation)]
#[operation(permissions.update, "Update", PATCH "/permissions/{id}", effect = idempotent_write)]
pub struct Update {
    /// Primary key of the permission.
    id: Text,
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "fields": ["*"] }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Change several permissions.
#[derive(Operation)]
#[operation(permissions.updateMultiple, "Update Multiple", PATCH "/permissions", effect = idempotent_write)]
pub struct UpdateMultiple {
    /// Primary keys and what to change.
    #[param("Data (JSON)", placeholder = r#"{ "keys": [1, 2], "data": { "fields": ["*"] } }"#)]
    #[wire(body)]
    data: JsonBody,
}
