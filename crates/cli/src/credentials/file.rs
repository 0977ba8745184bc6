//! A file of credentials, to which renewed tokens are written back.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::SystemTime,
};

use async_trait::async_trait;
use nodewright::{
    CredentialProvider, CredentialReference, Credentials, ErrorKind, NodeError,
    serde_json::{self, Map, Value},
};
use tempfile::NamedTempFile;

use crate::{failure::Failure, input};

/// `{"type": {…}}` or n8n's decrypted export. It is read again when it has changed, and replaced as a whole, readable by its
/// owner only, when a credential of it is renewed. Standard input is read once, and nothing is written there.
pub struct CredentialFile {
    /// None for standard input.
    path: Option<PathBuf>,
    read: Mutex<Read>,
}

/// What was read last.
struct Read {
    value: Value,
    credentials: Credentials,
    state: Option<State>,
}

/// What tells that a file has changed.
type State = (SystemTime, u64);

impl CredentialFile {
    /// Reads the file.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let value = input::json(path, "credentials file")?;
        let credentials = Credentials::from_json(&value)?;
        // A link stays one: what it leads to is replaced.
        let path = if path == Path::new("-") { None } else { fs::canonicalize(path).ok() };
        let state = path.as_deref().and_then(state);
        Ok(Self { path, read: Mutex::new(Read { value, credentials, state }) })
    }

    /// Whether something can be stored in it.
    pub fn is_writable(&self) -> bool {
        self.path.is_some()
    }

    /// Its credentials: type, and id or name where they have one.
    pub fn entries(&self) -> Vec<(String, CredentialReference)> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        match &read.value {
            Value::Object(map) => map.keys().map(|kind| (kind.clone(), CredentialReference::default())).collect(),
            Value::Array(list) => list
                .iter()
                .filter_map(|entry| {
                    let wanted = CredentialReference { id: text(&entry["id"]), name: text(&entry["name"]) };
                    Some((text(&entry["type"])?, wanted))
                })
                .collect(),
            _ => Vec::new(),
        }
    }

    /// Puts the data of a credential into the file, in its place; everything else stays.
    pub fn put(
        &self,
        kind: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> nodewright::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.refresh(path)?;
        let mut value = read.value.clone();
        set(&mut value, read.credentials.position(kind, wanted), kind, data);
        write(path, &value).map_err(|e| {
            let message = format!("Cannot write the credentials file {}", path.display());
            NodeError::new(ErrorKind::Credential, message).with_description(e.to_string())
        })?;
        *read = Read { credentials: Credentials::from_json(&value)?, value, state: state(path) };
        Ok(())
    }

    fn credentials(&self) -> nodewright::Result<Credentials> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(path) = &self.path {
            read.refresh(path)?;
        }
        Ok(read.credentials.clone())
    }
}

impl Read {
    /// Reads the file again if it has changed.
    fn refresh(&mut self, path: &Path) -> nodewright::Result<()> {
        let now = state(path);
        if now.is_none() || now == self.state {
            return Ok(());
        }
        let malformed = |why: String| {
            let message = format!("The credentials file {} has changed and cannot be read", path.display());
            NodeError::new(ErrorKind::Credential, message).with_description(why)
        };
        let bytes = fs::read(path).map_err(|e| malformed(e.to_string()))?;
        let value = nodewright_json::read(&bytes).map_err(|e| malformed(e.reason().to_string()))?;
        *self = Self { credentials: Credentials::from_json(&value)?, value, state: now };
        Ok(())
    }
}

fn state(path: &Path) -> Option<State> {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Sets the data of the credential at a position, or adds one.
fn set(value: &mut Value, position: Option<usize>, kind: &str, data: &Map<String, Value>) {
    let data = Value::Object(data.clone());
    match value {
        Value::Array(list) => match position {
            Some(position) => list[position]["data"] = data,
            None => list.push(serde_json::json!({ "id": kind, "name": kind, "type": kind, "data": data })),
        },
        Value::Object(map) => {
            map.insert(kind.to_owned(), data);
        }
        _ => {}
    }
}

/// Writes beside the file, readable by its owner only, and then puts it in its place.
fn write(path: &Path, value: &Value) -> std::io::Result<()> {
    let mut file = NamedTempFile::new_in(path.parent().unwrap_or(Path::new(".")))?;
    file.write_all(&serde_json::to_vec_pretty(value)?)?;
    file.write_all(b"\n")?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

#[async_trait]
impl CredentialProvider for CredentialFile {
    async fn get(
        &self,
        kind: &str,
        wanted: Option<&CredentialReference>,
    ) -> nodewright::Result<Option<Map<String, Value>>> {
        self.credentials()?.get(kind, wanted).await
    }

    async fn renewed(
        &self,
        kind: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> nodewright::Result<()> {
        // What cannot be written is used until the command ends.
        self.credentials()?.renewed(kind, wanted, data).await?;
        self.put(kind, wanted, data)
    }
}
