//! Tables as OpenDocument spreadsheets.

use std::io::{Cursor, Write};

use nodewright_core::{Result, Value, javascript};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::rows::Table;
use crate::read;

pub const MIME_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

const CONTENT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>"#;

/// The file with one sheet of this name.
pub fn write(table: &Table, name: &str) -> Result<Vec<u8>> {
    let mut content = format!("{CONTENT}<table:table table:name=\"{}\">", escaped(name));
    for row in &table.rows {
        content.push_str("<table:table-row>");
        row.iter().for_each(|value| content.push_str(&cell(value.as_ref())));
        content.push_str("</table:table-row>");
    }
    content.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    packed(&content).map_err(|error| read::refused(format!("The sheet cannot be written: {error}")))
}

fn packed(content: &str) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // Programs look for the type at the start of the file.
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("mimetype", stored)?;
    archive.write_all(MIME_TYPE.as_bytes())?;
    for (name, text) in [("content.xml", content), ("META-INF/manifest.xml", MANIFEST)] {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

fn cell(value: Option<&Value>) -> String {
    let typed = |attributes: String, text: &str| {
        let lines = text.split('\n').map(|line| format!("<text:p>{}</text:p>", escaped(line)));
        format!("<table:table-cell {attributes}>{}</table:table-cell>", lines.collect::<String>())
    };
    match value {
        None | Some(Value::Null) => "<table:table-cell/>".into(),
        Some(Value::Bool(truth)) => {
            let shown = truth.to_string().to_uppercase();
            typed(format!("office:value-type=\"boolean\" office:boolean-value=\"{truth}\""), &shown)
        }
        Some(Value::Number(number)) => {
            let number = javascript::number_text(number);
            typed(format!("office:value-type=\"float\" office:value=\"{number}\""), &number)
        }
        Some(value) => typed("office:value-type=\"string\"".into(), &javascript::text(value)),
    }
}

/// Without the characters that XML does not allow.
fn escaped(text: &str) -> String {
    let text: String = text.chars().filter(|letter| !letter.is_control() || matches!(letter, '\t' | '\r')).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
