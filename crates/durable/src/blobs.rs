//! What is too large for a journal.

use std::sync::Arc;

use nodewright::{ErrorKind, NodeError, Result, json, serde_json};
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use url::Url;

/// Bytes of JSON from which on a value goes by reference.
const LARGE: usize = 256 * 1024;

/// Under this key is the name of what stands elsewhere.
const BLOB: &str = "$blob";

/// Where values are that are too large for a journal. All workers of a server need the same place.
///
/// A value is named by its content, so that the same one is stored once however often a step runs. Nothing is removed
/// here: whoever knows how long journals are kept gives the place a rule for its age.
#[derive(Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    below: Path,
}

impl Blobs {
    /// Takes a URL such as `file:///var/lib/nodewright/blobs`. A folder is made where it does not exist.
    ///
    /// # Errors
    /// The URL is malformed, or of a kind that is not built in; the folder cannot be made.
    pub fn open(url: &str) -> Result<Self> {
        let refuse = |why: String| {
            NodeError::new(ErrorKind::Input, format!("Large items cannot be kept at '{url}': {why}"))
                .with_description("Name a folder, as in file:///var/lib/nodewright/blobs")
        };
        let parsed = Url::parse(url).map_err(|why| refuse(why.to_string()))?;
        if let Ok(folder) = parsed.to_file_path() {
            std::fs::create_dir_all(folder).map_err(|why| refuse(why.to_string()))?;
        }
        let (store, below) = object_store::parse_url(&parsed).map_err(|why| refuse(why.to_string()))?;
        Ok(Self { store: store.into(), below })
    }

    /// The same for a folder of this machine.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn in_folder(folder: &std::path::Path) -> Result<Self> {
        let refuse = |why: &dyn std::fmt::Display| {
            let message = format!("Large items cannot be kept in {}: {why}", folder.display());
            NodeError::new(ErrorKind::Input, message)
        };
        std::fs::create_dir_all(folder).map_err(|why| refuse(&why))?;
        let whole = folder.canonicalize().map_err(|why| refuse(&why))?;
        let url = Url::from_directory_path(whole).map_err(|()| refuse(&"it has no URL"))?;
        Self::open(url.as_str())
    }

    /// The value, or a reference to it where it is large.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub async fn lighten(&self, value: Value) -> Result<Value> {
        self.lighten_above(LARGE, value).await
    }

    async fn lighten_above(&self, bytes: usize, value: Value) -> Result<Value> {
        let json = serde_json::to_vec(&value).map_err(|why| failed(&why))?;
        match json.len() < bytes {
            true => Ok(value),
            false => self.put_json(json).await,
        }
    }

    /// A reference to the value, however small it is.
    ///
    /// # Errors
    /// The store cannot be written to.
    pub async fn put(&self, value: &Value) -> Result<Value> {
        self.put_json(serde_json::to_vec(value).map_err(|why| failed(&why))?).await
    }

    async fn put_json(&self, json: Vec<u8>) -> Result<Value> {
        let name = hex(&Sha256::digest(&json));
        self.store.put(&self.path(&name), json.into()).await.map_err(|why| failed(&why))?;
        Ok(json!({ BLOB: name }))
    }

    /// The same for every item of a list of outputs, and for the whole list where it still has `most` bytes of JSON or more:
    /// as much as the engine's server takes at once, with room to spare.
    ///
    /// # Errors
    /// As of [`lighten`](Self::lighten).
    pub async fn lighten_items(&self, mut outputs: Value, most: usize) -> Result<Value> {
        let lists = outputs.as_array_mut().into_iter().flatten();
        for item in lists.flat_map(|items| items.as_array_mut().into_iter().flatten()) {
            *item = self.lighten(item.take()).await?;
        }
        self.lighten_above(most, outputs).await
    }

    /// The value that a reference stands for; any other value as it is.
    ///
    /// # Errors
    /// Nothing is there, or the store cannot be read.
    pub async fn load(&self, value: Value) -> Result<Value> {
        let Some(name) = reference(&value) else { return Ok(value) };
        let found = self.store.get(&self.path(name)).await.map_err(unread)?;
        let bytes = found.bytes().await.map_err(unread)?;
        json::read(&bytes)
            .map_err(|why| NodeError::new(ErrorKind::Input, format!("The large item {name} is not JSON: {why}")))
    }

    /// A call with what is a reference in it: items, and lists of them.
    ///
    /// # Errors
    /// As of [`load`](Self::load).
    pub async fn load_items(&self, call: &mut Map<String, Value>) -> Result<()> {
        for name in ["items", "inputs"] {
            let Some(lists) = call.get_mut(name) else { continue };
            *lists = self.load(lists.take()).await?;
            for one in lists.as_array_mut().into_iter().flatten() {
                *one = self.load(one.take()).await?;
                // The inputs of a node are lists of items.
                for item in one.as_array_mut().into_iter().flatten() {
                    *item = self.load(item.take()).await?;
                }
            }
        }
        Ok(())
    }

    fn path(&self, name: &str) -> Path {
        self.below.clone().join(name)
    }
}

/// The name in `{"$blob": name}`: hexadecimal digits, so that it leads nowhere else.
fn reference(value: &Value) -> Option<&str> {
    let object = value.as_object().filter(|object| object.len() == 1)?;
    let name = object.get(BLOB)?.as_str()?;
    (name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(name)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is not there stays away; a store that does not answer may come back.
fn unread(why: object_store::Error) -> NodeError {
    match why {
        object_store::Error::NotFound { .. } => {
            let message = format!("A large item is not where the workers keep them: {why}");
            NodeError::new(ErrorKind::Input, message).with_description("Do all workers have the same place for blobs?")
        }
        why => NodeError::new(ErrorKind::Network, format!("A large item cannot be read: {why}")),
    }
}

fn failed(why: &dyn std::fmt::Display) -> NodeError {
    NodeError::new(ErrorKind::Operation, format!("A large item cannot be kept: {why}"))
}
