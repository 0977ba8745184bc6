//! Version 3: assignments with a type, or JSON, besides the fields of the input that are kept.

use async_trait::async_trait;
use nodewright_core::serde_json::Map;
use nodewright_core::{Call, Item, Job, Output, Parameters, Result, Value, Version};

use super::{include::Include, json};
use crate::{field, path, read};

pub struct Assign {
    /// What is assigned; `None` where that is JSON in the parameter `jsonOutput`.
    fields: Option<Vec<Field>>,
    include: Include,
    keep_binary: bool,
    dot_notation: bool,
    ignore_conversion_errors: bool,
    /// How many items there are for each of the input.
    copies: usize,
}

struct Field {
    name: String,
    value: Value,
    kind: String,
    /// Where it is in the parameters.
    path: String,
    /// Before 3.3 an object has to be JSON, whatever the options say.
    is_json: bool,
}

/// Copies that are emitted at once.
const PAGE: usize = 1000;

/// Items that may be made of one.
const MOST_COPIES: f64 = 1_000_000.0;

impl Assign {
    pub fn read(parameters: &Parameters, version: Version) -> Result<Self> {
        let fields = match read::text(parameters, "mode") {
            "raw" => None,
            _ => Some(fields(parameters, version)?),
        };
        let include = Include::read(parameters);
        let keep_binary = match version.number() >= 3.4 {
            true => include.keeps_others() && !read::flag(parameters, "options.stripBinary", false),
            false => read::flag(parameters, "options.includeBinary", false),
        };
        Ok(Self {
            fields,
            include,
            keep_binary,
            dot_notation: read::flag(parameters, "options.dotNotation", true),
            ignore_conversion_errors: read::flag(parameters, "options.ignoreConversionErrors", false),
            copies: copies(parameters)?,
        })
    }

    async fn assigned(&self, call: &Call<'_>) -> Result<Map<String, Value>> {
        let Some(fields) = &self.fields else { return json::output(call).await };
        let mut assigned = Map::new();
        for field in fields {
            assigned.insert(field.name.clone(), self.value(field, call).await?);
        }
        Ok(assigned)
    }

    async fn value(&self, field: &Field, call: &Call<'_>) -> Result<Value> {
        if field.is_json {
            return json::entry(call, &field.name, &field.path).await;
        }
        let resolved = match field.kind.as_str() {
            "object" => json::resolved(call, &field.path).await?,
            _ => None,
        };
        let value = resolved.as_ref().unwrap_or(&field.value);
        match field::as_type(&field.name, value, &field.kind) {
            Ok(value) => Ok(value),
            Err(_) if self.ignore_conversion_errors => Ok(value.clone()),
            Err(message) => Err(read::refused(format!("{message} [item {}]", call.index())).with_description(format!(
                "To fix the error try to change the type for the field \"{}\" or activate the option “Ignore Type \
                 Conversion Errors” to apply a less strict type validation",
                field.name
            ))),
        }
    }
}

#[async_trait]
impl Job for Assign {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let mut json = self.include.kept(&call.item().json, self.dot_notation);
        for (name, value) in self.assigned(call).await? {
            path::put(&mut json, &name, value, self.dot_notation)?;
        }
        let binary = call.item().binary.clone().filter(|_| self.keep_binary);
        let item = Item { binary, ..Item::new(json) };
        let mut left = self.copies;
        while left > PAGE {
            call.emit(vec![item.clone(); PAGE]).await?;
            left -= PAGE;
        }
        Ok(vec![item; left].into())
    }
}

fn fields(parameters: &Parameters, version: Version) -> Result<Vec<Field>> {
    let is_old = version.number() < 3.3;
    let list = if is_old { "fields.values" } else { "assignments.assignments" };
    let fields = read::list(parameters, list).iter().enumerate().map(|(index, entry)| {
        let name = read::member(entry, "name").into_owned();
        let kind = match entry.get("type").and_then(Value::as_str) {
            Some("binary") => Err("sets a file, which is not supported"),
            Some(kind) => Ok(kind),
            None => Err("has no type"),
        };
        let kind = kind.map_err(|why| {
            read::refused(format!("The field '{name}' {why}"))
                .with_description("Choose the type string, number, boolean, array or object")
        })?;
        let (kind, key) = if is_old { (kind.trim_end_matches("Value"), kind) } else { (kind, "value") };
        Ok(Field {
            value: entry.get(key).cloned().unwrap_or_default(),
            path: format!("{list}[{index}].{key}"),
            is_json: is_old && kind == "object",
            kind: kind.to_owned(),
            name,
        })
    });
    fields.collect()
}

fn copies(parameters: &Parameters) -> Result<usize> {
    if !read::flag(parameters, "duplicateItem", false) {
        return Ok(1);
    }
    let more = read::number(parameters, "duplicateCount");
    if more >= MOST_COPIES {
        let message = format!("'Duplicate Count' is {more}, but must be less than {MOST_COPIES}");
        return Err(read::refused(message));
    }
    Ok((more.floor() + 1.0).max(0.0) as usize)
}
