//! One operation as a form: JSON Schema, and what react-jsonschema-form and JSON Forms need besides.

mod jsonforms;
mod rjsf;

use nodewright_properties::{NodeDescription, Property, Version};
use schemars::Schema;
use serde_json::{Map, Value};

use crate::dialect::Dialect;
use crate::operation::{Operation, operations, titled};

/// A form for the parameters of one operation.
///
/// The keyword `x-nodewright` of a field holds what neither JSON Schema nor the renderers have a word for:
///
/// | key | meaning |
/// |---|---|
/// | `options` | the loader that gives the choices |
/// | `dependsOn` | parameters whose change makes the choices load again |
/// | `search` | by mode of a resource locator: the list search that gives the choices |
/// | `filterRequired` | the modes whose list search gives nothing before something was typed |
/// | `mapper` | what a resource mapper does with its fields: n8n's `typeOptions.resourceMapper`, such as `mode` |
/// | `expression` | an expression, a text that starts with `=`, may stand for the value |
/// | `advanced` | shown last or on demand |
/// | `collection` | its fields are added one by one; one that is not there has no value, not even its default |
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Form {
    /// JSON Schema 2020-12, with if/then for fields that depend on others.
    pub schema: Schema,
    /// `uiSchema` of react-jsonschema-form. Besides its own widgets it names `dynamicOptions`, which asks for the choices, and
    /// the field `parameter` for values that no widget knows.
    pub ui_schema_rjsf: Value,
    /// `uischema` of JSON Forms.
    pub ui_schema_jsonforms: Value,
}

/// The form for one operation; `resource` and `operation` are fixed and left out. `None` if the node lists no such operation.
///
/// An empty `resource` or `operation` stands for a node that has none.
pub fn form(description: &NodeDescription, version: Version, resource: &str, operation: &str) -> Option<Form> {
    let found = operations(description, version);
    let found = found.iter().find(|one| one.is(resource, operation))?;
    Some(of(description, version, found))
}

/// The form of an operation of the description.
pub(crate) fn of(description: &NodeDescription, version: Version, operation: &Operation) -> Form {
    let facts = operation.facts(description, version);
    let properties = operation.properties(description, &facts);
    Form {
        schema: titled(operation, &properties, &facts, &Dialect::FORM).into(),
        ui_schema_rjsf: rjsf::object(&properties, &facts).into(),
        ui_schema_jsonforms: jsonforms::form(&properties, &facts),
    }
}

/// How many lines the field has.
fn rows(property: &Property) -> Option<u64> {
    let options = property.type_options.as_deref()?;
    let rows = options.rows.as_ref().and_then(|rows| rows.as_u64());
    rows.filter(|rows| *rows > 1).or_else(|| options.editor.as_ref().map(|_| 5))
}

/// A text of the description, if it says something.
fn said(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

fn set(map: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    map.insert(key.to_owned(), value.into());
}
