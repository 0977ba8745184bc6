//! The store of credentials, as many callers at once use it.

use nodewright::{CredentialProvider, Secret};
use nodewright_server::CredentialStore;
use serde_json::{Map, Value, json};

fn data(number: usize) -> Map<String, Value> {
    Map::from_iter([("token".to_owned(), json!(format!("s3cret-{number}")))])
}

#[tokio::test]
async fn changes_at_the_same_time_lose_nothing() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("store.age");
    let names = ["a", "b", "c", "d"];
    {
        let store = CredentialStore::open(&path, Secret::new("open sesame")).expect("a store");
        store.put("gone", data(9)).await.expect("a file");
        let puts = names.iter().enumerate().map(|(number, name)| store.put(name, data(number)));
        let (removed, put) = tokio::join!(store.remove("gone"), futures_util::future::join_all(puts));
        removed.expect("a file");
        put.into_iter().for_each(|done| done.expect("a file"));
    }
    let store = CredentialStore::open(&path, Secret::new("open sesame")).expect("a store");
    for (number, name) in names.into_iter().enumerate() {
        assert_eq!(store.get(name, None).await.expect("readable"), Some(data(number)), "{name}");
    }
    assert!(!store.contains("gone"));
    let files: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|f| f.file_name()).collect();
    assert_eq!(files.len(), 2, "the file and its lock: {files:?}");
    assert!(!format!("{store:?}").contains("sesame"));
}

/// What `age --passphrase` makes of an export of n8n, or of the short form.
#[tokio::test]
async fn files_of_others_are_read() {
    let export = json!([{ "id": "7", "name": "Mine", "type": "a", "data": data(1) },
        { "id": "8", "name": "Other", "type": "a", "data": data(2) }]);
    for (content, expected) in [(export, data(1)), (json!({ "a": data(3) }), data(3))] {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let mut recipient = age::scrypt::Recipient::new("open sesame".to_owned().into());
        recipient.set_work_factor(1);
        let encrypted = age::encrypt(&recipient, content.to_string().as_bytes()).expect("encrypted");
        std::fs::write(file.path(), encrypted).expect("a file");
        let store = CredentialStore::open(file.path(), Secret::new("open sesame")).expect("a store");
        let wanted = nodewright::CredentialReference { id: Some("7".to_owned()), name: None };
        assert_eq!(store.get("a", Some(&wanted)).await.expect("readable"), Some(expected));
        store.put("b", data(4)).await.expect("a file");
        assert!(store.contains("a"), "what was there stays");
        let before = store.get("a", None).await.expect("readable");
        store.renewed("a", Some(&wanted), &data(5)).await.expect("a file");
        store.renewed("nobody's", None, &data(6)).await.expect("nothing to keep");
        assert_eq!(store.get("a", Some(&wanted)).await.expect("readable"), Some(data(5)));
        let others = if before == Some(data(2)) { before } else { Some(data(5)) };
        assert_eq!(store.get("a", None).await.expect("readable"), others, "others of the type stay as they are");
        assert!(!store.contains("nobody's"));
        let _ = std::fs::remove_file(format!("{}.lock", file.path().display()));
    }
}
