//! Bytes of a file, a body or an answer.

use serde_json::Value;

use crate::{Error, lenient, quick};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Reads bytes: as [`parse`](crate::parse) does, with a byte order mark skipped and what is not UTF-8 replaced by U+FFFD.
///
/// # Errors
/// The bytes are not JSON, or nested too deeply.
pub fn read(bytes: &[u8]) -> Result<Value, Error> {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    quick::from_slice(text).or_else(|_| {
        let read = lenient::document(&String::from_utf8_lossy(text));
        read.map(Value::from).map_err(|error| {
            let offset = offset_in(text, error.offset());
            error.at_offset(bytes.len() - text.len() + offset)
        })
    })
}

/// The body of an answer as n8n reads it: JSON where it is JSON, whatever its type says, else text; none where it is empty.
#[must_use]
pub fn read_or_text(bytes: &[u8]) -> Option<Value> {
    let text = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    if text.is_empty() {
        return None;
    }
    Some(read(text).unwrap_or_else(|_| String::from_utf8_lossy(text).into_owned().into()))
}

/// Where among `bytes` the place is that is at `offset` once what is not UTF-8 has been replaced.
fn offset_in(bytes: &[u8], offset: usize) -> usize {
    let (mut replaced, mut at) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        let length = chunk.valid().len();
        if offset <= replaced + length {
            return at + offset - replaced;
        }
        replaced += length + char::REPLACEMENT_CHARACTER.len_utf8();
        at += length + chunk.invalid().len();
    }
    at
}
