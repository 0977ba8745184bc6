//! Files: the project's file library.

use crate::prelude::*;

pub const FILES: Resource<Client> =
    resource("files", "File", operations![Create, Delete, DeleteMultiple, Get, Import, List, Update, UpdateMultiple])
        .starting_with("list");

/// Upload a file, or create the record of one.
#[derive(Operation)]
#[operation(files.create, "Create / Upload", POST "/files", run = create)]
pub struct Create {
    send: SendBinary,
    additional_fields: FileOptions,
}

#[derive(Collection)]
pub struct FileOptions {
    /// The file's record: title, description, folder, tags …
    #[param("File Object (JSON)", placeholder = r#"{ "title": "Photo", "folder": null }"#)]
    #[wire(body)]
    data: Option<JsonObject>,
}

async fn create(create: &Create, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let mut request = create.request()?;
    create.send.attach(call, "file", &mut request).await?;
    directus.send(request, call).await
}

/// Remove a file.
#[derive(Operation)]
#[operation(files.delete, "Delete", DELETE "/files/{id}")]
pub struct Delete {
    /// Primary key of the file.
    id: Text,
}

/// Remove several files.
#[derive(Operation)]
#[operation(files.deleteMultiple, "Delete Multiple", DELETE "/files")]
pub struct DeleteMultiple {
    /// Primary keys of the files.
    #[param("Keys (JSON)", placeholder = r#"["id-1", "id-2"]"#, json = texts)]
    #[wire(body)]
    keys: JsonBody,
}

/// Retrieve the record of a file.
#[derive(Operation)]
#[operation(files.get, "Get", GET "/files/{id}")]
pub struct Get {
    /// Primary key of the file.
    id: Text,
}

/// Let Directus fetch a file from the web.
#[derive(Operation)]
#[operation(files.import, "Import File", POST "/files/import")]
pub struct Import {
    /// Address of the file.
    url: Text,
    additional_fields: ImportOptions,
}

#[derive(Collection)]
pub struct ImportOptions {
    /// The file's record: title, description, folder, tags …
    #[param("File Object (JSON)", placeholder = r#"{ "title": "Photo" }"#)]
    data: Option<JsonObject>,
}

/// List the records of files.
#[derive(Operation)]
#[operation(files.list, "List", GET "/files")]
pub struct List {
    query: ListQuery,
}

/// Change a file's record, or replace the file itself.
#[derive(Operation)]
#[operation(files.update, "Update", PATCH "/files/{id}", run = update)]
pub struct Update {
    send: SendBinary,
    /// Primary key of the file.
    id: Text,
    #[param("Update Fields")]
    additional_fields: FileOptions,
}

async fn update(update: &Update, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let mut request = update.request()?;
    update.send.attach(call, "file", &mut request).await?;
    directus.send(request, call).await
}

/// Change the records of several files.
#[derive(Operation)]
#[operation(files.updateMultiple, "Update Multiple", PATCH "/files")]
pub struct UpdateMultiple {
    /// Primary keys and what to change.
    #[param("Update Data (JSON)", placeholder = r#"{ "keys": ["id-1"], "data": { "folder": null } }"#)]
    #[wire(body)]
    data: JsonBody,
}
