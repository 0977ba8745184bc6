//! What CSS selectors find.

use async_trait::async_trait;
use nodewright_core::{
    Call, ErrorKind, Item, Job, NodeError, Output, Parameters, Result, Value, Version, javascript, serde_json::Map,
};
use scraper::{ElementRef, Selector};

use super::plain;
use crate::{
    path, read,
    text::{file, page},
};

pub struct Extract {
    pub parameters: Parameters,
    pub version: Version,
}

#[async_trait]
impl Job for Extract {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let documents = self.documents(call).await?;
        let items = documents.iter().map(|document| self.extract(document).map(Item::new));
        Ok(items.collect::<Result<Vec<_>>>().map_err(|error| error.at_item(call.index()))?.into())
    }
}

impl Extract {
    async fn documents(&self, call: &Call<'_>) -> Result<Vec<String>> {
        let name = read::text(&self.parameters, "dataPropertyName");
        if read::text(&self.parameters, "sourceData") == "binary" {
            let bytes = file::bytes(call, name).await?;
            return Ok(vec![String::from_utf8_lossy(&bytes).into_owned()]);
        }
        match path::get(&call.item().json, name) {
            None => {
                let message = format!("No property named \"{name}\" exists!");
                Err(NodeError::new(ErrorKind::Operation, message).at_item(call.index()))
            }
            Some(Value::Array(list)) => Ok(list.iter().map(|html| javascript::text(html).into_owned()).collect()),
            Some(html) => Ok(vec![javascript::text(html).into_owned()]),
        }
    }

    fn extract(&self, document: &str) -> Result<Map<String, Value>> {
        let document = page::document(document)?;
        let values = read::at(&self.parameters, "extractionValues.values").and_then(Value::as_array);
        let values = values.ok_or_else(|| read::refused("extractionValues.values is not iterable"))?;
        let mut result = Map::new();
        for value in values {
            let text = |name: &str| value.get(name).map_or("".into(), javascript::text);
            let selector = text("cssSelector");
            let selector = Selector::parse(&selector)
                .map_err(|_| read::refused(format!("'{selector}' is not a valid CSS selector")))?;
            let found: Vec<_> = document.select(&selector).collect();
            let found = match value.get("returnArray").is_some_and(javascript::is_truthy) {
                true => {
                    let each = found.iter().map(|one| self.value(value, &[*one]));
                    Some(Value::Array(each.map(|one| one.map(Option::unwrap_or_default)).collect::<Result<_>>()?))
                }
                false => self.value(value, &found)?,
            };
            if let Some(found) = found {
                result.insert(text("key").into_owned(), found);
            }
        }
        Ok(result)
    }

    fn value(&self, wanted: &Value, found: &[ElementRef<'_>]) -> Result<Option<Value>> {
        let text = |name: &str| wanted.get(name).and_then(Value::as_str).unwrap_or_default();
        let first = found.first();
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let value = match text("returnValue") {
            "attribute" => first.and_then(|first| first.attr(text("attribute"))).map(str::to_owned),
            "html" => first.and_then(|first| some(first.inner_html())),
            "value" => first.and_then(entered),
            // The first version takes the letters of all that was found; later ones lay the first of it out as text.
            _ if self.version == Version::new(1.0) => some(found.iter().flat_map(ElementRef::text).collect()),
            _ => {
                let skipped = match self.version > Version::new(1.1) {
                    true => text("skipSelectors"),
                    false => "",
                };
                Some(match first {
                    Some(first) => plain::text(&first.inner_html(), skipped)?,
                    None => String::new(),
                })
            }
        };
        Ok(value.map(|value| self.cleaned(value).into()))
    }

    fn cleaned(&self, mut value: String) -> String {
        if read::flag(&self.parameters, "options.trimValues", false) {
            value = value.trim().to_owned();
        }
        if read::flag(&self.parameters, "options.cleanUpText", false) {
            let one_line: String = value.trim().chars().filter(|letter| !matches!(letter, '\r' | '\n')).collect();
            value = one_line.split_whitespace().collect::<Vec<_>>().join(" ");
            // A list begins with a space.
            if one_line.starts_with(' ') {
                value.insert(0, ' ');
            }
        }
        value
    }
}

/// What a form field holds.
fn entered(element: &ElementRef<'_>) -> Option<String> {
    let option = |option: ElementRef<'_>| match option.attr("value") {
        Some(value) => value.to_owned(),
        None => option.text().collect(),
    };
    match element.value().name() {
        "textarea" => Some(element.text().collect()),
        "option" => Some(option(*element)),
        "select" => {
            let options = || element.descendent_elements().filter(|inner| inner.value().name() == "option");
            options().find(|inner| inner.attr("selected").is_some()).or_else(|| options().next()).map(option)
        }
        _ => element.attr("value").map(str::to_owned),
    }
}
