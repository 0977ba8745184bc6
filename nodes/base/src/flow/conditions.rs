//! A user's conditions: the parameter type `filter` of if and filter from version 2 and of switch from version 3.

use std::sync::LazyLock;

use nodewright_core::{Call, ErrorKind, NodeError, Result, Value, javascript::is_truthy, serde_json::Map};
use nodewright_luxon::{Settings, Zone};
use nodewright_properties::{
    Combinator, Extra, Filter, FilterCondition, FilterError, FilterOperator, FilterOptions, ParameterValue,
    execute_filter,
};

/// What was entered, with its expressions evaluated.
pub enum Conditions {
    Filter(Filter),
    /// Something else, such as an object without conditions: it counts as what JavaScript takes it for.
    Holds(bool),
}

impl Conditions {
    /// Reads the value of a parameter.
    pub fn read(value: Option<&Value>) -> Self {
        let Some(value) = value else { return Self::Holds(false) };
        match value.as_object().and_then(filter) {
            Some(filter) => Self::Filter(filter),
            None => Self::Holds(is_truthy(value)),
        }
    }

    /// Whether they hold for the item of the call.
    pub fn hold(&self, call: &Call<'_>) -> Result<bool> {
        match self {
            Self::Holds(holds) => Ok(*holds),
            Self::Filter(filter) => {
                // Only dates are in a zone, and it costs something to make one ready for every item.
                static ANY_ZONE: LazyLock<Settings> = LazyLock::new(Settings::default);
                let has_dates = filter.conditions.iter().any(|condition| {
                    let FilterOperator { kind, right_type, .. } = &condition.operator;
                    kind == "dateTime" || right_type.as_ref().is_some_and(|kind| kind == "dateTime")
                });
                let holds = match has_dates {
                    true => execute_filter(filter, call.index(), &dates(call.evaluator().time_zone())),
                    false => execute_filter(filter, call.index(), &ANY_ZONE),
                };
                holds.map_err(refused)
            }
        }
    }
}

/// Dates in the workflow's time zone.
pub fn dates(zone: &str) -> Settings {
    Settings::new(Zone::resolve(zone, &Settings::default()))
}

fn refused(FilterError { message, description }: FilterError) -> NodeError {
    let error = NodeError::new(ErrorKind::Operation, message);
    match description {
        Some(description) => error.with_description(description),
        None => error,
    }
}

/// Read by hand, as this is done for every item: deserializing would look at every key several times.
fn filter(map: &Map<String, Value>) -> Option<Filter> {
    let conditions = map.get("conditions")?.as_array()?.iter().map(condition).collect();
    let combinator = match map.get("combinator")?.as_str() {
        Some("and") => Combinator::And,
        Some("or") => Combinator::Or,
        _ => Combinator::Other,
    };
    let options = map.get("options").unwrap_or(&Value::Null);
    let options = FilterOptions {
        case_sensitive: options.get("caseSensitive").map(is_truthy),
        type_validation: options.get("typeValidation").and_then(Value::as_str).map(|name| name.to_owned().into()),
        version: options.get("version").and_then(Value::as_f64),
        extra: Extra::NONE,
    };
    Some(Filter { combinator, conditions, options, extra: Extra::NONE })
}

fn condition(condition: &Value) -> FilterCondition {
    let operand = |name| match condition.get(name) {
        Some(value) => ParameterValue::from(value.clone()),
        None => ParameterValue::Undefined,
    };
    let operator = condition.get("operator").unwrap_or(&Value::Null);
    let name = |name| operator.get(name).and_then(Value::as_str).map(|name| name.to_owned().into());
    FilterCondition {
        left_value: operand("leftValue"),
        right_value: operand("rightValue"),
        operator: FilterOperator {
            kind: name("type").unwrap_or_default(),
            operation: name("operation").unwrap_or_default(),
            right_type: name("rightType"),
            single_value: operator.get("singleValue").and_then(Value::as_bool),
            extra: Extra::NONE,
        },
        extra: Extra::NONE,
    }
}
