use async_trait::async_trait;

use crate::{Binary, BodySource, Result};

/// Keeps the bytes of files outside the items: in a folder, a bucket, a database. A host implements it over its own.
///
/// An item then carries the store's [mode](BinaryStore::mode) in [`Binary::data`] and `<mode>:<key>` in
/// [`Binary::id`], as n8n's items do.
#[async_trait]
pub trait BinaryStore: Send + Sync + 'static {
    /// What items call it, such as n8n's `filesystem-v2` or `database`; without a colon.
    fn mode(&self) -> &str;

    /// Stores `content` and returns its key. `about` describes the file: its type and, if it has them, name and
    /// folder.
    ///
    /// # Errors
    /// Those of `content`, and the store's own. Whenever it fails or is dropped before its end, nothing is kept.
    async fn put(&self, content: &mut dyn BodySource, about: &Binary) -> Result<String>;

    /// Opens what is kept under `key`.
    ///
    /// # Errors
    /// A key that is not there, or cannot be one: keys come from items, so they may say anything.
    async fn open(&self, key: &str) -> Result<StoredFile>;
}

/// A file of a store, opened at its start.
pub struct StoredFile {
    /// Size in bytes.
    pub size: u64,
    /// The bytes.
    pub content: Box<dyn BodySource>,
}
