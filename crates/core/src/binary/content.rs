use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use async_trait::async_trait;
use bytes::Bytes;

use super::{BinaryStore, StoredFile};
use crate::{BodySource, ErrorKind, NodeError, Result};

/// Bytes of a known number that can be read any number of times: they are in memory, or in a store and opened anew
/// each time. A clone is cheap.
///
/// ```
/// use nodewright_core::Content;
/// assert_eq!(Content::from("hello").size(), 5);
/// ```
#[derive(Clone)]
pub struct Content(Place);

#[derive(Clone)]
enum Place {
    Memory(Bytes),
    Store(Arc<Stored>),
}

struct Stored {
    store: Arc<dyn BinaryStore>,
    key: String,
    size: u64,
    /// Opened to learn the size; the first reader takes it.
    first: Mutex<Option<StoredFile>>,
}

impl Content {
    /// What a store keeps under `key`.
    ///
    /// # Errors
    /// No file is under it.
    pub async fn stored(store: Arc<dyn BinaryStore>, key: &str) -> Result<Self> {
        let file = store.open(key).await?;
        let (key, size) = (key.to_owned(), file.size);
        Ok(Self(Place::Store(Arc::new(Stored { store, key, size, first: Mutex::new(Some(file)) }))))
    }

    /// Number of bytes.
    pub fn size(&self) -> u64 {
        match &self.0 {
            Place::Memory(bytes) => bytes.len() as u64,
            Place::Store(stored) => stored.size,
        }
    }

    /// The bytes, if they are in memory already.
    pub fn in_memory(&self) -> Option<&Bytes> {
        match &self.0 {
            Place::Memory(bytes) => Some(bytes),
            Place::Store(_) => None,
        }
    }

    /// Starts reading: gives exactly [`size`](Self::size) bytes, or an error.
    ///
    /// # Errors
    /// The store does not give the file any more. The source gives one where there are fewer or more bytes.
    pub async fn open(&self) -> Result<Box<dyn BodySource>> {
        match &self.0 {
            Place::Memory(bytes) => Ok(Box::new(Some(bytes.clone()))),
            Place::Store(stored) => Ok(Box::new(Exactly { left: stored.size, source: stored.open().await?.content })),
        }
    }

    /// All of the bytes, in memory.
    ///
    /// # Errors
    /// The store does not give all of them.
    pub async fn bytes(&self) -> Result<Bytes> {
        let mut source = self.open().await?;
        let mut all = Vec::with_capacity(usize::try_from(self.size()).unwrap_or_default());
        while let Some(chunk) = source.chunk().await? {
            all.extend_from_slice(&chunk);
        }
        Ok(all.into())
    }
}

impl Stored {
    async fn open(&self) -> Result<StoredFile> {
        let first = self.first.lock().unwrap_or_else(PoisonError::into_inner).take();
        match first {
            Some(file) => Ok(file),
            None => self.store.open(&self.key).await,
        }
    }
}

/// Holds a source to the number of bytes that was promised for it, because a request has said it in its head.
struct Exactly {
    left: u64,
    source: Box<dyn BodySource>,
}

#[async_trait]
impl BodySource for Exactly {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        let chunk = self.source.chunk().await?;
        let length = chunk.as_ref().map_or(0, Bytes::len) as u64;
        if length > self.left || (chunk.is_none() && self.left > 0) {
            return Err(NodeError::new(
                ErrorKind::Operation,
                "A file of the binary store has changed while it was read",
            ));
        }
        self.left -= length;
        Ok(chunk)
    }
}

impl<T: Into<Bytes>> From<T> for Content {
    fn from(bytes: T) -> Self {
        Self(Place::Memory(bytes.into()))
    }
}

/// Says how much it is, not what.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content").field("size", &self.size()).finish_non_exhaustive()
    }
}
