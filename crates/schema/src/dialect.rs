//! What the different readers of a schema need.

use nodewright_properties::{Property, PropertyType};
use serde_json::{Map, Value};

use crate::field::{has_default, is_advanced, is_display, takes_expression};
use crate::value::mark;

/// How a schema is written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialect {
    /// What happens where an expression may stand.
    pub(crate) expressions: Expressions,
    /// How a list of choices is written.
    pub(crate) choices: Choices,
    /// Whether titles and descriptions are there.
    pub(crate) titles: bool,
    /// Whether `format` is there.
    pub(crate) formats: bool,
    /// Whether objects refuse keys that they do not name.
    pub(crate) closed: bool,
    /// Whether it is for checking stored parameters: each property takes its own default, even one of another type, and
    /// n8n's further rules count.
    pub(crate) checks: bool,
    /// Whether it is for rendering: formats and marks say which control to use, and every field has exactly one type.
    pub(crate) form: bool,
    /// What a JSON parameter is, where it is not checked.
    pub(crate) json: Json,
    /// Whether `x-nodewright` and `writeOnly` are there.
    pub(crate) marks: bool,
    /// Whether a field whose condition is not settled becomes an optional one, instead of if/then, and every field has
    /// exactly one type.
    pub(crate) flat: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expressions {
    /// They are values too.
    Accepted,
    /// A mark says that a form may offer them.
    Marked,
    Refused,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choices {
    /// `enum`.
    Listed,
    /// `oneOf` with `const` and `title`.
    Titled,
}

/// What a JSON parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    /// The value itself, or a text that holds it.
    ValueOrText,
    /// A text.
    Text,
    /// What the property's `jsonShape` says; a text where it says nothing.
    Shaped,
}

impl Dialect {
    /// Checks stored parameters.
    pub(crate) const STRICT: Self = Self {
        expressions: Expressions::Accepted,
        choices: Choices::Listed,
        titles: true,
        formats: false,
        closed: true,
        checks: true,
        form: false,
        json: Json::ValueOrText,
        marks: true,
        flat: false,
    };

    /// Describes parameters whose expressions are evaluated.
    pub(crate) const OBJECT: Self = Self {
        expressions: Expressions::Refused,
        choices: Choices::Titled,
        formats: true,
        closed: false,
        checks: false,
        ..Self::STRICT
    };

    /// One operation without if/then.
    pub(crate) const FLAT: Self =
        Self { choices: Choices::Listed, json: Json::Shaped, flat: true, closed: true, ..Self::OBJECT };

    /// Tells a language model what to fill in: only keywords that every provider documents.
    pub(crate) const TOOL: Self = Self { marks: false, ..Self::FLAT };

    /// Lets a form be rendered.
    pub(crate) const FORM: Self =
        Self { expressions: Expressions::Marked, form: true, json: Json::Text, ..Self::OBJECT };

    pub(crate) fn close(&self, schema: &mut Map<String, Value>) {
        if self.closed {
            let conditional = schema.contains_key("allOf") || schema.contains_key("if");
            let key = if conditional { "unevaluatedProperties" } else { "additionalProperties" };
            schema.insert(key.into(), false.into());
        }
    }

    /// Adds what is said about a property.
    pub(crate) fn annotate(&self, schema: &mut Map<String, Value>, property: &Property) {
        if !self.titles {
            return;
        }
        if !property.display_name.is_empty() {
            schema.insert("title".into(), property.display_name.as_ref().into());
        }
        if let Some(description) = property.description.as_deref().filter(|text| !text.is_empty()) {
            schema.insert("description".into(), description.into());
        }
        if let (true, false, Some(default)) = (has_default(property), is_display(property), &property.default) {
            schema.insert("default".into(), default.clone());
        }
        if self.marks {
            self.mark(schema, property);
        }
    }

    /// Adds what a form does beyond JSON Schema.
    fn mark(&self, schema: &mut Map<String, Value>, property: &Property) {
        if let Some(options) = &property.type_options {
            if let Some(loader) = &options.load_options_method {
                mark(schema, "options", loader.as_ref().into());
            }
            if let Some(depends_on) = &options.load_options_depends_on {
                mark(schema, "dependsOn", depends_on.iter().map(AsRef::as_ref).collect::<Vec<&str>>().into());
            }
        }
        if !self.form {
            return;
        }
        if takes_expression(property) {
            mark(schema, "expression", true.into());
        }
        if is_advanced(property) {
            mark(schema, "advanced", true.into());
        }
        if property.kind == PropertyType::Collection {
            mark(schema, "collection", true.into());
        }
        let mapper = property.type_options.as_ref().and_then(|options| options.resource_mapper.as_ref());
        if let (PropertyType::ResourceMapper, Some(mapper)) = (&property.kind, mapper) {
            mark(schema, "mapper", mapper.clone());
        }
    }
}
