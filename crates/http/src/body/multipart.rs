//! `multipart/form-data`, sent as the chunks it consists of so that no file is copied.

use std::{
    collections::VecDeque,
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use http::HeaderValue;
use http_body::{Frame, SizeHint};
use nodewright_core::{ErrorKind, NodeError, Part, Result};

/// An encoded multipart body. A clone shares the bytes of the files.
#[derive(Clone)]
pub(crate) struct Multipart {
    boundary: String,
    chunks: VecDeque<Bytes>,
}

impl Multipart {
    pub(super) fn new(parts: Vec<Part>) -> Result<Self> {
        let boundary = format!("----nodewright{:016x}{:016x}", fastrand::u64(..), fastrand::u64(..));
        let mut chunks = VecDeque::with_capacity(parts.len() * 2 + 1);
        let mut open = String::new();
        for part in parts {
            open.push_str(&format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name)));
            if let Some(name) = &part.file_name {
                open.push_str(&format!("; filename=\"{}\"", quoted(name)));
            }
            if let Some(mime) = &part.mime {
                let refused = |_| NodeError::new(ErrorKind::Operation, "A file's MIME type is not one");
                HeaderValue::from_str(mime).map_err(refused)?;
                open.push_str(&format!("\r\nContent-Type: {mime}"));
            }
            open.push_str("\r\n\r\n");
            chunks.push_back(std::mem::take(&mut open).into());
            chunks.push_back(part.bytes);
            open.push_str("\r\n");
        }
        open.push_str(&format!("--{boundary}--\r\n"));
        chunks.push_back(open.into());
        Ok(Self { boundary, chunks })
    }

    pub(super) fn content_type(&self) -> Result<HeaderValue> {
        HeaderValue::from_str(&format!("multipart/form-data; boundary={}", self.boundary))
            .map_err(|error| NodeError::new(ErrorKind::Operation, error.to_string()))
    }

    pub(super) fn to_reqwest(&self) -> reqwest::Body {
        reqwest::Body::wrap(Chunks(self.chunks.clone()))
    }
}

/// As browsers do it: what would end the quoted name is percent-encoded, everything else is sent as UTF-8.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

struct Chunks(VecDeque<Bytes>);

impl http_body::Body for Chunks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|chunk| Ok(Frame::data(chunk))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.0.iter().map(|chunk| chunk.len() as u64).sum())
    }
}
