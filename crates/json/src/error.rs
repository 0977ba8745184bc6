//! Why a text is not JSON.

use std::fmt;

/// The reason of what JavaScript has no limit for.
const TOO_DEEP: &str = "JSON is nested more than 500 levels deep";

/// Why a text is not JSON, and where. Its [`Display`](fmt::Display) never quotes the text, which may hold secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    reason: &'static str,
    javascript: Box<str>,
    offset: usize,
    line: usize,
    column: usize,
}

impl Error {
    /// What is wrong, without the place.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        self.reason
    }

    /// The message of JavaScript's `SyntaxError` as V8 words it. It may quote up to twenty characters of the text.
    #[must_use]
    pub fn javascript(&self) -> &str {
        &self.javascript
    }

    /// Where reading ended, in bytes from the start.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The line, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column, from 1, in UTF-16 units as JavaScript counts them.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// Whether the text is nested deeper than [`MAX_DEPTH`](crate::MAX_DEPTH), which JavaScript would take.
    #[must_use]
    pub fn is_too_deep(&self) -> bool {
        self.reason == TOO_DEEP
    }

    pub(crate) fn too_deep(text: &str, offset: usize) -> Self {
        Self::with_reason(TOO_DEEP, text, offset)
    }

    pub(crate) fn at_offset(self, offset: usize) -> Self {
        Self { offset, ..self }
    }

    /// V8's message for a fault that it names, at a place of `text`.
    pub(crate) fn named(message: &'static str, text: &str, offset: usize) -> Self {
        let reason = message.strip_suffix(" in JSON").unwrap_or(message);
        let error = Self::with_reason(reason, text, offset);
        let position = text[..offset].encode_utf16().count();
        let (line, column) = (error.line, error.column);
        Self { javascript: format!("{message} at position {position} (line {line} column {column})").into(), ..error }
    }

    /// V8's message where something else has to stand, or nothing more comes.
    pub(crate) fn unexpected(text: &str, offset: usize) -> Self {
        match text.as_bytes().get(offset) {
            None => {
                let error = Self::with_reason("Unexpected end of the text", text, offset);
                Self { javascript: "Unexpected end of JSON input".into(), ..error }
            }
            Some(b'"') => Self::named("Unexpected string in JSON", text, offset),
            Some(b'-' | b'0'..=b'9') => Self::named("Unexpected number in JSON", text, offset),
            Some(_) => {
                let error = Self::with_reason("Unexpected character", text, offset);
                Self { javascript: unexpected_token(text, offset).into(), ..error }
            }
        }
    }

    pub(crate) fn with_reason(reason: &'static str, text: &str, offset: usize) -> Self {
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            reason,
            javascript: reason.into(),
            offset,
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before[line_start..].encode_utf16().count() + 1,
        }
    }
}

/// So many units are shown on each side of an unexpected token.
const CONTEXT: usize = 10;

fn unexpected_token(text: &str, offset: usize) -> String {
    if ["NaN", "Infinity", "undefined", "[object Object]"].contains(&text) {
        return format!("\"{text}\" is not valid JSON");
    }
    let shown = |units: &[u16]| String::from_utf16_lossy(units);
    // One more than is shown tells whether there is more.
    let after: Vec<u16> = text[offset..].encode_utf16().take(CONTEXT + 1).collect();
    let token = shown(&after[..1]);
    if text.encode_utf16().take(CONTEXT * 2 + 1).count() <= CONTEXT * 2 {
        return format!("Unexpected token '{token}', \"{text}\" is not valid JSON");
    }
    let mut start = offset;
    while start > 0 && text[start..offset].encode_utf16().count() <= CONTEXT {
        start = text[..start].char_indices().next_back().map_or(0, |(at, _)| at);
    }
    let before: Vec<u16> = text[start..offset].encode_utf16().collect();
    let skipped = before.len().saturating_sub(CONTEXT);
    let (open, close) = (if skipped > 0 { "..." } else { "" }, if after.len() > CONTEXT { "..." } else { "" });
    let around = [&before[skipped..], &after[..after.len().min(CONTEXT)]].concat();
    format!("Unexpected token '{token}', {open}\"{}\"{close} is not valid JSON", shown(&around))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {}, column {})", self.reason, self.line, self.column)
    }
}

impl std::error::Error for Error {}
