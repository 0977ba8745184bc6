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
use http_body::{Frame, SizeHint};
use nodewright_core::{BodySource, Content, NodeError, Result};

/// Pieces that are opened when their turn comes, and again each time the body is sent.
pub(crate) struct Stream(VecDeque<Content>);

impl Stream {
    pub(super) fn new(pieces: Vec<Content>) -> Self {
        Self(pieces.into())
    }

    pub(super) fn to_reqwest(&self) -> reqwest::Body {
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
