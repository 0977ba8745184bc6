//! Conditions that a user puts together: the parameter type `filter`.

mod operand;
mod operation;
mod pattern;

use nodewright_luxon::Settings;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::{Error, Extra, ParameterValue, Text};
use operand::Operands;

pub use operation::array_contains;
pub use pattern::matches_pattern;

/// Conditions and how they are combined. n8n's `FilterValue`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Filter {
    /// How the conditions are combined.
    pub combinator: Combinator,
    /// The conditions.
    pub conditions: Vec<FilterCondition>,
    /// How the conditions compare.
    pub options: FilterOptions,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How conditions are combined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Combinator {
    /// All have to hold.
    And,
    /// One has to hold.
    Or,
    /// Another one, which never holds.
    #[serde(other)]
    Other,
}

/// One condition. n8n's `FilterConditionValue`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilterCondition {
    /// What is compared.
    #[serde(default, skip_serializing_if = "ParameterValue::is_undefined")]
    pub left_value: ParameterValue,
    /// What it is compared with.
    #[serde(default, skip_serializing_if = "ParameterValue::is_undefined")]
    pub right_value: ParameterValue,
    /// How it is compared.
    pub operator: FilterOperator,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How two values are compared. n8n's `FilterOperatorValue`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilterOperator {
    /// The type of the values: `string`, `number`, `boolean`, `dateTime`, `array` or `object`.
    #[serde(rename = "type")]
    pub kind: Text,
    /// The comparison: `equals`, `contains`, `gt` and so on, by type.
    pub operation: Text,
    /// The type of the right value, where it is another.
    pub right_type: Option<Text>,
    /// Whether the right value does not count.
    pub single_value: Option<bool>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How conditions compare. n8n's `FilterOptionsValue`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct FilterOptions {
    /// Whether upper and lower case are different.
    pub case_sensitive: Option<bool>,
    /// `strict` refuses values of another type; anything else converts them.
    pub type_validation: Option<Text>,
    /// The version of these rules: from 2 on a text such as `false` is false, from 3 on an empty text is not a number.
    pub version: Option<f64>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Why a filter could not be executed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct FilterError {
    /// What is wrong.
    pub message: String,
    /// What can be done about it, as HTML.
    pub description: Option<String>,
}

impl From<Error> for FilterError {
    fn from(error: Error) -> Self {
        Self { message: error.to_string(), description: None }
    }
}

/// Whether the conditions hold, whose expressions have been evaluated for the item of this index. n8n's `executeFilter`.
///
/// ```
/// use nodewright_luxon::Settings;
/// use nodewright_properties::{Filter, execute_filter};
/// use serde_json::json;
///
/// let filter: Filter = serde_json::from_value(json!({
///     "combinator": "and",
///     "conditions": [{"leftValue": 5, "rightValue": 3, "operator": {"type": "number", "operation": "gt"}}],
///     "options": {"version": 3, "caseSensitive": true, "typeValidation": "strict"},
/// })).unwrap();
/// assert!(execute_filter(&filter, 0, &Settings::default())?);
/// # Ok::<(), nodewright_properties::FilterError>(())
/// ```
///
/// # Errors
/// A value that is not of the type of its comparison, an invalid or too slow regular expression.
pub fn execute_filter(filter: &Filter, item: usize, settings: &Settings) -> Result<bool, FilterError> {
    let decides = match filter.combinator {
        Combinator::And => false,
        Combinator::Or => true,
        Combinator::Other => return Ok(false),
    };
    for (index, condition) in filter.conditions.iter().enumerate() {
        let place = format!(" [condition {index}, item {item}]");
        if holds(condition, &filter.options, &place, settings)? == decides {
            return Ok(decides);
        }
    }
    Ok(!decides)
}

fn holds(
    condition: &FilterCondition,
    options: &FilterOptions,
    place: &str,
    settings: &Settings,
) -> Result<bool, FilterError> {
    let operands = Operands::read(condition, options, place, settings)?;
    Ok(operation::holds(&condition.operator, &operands, options.case_sensitive != Some(true))?)
}
