//! Options that a form loads from the project.

use nodewright_core::prelude::*;

use crate::{
    Client, answer,
    pages::{self, Rows},
    shapes::ReturnAll,
};

pub const LOADERS: &[&dyn AnyLoader<Client>] =
    loaders![Collections, CustomCollections, RelationalFields, FieldsInCollection, Roles];

/// Every collection, Directus' own too.
pub struct Collections;

/// The project's own collections that can hold items.
pub struct CustomCollections;

/// The fields of the collection that lead to another one.
pub struct RelationalFields;

/// The fields of the selected collection or, by default, of the resource's own.
pub struct FieldsInCollection;

/// The roles, by name.
pub struct Roles;

macro_rules! name {
    ($loader:ty, $method:literal, $depends_on:expr) => {
        impl LoaderName for $loader {
            const INFO: &'static LoaderInfo = &LoaderInfo { method: $method, depends_on: $depends_on };
        }
    };
}
name!(Collections, "getCollections", &[]);
name!(CustomCollections, "getCustomCollections", &[]);
name!(RelationalFields, "getRelationalFields", &["collection"]);
name!(FieldsInCollection, "getFieldsInCollection", &["collection"]);
name!(Roles, "getRoles", &[]);

impl Loader for Collections {
    type Client = Client;

    async fn load(client: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
        let all = list(client, "/collections").await?;
        Ok(OptionsPage::of(all.iter().filter_map(|c| named(c, "collection")), request))
    }
}

impl Loader for CustomCollections {
    type Client = Client;

    async fn load(client: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
        let all = list(client, "/collections").await?;
        let custom = all.iter().filter(|c| !is_system(c) && !is_folder(c));
        Ok(OptionsPage::of(custom.filter_map(|c| named(c, "collection")), request))
    }
}

fn is_system(collection: &Value) -> bool {
    collection["meta"]["system"] == true
        || collection["collection"].as_str().is_some_and(|n| n.starts_with("directus_"))
}

/// A folder in the list of collections has no table.
fn is_folder(collection: &Value) -> bool {
    collection.get("schema").is_some_and(Value::is_null)
}

impl Loader for RelationalFields {
    type Client = Client;

    async fn load(client: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
        match chosen(request, "collection") {
            Some(collection) => fields(client, "/relations/", collection, request).await,
            None => Ok(OptionsPage::default()),
        }
    }
}

impl Loader for FieldsInCollection {
    type Client = Client;

    async fn load(client: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
        let system = || match chosen(request, "resource") {
            // These have no collection of their own until one is chosen.
            None | Some("items" | "fields" | "relations" | "collections") => None,
            Some(resource) => Some(format!("directus_{resource}")),
        };
        match chosen(request, "collection").map(str::to_owned).or_else(system) {
            Some(collection) => fields(client, "/fields/", &collection, request).await,
            None => Ok(OptionsPage::default()),
        }
    }
}

impl Loader for Roles {
    type Client = Client;

    async fn load(client: &Client, request: &OptionsRequest) -> Result<OptionsPage> {
        let all = all_rows(client, "/roles").await?;
        let role = |role: &Value| option(role["name"].as_str()?, role["id"].clone());
        Ok(OptionsPage::of(all.iter().filter_map(role), request))
    }
}

/// The value of a selected parameter; the value of an expression is only known per item.
fn chosen<'a>(request: &'a OptionsRequest, name: &str) -> Option<&'a str> {
    request.parameters.get(name)?.as_str().filter(|text| !text.is_empty() && !text.starts_with('='))
}

async fn fields(client: &Client, path: &str, collection: &str, request: &OptionsRequest) -> Result<OptionsPage> {
    let mut path = path.to_owned();
    push_segment(&mut path, &collection.to_owned(), "Collection Name")?;
    let all = list(client, &path).await?;
    Ok(OptionsPage::of(all.iter().filter_map(|f| named(f, "field")), request))
}

/// `data` of a response; empty if it is missing or not a list.
async fn list(client: &Client, path: &str) -> Result<Vec<Value>> {
    match answer::data(client.request(Request::get(path)).await?).await? {
        Value::Array(list) => Ok(list),
        _ => Ok(Vec::new()),
    }
}

/// The same for a route that limits its rows unless all are asked for.
async fn all_rows(client: &Client, path: &str) -> Result<Vec<Value>> {
    let mut request = Request::get(path);
    ReturnAll::ALL.put("limit", &mut request);
    match pages::rows(client, request).await? {
        Rows::List(rows) => Ok(rows),
        Rows::Singleton => Ok(Vec::new()),
    }
}

fn named(value: &Value, key: &str) -> Option<LoadedOption> {
    let name = value[key].as_str()?;
    option(name, name.into())
}

fn option(name: &str, value: Value) -> Option<LoadedOption> {
    (!value.is_null()).then(|| LoadedOption::new(name, value))
}
