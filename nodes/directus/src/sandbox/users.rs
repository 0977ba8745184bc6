//! The one user and the one role.

use nodewright_core::serde_json::{Map, Value, json};

use super::{EMAIL, collection::Collection};

pub(super) const USER_ID: &str = "5affe81c-abf2-4fca-b96e-72efc7ad08ef";
pub(super) const ROLE_ID: &str = "27f5faf3-5c66-4130-8a02-55101f2b7bb6";

/// Stored secrets read back like this.
const CONCEALED: &str = "**********";

/// `directus_users`.
pub(super) fn users() -> Collection {
    let user = json!({
        "id": USER_ID,
        "first_name": "Admin",
        "last_name": "User",
        "email": EMAIL,
        "password": CONCEALED,
        "location": null,
        "title": null,
        "description": null,
        "tags": null,
        "avatar": null,
        "language": null,
        "tfa_secret": null,
        "status": "active",
        "role": ROLE_ID,
        "token": CONCEALED,
        "last_access": null,
        "last_page": null,
        "provider": "default",
        "external_identifier": null,
        "auth_data": null,
        "email_notifications": true,
        "appearance": null,
        "theme_dark": null,
        "theme_light": null,
        "theme_light_overrides": null,
        "theme_dark_overrides": null,
        "text_direction": "auto",
        "policies": [],
    });
    Collection::of("directus_users", vec![row(user)])
}

/// `directus_roles`.
pub(super) fn roles() -> Collection {
    let role = json!({
        "id": ROLE_ID,
        "name": "Administrator",
        "icon": "verified",
        "description": "$t:admin_description",
        "parent": null,
        "children": [],
        "policies": ["285dc33d-d804-4d73-87c3-69086c24f204"],
        "users": [USER_ID],
    });
    Collection::of("directus_roles", vec![row(role)])
}

fn row(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(row) => row,
        _ => Map::new(),
    }
}
