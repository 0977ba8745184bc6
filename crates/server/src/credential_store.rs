//! Credentials in an encrypted file.

use std::{
    fmt,
    fs::{File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

use age::{DecryptError, scrypt, secrecy::SecretString};
use async_trait::async_trait;
use nodewright::{CredentialProvider, CredentialReference, Credentials, ErrorKind, NodeError, Result, Secret};
use serde_json::{Map, Value, json};
use tempfile::NamedTempFile;

/// The base-2 logarithm of scrypt's cost: what OWASP asks for. A key takes some 0.3 s and 128 MB to make.
const WORK_FACTOR: u8 = 17;

/// A file that was made with more work than this is not opened: it would keep the machine busy for minutes.
const MAX_WORK_FACTOR: u8 = 22;

/// Credentials in a file that is encrypted with a passphrase, in the format of [age](https://age-encryption.org). In it
/// is n8n's decrypted export, a list of `{id, name, type, data}`, so `age --decrypt` and `age --passphrase` read and make
/// such files too. The file is replaced as a whole, and only one process at a time may have it open.
#[derive(Clone)]
pub struct CredentialStore(Arc<Inner>);

struct Inner {
    path: PathBuf,
    passphrase: Secret,
    list: RwLock<Vec<Value>>,
    /// Held while the file is written, so that no change is based on an older one than the last.
    writing: Mutex<()>,
    /// Held as long as the store is open.
    _lock: File,
}

impl CredentialStore {
    /// Opens the file; a missing file is an empty store. Takes a second, on the calling thread.
    ///
    /// # Errors
    /// The passphrase is another, the file is something else, cannot be read, or is open in another process.
    pub fn open(path: impl Into<PathBuf>, passphrase: Secret) -> Result<Self> {
        let path = path.into();
        let lock = lock(&path)?;
        let list = match std::fs::read(&path) {
            Ok(encrypted) => entries(&decrypt(&path, &encrypted, &passphrase)?, &path)?,
            Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(e) => return Err(cannot("read", &path, &e)),
        };
        Ok(Self(Arc::new(Inner { path, passphrase, list: RwLock::new(list), writing: Mutex::default(), _lock: lock })))
    }

    /// Whether there is a credential of a type.
    #[must_use]
    pub fn contains(&self, type_name: &str) -> bool {
        self.0.list().iter().any(|entry| entry["type"] == type_name)
    }

    /// Stores the data of a type, in place of what there was. It is in the file when this returns.
    ///
    /// # Errors
    /// The file cannot be written; then nothing has changed.
    pub async fn put(&self, type_name: &str, data: Map<String, Value>) -> Result<()> {
        let entry = json!({ "id": type_name, "name": type_name, "type": type_name, "data": data });
        self.replace(type_name, Some(entry)).await
    }

    /// Removes the credential of a type, if there is one.
    ///
    /// # Errors
    /// The file cannot be written; then nothing has changed.
    pub async fn remove(&self, type_name: &str) -> Result<()> {
        if !self.contains(type_name) {
            return Ok(());
        }
        self.replace(type_name, None).await
    }

    async fn replace(&self, type_name: &str, entry: Option<Value>) -> Result<()> {
        let type_name = type_name.to_owned();
        self.change(move |list| {
            list.retain(|known| known["type"] != type_name);
            list.extend(entry);
            Ok(())
        })
        .await
    }

    async fn change(&self, change: impl FnOnce(&mut Vec<Value>) -> Result<()> + Send + 'static) -> Result<()> {
        let inner = Arc::clone(&self.0);
        // On a thread of its own: making a key takes long, and a caller that has gone must not leave this half done.
        let done = tokio::task::spawn_blocking(move || inner.change(change)).await;
        done.unwrap_or_else(|_| Err(refuse("The credential store could not be written".to_owned())))
    }
}

impl Inner {
    fn list(&self) -> Vec<Value> {
        self.list.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn change(&self, change: impl FnOnce(&mut Vec<Value>) -> Result<()>) -> Result<()> {
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut list = self.list();
        change(&mut list)?;
        self.write(&list).map_err(|e| cannot("write", &self.path, &e))?;
        *self.list.write().unwrap_or_else(PoisonError::into_inner) = list;
        Ok(())
    }

    /// Writes beside the file, readable by its owner only, and then puts it in its place.
    fn write(&self, list: &[Value]) -> io::Result<()> {
        let mut recipient = scrypt::Recipient::new(secret(&self.passphrase));
        recipient.set_work_factor(WORK_FACTOR);
        let encrypted = age::encrypt(&recipient, &serde_json::to_vec(list)?).map_err(io::Error::other)?;
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&encrypted)?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

#[async_trait]
impl CredentialProvider for CredentialStore {
    async fn get(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Result<Option<Map<String, Value>>> {
        Credentials::from_json(&self.0.list().into())?.get(type_name, wanted).await
    }

    async fn renewed(
        &self,
        type_name: &str,
        wanted: Option<&CredentialReference>,
        data: &Map<String, Value>,
    ) -> Result<()> {
        let (type_name, wanted, data) = (type_name.to_owned(), wanted.cloned(), data.clone());
        self.change(move |list| {
            if let Some(position) = Credentials::from_json(&list.clone().into())?.position(&type_name, wanted.as_ref())
            {
                list[position]["data"] = data.into();
            }
            Ok(())
        })
        .await
    }
}

impl fmt::Debug for CredentialStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialStore").field("path", &self.0.path).finish_non_exhaustive()
    }
}

/// Two processes would overwrite each other's changes. The lock is beside the file, which is replaced.
fn lock(path: &Path) -> Result<File> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let file = File::options().create(true).truncate(false).write(true).open(&beside);
    let file = file.map_err(|e| cannot("lock", path, &e))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(refuse(format!("The credential store {} is open in another process", path.display())))
        }
        Err(TryLockError::Error(e)) => Err(cannot("lock", path, &e)),
    }
}

fn decrypt(path: &Path, encrypted: &[u8], passphrase: &Secret) -> Result<Vec<u8>> {
    let mut identity = scrypt::Identity::new(secret(passphrase));
    identity.set_max_work_factor(MAX_WORK_FACTOR);
    age::decrypt(&identity, encrypted).map_err(|e| {
        let path = path.display();
        refuse(match e {
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => {
                format!("The passphrase does not open the credential store {path}")
            }
            DecryptError::ExcessiveWork { .. } => format!("Opening the credential store {path} would take too long"),
            _ => {
                format!(
                    "The file {path} is not a credential store: it is not encrypted with a passphrase, or is damaged"
                )
            }
        })
    })
}

/// n8n's export as it is; the short form `{"type": {…}}` as that.
fn entries(text: &[u8], path: &Path) -> Result<Vec<Value>> {
    let malformed = || refuse(format!("The credential store {} does not hold credentials", path.display()));
    let value = nodewright_json::read(text).map_err(|_| malformed())?;
    Credentials::from_json(&value)?;
    match value {
        Value::Array(list) => Ok(list),
        Value::Object(map) => Ok(map.into_iter().map(|(kind, data)| json!({ "type": kind, "data": data })).collect()),
        _ => Err(malformed()),
    }
}

fn secret(passphrase: &Secret) -> SecretString {
    SecretString::from(passphrase.expose().to_owned())
}

fn cannot(what: &str, path: &Path, why: &io::Error) -> NodeError {
    refuse(format!("Cannot {what} the credential store {}", path.display())).with_description(why.to_string())
}

fn refuse(message: String) -> NodeError {
    NodeError::new(ErrorKind::Credential, message)
}
