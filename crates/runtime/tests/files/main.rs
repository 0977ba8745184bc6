//! Files of items: in the items themselves, in a folder, in a host's own store; on their way up and down.

mod stores;
mod transfers;

use std::{
    collections::VecDeque,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use async_trait::async_trait;
use bytes::Bytes;
use nodewright::{
    Binary, BinaryStore, BodySource, ErrorKind, FolderStore, NodeError, Result, StoredFile,
    serde_json::{Value, json},
};
use tempfile::TempDir;

/// Gives these chunks; what is no chunk is an error.
struct Chunks(VecDeque<Option<Bytes>>);

impl Chunks {
    /// All of `bytes`, so many at a time.
    fn of(bytes: &[u8], at_a_time: usize) -> Self {
        Self(bytes.chunks(at_a_time).map(|chunk| Some(Bytes::copy_from_slice(chunk))).collect())
    }

    /// As much of `bytes`, then an error.
    fn broken(bytes: &[u8]) -> Self {
        Self([Some(Bytes::copy_from_slice(bytes)), None].into())
    }
}

#[async_trait]
impl BodySource for Chunks {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        match self.0.pop_front() {
            Some(None) => Err(NodeError::new(ErrorKind::Network, "the source broke off")),
            chunk => Ok(chunk.flatten()),
        }
    }
}

/// A store of one file, which breaks off in it or says another size than it has.
struct OneFile {
    size: u64,
    breaks: bool,
    opened: Arc<AtomicUsize>,
}

#[async_trait]
impl BinaryStore for OneFile {
    fn mode(&self) -> &str {
        "one"
    }

    async fn put(&self, _: &mut dyn BodySource, _: &Binary) -> Result<String> {
        Err(NodeError::new(ErrorKind::Operation, "the store is full"))
    }

    async fn open(&self, _: &str) -> Result<StoredFile> {
        self.opened.fetch_add(1, Ordering::Relaxed);
        let content = if self.breaks { Chunks::broken(b"hel") } else { Chunks::of(b"hello", 2) };
        Ok(StoredFile { size: self.size, content: Box::new(content) })
    }
}

fn folder() -> (TempDir, Arc<FolderStore>) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = FolderStore::new(folder.path().join("files")).expect("a store");
    (folder, Arc::new(store))
}

/// Every file below a folder, hidden ones too.
fn listed(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        match entry.path() {
            path if path.is_dir() => found.extend(listed(&path)),
            path => found.push(path.display().to_string()),
        }
    }
    found
}

/// A file of an item that stands in a store.
fn stored(id: &str) -> Value {
    json!({ "data": id.split(':').next(), "id": id, "mimeType": "text/plain", "fileName": "a.txt" })
}
