//! The first table of an HTML page.

use nodewright_core::{Parameters, Result, Value, serde_json::Map};
use scraper::ElementRef;

use super::items;
use crate::text::{number, page};

pub fn rows(bytes: &[u8], parameters: &Parameters) -> Result<Vec<Map<String, Value>>> {
    let document = page::document(&String::from_utf8_lossy(bytes))?;
    let named = |element: ElementRef<'_>, names: &[&str]| names.contains(&element.value().name());
    let Some(table) = document.root_element().descendent_elements().find(|element| named(*element, &["table"])) else {
        return Ok(Vec::new());
    };
    let rows = table.descendent_elements().filter(|element| named(*element, &["tr"]));
    let cells = |row: ElementRef<'_>| {
        let cells = row.child_elements().filter(|element| named(*element, &["td", "th"]));
        cells.map(|cell| value(cell.text().collect::<String>().trim())).collect::<Vec<_>>()
    };
    Ok(items(rows.map(cells).collect(), parameters))
}

/// What a sheet would take a text for.
fn value(text: &str) -> Value {
    match text {
        "" => Value::Null,
        "TRUE" | "true" => true.into(),
        "FALSE" | "false" => false.into(),
        text => match text.replace(',', "").parse::<f64>() {
            Ok(float)
                if float.is_finite() && text.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') =>
            {
                number(float)
            }
            _ => text.into(),
        },
    }
}
