//! All items as one table.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, Item, ItemRef, PairedItem, Result, Value, javascript, serde_json::json};

use crate::read;

const TABLE: &str = "style='border-spacing:0; font-family:helvetica,arial,sans-serif'";
const HEADER: &str = "style='margin:0; padding:7px 20px 7px 0px; border-bottom:1px solid #eee; text-align:left; color:#888; font-weight:normal'";
const CELL: &str = "style='margin:0; padding:7px 20px 7px 0px; border-bottom:1px solid #eee'";

/// Holds all items, and the table.
pub struct Table;

#[async_trait]
impl AllItems for Table {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let items = batch.items();
        if items.is_empty() {
            return Ok(vec![Vec::new()]);
        }
        let parameters = batch.parameters(0).await?;
        let option = |name: &str| read::text(&parameters, &format!("options.{name}"));
        let own_style = read::flag(&parameters, "options.customStyling", false);
        let style = |style: &'static str| if own_style { "" } else { style };

        let mut columns = indexmap::IndexSet::new();
        columns.extend(items.iter().filter_map(|item| item.json.as_object()).flat_map(|map| map.keys()));
        let capitalized = read::flag(&parameters, "options.capitalize", false);
        let header =
            |name: &&String| if capitalized { format!("<th>{}</th>", title(name)) } else { format!("<th>{name}</th>") };

        let mut table = format!("<table {} {}>", style(TABLE), option("tableAttributes"));
        if !option("caption").is_empty() {
            table += &format!("<caption>{}</caption>", option("caption"));
        }
        table += &format!("<thead {} {}><tr>", style(HEADER), option("headerAttributes"));
        table.extend(columns.iter().map(header));
        table += "</tr></thead><tbody>";
        for item in items {
            table += &format!("<tr  {}>", option("rowAttributes"));
            for column in &columns {
                let cell = cell(item.json.get(column.as_str()));
                table += &format!("<td {} {}>{cell}</td>", style(CELL), option("cellAttributes"));
            }
            table += "</tr>";
        }
        table += "</tbody></table>";
        let links = (0..items.len()).map(ItemRef::new).collect();
        let item = Item { paired_item: Some(PairedItem::Many(links)), ..Item::new(json!({ "table": table })) };
        Ok(vec![vec![item]])
    }
}

/// A name for people: words with capitals.
fn title(name: &str) -> String {
    let words = name.split('_').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What stands in a cell; nothing is escaped, so that fields may hold HTML.
fn cell(value: Option<&Value>) -> String {
    match value {
        None => "undefined".into(),
        Some(Value::Bool(truth)) => {
            format!("<input type=\"checkbox\" {}/>", if *truth { "checked=\"checked\"" } else { "" })
        }
        Some(value) => javascript::text(value).into_owned(),
    }
}
