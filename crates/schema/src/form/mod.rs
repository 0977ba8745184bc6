//! One operation as a form: JSON Schema, and what react-jsonschema-form and JSON Forms need besides.

mod jsonforms;
mod rjsf;

use nodewright_properties::{NodeDescription, Property, Version};
use schemars::Schema;
use serde_json::{Map, Value};

use crate::dialect::Dialect;
use crate::field::has_default;
use crate::operation::{Operation, operations, titled};
use crate::shown::Place;
use crate::value::name_choices;

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
/// | `default` | what a member of a collection starts with once it is added; form libraries fill in `default` on their own |
/// | `choices` | `const`, `title` and `description` of each value of `enum`, where form libraries would fill in the first of a `oneOf` |
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Form {
    /// JSON Schema 2020-12, with if/then for fields that depend on others.
    pub schema: Schema,
    /// `uiSchema` of react-jsonschema-form. Besides its own widgets it names two that a UI brings itself:
    ///
    /// - the widget `dynamicOptions`: a text, or a list of texts, whose choices a loader gives. It asks `options` with the
    ///   field's path, or with the loader that `x-nodewright` names, and asks again when one of `dependsOn` changes; any other
    ///   value may be typed. JSON Forms has it as `options.format`.
    /// - the field `parameter`: a value of n8n's that no widget knows (resource mappers, filters, assignments); where
    ///   `x-nodewright` has `mapper`, a resource mapper.
    pub ui_schema_rjsf: Value,
    /// `uischema` of JSON Forms.
    pub ui_schema_jsonforms: Value,
}

impl Form {
    /// The schema for JSON Forms, which fills nothing in and reads the names of choices from `oneOf` alone.
    pub fn schema_jsonforms(&self) -> Schema {
        let mut schema = self.schema.clone();
        if let Some(keywords) = schema.as_object_mut() {
            keywords.values_mut().for_each(name_choices);
        }
        schema
    }
}

/// The form for one operation; `resource` and `operation` are fixed and left out. `None` if the node lists no such operation.
///
/// An empty `resource` or `operation` stands for a node that has none.
#[must_use]
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

/// What the empty field shows: an example, or the default of a member of a collection, which its schema does not fill in.
fn placeholder(property: &Property, place: Place) -> Option<String> {
    let default = property.default.as_ref().filter(|_| place == Place::Collection && has_default(property));
    said(property.placeholder.as_deref()).map(str::to_owned).or_else(|| match default? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// A text of the description, if it says something.
fn said(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}

fn set(map: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    map.insert(key.to_owned(), value.into());
}
