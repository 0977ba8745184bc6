//! Three tools instead of many: search operations, describe one, execute it.

use nodewright::{Effect, ErrorKind, NodeError, Result, nearest};
use rmcp::model::{JsonObject, Tool};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::tools::{Offered, Tools, annotations};

const SEARCH: &str = "search_operations";
const DESCRIBE: &str = "describe_operation";
const EXECUTE: &str = "execute_operation";

/// Default number of operations in a search result.
const USUAL: usize = 10;

/// What a call of one of the three asks for.
pub(super) enum Asked<'t> {
    /// An answer that needs no service.
    Answer(Value),
    /// An operation to carry out.
    Operation(&'t Offered, JsonObject),
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Search {
    /// What to do, in a few words, such as: update user
    query: String,
    /// Maximum number of operations to return; 10 by default.
    limit: Option<usize>,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Describe {
    /// Name of the operation, as returned by search_operations.
    operation: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Execute {
    /// Name of the operation, as returned by search_operations.
    operation: String,
    /// Its arguments, as described by describe_operation.
    #[serde(default)]
    arguments: JsonObject,
}

/// The three tools. Executing has the strongest effect of all offered operations.
pub(super) fn tools(offered: &Tools) -> Vec<Tool> {
    let only_reads = offered.all().iter().all(|one| one.effect.is_some_and(Effect::is_read));
    let reads = || annotations(Some(Effect::Read)).open_world(false);
    vec![
        Tool::new(SEARCH, "Find operations by what they do. Start here.", schema::<Search>())
            .with_title("Search operations")
            .with_annotations(reads()),
        Tool::new(DESCRIBE, "Describe what an operation does and which arguments it takes.", schema::<Describe>())
            .with_title("Describe operation")
            .with_annotations(reads()),
        Tool::new(
            EXECUTE,
            "Execute an operation with the arguments that describe_operation returned.",
            schema::<Execute>(),
        )
        .with_title("Execute operation")
        .with_annotations(annotations(only_reads.then_some(Effect::Read))),
    ]
}

/// What a call asks for; `None` if it is another tool.
pub(super) fn read<'t>(offered: &'t Tools, tool: &str, arguments: JsonObject) -> Option<Result<Asked<'t>>> {
    Some(match tool {
        SEARCH => parse(arguments).map(|asked| Asked::Answer(search(offered, &asked))),
        DESCRIBE => parse(arguments)
            .and_then(|asked: Describe| find(offered, &asked.operation))
            .map(|one| Asked::Answer(describe(one))),
        EXECUTE => parse(arguments).and_then(|asked: Execute| {
            find(offered, &asked.operation).map(|one| Asked::Operation(one, asked.arguments))
        }),
        _ => return None,
    })
}

/// The operations that the words fit best: a word counts for more in a name than in a description, and for less the more
/// operations have it.
fn search(offered: &Tools, asked: &Search) -> Value {
    let words: Vec<_> = asked.query.split(|c: char| !c.is_alphanumeric()).map(stem).filter(|w| !w.is_empty()).collect();
    let mut scores = vec![0.0; offered.all().len()];
    for word in &words {
        let places: Vec<_> = offered.all().iter().map(|one| place(one, word)).collect();
        let having = places.iter().filter(|place| **place > 0.0).count().max(1) as f64;
        scores.iter_mut().zip(places).for_each(|(score, place)| *score += place / having);
    }
    let mut found: Vec<_> = scores.into_iter().zip(offered.all()).filter(|(score, _)| *score > 0.0).collect();
    found.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let shown = found.iter().take(asked.limit.unwrap_or(USUAL)).map(
        |(_, one)| json!({ "operation": one.tool.name, "description": one.tool.description, "effect": one.effect }),
    );
    json!({ "operations": shown.collect::<Vec<_>>() })
}

fn place(one: &Offered, word: &str) -> f64 {
    let has = |text: &str| text.to_lowercase().contains(word);
    match one.tool.description.as_deref() {
        _ if has(&one.tool.name) => 3.0,
        Some(text) if has(text) => 1.0,
        _ => 0.0,
    }
}

/// A word without the `s` of a plural.
fn stem(word: &str) -> String {
    let word = word.to_lowercase();
    if word.len() > 3 { word.trim_end_matches('s').to_owned() } else { word }
}

fn describe(one: &Offered) -> Value {
    json!({
        "operation": one.tool.name,
        "description": one.tool.description,
        "effect": one.effect,
        "arguments": *one.tool.input_schema,
    })
}

fn find<'t>(offered: &'t Tools, name: &str) -> Result<&'t Offered> {
    offered.get(name).ok_or_else(|| {
        let message = match nearest(name, offered.all().iter().map(|one| &*one.tool.name)) {
            Some(nearest) => format!("Unknown operation '{name}'; did you mean '{nearest}'?"),
            None => format!("Unknown operation '{name}'"),
        };
        NodeError::new(ErrorKind::Unknown, message).with_description("Use search_operations to find the available ones")
    })
}

fn parse<T: DeserializeOwned>(arguments: JsonObject) -> Result<T> {
    nodewright_json::from_value(Value::Object(arguments))
        .map_err(|e| NodeError::new(ErrorKind::Parameter, e.to_string()))
}

/// The schema of a tool's arguments, with nothing in it that not every provider takes.
fn schema<T: JsonSchema>() -> JsonObject {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.meta_schema = None);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.remove("title");
    if let Some(Value::Object(properties)) = schema.get_mut("properties") {
        properties.values_mut().filter_map(Value::as_object_mut).for_each(|property| {
            property.shift_remove("format");
            // What is not required need not be null as well.
            if let Some(Value::Array(kinds)) = property.get("type") {
                property.insert("type".into(), kinds[0].clone());
            }
        });
    }
    schema.as_object().cloned().unwrap_or_default()
}
