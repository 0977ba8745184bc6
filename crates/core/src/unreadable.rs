//! The error of an answer that says it is JSON but cannot be read.

use nodewright_json::Error;

use crate::{ErrorKind, NodeError};

/// How much of an answer is quoted, in characters.
const SHOWN: usize = 80;

/// How much is looked through for secrets before it is cut: a part of one would not be found.
const SEARCHED: usize = 1 << 14;

/// What is quoted beyond the place where a text stops being JSON: enough to see what stands there.
const BEYOND: usize = 12;

/// Who says that an answer is JSON.
#[derive(Clone, Copy)]
pub(crate) enum Expected {
    /// The service, by its content type.
    ByService,
    /// The request.
    ByRequest,
}

/// The service is at fault; the error says where its answer stops being JSON, and how it begins.
pub(crate) fn unreadable(
    bytes: &[u8],
    expected: Expected,
    why: &Error,
    redact: Option<&(dyn Fn(&str) -> String + Send + Sync)>,
) -> NodeError {
    let (reason, offset, line, column) = (why.reason(), why.offset(), why.line(), why.column());
    let expected = match expected {
        Expected::ByService => "says it is JSON",
        Expected::ByRequest => "should be JSON",
    };
    let message = format!(
        "The service's answer {expected} but cannot be read: {reason} at byte {offset} (line {line}, column {column})"
    );
    NodeError::new(ErrorKind::Api, message)
        .with_description(format!("The answer begins with: {}", beginning(bytes, offset, redact)))
}

fn beginning(bytes: &[u8], offset: usize, redact: Option<&(dyn Fn(&str) -> String + Send + Sync)>) -> String {
    let starts_as_json = matches!(bytes.trim_ascii_start().first(), Some(b'{' | b'[' | b'"'));
    // What follows is not split into keys and values as one would think: a value might be shown.
    let end = if starts_as_json { offset.saturating_add(BEYOND) } else { bytes.len() };
    let text = String::from_utf8_lossy(&bytes[..end.min(SEARCHED).min(bytes.len())]);
    let text = redact.map_or_else(|| text.clone().into_owned(), |redact| redact(&text));
    let text = if starts_as_json { without_values(&text) } else { text };
    let mut shown: String = text.chars().take(SHOWN).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().count() > SHOWN || end < bytes.len() {
        shown.push('…');
    }
    shown
}

/// JSON with its strings left out, but for keys: an answer may hold a token that nobody knows yet.
fn without_values(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        shown.push_str(&rest[..=start]);
        rest = &rest[start + 1..];
        let Some(end) = end_of_string(rest) else { return shown + "…" };
        let is_key = rest[end + 1..].trim_start().starts_with(':');
        shown.push_str(if is_key { &rest[..end] } else { "…" });
        shown.push('"');
        rest = &rest[end + 1..];
    }
    shown + rest
}

/// Where the string ends that `text` begins within.
fn end_of_string(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}
