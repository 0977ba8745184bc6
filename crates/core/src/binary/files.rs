use std::{io::Write, sync::Arc};

use async_trait::async_trait;
use base64::{prelude::BASE64_STANDARD, write::EncoderStringWriter};
use bytes::{Bytes, BytesMut};

use super::{Binary, BinaryStore, Content, said_type};
use crate::{BodySource, ErrorKind, NodeError, Result};

/// How much of a file tells its type, in bytes: no known mark stands further back.
const START: usize = 8 << 10;

/// Where the bytes of files are: in the items (base64, n8n's mode `default`) unless there is a store for them.
///
/// ```
/// use nodewright_core::Files;
/// # async fn example() -> nodewright_core::Result<()> {
/// let files = Files::inline();
/// let file = files.prepare(Some("hello".into()), Some("a.txt"), None).await?;
/// assert_eq!((file.data.as_str(), file.bytes), ("aGVsbG8=", Some(5)));
/// assert_eq!(files.content(&file).await?.bytes().await?, "hello");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Files(Option<Arc<dyn BinaryStore>>);

impl Files {
    /// In the items.
    #[must_use]
    pub const fn inline() -> Self {
        Self(None)
    }

    /// In this store. Files inside items are still read.
    pub fn in_store(store: Arc<dyn BinaryStore>) -> Self {
        Self(Some(store))
    }

    /// Whether there is a store.
    #[must_use]
    pub fn are_stored(&self) -> bool {
        self.0.is_some()
    }

    /// The bytes of a file, wherever they are.
    ///
    /// # Errors
    /// An id that the store does not have, or of another store; bytes that are not base64.
    pub async fn content(&self, file: &Binary) -> Result<Content> {
        let (Some(id), Some(store)) = (&file.id, &self.0) else { return file.decode().map(Content::from) };
        match id.split_once(':') {
            Some((mode, key)) if mode == store.mode() => Content::stored(store.clone(), key).await,
            _ => {
                let message = format!("The file '{id}' is not in the binary store '{}' used here", store.mode());
                Err(NodeError::new(ErrorKind::Input, message)
                    .with_description("Use the binary store that holds the file"))
            }
        }
    }

    /// Makes a file from `content`, chunk by chunk; with a store, only one chunk is in memory.
    /// Type and name follow as in [`Binary::prepare`].
    ///
    /// # Errors
    /// Those of `content` and of the store. No part of the file is kept then.
    pub async fn prepare(
        &self,
        mut content: impl BodySource,
        path: Option<&str>,
        mime_type: Option<&str>,
    ) -> Result<Binary> {
        let start = match said_type(path, mime_type) {
            Some(_) => Bytes::new(),
            None => start(&mut content).await?,
        };
        let file = Binary::described(path, mime_type, &start);
        let mut content = Counted { start, rest: content, size: 0 };
        let (data, id) = match &self.0 {
            None => (encode(&mut content).await?, None),
            Some(store) => {
                let key = store.put(&mut content, &file).await?;
                (store.mode().to_owned(), Some(format!("{}:{key}", store.mode())))
            }
        };
        Ok(Binary { data, id, ..file.sized(content.size) })
    }
}

/// Enough bytes to detect the type, or all if there are fewer.
async fn start(content: &mut impl BodySource) -> Result<Bytes> {
    let mut start = BytesMut::new();
    while start.len() < START {
        let Some(chunk) = content.chunk().await? else { break };
        start.extend_from_slice(&chunk);
    }
    Ok(start.freeze())
}

async fn encode(content: &mut dyn BodySource) -> Result<String> {
    let mut text = EncoderStringWriter::new(&BASE64_STANDARD);
    while let Some(chunk) = content.chunk().await? {
        text.write_all(&chunk).map_err(|error| NodeError::new(ErrorKind::Operation, error.to_string()))?;
    }
    Ok(text.into_inner())
}

/// Gives what was read ahead, then the rest, and counts.
struct Counted<S> {
    start: Bytes,
    rest: S,
    size: u64,
}

#[async_trait]
impl<S: BodySource> BodySource for Counted<S> {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        let chunk = match std::mem::take(&mut self.start) {
            start if start.is_empty() => self.rest.chunk().await?,
            start => Some(start),
        };
        self.size += chunk.as_ref().map_or(0, Bytes::len) as u64;
        Ok(chunk)
    }
}
