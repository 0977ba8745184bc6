//! `html`: templates, what CSS selectors find, and tables.

mod extract;
mod plain;
mod table;

use async_trait::async_trait;
use nodewright_core::{
    Call, ErrorKind, Job, Locals, NodeError, Output, Parameters, ReadParameter, Result, Value, Version, javascript,
    serde_json::json,
};

use crate::{
    node::{Planned, as_json},
    read,
};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    Ok(match read::text(parameters, "operation") {
        "convertToHtmlTable" => Planned::all_items(version, table::Table),
        "extractHtmlContent" => Planned::each_item_or(
            version,
            |parameters, version| Ok(Box::new(extract::Extract { parameters: parameters.clone(), version })),
            as_json,
        ),
        "generateHtmlTemplate" => Planned::each_item_or(version, |_, _| Ok(Box::new(Template)), as_json),
        other => return Err(read::refused(format!("The operation '{other}' is not known"))),
    })
}

struct Template;

#[async_trait]
impl Job for Template {
    /// Each expression on its own, as text, whatever it gives.
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let raw = ReadParameter { raw_expressions: true, ..ReadParameter::default() };
        let template = call.parameter("html", &raw).await?.unwrap_or_default();
        let template = javascript::text(&template);
        let mut rest = template.strip_prefix('=').unwrap_or(&template);
        let mut html = String::new();
        while let Some((before, inside)) = rest.split_once("{{") {
            let Some((expression, behind)) = inside.split_once("}}") else { break };
            html.push_str(before);
            if expression.trim().is_empty() {
                return Err(NodeError::new(ErrorKind::Expression, "invalid syntax").at_item(call.index()));
            }
            let expression = Value::from(format!("={{{{{expression}}}}}"));
            let value = call.evaluate(&expression, &Locals::new()).await?;
            html.push_str(&value.as_ref().map_or("undefined".into(), javascript::text));
            rest = behind;
        }
        html.push_str(rest);
        Ok(Output::one(json!({ "html": html })))
    }
}
