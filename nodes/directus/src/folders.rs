//! Folders of the file library.

use crate::prelude::*;

pub const FOLDERS: Resource<Client> = resource(
    "folders",
    "Folder",
    operations![Create, CreateMultiple, Delete, DeleteMultiple, Get, List, Update, UpdateMultiple],
)
.starting_with("list");

/// Create a folder.
#[derive(Operation)]
#[operation(folders.create, "Create", POST "/folders")]
pub struct Create {
    body: JsonOr<NewFolder>,
}

#[derive(Group)]
pub struct NewFolder {
    /// Name of the new folder.
    name: Text,
    additional_fields: NewFolderOptions,
}

#[derive(Collection)]
pub struct NewFolderOptions {
    /// Primary key of the folder it lies in.
    parent: Option<Text>,
}

/// Create several folders.
#[derive(Operation)]
#[operation(folders.createMultiple, "Create Multiple", POST "/folders")]
pub struct CreateMultiple {
    /// The folders to create.
    #[param("Data (JSON)", placeholder = r#"[{ "name": "Photos" }, { "name": "Texts" }]"#, json = objects)]
    #[wire(body)]
    data: JsonBody,
}

/// Remove a folder; its files move up.
#[derive(Operation)]
#[operation(folders.delete, "Delete", DELETE "/folders/{id}")]
pub struct Delete {
    /// Primary key of the folder.
    id: Text,
}

/// Remove several folders.
#[derive(Operation)]
#[operation(folders.deleteMultiple, "Delete Multiple", DELETE "/folders")]
pub struct DeleteMultiple {
    /// Primary keys of the folders.
    #[param("Keys (JSON)", placeholder = r#"["id-1", "id-2"]"#, json = texts)]
    #[wire(body)]
    keys: JsonBody,
}

/// Retrieve one folder.
#[derive(Operation)]
#[operation(folders.get, "Get", GET "/folders/{id}")]
pub struct Get {
    /// Primary key of the folder.
    id: Text,
}

/// List the folders.
#[derive(Operation)]
#[operation(folders.list, "List", GET "/folders")]
pub struct List {
    query: ListQuery,
}

/// Rename or move a folder.
#[derive(Operation)]
#[operation(folders.update, "Update", PATCH "/folders/{id}", effect = idempotent_write)]
pub struct Update {
    /// Primary key of the folder.
    id: Text,
    body: JsonOr<FolderChanges>,
}

#[derive(Group)]
pub struct FolderChanges {
    #[param("Update Fields")]
    additional_fields: FolderOptions,
}

#[derive(Collection)]
pub struct FolderOptions {
    /// The new name.
    name: Option<Text>,
    /// Primary key of the folder to move it to.
    parent: Option<Text>,
}

/// Rename or move several folders.
#[derive(Operation)]
#[operation(folders.updateMultiple, "Update Multiple", PATCH "/folders", effect = idempotent_write)]
pub struct UpdateMultiple {
    /// Primary keys and what to change.
    #[param("Data (JSON)", placeholder = r#"{ "keys": ["id-1"], "data": { "parent": null } }"#)]
    #[wire(body)]
    data: JsonBody,
}
