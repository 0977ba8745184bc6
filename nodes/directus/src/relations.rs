//! Relations between collections.

use crate::prelude::*;

pub const RELATIONS: Resource<Client> =
    resource("relations", "Relation", operations![Create, Delete, Get, List, ListAll, Update]).starting_with("list");

/// Create a relation.
#[derive(Operation)]
#[operation(relations.create, "Create", POST "/relations")]
pub struct Create {
    /// The relation to create.
    #[param(
        "Data (JSON)",
        placeholder = r#"{ "collection": "articles", "field": "author", "related_collection": "authors" }"#
    )]
    #[wire(body)]
    data: JsonBody,
}

/// Remove a relation.
#[derive(Operation)]
#[operation(relations.delete, "Delete", DELETE "/relations/{collection}/{field}")]
pub struct Delete {
    /// Collection the relation starts from.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    /// Field that leads to the other collection.
    #[param("Field Name")]
    field: Pick<RelationalFields>,
}

/// Retrieve one relation.
#[derive(Operation)]
#[operation(relations.get, "Get", GET "/relations/{collection}/{field}")]
pub struct Get {
    /// Collection the relation starts from.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    /// Field that leads to the other collection.
    #[param("Field Name")]
    field: Pick<RelationalFields>,
}

/// List the relations of a collection.
#[derive(Operation)]
#[operation(relations.list, "List", GET "/relations/{collection}")]
pub struct List {
    /// Collection whose relations are listed.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    split: SplitIntoItems,
}

/// List the relations of all collections.
#[derive(Operation)]
#[operation(relations.listAll, "List All", GET "/relations", run = list_all)]
pub struct ListAll {
    query: ListQuery,
}

/// Directus returns all relations whatever the limit, so the limit is applied here.
async fn list_all(list: &ListAll, directus: &Client, call: &Call<'_>) -> Result<Output> {
    let mut request = list.request()?;
    if request.extensions.remove::<AllPages>().is_some() {
        request.query.shift_remove("limit");
    }
    let limit = request.query.get("limit").and_then(|limit| usize::try_from(limit.as_i64()?).ok());
    let mut output = directus.send(request, call).await?;
    output.items.truncate(limit.unwrap_or(usize::MAX));
    Ok(output)
}

/// Change a relation.
#[derive(Operation)]
#[operation(relations.update, "Update", PATCH "/relations/{collection}/{field}", effect = idempotent_write)]
pub struct Update {
    /// Field that leads to the other collection.
    #[param("Field Name")]
    field: Pick<RelationalFields>,
    /// What to change.
    #[param("Data (JSON)", placeholder = r#"{ "meta": { "sort_field": "sort" } }"#)]
    #[wire(body)]
    data: JsonBody,
    /// Collection the relation starts from.
    #[param("Collection Name")]
    collection: Pick<Collections>,
}
