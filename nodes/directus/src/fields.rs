//! Fields: the columns of a collection.

use nodewright_core::serde_json::Map;

use crate::prelude::*;

pub const FIELDS: Resource<Client> =
    resource("fields", "Field", operations![Create, Delete, Get, List, ListAll, Update]).starting_with("list");

/// Add a field to a collection.
#[derive(Operation)]
#[operation(fields.create, "Create", POST "/fields/{collection}")]
pub struct Create {
    /// Collection that gets the field.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    body: JsonOr<NewField>,
}

#[derive(Group)]
pub struct NewField {
    /// Name of the new field.
    #[param("Name")]
    field: Text,
    /// Type of the new field.
    #[param(default = "bigInteger")]
    r#type: FieldType,
    additional_fields: CreateOptions,
}

#[derive(Collection)]
pub struct CreateOptions {
    options: FieldOptions,
}

#[derive(Group)]
pub struct FieldOptions {
    /// How the app shows the field: interface, display, note …
    #[param("Meta (JSON)", placeholder = r#"{ "interface": "input" }"#)]
    meta: Option<JsonObject>,
    /// How the database stores it: default value, length, whether it may be null …
    #[param("Schema (JSON)", placeholder = r#"{ "is_nullable": false }"#)]
    schema: Option<JsonObject>,
}

/// Directus' types. Several kinds of field share one: a group is an alias, a hash is a string, a single file a UUID.
#[derive(Choice)]
pub enum FieldType {
    BigInteger,
    Boolean,
    #[param("CSV")]
    Csv,
    Date,
    #[param("DateTime")]
    DateTime,
    Decimal,
    /// A field without a column: groups and presentation.
    #[param("Field Group or Presentation")]
    Alias,
    Float,
    #[param("String or Hash")]
    String,
    Integer,
    #[param("JSON")]
    Json,
    #[param("M2A")]
    M2a,
    #[param("M2M")]
    M2m,
    #[param("M2O")]
    M2o,
    #[param("Multiple Files")]
    Files,
    #[param("O2M")]
    O2m,
    #[param("UUID or Single File")]
    Uuid,
    Text,
    Time,
    Timestamp,
}

/// Remove a field and its data.
#[derive(Operation)]
#[operation(fields.delete, "Delete", DELETE "/fields/{collection}/{field}")]
pub struct Delete {
    /// Field to remove.
    #[param("Field Name")]
    field: Pick<FieldsInCollection>,
    /// Collection of the field.
    #[param("Collection Name")]
    collection: Pick<Collections>,
}

/// Retrieve one field.
#[derive(Operation)]
#[operation(fields.get, "Get", GET "/fields/{collection}/{field}")]
pub struct Get {
    /// Field to retrieve.
    #[param("Field Name")]
    field: Pick<FieldsInCollection>,
    /// Collection of the field.
    #[param("Collection Name")]
    collection: Pick<Collections>,
}

/// List the fields of a collection.
#[derive(Operation)]
#[operation(fields.list, "List", GET "/fields/{collection}")]
pub struct List {
    /// Collection whose fields are listed.
    #[param("Collection Name")]
    collection: Pick<Collections>,
    split: SplitIntoItems,
}

/// List the fields of all collections.
#[derive(Operation)]
#[operation(fields.listAll, "List All", GET "/fields")]
pub struct ListAll {
    split: SplitIntoItems,
}

/// Change a field.
#[derive(Operation)]
#[operation(fields.update, "Update", PATCH "/fields/{collection}/{field}", effect = idempotent_write)]
pub struct Update {
    body: JsonOr<FieldChanges>,
    /// Field to change.
    #[param("Field Name")]
    field: Pick<FieldsInCollection>,
    /// Collection of the field.
    collection: Pick<Collections>,
}

#[derive(Group)]
pub struct FieldChanges {
    #[param("Update Fields")]
    additional_fields: UpdateOptions,
}

#[derive(Collection)]
pub struct UpdateOptions {
    options: FieldOptions,
    /// Type to change to.
    #[param(default = "bigInteger")]
    #[wire(with = put_type)]
    r#type: Option<FieldType>,
}

/// Directus leaves a column as it is, whatever the type, unless `schema` comes along.
fn put_type(kind: &Option<FieldType>, name: &str, to: &mut Request) {
    let Some(kind) = kind else { return };
    kind.put(name, to);
    let has_schema = to.json_body().is_some_and(|body| body.get("schema").is_some());
    // An alias has no column.
    if !has_schema && !matches!(kind, FieldType::Alias) {
        to.set("schema", Map::new());
    }
}
