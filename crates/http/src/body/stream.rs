//! A body that is read while it is sent. Its length is known before, so it goes out with a `Content-Length`, which
//! some services insist on.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, StreamExt};
use http::{
    HeaderMap,
    header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE},
};
use http_body::{Frame, SizeHint};
use nodewright_core::{BodySource, Content, NodeError, Result};

use super::Encoded;

/// An encoded body on its way, which can be sent any number of times.
pub(crate) enum Payload {
    None,
    Bytes(Bytes),
    Stream(Stream),
}

impl Payload {
    /// Sets the body's length in `headers` where it is known at once.
    pub(crate) fn new(body: Encoded, headers: &mut HeaderMap) -> Self {
        match body {
            Encoded::None => Self::None,
            Encoded::Pieces(pieces) => Self::Stream(Stream(pieces.into())),
            Encoded::Whole(content) => match content.in_memory() {
                None => Self::Stream(Stream(VecDeque::from([content]))),
                Some(bytes) => {
                    if !bytes.is_empty() {
                        headers.insert(CONTENT_LENGTH, bytes.len().into());
                    }
                    Self::Bytes(bytes.clone())
                }
            },
        }
    }

    /// Takes the body away, and the headers that describe it.
    pub(crate) fn discard(&mut self, headers: &mut HeaderMap) {
        *self = Self::None;
        for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_LANGUAGE] {
            headers.remove(name);
        }
    }

    pub(crate) fn to_reqwest(&self) -> Option<reqwest::Body> {
        match self {
            Self::None => None,
            Self::Bytes(bytes) => Some(bytes.clone().into()),
            Self::Stream(stream) => Some(stream.to_reqwest()),
        }
    }
}

/// Pieces that are opened when their turn comes, and again each time the body is sent.
pub(crate) struct Stream(VecDeque<Content>);

impl Stream {
    fn to_reqwest(&self) -> reqwest::Body {
        let left = self.0.iter().map(Content::size).sum();
        reqwest::Body::wrap(Sending { chunks: Mutex::new(chunks(self.0.clone()).boxed()), left })
    }
}

fn chunks(pieces: VecDeque<Content>) -> impl futures_util::Stream<Item = Result<Bytes>> + Send {
    let start = (pieces, None::<Box<dyn BodySource>>);
    stream::try_unfold(start, |(mut pieces, mut open)| async move {
        loop {
            if let Some(piece) = &mut open
                && let Some(chunk) = piece.chunk().await?
            {
                return Ok(Some((chunk, (pieces, open))));
            }
            let Some(next) = pieces.pop_front() else { return Ok(None) };
            open = Some(next.open().await?);
        }
    })
}

/// The body on its way.
struct Sending {
    /// Behind an uncontended lock, because a body has to be `Sync`.
    chunks: Mutex<BoxStream<'static, Result<Bytes>>>,
    left: u64,
}

impl http_body::Body for Sending {
    type Data = Bytes;
    type Error = NodeError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.poll_next_unpin(cx)).transpose()?;
        self.left -= chunk.as_ref().map_or(0, Bytes::len) as u64;
        Poll::Ready(chunk.map(|chunk| Ok(Frame::data(chunk))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
