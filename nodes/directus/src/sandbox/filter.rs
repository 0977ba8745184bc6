//! Filters on a collection's own fields.

use nodewright_core::serde_json::{self, Map, Value};

use super::{
    answer::Failure,
    collection::{Collection, Field, Kind, Row, number},
    list::compare,
};

#[derive(Debug)]
pub(super) enum Filter {
    All(Vec<Filter>),
    Any(Vec<Filter>),
    Field { name: String, operator: Operator, values: Vec<Value> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Eq,
    Neq,
    Lt,
    Lte,
    Gt,
    Gte,
    In,
    Nin,
    Null,
    Nnull,
    Contains,
}

const OPERATORS: [(&str, Operator); 11] = [
    ("_eq", Operator::Eq),
    ("_neq", Operator::Neq),
    ("_lt", Operator::Lt),
    ("_lte", Operator::Lte),
    ("_gt", Operator::Gt),
    ("_gte", Operator::Gte),
    ("_in", Operator::In),
    ("_nin", Operator::Nin),
    ("_null", Operator::Null),
    ("_nnull", Operator::Nnull),
    ("_contains", Operator::Contains),
];

impl Operator {
    /// Which types Directus offers it for.
    fn fits(self, kind: Kind) -> bool {
        match self {
            Self::Null | Self::Nnull => true,
            Self::Eq | Self::Neq => kind != Kind::Json,
            Self::In | Self::Nin => !matches!(kind, Kind::Json | Kind::Boolean),
            Self::Lt | Self::Lte | Self::Gt | Self::Gte => matches!(kind, Kind::Number | Kind::Time),
            Self::Contains => kind == Kind::Text,
        }
    }
}

impl Filter {
    /// Reads a filter object, or its JSON text as a query carries it.
    pub fn read(filter: &Value, collection: &Collection) -> Result<Self, Failure> {
        let parsed;
        let object = match filter {
            Value::Object(object) => object,
            Value::String(text) => {
                parsed = serde_json::from_str::<Map<String, Value>>(text)
                    .map_err(|_| Failure::invalid_query("Invalid JSON for filter object"))?;
                &parsed
            }
            _ => return Err(Failure::invalid_query("Filter has to be an object")),
        };
        let parts: Result<Vec<_>, _> = object.iter().map(|(key, value)| Self::part(key, value, collection)).collect();
        parts.map(Self::All)
    }

    fn part(key: &str, value: &Value, collection: &Collection) -> Result<Self, Failure> {
        if key == "_and" || key == "_or" {
            let parts =
                value.as_array().ok_or_else(|| Failure::invalid_query(&format!("\"{key}\" must be an array")))?;
            let parts = parts.iter().map(|part| Self::read(part, collection)).collect::<Result<_, _>>()?;
            return Ok(if key == "_and" { Self::All(parts) } else { Self::Any(parts) });
        }
        let field = collection.field(key)?;
        let Value::Object(conditions) = value else {
            return Self::condition(field, "_eq", value);
        };
        let conditions = conditions.iter().map(|(operator, value)| Self::condition(field, operator, value));
        conditions.collect::<Result<_, _>>().map(Self::All)
    }

    fn condition(field: &Field, operator: &str, value: &Value) -> Result<Self, Failure> {
        let Some((_, known)) = OPERATORS.iter().find(|(name, _)| *name == operator) else {
            return Err(Failure::invalid_query(&format!(
                "The sandbox does not know the filter operator \"{operator}\""
            )));
        };
        if !known.fits(field.kind()) {
            let reason =
                format!("\"{}\" field type does not contain the \"{operator}\" filter operator", field.type_name);
            return Err(Failure::invalid_query(&reason));
        }
        let values = match (known, value) {
            (Operator::Null | Operator::Nnull, _) => vec![Value::Bool(!is_false(value))],
            (Operator::In | Operator::Nin, Value::Array(values)) => read_all(field, values)?,
            (Operator::In | Operator::Nin, Value::String(text)) if text.is_empty() => Vec::new(),
            (Operator::In | Operator::Nin, Value::String(text)) => {
                read_all(field, &text.split(',').map(Value::from).collect::<Vec<_>>())?
            }
            (_, Value::String(text)) if text.is_empty() => {
                let reason = format!(
                    "You can't filter for an empty string in \"{operator}\". Use \"_empty\" or \"_nempty\" instead"
                );
                return Err(Failure::invalid_query(&reason));
            }
            _ => vec![read_value(field, value)?],
        };
        Ok(Self::Field { name: field.name.clone(), operator: *known, values })
    }

    pub fn holds(&self, row: &Row) -> bool {
        match self {
            Self::All(parts) => parts.iter().all(|part| part.holds(row)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(row)),
            Self::Field { name, operator, values } => holds(row.get(name).unwrap_or(&Value::Null), *operator, values),
        }
    }
}

/// As SQL compares: with null only `_null` and `_nnull` hold.
fn holds(actual: &Value, operator: Operator, values: &[Value]) -> bool {
    let expected = values.first().unwrap_or(&Value::Null);
    let order = compare(actual, expected);
    match operator {
        Operator::Null => actual.is_null() == (expected == true),
        Operator::Nnull => actual.is_null() != (expected == true),
        _ if actual.is_null() => false,
        Operator::Eq => order.is_eq(),
        Operator::Neq => order.is_ne(),
        Operator::Lt => order.is_lt(),
        Operator::Lte => order.is_le(),
        Operator::Gt => order.is_gt(),
        Operator::Gte => order.is_ge(),
        Operator::In => values.iter().any(|value| compare(actual, value).is_eq()),
        Operator::Nin => !values.iter().any(|value| compare(actual, value).is_eq()),
        Operator::Contains => contains(actual, expected),
    }
}

/// SQLite does not mind the case of ASCII letters here.
fn contains(actual: &Value, expected: &Value) -> bool {
    let (Some(actual), Some(expected)) = (actual.as_str(), expected.as_str()) else { return false };
    actual.to_ascii_lowercase().contains(&expected.to_ascii_lowercase())
}

fn read_all(field: &Field, values: &[Value]) -> Result<Vec<Value>, Failure> {
    values.iter().map(|value| read_value(field, value)).collect()
}

/// A value of a query is text, whatever it stands for.
fn read_value(field: &Field, value: &Value) -> Result<Value, Failure> {
    match (field.kind(), value) {
        (Kind::Number, Value::String(text)) => {
            number(text).ok_or_else(|| Failure::invalid_query("Invalid numeric value"))
        }
        (Kind::Boolean, Value::String(_)) => Ok(Value::Bool(!is_false(value))),
        (Kind::Text, Value::Number(number)) => Ok(Value::String(number.to_string())),
        _ => Ok(value.clone()),
    }
}

fn is_false(value: &Value) -> bool {
    matches!(value, Value::Bool(false)) || matches!(value.as_str(), Some("false" | "0"))
}
