//! `markdown`: Markdown as HTML and back.

mod blocks;
mod headings;
mod options;
mod source;
mod to_html;
mod to_markdown;
mod words;

use nodewright_core::{Call, ErrorKind, NodeError, Output, Parameters, Result, Value, Version, javascript};

use super::per_item;
use crate::{
    node::{Planned, as_json},
    path, read,
};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item_or(version, |parameters, _| per_item(parameters, run), as_json))
}

fn run(parameters: &Parameters, call: &Call<'_>) -> Result<Output> {
    let wrong = |message: &str| NodeError::new(ErrorKind::Operation, message).at_item(call.index());
    let result = match read::text(parameters, "mode") {
        "markdownToHtml" => match parameters.get("markdown") {
            Some(markdown) => Some(to_html::convert(&javascript::text(markdown), parameters)?),
            None => None,
        },
        "htmlToMarkdown" => match parameters.get("html") {
            None | Some(Value::Null) => return Err(wrong("Cannot convert undefined or null to object")),
            Some(html) => Some(to_markdown::convert(&javascript::text(html), parameters)?),
        },
        other => return Err(wrong(&format!("The mode '{other}' is not known"))),
    };
    let mut json = call.item().json.as_object().cloned().unwrap_or_default();
    let key = read::text(parameters, "destinationKey");
    let nothing = result.is_none();
    path::set(&mut json, key, result.into())?;
    if nothing {
        path::remove(&mut json, key);
    }
    Ok(Output::one(json))
}
