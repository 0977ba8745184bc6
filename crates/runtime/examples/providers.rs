//! Credentials from a host's own vault, and files in a host's own store.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use bytes::{Bytes, BytesMut};
use nodewright::{
    Binary, BinaryStore, BodySource, CredentialProvider, CredentialReference, ErrorKind, Item, NodeError, Result,
    Runtime, StoredFile, async_trait,
    serde_json::{Map, Value, json},
};
use nodewright_node_directus as _;
use nodewright_testkit::{Reply, ScriptedServer};

/// Credentials by id. A real vault asks its database, and whether the workflow's owner may use the credential.
struct Vault(HashMap<String, Value>);

#[async_trait]
impl CredentialProvider for Vault {
    async fn get(&self, type_name: &str, wanted: Option<&CredentialReference>) -> Result<Option<Map<String, Value>>> {
        let Some(id) = wanted.and_then(|wanted| wanted.id.as_ref()) else {
            return Err(NodeError::new(ErrorKind::Credential, format!("Choose a credential of type '{type_name}'")));
        };
        Ok(self.0.get(id).and_then(Value::as_object).cloned())
    }
}

/// Files in memory, by number.
#[derive(Default)]
struct Memory {
    files: Mutex<HashMap<String, Bytes>>,
    next: AtomicUsize,
}

#[async_trait]
impl BinaryStore for Memory {
    fn mode(&self) -> &str {
        "memory"
    }

    async fn put(&self, content: &mut dyn BodySource, _: &Binary) -> Result<String> {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = content.chunk().await? {
            bytes.extend_from_slice(&chunk);
        }
        let key = self.next.fetch_add(1, Ordering::Relaxed).to_string();
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone(), bytes.freeze());
        Ok(key)
    }

    async fn open(&self, key: &str) -> Result<StoredFile> {
        let found = self.files.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        let bytes = found.ok_or_else(|| NodeError::new(ErrorKind::Input, format!("There is no file '{key}'")))?;
        Ok(StoredFile { size: bytes.len() as u64, content: Box::new(Some(bytes)) })
    }
}

/// Runs the example.
#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // In place of a Directus project.
    let service = ScriptedServer::start(Reply::text("Dear reader").header("content-type", "text/plain"))?;

    let vault = Vault([("1".to_owned(), json!({ "url": service.url(), "accessToken": "a token" }))].into());
    let runtime = Runtime::builder().credentials(vault).binary_store(Arc::new(Memory::default())).build()?;
    let node = runtime.prepare(&json!({
        "name": "Download", "type": "directus",
        "credentials": { "directusApi": { "id": "1", "name": "Our project" } },
        "parameters": { "resource": "assets", "operation": "get", "id": "letter" },
    }))?;
    let outcome = node.execute(vec![Item::empty()]).await?;

    // The item carries where the file is; the store has its bytes.
    let file = &outcome.outputs[0][0].binary.as_ref().ok_or("no file")?["data"];
    println!("{}: {}", file.id.as_deref().unwrap_or_default(), file.mime_type);
    assert_eq!((file.data.as_str(), file.id.as_deref()), ("memory", Some("memory:0")));
    assert_eq!(runtime.files().content(file).await?.bytes().await?, "Dear reader");
    assert_eq!(service.requests()[0].header("authorization"), Some("Bearer a token"));
    Ok(())
}
