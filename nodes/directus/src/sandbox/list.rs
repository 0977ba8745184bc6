//! Reading lists: which rows, in which order, which of their fields.

use std::cmp::Ordering;

use nodewright_core::serde_json::{Map, Value};

use super::{
    answer::{Answer, Failure},
    collection::{Collection, Row, number},
    filter::Filter,
};

const DEFAULT_LIMIT: usize = 100;

/// The query of a list.
#[derive(Debug)]
pub(super) struct List {
    /// Names in the order in which they come out; empty for all.
    fields: Vec<String>,
    /// Names, and whether they descend.
    sort: Vec<(String, bool)>,
    filter: Option<Filter>,
    limit: usize,
    offset: usize,
    meta: Vec<Count>,
}

#[derive(Debug, Clone, Copy)]
enum Count {
    Total,
    Filter,
}

impl List {
    pub fn read(query: &Map<String, Value>, collection: &Collection) -> Result<Self, Failure> {
        let mut list = Self {
            fields: Vec::new(),
            sort: Vec::new(),
            filter: None,
            limit: DEFAULT_LIMIT,
            offset: 0,
            meta: Vec::new(),
        };
        let mut page = None;
        for (name, value) in query {
            match name.as_str() {
                "fields" => list.fields = read_fields(value, collection)?,
                "sort" => list.sort = read_sort(value, collection)?,
                "filter" => list.filter = Some(Filter::read(value, collection)?),
                "limit" => list.limit = usize::try_from(whole("limit", value, -1)?).unwrap_or(usize::MAX),
                "offset" => list.offset = usize::try_from(whole("offset", value, 0)?).unwrap_or(0),
                "page" => page = usize::try_from(whole("page", value, 0)?).ok(),
                "meta" => list.meta = read_meta(value)?,
                // Read where the caller is identified.
                "access_token" => {}
                other => {
                    return Err(Failure::invalid_query(&format!(
                        "The sandbox does not know the parameter \"{other}\""
                    )));
                }
            }
        }
        if let Some(page) = page {
            list.offset = list.limit.saturating_mul(page.saturating_sub(1));
        }
        Ok(list)
    }

    pub fn answer(&self, collection: &Collection) -> Answer {
        let mut answer = Map::new();
        if !self.meta.is_empty() {
            answer.insert("meta".to_owned(), Value::Object(self.meta(collection)));
        }
        let rows = self.rows(collection).into_iter().map(|row| Value::Object(self.shown(row)));
        answer.insert("data".to_owned(), rows.collect());
        Answer::json(&Value::Object(answer))
    }

    /// The rows that the query picks.
    pub fn rows<'a>(&self, collection: &'a Collection) -> Vec<&'a Row> {
        let mut rows = self.filtered(collection);
        let key = [(collection.key_field().name.clone(), false)];
        let sort = if self.sort.is_empty() { &key[..] } else { &self.sort };
        rows.sort_by(|left, right| order(left, right, sort));
        rows.into_iter().skip(self.offset).take(self.limit).collect()
    }

    /// A row cut to the fields asked for.
    pub fn shown(&self, row: &Row) -> Row {
        if self.fields.is_empty() {
            return row.clone();
        }
        self.fields.iter().filter_map(|name| Some((name.clone(), row.get(name)?.clone()))).collect()
    }

    fn filtered<'a>(&self, collection: &'a Collection) -> Vec<&'a Row> {
        let keeps = |row: &&Row| self.filter.as_ref().is_none_or(|filter| filter.holds(row));
        collection.rows.iter().filter(keeps).collect()
    }

    fn meta(&self, collection: &Collection) -> Map<String, Value> {
        let counts = self.meta.iter().map(|count| match count {
            Count::Total => ("total_count".to_owned(), collection.rows.len().into()),
            Count::Filter => ("filter_count".to_owned(), self.filtered(collection).len().into()),
        });
        counts.collect()
    }
}

/// Null comes first, as in SQLite; text goes by its bytes.
pub(super) fn compare(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Null, _) => Ordering::Less,
        (_, Value::Null) => Ordering::Greater,
        (Value::Number(left), Value::Number(right)) => match (left.as_i64(), right.as_i64()) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => left.as_f64().partial_cmp(&right.as_f64()).unwrap_or(Ordering::Equal),
        },
        (Value::Bool(left), Value::Bool(right)) => left.cmp(right),
        (Value::String(left), Value::String(right)) => left.cmp(right),
        (left, right) => left.to_string().cmp(&right.to_string()),
    }
}

fn order(left: &Row, right: &Row, sort: &[(String, bool)]) -> Ordering {
    let by_field = sort.iter().map(|(name, descending)| {
        let order = compare(left.get(name).unwrap_or(&Value::Null), right.get(name).unwrap_or(&Value::Null));
        if *descending { order.reverse() } else { order }
    });
    by_field.fold(Ordering::Equal, Ordering::then)
}

fn read_fields(value: &Value, collection: &Collection) -> Result<Vec<String>, Failure> {
    let names = names(value);
    if let Some(empty) = names.iter().position(String::is_empty) {
        return Err(Failure::invalid_query(&format!("\"fields[{empty}]\" is not allowed to be empty")));
    }
    if let Some(nested) = names.iter().find(|name| name.contains('.')) {
        return Err(Failure::invalid_query(&format!("The sandbox has no relations to follow in \"{nested}\"")));
    }
    let mut fields = Vec::new();
    for name in names {
        if name == "*" {
            fields.extend(collection.fields.iter().map(|field| field.name.clone()));
        } else {
            collection.field(&name)?;
            fields.push(name);
        }
    }
    Ok(fields)
}

fn read_sort(value: &Value, collection: &Collection) -> Result<Vec<(String, bool)>, Failure> {
    let mut sort = Vec::new();
    for given in names(value) {
        let name = given.trim_start_matches('-');
        collection.field(name)?;
        sort.push((name.to_owned(), given.starts_with('-')));
    }
    Ok(sort)
}

fn read_meta(value: &Value) -> Result<Vec<Count>, Failure> {
    let mut meta = Vec::new();
    for (position, name) in names(value).iter().enumerate() {
        match name.as_str() {
            "*" => meta.extend([Count::Total, Count::Filter]),
            "total_count" => meta.push(Count::Total),
            "filter_count" => meta.push(Count::Filter),
            _ => {
                let reason = format!("\"meta[{position}]\" must be one of [total_count, filter_count]");
                return Err(Failure::invalid_query(&reason));
            }
        }
    }
    Ok(meta)
}

/// An array, or a list with commas; an empty text is an empty list.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if text.is_empty() => Vec::new(),
        Value::String(text) => text.split(',').map(|name| name.trim().to_owned()).collect(),
        Value::Array(values) => values.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

fn whole(name: &str, value: &Value, least: i64) -> Result<i64, Failure> {
    let value = match value {
        Value::String(text) if text.is_empty() => Some(0),
        Value::String(text) => number(text).and_then(|number| number.as_i64()),
        other => other.as_i64(),
    };
    let value = value.ok_or_else(|| Failure::invalid_query(&format!("\"{name}\" must be a number")))?;
    if value < least {
        return Err(Failure::invalid_query(&format!("\"{name}\" must be greater than or equal to {least}")));
    }
    Ok(value)
}
