//! Tables as files.

use nodewright_core::{Result, Value, javascript};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::rows::Table;
use crate::read;

/// What a cell shows.
fn shown(cell: Option<&Value>) -> String {
    match cell {
        None | Some(Value::Null) => String::new(),
        Some(Value::Bool(truth)) => truth.to_string().to_uppercase(),
        Some(value) => javascript::text(value).into_owned(),
    }
}

/// Values with delimiters between, and the mark of Unicode first, by which spreadsheets know the encoding.
pub fn csv(table: &Table, delimiter: &str) -> String {
    // Of a delimiter of several letters the first is enough to need quotes.
    let first = delimiter.chars().next().unwrap_or(',');
    let cell = |cell: &Option<Value>| {
        let text = shown(cell.as_ref());
        match text.contains(['"', '\n', '\r', first]) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text,
        }
    };
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(delimiter));
    format!("\u{feff}{}", rows.collect::<Vec<_>>().join("\n"))
}

pub fn html(table: &Table) -> String {
    let mut html =
        String::from("<html><head><meta charset=\"utf-8\"/><title>SheetJS Table Export</title></head><body><table>");
    for (row, cells) in table.rows.iter().enumerate() {
        html.push_str("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            let (text, place) = (escaped(&shown(cell.as_ref())), format!("sjs-{}{}", letters(column), row + 1));
            let value = |kind: &str, value: &str| {
                format!("<td data-t=\"{kind}\" data-v=\"{value}\" id=\"{place}\">{text}</td>")
            };
            html.push_str(&match cell {
                None => format!("<td id=\"{place}\"></td>"),
                Some(Value::Null) => format!("<td data-t=\"z\" id=\"{place}\"></td>"),
                Some(Value::Bool(truth)) => value("b", if *truth { "true" } else { "false" }),
                Some(Value::Number(_)) => value("n", &text),
                Some(_) => value("s", &text),
            });
        }
        html.push_str("</tr>");
    }
    html + "</table></body></html>"
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    text.replace('\'', "&apos;").replace('\n', "<br/>")
}

/// `A` to `Z`, then `AA`.
fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        more => letters(more - 1) + &last.to_string(),
    }
}

/// Rich text: a row of cells each, letters beyond ASCII as numbers.
pub fn rtf(table: &Table) -> String {
    let mut rtf = String::from("{\\rtf1\\ansi");
    for row in &table.rows {
        rtf.push_str("\\trowd\\trautofit1");
        (1..=row.len()).for_each(|cell| rtf.push_str(&format!("\\cellx{cell}")));
        rtf.push_str("\\pard\\intbl");
        for cell in row {
            rtf.push(' ');
            for unit in shown(cell.as_ref()).encode_utf16() {
                match char::from_u32(unit.into()) {
                    Some(letter @ ('\\' | '{' | '}')) => rtf.extend(['\\', letter]),
                    Some('\n') => rtf.push_str("\\line "),
                    Some(letter) if letter.is_ascii() => rtf.push(letter),
                    _ => rtf.push_str(&format!("\\u{}?", unit as i16)),
                }
            }
            rtf.push_str("\\cell");
        }
        rtf.push_str("\\pard\\intbl\\row");
    }
    rtf + "}"
}

pub fn xlsx(table: &Table, name: &str) -> Result<Vec<u8>> {
    let wrong = |error: XlsxError| read::refused(format!("The sheet cannot be written: {error}"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name).map_err(wrong)?;
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32, u16::try_from(column).unwrap_or(u16::MAX));
            match cell {
                None | Some(Value::Null) => continue,
                Some(Value::Bool(truth)) => sheet.write_boolean(row, column, *truth),
                Some(Value::Number(number)) => sheet.write_number(row, column, number.as_f64().unwrap_or_default()),
                Some(value) => sheet.write_string(row, column, javascript::text(value)),
            }
            .map_err(wrong)?;
        }
    }
    book.save_to_buffer().map_err(wrong)
}
