//! Extensions: displays, interfaces, layouts and modules that are installed.

use crate::prelude::*;

pub const EXTENSIONS: Resource<Client> = resource("extensions", "Extension", operations![List]);

/// List the installed extensions of a type.
#[derive(Operation)]
#[operation(extensions.list, "List", GET "/extensions", formerly = "/extensions/{type}", run = list)]
pub struct List {
    /// Type of the extensions.
    #[param(default = "displays")]
    #[wire(skip)]
    r#type: Type,
    split: SplitIntoItems,
}

#[derive(Choice)]
pub enum Type {
    Displays,
    Interfaces,
    Layouts,
    Modules,
}

/// Since Directus 10 one route lists them all, each with its type in the singular.
async fn list(list: &List, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let mut output = directus.send(list.request()?, call).await?;
    let wanted = list.r#type.value().trim_end_matches('s');
    let is_other = |item: &Item| item.json["schema"]["type"].as_str().is_some_and(|own| own != wanted);
    output.items.retain(|item| !is_other(item));
    Ok(output)
}
