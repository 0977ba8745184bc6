//! Sheets of workbooks: xlsx, xls, ods.

use std::io::{Cursor, Read, Write};

use calamine::{Data, Ods, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use nodewright_core::{Parameters, Result, Value, serde_json::Map};

use super::{count_cells::CountCells, items};
use crate::{read, text::number};

/// Cells of a sheet at most, empty ones between others counted: all of them are held at once.
const MOST_CELLS: usize = 10_000_000;

/// Bytes of all that a file unpacks to at most.
const LARGEST_CONTENT: u64 = 512 << 20;

pub fn rows(bytes: &[u8], parameters: &Parameters) -> Result<Vec<Map<String, Value>>> {
    let wrong =
        |error: calamine::Error| read::refused(format!("The file is not a spreadsheet that can be read: {error}"));
    unpacks(bytes)?;
    let mut book = book(bytes).map_err(wrong)?;
    let wanted = read::text(parameters, "options.sheetName");
    let names = book.sheet_names();
    let name = match wanted {
        "" => names.first().ok_or_else(|| read::refused("Spreadsheet does not have any sheets!"))?.clone(),
        name if names.iter().any(|other| other == name) => name.to_owned(),
        name => return Err(read::refused(format!("Spreadsheet does not contain sheet called \"{name}\"!"))),
    };
    // Before it is made: a small file can say that two cells are at the ends of a sheet of billions.
    if area(&mut book, &name).map_err(wrong)? > MOST_CELLS {
        return Err(too_many());
    }
    let sheet = book.worksheet_range(&name).map_err(wrong)?;
    let Some((from, to)) = bounds(&sheet, read::text(parameters, "options.range"))? else { return Ok(Vec::new()) };
    let (height, width) = ((to.0 - from.0) as usize + 1, (to.1 - from.1) as usize + 1);
    if height.saturating_mul(width) > MOST_CELLS {
        return Err(too_many());
    }
    let row = |row: u32| (from.1..=to.1).map(|column| cell(sheet.get_value((row, column)))).collect();
    Ok(items((from.0..=to.0).map(row).collect(), parameters))
}

fn too_many() -> nodewright_core::NodeError {
    read::refused(format!("The sheet has more than {MOST_CELLS} cells, empty ones between others counted"))
}

/// How many cells are between the first and the last one of a sheet; one where the reader bounds them itself.
fn area(book: &mut Sheets<Cursor<Vec<u8>>>, name: &str) -> std::result::Result<usize, calamine::Error> {
    let mut around: Option<(Place, Place)> = None;
    let mut add = |(row, column): Place| {
        let (from, to) = around.get_or_insert(((row, column), (row, column)));
        *from = (from.0.min(row), from.1.min(column));
        *to = (to.0.max(row), to.1.max(column));
    };
    match book {
        Sheets::Xlsx(book) => {
            let mut cells = book.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()? {
                add(cell.get_position());
            }
        }
        Sheets::Xlsb(book) => {
            let mut cells = book.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()? {
                add(cell.get_position());
            }
        }
        _ => {}
    }
    let size = |from: u32, to: u32| (to - from) as usize + 1;
    Ok(around.map_or(1, |(from, to)| size(from.0, to.0).saturating_mul(size(from.1, to.1))))
}

/// Refuses a file that unpacks to more than can be held, and an ods file of more cells than that.
fn unpacks(bytes: &[u8]) -> Result<()> {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Ok(()) };
    let mut left = LARGEST_CONTENT;
    for index in 0..archive.len() {
        let Ok(file) = archive.by_index(index) else { continue };
        let is_sheets = file.name().is_ok_and(|name| name == CONTENT);
        let mut counted = CountCells::default();
        let mut file = file.take(left);
        // What is broken is the reader's to say.
        let unpacked = match is_sheets {
            true => std::io::copy(&mut file, &mut counted),
            false => std::io::copy(&mut file, &mut std::io::sink()),
        };
        left -= unpacked.unwrap_or_default().min(left);
        if left == 0 {
            let most = LARGEST_CONTENT >> 20;
            return Err(read::refused(format!("The file unpacks to more than {most} MB")));
        }
        if counted.cells > MOST_CELLS {
            return Err(too_many());
        }
    }
    Ok(())
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

/// Where an ods file has its sheets.
const CONTENT: &str = "content.xml";

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
