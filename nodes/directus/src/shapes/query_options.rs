//! The options of a query: filter, sort, aggregate, export …

use nodewright_core::{javascript, prelude::*, serde_json::Map};

use crate::loaders::FieldsInCollection;

/// Directus' global query parameters, and the file name of an export; see
/// [`Export`](crate::export::Export).
#[derive(Collection)]
pub struct QueryOptions {
    /// Aggregate rows instead of returning them.
    #[wire(with = put_aggregate)]
    aggregate: Aggregate,
    /// Name of the binary property to put the exported file into.
    #[param("Binary Property for Export Data", default = "data")]
    #[wire("binaryPropertyName")]
    binary_property_name: Option<String>,
    /// Query options of nested relational rows.
    #[param("Deep (JSON)", placeholder = r#"{ "author": { "_limit": 3 } }"#, json = object)]
    deep: Option<JsonText>,
    /// Return the rows as a file.
    #[param(default = "csv")]
    export: Option<ExportFormat>,
    /// Name of the exported file, without extension.
    #[param("File Name for Export Data", default = "export")]
    #[wire("fileName")]
    file_name: Option<String>,
    /// Fields to return, separated by commas; `*` stands for all of a level.
    #[param(placeholder = "id,title,author.*")]
    fields: Option<Text>,
    /// Filter rules that select the rows to return.
    #[param("Filter (JSON)", placeholder = r#"{ "status": { "_eq": "published" } }"#, json = object)]
    filter: Option<JsonText>,
    /// Fields to group by when aggregating, separated by commas.
    #[param(placeholder = "author,year(date)")]
    #[wire("groupBy")]
    group_by: Option<Text>,
    /// Counts to also return: `total_count`, `filter_count` or `*`.
    #[param(placeholder = "total_count")]
    meta: Option<Text>,
    /// Number of rows to skip.
    #[param(default = null)]
    offset: Option<i64>,
    /// Text to search for in all text fields.
    search: Option<Text>,
    /// Fields to sort by, separated by commas; a minus in front reverses the order.
    #[param(placeholder = "-date,title")]
    sort: Option<Text>,
}

/// Several functions can be used at once.
#[derive(Collection)]
pub struct Aggregate {
    #[param("Functions")]
    aggregation_functions: Vec<AggregateFunction>,
}

/// A function and the field to aggregate.
#[derive(Group)]
pub struct AggregateFunction {
    /// Aggregate function.
    #[param(default = "count")]
    name: Function,
    /// Field to aggregate.
    #[param("Field Name")]
    value: Pick<FieldsInCollection>,
}

#[derive(Choice)]
pub enum Function {
    #[param("Average")]
    Avg,
    #[param("Average Distinct")]
    AvgDistinct,
    Count,
    CountDistinct,
    #[param("Maximum")]
    Max,
    #[param("Minimum")]
    Min,
    Sum,
    SumDistinct,
}

#[derive(Choice)]
pub enum ExportFormat {
    #[param("CSV")]
    Csv,
    #[param("JSON")]
    Json,
    #[param("XML")]
    Xml,
}

/// `{"count": "id,title"}`: a function with several fields takes them separated by commas.
fn put_aggregate(aggregate: &Aggregate, name: &str, to: &mut Request) {
    let mut functions: Map<String, nodewright_core::Value> = Map::new();
    for AggregateFunction { name, value } in &aggregate.aggregation_functions {
        let fields = match functions.get(name.value()) {
            Some(before) => format!("{},{value}", javascript::text(before)).into(),
            None => value.value().clone(),
        };
        functions.insert(name.value().to_owned(), fields);
    }
    if !functions.is_empty() {
        to.set(name, functions);
    }
}
