//! One property of a node.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use crate::javascript::is_truthy;

use super::{Choice, DisplayOptions, Extra, ExtractValue, Group, Mode, Options, PropertyType, Text, TypeOptions};

/// One parameter of a node as a form shows it. n8n's `INodeProperties`.
///
/// ```
/// use nodewright_properties::{DisplayOptions, Property, PropertyType};
///
/// let title = Property {
///     required: Some(true),
///     display_options: Some(Box::new(DisplayOptions::show([("resource", vec!["item".into()])]))),
///     ..Property::new("Title", "title", PropertyType::String, "")
/// };
/// assert_eq!(
///     serde_json::to_value(&title).unwrap(),
///     serde_json::json!({
///         "displayName": "Title", "name": "title", "type": "string", "default": "", "required": true,
///         "displayOptions": {"show": {"resource": ["item"]}},
///     })
/// );
/// ```
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Property {
    /// The field's title.
    #[serde(default)]
    pub display_name: Text,
    /// The key of the parameter. Several properties may share one, shown under different conditions.
    pub name: Text,
    /// Which field a form shows.
    #[serde(rename = "type")]
    pub kind: PropertyType,
    /// The parameter's value where none is stored; it may be an expression.
    #[serde(default, deserialize_with = "super::present")]
    pub default: Option<Value>,
    /// Whether the parameter must not be empty.
    pub required: Option<bool>,
    /// Whether the parameter cannot be an expression.
    pub no_data_expression: Option<bool>,
    /// When the property is shown; a hidden one has no value.
    pub display_options: Option<Box<DisplayOptions>>,
    /// When the field can be seen but not changed.
    pub disabled_options: Option<Box<DisplayOptions>>,
    /// What the type can be told.
    pub type_options: Option<Box<TypeOptions>>,
    /// The choices, the fields of a collection, or the groups of a fixed collection.
    pub options: Option<Options>,
    /// The modes of a resource locator.
    pub modes: Option<Vec<Mode>>,
    /// What the parameter means.
    pub description: Option<Text>,
    /// A hint below the field.
    pub hint: Option<Text>,
    /// An example inside the empty field.
    pub placeholder: Option<Text>,
    /// The type that a value is converted to when the node reads it.
    pub validate_type: Option<Text>,
    /// Whether a value of the wrong type does not stop the node.
    pub ignore_validation_during_execution: Option<bool>,
    /// How the value that the node uses is taken from the one entered.
    pub extract_value: Option<Box<ExtractValue>>,
    /// `single` or `multiple`: the value is the path of a field of the input.
    pub requires_data_path: Option<Text>,
    /// Whether the field stands among the node's settings.
    pub is_node_setting: Option<bool>,
    /// The credential types that a `credentialsSelect` offers.
    pub credential_types: Option<Vec<Text>>,
    /// What the parameter does to the request of a declarative node.
    #[schemars(with = "Option<super::routing::Routing>")]
    pub routing: Option<Box<Value>>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Property {
    /// A property with a default, always shown, optional.
    pub fn new(
        display_name: impl Into<Text>,
        name: impl Into<Text>,
        kind: PropertyType,
        default: impl Into<Value>,
    ) -> Self {
        Self {
            display_name: display_name.into(),
            name: name.into(),
            kind,
            default: Some(default.into()),
            ..Self::default()
        }
    }

    /// Whether the parameter is a list of what the property says.
    #[must_use]
    pub fn multiple_values(&self) -> bool {
        self.type_options.as_ref().is_some_and(|options| options.multiple_values == Some(true))
    }

    /// The values to choose from.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        if let Some(Options::Choices(choices)) = &self.options { choices } else { &[] }
    }

    /// The fields of a collection.
    #[must_use]
    pub fn fields(&self) -> &[Property] {
        if let Some(Options::Fields(fields)) = &self.options { fields } else { &[] }
    }

    /// The groups of a fixed collection.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        if let Some(Options::Groups(groups)) = &self.options { groups } else { &[] }
    }
}

/// Adds properties to others; one with a known name takes the place of the first that has it, and those marked
/// `doNotInherit` are left out. n8n's `mergeNodeProperties`.
pub fn merge_properties(properties: &mut Vec<Property>, added: Vec<Property>) {
    for property in added {
        if is_truthy(property.extra.get("doNotInherit")) {
            continue;
        }
        match properties.iter_mut().find(|known| known.name == property.name) {
            Some(known) => *known = property,
            None => properties.push(property),
        }
    }
}
