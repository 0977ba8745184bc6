//! Settings of the project.

use crate::prelude::*;

pub const SETTINGS: Resource<Client> = resource("settings", "Setting", operations![Get, Update]);

/// Retrieve the settings.
#[derive(Operation)]
#[operation(settings.get, "Get", GET "/settings")]
pub struct Get {
    query: JsonOr<Query, QueryJson>,
}

#[derive(Group)]
pub struct Query {
    additional_fields: QueryOptions,
}

/// Change settings.
#[derive(Operation)]
#[operation(settings.update, "Update", PATCH "/settings", effect = idempotent_write)]
pub struct Update {
    #[wire(query)]
    query: JsonOr<Query, QueryJson>,
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "project_name": "Our project" }"#)]
    #[wire(body)]
    data: JsonBody,
}
