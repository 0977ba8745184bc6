//! Values with delimiters between. Delimiters may have several letters, and quotes out of place are an error or a letter,
//! as the node's options say: so it is read here.

use nodewright_core::{Parameters, Result, Value, serde_json::Map};

use crate::{read, text::encoding};

/// The rows as items. A record that is not like the first ends the reading; rows before it are kept.
pub fn rows(bytes: &[u8], parameters: &Parameters) -> Result<Vec<Map<String, Value>>> {
    let encoding = match read::text(parameters, "options.encoding") {
        "" => "utf8",
        name => name,
    };
    let text = encoding::decode(bytes, encoding, read::flag(parameters, "options.enableBOM", false))?;
    let delimiter = match read::text(parameters, "options.delimiter") {
        "" => ",",
        delimiter => delimiter,
    };
    let first_line = read::number(parameters, "options.fromLine").max(1.0) as usize;
    // Lines before the first are left out.
    let skipped: usize = text.split_inclusive('\n').take(first_line - 1).map(str::len).sum();
    let most = match read::number(parameters, "options.maxRowCount") {
        most if most > 0.0 => most as usize,
        _ => usize::MAX,
    };
    let skip_wrong = read::flag(parameters, "options.skipRecordsWithErrors.value.enabled", false);
    let most_skipped = read::number(parameters, "options.skipRecordsWithErrors.value.maxSkippedRecords");
    let with_header = read::flag(parameters, "options.headerRow", true);
    let with_empty = read::flag(parameters, "options.includeEmptyCells", false);

    let relaxed = read::flag(parameters, "options.relaxQuotes", false);
    let mut records = Records { rest: &text[skipped..], delimiter, relaxed };
    let header = match with_header {
        true => match records.next() {
            Some(Ok(header)) => Some(header),
            _ => return Ok(Vec::new()),
        },
        false => None,
    };
    let mut width = header.as_ref().map(Vec::len);
    let (mut rows, mut wrong) = (Vec::new(), 0.0);
    for record in records {
        let record = record.ok().filter(|record| width.is_none_or(|width| width == record.len()));
        let Some(record) = record else {
            wrong += 1.0;
            match skip_wrong && (most_skipped < 0.0 || wrong <= most_skipped) {
                true => continue,
                false => break,
            }
        };
        width = Some(record.len());
        if rows.len() == most {
            break;
        }
        rows.push(match &header {
            Some(header) => {
                let cells = header.iter().cloned().zip(record).filter(|(_, cell)| with_empty || !cell.is_empty());
                cells.map(|(name, cell)| (name, cell.into())).collect()
            }
            None => Map::from_iter([("row".to_owned(), record.into())]),
        });
    }
    Ok(rows)
}

/// The records of a text, one after the other; lines without a letter are none.
struct Records<'t> {
    rest: &'t str,
    delimiter: &'t str,
    relaxed: bool,
}

/// A quote that is out of place.
struct Misplaced;

impl Iterator for Records<'_> {
    type Item = std::result::Result<Vec<String>, Misplaced>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rest = self.rest.trim_start_matches(['\n', '\r']);
        if self.rest.is_empty() {
            return None;
        }
        let mut record = Vec::new();
        loop {
            match self.field() {
                Ok(field) => record.push(field),
                Err(misplaced) => {
                    // Nothing behind it can be trusted to begin a record but the next line.
                    self.rest = self.rest.split_once('\n').map_or("", |(_, rest)| rest);
                    return Some(Err(misplaced));
                }
            }
            if let Some(rest) = self.rest.strip_prefix(self.delimiter) {
                self.rest = rest;
                continue;
            }
            self.rest =
                self.rest.strip_prefix("\r\n").or_else(|| self.rest.strip_prefix(['\n', '\r'])).unwrap_or(self.rest);
            return Some(Ok(record));
        }
    }
}

impl Records<'_> {
    fn field(&mut self) -> std::result::Result<String, Misplaced> {
        let Some(mut rest) = self.rest.strip_prefix('"') else { return self.letters(String::new()) };
        let mut field = String::new();
        loop {
            let Some((before, behind)) = rest.split_once('"') else {
                return match self.relaxed {
                    true => self.letters(String::new()),
                    false => Err(Misplaced),
                };
            };
            field.push_str(before);
            if let Some(behind) = behind.strip_prefix('"') {
                field.push('"');
                rest = behind;
                continue;
            }
            if behind.is_empty() || behind.starts_with(self.delimiter) || behind.starts_with(['\r', '\n']) {
                self.rest = behind;
                return Ok(field);
            }
            if !self.relaxed {
                return Err(Misplaced);
            }
            // The quotes are letters then.
            self.rest = behind;
            return self.letters(format!("\"{field}\""));
        }
    }

    /// Letters up to the next delimiter or line.
    fn letters(&mut self, before: String) -> std::result::Result<String, Misplaced> {
        let line = self.rest.find(['\r', '\n']).unwrap_or(self.rest.len());
        let end = self.rest.find(self.delimiter).map_or(line, |at| at.min(line));
        let (field, rest) = self.rest.split_at(end);
        if field.contains('"') && !self.relaxed {
            return Err(Misplaced);
        }
        self.rest = rest;
        Ok(before + field)
    }
}
