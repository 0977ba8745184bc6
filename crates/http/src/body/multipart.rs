//! `multipart/form-data`, as the pieces it consists of: heads in memory, files wherever they are.

use http::HeaderValue;
use nodewright_core::{Content, ErrorKind, NodeError, Part, Result};

/// The content type, which names the boundary, and the pieces.
pub(super) fn encode(parts: Vec<Part>) -> Result<(HeaderValue, Vec<Content>)> {
    let boundary = format!("----nodewright{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
    let mut pieces = Vec::with_capacity(parts.len() * 2 + 1);
    let mut open = String::new();
    for part in parts {
        open.push_str(&format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name)));
        if let Some(name) = &part.file_name {
            open.push_str(&format!("; filename=\"{}\"", quoted(name)));
        }
        if let Some(mime) = &part.mime {
            let refused = |_| NodeError::new(ErrorKind::Operation, "A file's MIME type is invalid");
            HeaderValue::from_str(mime).map_err(refused)?;
            open.push_str(&format!("\r\nContent-Type: {mime}"));
        }
        open.push_str("\r\n\r\n");
        pieces.push(std::mem::take(&mut open).into());
        pieces.push(part.bytes);
        open.push_str("\r\n");
    }
    open.push_str(&format!("--{boundary}--\r\n"));
    pieces.push(open.into());
    let content_type = HeaderValue::from_str(&format!("multipart/form-data; boundary={boundary}"))
        .map_err(|error| NodeError::new(ErrorKind::Operation, error.to_string()))?;
    Ok((content_type, pieces))
}

/// As browsers do it: what would end the quoted name is percent-encoded, everything else is sent as UTF-8.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
