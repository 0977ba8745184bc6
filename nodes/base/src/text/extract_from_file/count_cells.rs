//! How many cells an ods file has once what is repeated is written out.

use std::io::{self, Write};

/// Columns of a row at most; the reader leaves out what is behind.
const COLUMNS: usize = 16_384;

/// Counts the cells of the XML that is written to it. Empty ones count where others follow in their row.
#[derive(Default)]
pub struct CountCells {
    /// So far.
    pub cells: usize,
    /// A tag that has begun, without its `<`.
    tag: Option<Vec<u8>>,
    row: usize,
    empty: usize,
}

/// Bytes of a tag that are looked at.
const TAG: usize = 4096;

impl Write for CountCells {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for &byte in bytes {
            match (byte, &mut self.tag) {
                (b'<', _) => self.tag = Some(Vec::new()),
                (b'>', Some(_)) => {
                    let tag = self.tag.take().unwrap_or_default();
                    self.tag(&String::from_utf8_lossy(&tag));
                }
                (byte, Some(tag)) if tag.len() < TAG => tag.push(byte),
                _ => {}
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl CountCells {
    fn tag(&mut self, tag: &str) {
        if tag.starts_with("table:table-row") {
            (self.row, self.empty) = (0, 0);
        } else if tag.starts_with("table:table-cell") || tag.starts_with("table:covered-table-cell") {
            let repeated = tag
                .split_once("number-columns-repeated=")
                .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next()?.parse().ok());
            let repeated = repeated.unwrap_or(1_usize).min(COLUMNS);
            if tag.ends_with('/') && !tag.contains("office:value") && !tag.contains("table:formula") {
                self.empty += repeated;
                return;
            }
            let more = (self.empty + repeated).min(COLUMNS.saturating_sub(self.row));
            (self.row, self.empty) = (self.row + more, 0);
            self.cells = self.cells.saturating_add(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_cells_count() {
        let cell = r#"<table:table-cell office:value-type="float" table:number-columns-repeated="5"/>"#;
        let cases = [
            (format!("<table:table-row>{cell}</table:table-row>"), 5),
            (format!(r#"<table:table-row><table:table-cell table:number-columns-repeated="9"/>{cell}</table:table-row>"#), 14),
            (format!(r#"<table:table-row>{cell}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>"#), 5),
            (r#"<table:table-row><table:table-cell table:number-columns-repeated="99999"><text:p>a</text:p></table:table-cell>"#.repeat(3), 3 * COLUMNS),
        ];
        for (text, expected) in cases {
            let mut counted = CountCells::default();
            // As it comes from a file, in pieces.
            text.as_bytes().chunks(7).for_each(|piece| counted.write_all(piece).expect("counted"));
            assert_eq!(counted.cells, expected, "{text}");
        }
    }
}
