//! Users of the project.

mod account;

use crate::prelude::*;

pub use account::{AcceptInvite, DisableTfa, EnableTfa, GenerateTfa, GetCurrent, Invite, UpdateMe};

pub const USERS: Resource<Client> = resource(
    "users",
    "User",
    operations![
        AcceptInvite,
        Create,
        CreateMultiple,
        Delete,
        DeleteMultiple,
        DisableTfa,
        EnableTfa,
        GenerateTfa,
        Get,
        GetCurrent,
        Invite,
        List,
        Update,
        UpdateMe,
        UpdateMultiple,
    ],
)
.starting_with("list");

/// Create a user.
#[derive(Operation)]
#[operation(users.create, "Create", POST "/users")]
pub struct Create {
    body: JsonOr<NewUser>,
}

#[derive(Group)]
pub struct NewUser {
    /// Password of the new user.
    password: Secret,
    /// Email address of the user.
    #[param(placeholder = "user@example.com")]
    email: Text,
    additional_fields: UserOptions,
}

#[derive(Collection)]
pub struct UserOptions {
    /// Primary key of a file.
    avatar: Option<Text>,
    /// About the user.
    description: Option<Text>,
    #[param(name = "first_name")]
    first_name: Option<Text>,
    /// Language of the app.
    #[param(placeholder = "en-US")]
    language: Option<Text>,
    #[param(name = "last_name")]
    last_name: Option<Text>,
    /// Location of the user.
    location: Option<Text>,
    /// Role of the user.
    #[param("Role Name")]
    role: Option<Pick<Roles>>,
    /// Tags, as Directus stores them.
    tags: Option<Text>,
    /// Secret of the user's authenticator app.
    #[param("TFA Secret", name = "tfa_secret")]
    tfa_secret: Option<Secret>,
    /// Theme of the app.
    #[param(default = "auto")]
    theme: Option<Theme>,
    /// Title of the user.
    title: Option<Text>,
}

#[derive(Choice)]
pub enum Theme {
    Auto,
    Dark,
    Light,
}

/// Create several users.
#[derive(Operation)]
#[operation(users.createMultiple, "Create Multiple", POST "/users")]
pub struct CreateMultiple {
    /// The users to create.
    #[param("Data (JSON)", placeholder = r#"[{ "email": "user@example.com" }]"#, json = objects)]
    #[wire(body)]
    data: JsonBody,
}

/// Remove a user.
#[derive(Operation)]
#[operation(users.delete, "Delete", DELETE "/users/{id}")]
pub struct Delete {
    /// Primary key of the user.
    id: Text,
}

/// Remove several users.
#[derive(Operation)]
#[operation(users.deleteMultiple, "Delete Multiple", DELETE "/users")]
pub struct DeleteMultiple {
    /// Primary keys of the users.
    #[param("Keys (JSON)", placeholder = r#"["id-1", "id-2"]"#, json = texts)]
    #[wire(body)]
    keys: JsonBody,
}

/// Retrieve one user.
#[derive(Operation)]
#[operation(users.get, "Get", GET "/users/{id}")]
pub struct Get {
    /// Primary key of the user.
    id: Text,
}

/// List the users.
#[derive(Operation)]
#[operation(users.list, "List", GET "/users")]
pub struct List {
    query: ListQuery,
}

/// Change a user.
#[derive(Operation)]
#[operation(users.update, "Update", PATCH "/users/{id}")]
pub struct Update {
    /// Primary key of the user.
    id: Text,
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "title": "Editor" }"#)]
    #[wire(body)]
    data: JsonBody,
}

/// Change several users.
#[derive(Operation)]
#[operation(users.updateMultiple, "Update Multiple", PATCH "/users")]
pub struct UpdateMultiple {
    /// Primary keys and what to change.
    #[param("Data (JSON)", placeholder = r#"{ "keys": ["id-1"], "data": { "status": "suspended" } }"#)]
    #[wire(body)]
    data: JsonBody,
}
