//! What a property's type can be told.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};
use serde_with::skip_serializing_none;

use super::{Extra, Text};

/// What a property's type can be told. n8n's `INodePropertyTypeOptions`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TypeOptions {
    /// The loader that gives the options.
    pub load_options_method: Option<Text>,
    /// Parameters whose change makes the options load again.
    pub load_options_depends_on: Option<Vec<Text>>,
    /// A declarative request that gives the options.
    pub load_options: Option<Value>,
    /// The list search of a resource locator's mode.
    pub search_list_method: Option<Text>,
    /// Whether a resource locator's list can be searched.
    pub searchable: Option<bool>,
    /// Whether the list is empty until something is searched for.
    pub search_filter_required: Option<bool>,

    /// Whether the parameter is a list of what the property says.
    pub multiple_values: Option<bool>,
    /// The text of the button that adds a value.
    pub multiple_value_button_text: Option<Text>,
    /// Whether the values can be put in order.
    pub sortable: Option<bool>,
    /// The fewest groups of a fixed collection.
    pub min_required_fields: Option<Number>,
    /// The most groups of a fixed collection.
    pub max_allowed_fields: Option<Number>,

    /// The least number.
    pub min_value: Option<Number>,
    /// The greatest number.
    pub max_value: Option<Number>,
    /// Digits after the point.
    pub number_precision: Option<Number>,

    /// Whether the text is a secret.
    pub password: Option<bool>,
    /// Lines of the field.
    pub rows: Option<Number>,
    /// The editor of the field: `codeNodeEditor`, `jsonEditor`, `htmlEditor`, `sqlEditor` and so on.
    pub editor: Option<Text>,

    /// What the value of a `json` parameter usually is: `object`, `objects`, `texts` or `numbers`, the last three in a list.
    /// Ours; n8n ignores it.
    pub json_shape: Option<Text>,
    /// What a filter compares and how.
    pub filter: Option<Value>,
    /// The fields of a resource mapper.
    pub resource_mapper: Option<Value>,
    /// What an assignment collection may hold.
    pub assignment: Option<Value>,

    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}
