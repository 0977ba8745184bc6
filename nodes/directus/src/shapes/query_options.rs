//! The options of a query: filter, sort, aggregate, export …

use nodewright_core::{Choice, Collection, Group, JsonText, Pick, Request, serde_json::Map};

use crate::loaders::FieldsInCollection;

/// Directus' global query parameters. What an export's file is called is said here too; see
/// [`Export`](crate::export::Export).
#[derive(Collection)]
pub struct QueryOptions {
    /// Calculate over a set of rows instead of returning them.
    #[wire(with = put_aggregate)]
    aggregate: Aggregate,
    /// Name of the binary property that takes the exported file.
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
    fields: Option<String>,
    /// Rows to return, as Directus' filter rules.
    #[param("Filter (JSON)", placeholder = r#"{ "status": { "_eq": "published" } }"#, json = object)]
    filter: Option<JsonText>,
    /// Fields to group by when calculating, separated by commas.
    #[param(placeholder = "author,year(date)")]
    #[wire("groupBy")]
    group_by: Option<String>,
    /// Counts to return besides: `total_count`, `filter_count` or `*`.
    #[param(placeholder = "total_count")]
    meta: Option<String>,
    /// How many rows to skip.
    #[param(default = null)]
    offset: Option<i64>,
    /// Text to look for in all text fields.
    search: Option<String>,
    /// Fields to sort by, separated by commas; a minus in front reverses the order.
    #[param(placeholder = "-date,title")]
    sort: Option<String>,
}

/// Directus calculates several functions at once.
#[derive(Collection)]
pub struct Aggregate {
    #[param("Functions")]
    aggregation_functions: Vec<AggregateFunction>,
}

/// A function and the field it is calculated over.
#[derive(Group)]
pub struct AggregateFunction {
    /// What is calculated.
    #[param(default = "count")]
    name: Function,
    /// Field it is calculated over.
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
        let fields = match functions.get(name.value()).and_then(|fields| fields.as_str()) {
            Some(before) => format!("{before},{value}"),
            None => value.to_string(),
        };
        functions.insert(name.value().to_owned(), fields.into());
    }
    if !functions.is_empty() {
        to.set(name, functions);
    }
}
