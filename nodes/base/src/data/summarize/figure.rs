//! One figure of a field: a count, a sum, a list …

use std::{borrow::Cow, collections::HashSet};

use nodewright_core::{Value, javascript};

use crate::{compare, read};

/// What is asked of a field.
pub struct Figure {
    pub field: String,
    aggregation: &'static Aggregation,
    include_empty: bool,
    separator: String,
}

/// What is made of the values that count.
struct Aggregation {
    name: &'static str,
    /// What the result's name begins with.
    prefix: &'static str,
    /// Whether it looks at empty values where it is told to.
    may_include_empty: bool,
    figure: fn(&Figure, &[Option<&Value>]) -> Value,
}

macro_rules! aggregations {
    ($($name:literal, $prefix:literal, $may_include_empty:literal, $figure:path;)*) => {
        &[$(Aggregation { name: $name, prefix: $prefix, may_include_empty: $may_include_empty, figure: $figure }),*]
    };
}

const AGGREGATIONS: &[Aggregation] = aggregations! {
    "append", "appended_", true, append;
    "average", "average_", false, average;
    "concatenate", "concatenated_", true, concatenate;
    "count", "count_", true, count;
    "countUnique", "unique_count_", true, count_unique;
    "max", "max_", false, max;
    "min", "min_", false, min;
    "sum", "sum_", false, sum;
};

impl Figure {
    /// The figures of fields that have a name.
    pub fn read(entries: &[Value]) -> Vec<Self> {
        let figure = |entry: &Value| {
            let name = read::member(entry, "aggregation");
            Some(Self {
                field: Some(read::member(entry, "field").into_owned()).filter(|field| !field.is_empty())?,
                aggregation: AGGREGATIONS.iter().find(|aggregation| aggregation.name == name)?,
                include_empty: entry.get("includeEmpty").is_some_and(javascript::is_truthy),
                separator: match read::member(entry, "separateBy").as_ref() {
                    "other" => read::member(entry, "customSeparator").into_owned(),
                    separator => separator.to_owned(),
                },
            })
        };
        entries.iter().filter_map(figure).collect()
    }

    /// The name of the result.
    pub fn name(&self) -> String {
        format!("{}{}", self.aggregation.prefix, plain(&self.field))
    }

    /// The result for these values.
    pub fn of<'v>(&self, values: impl Iterator<Item = Option<&'v Value>>) -> Value {
        let all = self.include_empty && self.aggregation.may_include_empty;
        let values: Vec<_> = values.filter(|value| all || !is_empty(*value)).collect();
        (self.aggregation.figure)(self, &values)
    }
}

/// A path as a plain name.
pub fn plain(field: &str) -> String {
    let letters = field.chars().filter(|letter| !matches!(letter, '[' | ']' | '"'));
    letters.map(|letter| if matches!(letter, ' ' | '.') { '_' } else { letter }).collect()
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        _ => false,
    }
}

fn append(_: &Figure, values: &[Option<&Value>]) -> Value {
    values.iter().map(|value| value.cloned().unwrap_or_default()).collect()
}

fn concatenate(figure: &Figure, values: &[Option<&Value>]) -> Value {
    values.iter().map(|value| text(*value)).collect::<Vec<_>>().join(&figure.separator).into()
}

fn text(value: Option<&Value>) -> Cow<'_, str> {
    match value {
        None => Cow::Borrowed("undefined"),
        Some(value @ (Value::Array(_) | Value::Object(_))) => Cow::Owned(value.to_string()),
        Some(value) => javascript::text(value),
    }
}

fn count(_: &Figure, values: &[Option<&Value>]) -> Value {
    values.len().into()
}

/// Every list and every object is one of its own.
fn count_unique(_: &Figure, values: &[Option<&Value>]) -> Value {
    let (composed, simple): (Vec<&Option<&Value>>, _) =
        values.iter().partition(|value| value.is_some_and(|value| value.is_array() || value.is_object()));
    let simple: HashSet<_> =
        simple.into_iter().map(|value| value.map(|value| (compare::type_of(value), javascript::text(value)))).collect();
    (composed.len() + simple.len()).into()
}

/// How many numbers there are, and what they add up to; texts of numbers are none.
fn total(values: &[Option<&Value>]) -> (usize, f64) {
    let numbers = values.iter().filter_map(|value| value.and_then(Value::as_f64));
    numbers.fold((0, 0.0), |(count, sum), number| (count + 1, sum + number))
}

fn sum(_: &Figure, values: &[Option<&Value>]) -> Value {
    compare::json_number(total(values).1)
}

fn average(_: &Figure, values: &[Option<&Value>]) -> Value {
    let (count, sum) = total(values);
    if count == 0 { Value::Null } else { compare::json_number(sum / count as f64) }
}

fn min(_: &Figure, values: &[Option<&Value>]) -> Value {
    let least = values.iter().flatten().copied().reduce(|least, value| match compare::is_before(value, least) {
        true => value,
        false => least,
    });
    least.cloned().unwrap_or_default()
}

fn max(_: &Figure, values: &[Option<&Value>]) -> Value {
    let most = values.iter().flatten().copied().reduce(|most, value| match compare::is_before(most, value) {
        true => value,
        false => most,
    });
    most.cloned().unwrap_or_default()
}
