//! Roles that users have.

use crate::prelude::*;

pub const ROLES: Resource<Client> = resource(
    "roles",
    "Role",
    operations![Create, CreateMultiple, Delete, DeleteMultiple, Get, List, Update, UpdateMultiple],
)
.starting_with("list");

/// Create a role.
#[derive(Operation)]
#[operation(roles.create, "Create", POST "/roles")]
pub struct Create {
    /// The role to create. From Directus 11 on, its permissions are in access policies.
    #[param("Data (JSON)", placeholder = r#"{ "name": "Editors", "icon": "edit" }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Create several roles.
#[derive(Operation)]
#[operation(roles.createMultiple, "Create Multiple", POST "/roles")]
pub struct CreateMultiple {
    /// The roles to create.
    #[param("Data (JSON)", placeholder = r#"[{ "name": "Editors" }, { "name": "Authors" }]"#, json = objects)]
    #[wire(body)]
    data: JsonBody,
}

/// Remove a role.
#[derive(Operation)]
#[operation(roles.delete, "Delete", DELETE "/roles/{id}")]
pub struct Delete {
    /// Primary key of the role.
    id: Text,
}

/// Remove several roles.
#[derive(Operation)]
#[operation(roles.deleteMultiple, "Delete Multiple", DELETE "/roles")]
pub struct DeleteMultiple {
    /// Primary keys of the roles.
    #[param("Keys (JSON)", placeholder = r#"["id-1", "id-2"]"#, json = texts)]
    #[wire(body)]
    keys: JsonBody,
}

/// Retrieve one role.
#[derive(Operation)]
#[operation(roles.get, "Get", GET "/roles/{id}")]
pub struct Get {
    /// Primary key of the role.
    id: Text,
}

/// List the roles.
#[derive(Operation)]
#[operation(roles.list, "List", GET "/roles")]
pub struct List {
    query: ListQuery,
}

/// Change a role.
#[derive(Operation)]
#[operation(roles.update, "Update", PATCH "/roles/{id}")]
pub struct Update {
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "description": "May write" }"#)]
    #[wire(body)]
    data: JsonBody,
    /// Primary key of the role.
    id: Text,
}

/// Change several roles.
#[derive(Operation)]
#[operation(roles.updateMultiple, "Update Multiple", PATCH "/roles")]
pub struct UpdateMultiple {
    /// Primary keys and what to change.
    #[param("Data (JSON)", placeholder = r#"{ "keys": ["id-1"], "data": { "icon": "edit" } }"#)]
    #[wire(body)]
    data: JsonBody,
}
