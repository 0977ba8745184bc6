//! Files of items in a folder.

use std::{
    io,
    path::{Component, Path, PathBuf},
};

use async_trait::async_trait;
use bytes::{Bytes, BytesMut};
use nodewright_core::{Binary, BinaryStore, BodySource, ErrorKind, NodeError, Result, StoredFile};
use tokio::{
    fs::{self, File, OpenOptions},
    io::{AsyncReadExt, AsyncWriteExt},
};
use uuid::Uuid;

/// n8n's name of the store.
const MODE: &str = "filesystem-v2";

/// Where new files go, below the folder; n8n's own name for it.
const NEW: &str = "binary_data";

/// How much of a file is read at once, in bytes.
const CHUNK: usize = 64 << 10;

/// Keeps files in a folder, one each. A key is the file's path below the folder, as in n8n's `filesystem-v2`, so files
/// that n8n has put there are found too; it cannot lead out of the folder, not over a symbolic link either.
///
/// A file appears under its name once it is completely written. Files are never removed: only the host knows which
/// executions still need theirs.
#[derive(Clone, Debug)]
pub struct FolderStore {
    /// Without symbolic links.
    root: PathBuf,
}

impl FolderStore {
    /// Keeps files in `folder`, which is created if it does not exist.
    ///
    /// # Errors
    /// A folder that cannot be made or read.
    pub fn new(folder: impl AsRef<Path>) -> Result<Self> {
        let folder = folder.as_ref();
        let made = std::fs::create_dir_all(folder).and_then(|()| folder.canonicalize());
        let root =
            made.map_err(|error| failed(&format!("The folder '{}' cannot be used", folder.display()), &error))?;
        Ok(Self { root })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.root
    }

    /// The path of a key, links followed; `None` if there is no such file or it is outside the folder.
    async fn place(&self, key: &str) -> io::Result<Option<PathBuf>> {
        if !is_below(key) {
            return Ok(None);
        }
        match fs::canonicalize(self.root.join(key)).await {
            Ok(path) => Ok(path.starts_with(&self.root).then_some(path)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn create(&self) -> io::Result<(Unfinished, File, String)> {
        fs::create_dir_all(self.root.join(NEW)).await?;
        let folder = self.place(NEW).await?.ok_or(io::ErrorKind::PermissionDenied)?;
        let name = Uuid::new_v4().to_string();
        // Hidden, which no key is.
        let unfinished = Unfinished(folder.join(format!(".{name}.part")));
        let file = OpenOptions::new().write(true).create_new(true).open(&unfinished.0).await?;
        Ok((unfinished, file, name))
    }

    async fn find(&self, key: &str) -> io::Result<Option<(File, u64)>> {
        let Some(path) = self.place(key).await? else { return Ok(None) };
        // Looked at before it is opened: opening a FIFO waits for its other end, and opening a device may act on it.
        let about = fs::metadata(&path).await?;
        if about.is_dir() {
            return Ok(None);
        }
        if !about.is_file() {
            return Err(io::Error::other("It is not a regular file"));
        }
        let mut file = File::open(path).await?;
        file.set_max_buf_size(CHUNK);
        Ok(Some((file, about.len())))
    }
}

#[async_trait]
impl BinaryStore for FolderStore {
    fn mode(&self) -> &str {
        MODE
    }

    async fn put(&self, content: &mut dyn BodySource, _: &Binary) -> Result<String> {
        let not_written = |error| failed("The file cannot be written into the binary store", &error);
        let (unfinished, mut file, name) = self.create().await.map_err(not_written)?;
        while let Some(chunk) = content.chunk().await? {
            file.write_all(&chunk).await.map_err(not_written)?;
        }
        file.flush().await.map_err(not_written)?;
        fs::rename(&unfinished.0, unfinished.0.with_file_name(&name)).await.map_err(not_written)?;
        Ok(format!("{NEW}/{name}"))
    }

    async fn open(&self, key: &str) -> Result<StoredFile> {
        match self.find(key).await {
            Ok(Some((file, size))) => {
                Ok(StoredFile { size, content: Box::new(Reader { file, buffer: BytesMut::new() }) })
            }
            Ok(None) => {
                let message = format!("There is no file '{MODE}:{key}' in the binary store");
                Err(NodeError::new(ErrorKind::Input, message)
                    .with_description("It was removed, or it is in another store"))
            }
            Err(error) => Err(failed(&format!("The file '{MODE}:{key}' cannot be read"), &error)),
        }
    }
}

/// Whether a key is a path below a folder. Hidden files do not belong to the store.
fn is_below(key: &str) -> bool {
    let plain = |part: &str| !part.starts_with('.') && !part.contains(['\\', ':', '\0']);
    let normal = Path::new(key).components().all(|part| matches!(part, Component::Normal(_)));
    !key.is_empty() && normal && key.split('/').all(plain)
}

fn failed(what: &str, error: &io::Error) -> NodeError {
    NodeError::new(ErrorKind::Operation, what).with_description(error.to_string())
}

/// A file that goes away unless it gets its name.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Under its final name it is not found here any more.
        let _ = std::fs::remove_file(&self.0);
    }
}

struct Reader {
    file: File,
    buffer: BytesMut,
}

#[async_trait]
impl BodySource for Reader {
    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        self.buffer.reserve(CHUNK);
        let read = self.file.read_buf(&mut self.buffer).await;
        let read = read.map_err(|error| failed("A file of the binary store cannot be read to its end", &error))?;
        Ok((read > 0).then(|| self.buffer.split().freeze()))
    }
}
