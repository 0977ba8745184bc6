//! Sheets of workbooks: xlsx, xls, ods.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Ods, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use nodewright_core::{Parameters, Result, Value, serde_json::Map};

use super::items;
use crate::{read, text::number};

/// Cells that are looked at, so that a sheet that says it is endless is not.
const MOST_CELLS: usize = 20_000_000;

pub fn rows(bytes: &[u8], parameters: &Parameters) -> Result<Vec<Map<String, Value>>> {
    let wrong =
        |error: calamine::Error| read::refused(format!("The file is not a spreadsheet that can be read: {error}"));
    let mut book = book(bytes).map_err(wrong)?;
    let wanted = read::text(parameters, "options.sheetName");
    let names = book.sheet_names();
    let name = match wanted {
        "" => names.first().ok_or_else(|| read::refused("Spreadsheet does not have any sheets!"))?.clone(),
        name if names.iter().any(|other| other == name) => name.to_owned(),
        name => return Err(read::refused(format!("Spreadsheet does not contain sheet called \"{name}\"!"))),
    };
    let sheet = book.worksheet_range(&name).map_err(wrong)?;
    let Some((from, to)) = bounds(&sheet, read::text(parameters, "options.range"))? else { return Ok(Vec::new()) };
    let (height, width) = ((to.0 - from.0) as usize + 1, (to.1 - from.1) as usize + 1);
    if height.saturating_mul(width) > MOST_CELLS {
        return Err(read::refused(format!("The sheet has more than {MOST_CELLS} cells")));
    }
    let row = |row: u32| (from.1..=to.1).map(|column| cell(sheet.get_value((row, column)))).collect();
    Ok(items((from.0..=to.0).map(row).collect(), parameters))
}

/// The workbook of bytes, whatever the operation says that it is.
fn book(bytes: &[u8]) -> std::result::Result<Sheets<Cursor<Vec<u8>>>, calamine::Error> {
    let file = || Cursor::new(bytes.to_vec());
    if !bytes.starts_with(b"PK") {
        return Ok(Sheets::Xls(Xls::new(file())?));
    }
    if let Ok(book) = Xlsx::new(file()) {
        return Ok(Sheets::Xlsx(book));
    }
    match Xlsb::new(file()) {
        Ok(book) => Ok(Sheets::Xlsb(book)),
        Err(_) => Ok(Sheets::Ods(Ods::new(Cursor::new(without_gaps(bytes).unwrap_or_else(|| bytes.to_vec())))?)),
    }
}

/// An ods file whose cells stand right after each other, as the reader wants them, and not in lines of their own.
fn without_gaps(bytes: &[u8]) -> Option<Vec<u8>> {
    const CONTENT: &str = "content.xml";
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut content = String::new();
    archive.by_name(CONTENT).ok()?.take(LARGEST_CONTENT).read_to_string(&mut content).ok()?;
    let mut result = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index(index).ok()?;
        let other = file.name().is_ok_and(|name| name != CONTENT);
        if other {
            result.raw_copy_file(file).ok()?;
        }
    }
    result.start_file(CONTENT, zip::write::SimpleFileOptions::default()).ok()?;
    let mut parts = content.split('>');
    result.write_all(parts.next()?.as_bytes()).ok()?;
    for part in parts {
        let gap = part.len() - part.trim_start().len();
        let part = if part[..gap].contains('\n') && part[gap..].starts_with('<') { &part[gap..] } else { part };
        result.write_all(b">").ok()?;
        result.write_all(part.as_bytes()).ok()?;
    }
    Some(result.finish().ok()?.into_inner())
}

/// Bytes of a sheet's text at most.
const LARGEST_CONTENT: u64 = 512 << 20;

type Place = (u32, u32);

/// The first and the last cell: all of them, those from a row on, or those of a range such as `A1:B2`.
fn bounds(sheet: &Range<Data>, range: &str) -> Result<Option<(Place, Place)>> {
    let (Some(start), Some(end)) = (sheet.start(), sheet.end()) else { return Ok(None) };
    if range.is_empty() {
        return Ok(Some((start, end)));
    }
    let wrong =
        || read::refused(format!("'{range}' is not a range of cells such as A1:B2, nor a number of rows to skip"));
    if let Ok(row) = range.parse::<u32>() {
        return Ok((row <= end.0).then_some(((row, start.1), end)));
    }
    let (from, to) = range.split_once(':').unwrap_or((range, range));
    let (from, to) = (place(from).ok_or_else(wrong)?, place(to).ok_or_else(wrong)?);
    let to = (to.0.min(end.0), to.1.min(end.1));
    Ok((from.0 <= to.0 && from.1 <= to.1).then_some((from, to)))
}

/// `B2` as row 1, column 1.
fn place(text: &str) -> Option<Place> {
    let text = text.trim().replace('$', "");
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    let column = letters.chars().try_fold(0_u32, |column, letter| {
        let value =
            letter.to_ascii_uppercase().is_ascii_uppercase().then(|| letter.to_ascii_uppercase() as u32 - 64)?;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

fn cell(cell: Option<&Data>) -> Value {
    match cell {
        None | Some(Data::Empty) => Value::Null,
        Some(Data::Int(value)) => (*value).into(),
        Some(Data::Float(value)) => number(*value),
        Some(Data::Bool(truth)) => (*truth).into(),
        // Dates are numbers of days, as the sheet has them.
        Some(Data::DateTime(date)) => number(date.as_f64()),
        Some(Data::Error(error)) => error.to_string().into(),
        Some(Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text)) => match text.is_empty() {
            true => Value::Null,
            false => text.as_str().into(),
        },
    }
}
