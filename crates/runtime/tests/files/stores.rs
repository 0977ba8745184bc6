//! What is put into a store comes out of it, and nothing else does.

use std::sync::Arc;

use nodewright::{Binary, Content, ErrorKind, Files, serde_json::from_value};

use crate::{Chunks, OneFile, folder, listed, stored};

#[tokio::test]
async fn a_file_is_the_same_in_an_item_and_in_a_folder() {
    let long: Vec<u8> = (0..=255).cycle().take(200_000).collect();
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    /// Bytes, path, MIME type, how many bytes at a time.
    type Case<'a> = (&'a [u8], Option<&'a str>, Option<&'a str>, usize);
    let cases: [Case<'_>; 9] = [
        (b"", None, None, 1),
        (b"", Some("empty.txt"), None, 1),
        (b"h", None, None, 1),
        (b"hello", Some("a.txt"), None, 1),
        (b"hello", Some("folder/sub/a.JSON"), None, 2),
        (b"hello!", None, Some("application/x-own; charset=utf-8"), 4),
        (png, None, None, 3),
        (png, Some("photo"), None, 100),
        (&long, None, None, 7919),
    ];
    let (_keep, store) = folder();
    for (bytes, path, mime, at_a_time) in cases {
        let expected = Binary::prepare(bytes, path, mime);
        let inline = Files::inline().prepare(Chunks::of(bytes, at_a_time), path, mime).await.expect("a file");
        assert_eq!(inline, expected, "{path:?} {mime:?}");

        let files = Files::in_store(store.clone());
        let kept = files.prepare(Chunks::of(bytes, at_a_time), path, mime).await.expect("a file");
        let id = kept.id.clone().expect("an id");
        assert!(id.starts_with("filesystem-v2:binary_data/"), "{id}");
        assert_eq!(kept, Binary { data: "filesystem-v2".into(), id: Some(id), ..expected.clone() });
        for file in [kept, expected] {
            let content = files.content(&file).await.expect("it is there");
            assert_eq!(content.size(), bytes.len() as u64);
            // Any number of times.
            for _ in 0..2 {
                assert_eq!(content.bytes().await.expect("its bytes"), bytes);
            }
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn an_id_leads_to_a_file_of_the_store_or_nowhere() {
    use std::os::unix::fs::symlink;

    let (outer, store) = folder();
    let inside = |name: &str| store.folder().join(name);
    std::fs::write(outer.path().join("secret"), "secret").expect("a file");
    std::fs::create_dir_all(inside("a/b")).expect("a folder");
    std::fs::write(inside("a/b/c"), "c").expect("a file");
    std::fs::write(inside(".hidden"), "half a file").expect("a file");
    symlink(outer.path().join("secret"), inside("link")).expect("a link");
    symlink(outer.path(), inside("way-out")).expect("a link");
    symlink(inside("a"), inside("way-in")).expect("a link");
    symlink(inside("loop"), inside("loop")).expect("a link");

    let absolute = format!("filesystem-v2:{}", outer.path().join("secret").display());
    let own = format!("filesystem-v2:{}", inside("a/b/c").display());
    let refused = [
        "filesystem-v2:",
        "filesystem-v2:nope",
        "filesystem-v2:a/b",
        "filesystem-v2:a/b/c/",
        "filesystem-v2:a/b/c/d",
        "filesystem-v2:.",
        "filesystem-v2:..",
        "filesystem-v2:../secret",
        "filesystem-v2:a/../../secret",
        "filesystem-v2:a/../a/b/c",
        "filesystem-v2:a/./b/c",
        "filesystem-v2:.hidden",
        "filesystem-v2:..\\secret",
        "filesystem-v2:a/b/c\0",
        "filesystem-v2:link",
        "filesystem-v2:way-out/secret",
        &absolute,
        &own,
    ];
    let files = Files::in_store(store.clone());
    let read = async |id: &str| files.content(&from_value(stored(id)).expect("a file")).await;
    for id in refused {
        let error = read(id).await.expect_err(id);
        assert_eq!(error.message(), format!("There is no file '{id}' in the binary store"));
        assert_eq!(error.kind(), ErrorKind::Input);
    }
    for id in ["database:1", "a/b/c", "filesystem:a/b/c"] {
        let message = format!("The file '{id}' is not in the binary store 'filesystem-v2' used here");
        assert_eq!(read(id).await.expect_err(id).message(), message);
    }
    assert_eq!(read("filesystem-v2:loop").await.expect_err("a loop").kind(), ErrorKind::Operation);
    for id in ["filesystem-v2:a/b/c", "filesystem-v2:way-in/b/c"] {
        assert_eq!(read(id).await.expect(id).bytes().await.expect("its bytes"), "c");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn only_regular_files_are_opened() {
    use std::{os::unix::net::UnixListener, process::Command, time::Duration};

    let (_outer, store) = folder();
    let inside = |name: &str| store.folder().join(name);
    let made = Command::new("mkfifo").arg(inside("fifo")).status().expect("mkfifo");
    assert!(made.success());
    let _listener = UnixListener::bind(inside("socket")).expect("a socket");
    let files = Files::in_store(store.clone());
    for name in ["fifo", "socket"] {
        let file = from_value(stored(&format!("filesystem-v2:{name}"))).expect("a file");
        let read = tokio::time::timeout(Duration::from_secs(10), files.content(&file)).await;
        let error = read.expect("it does not wait for the other end").expect_err(name);
        assert_eq!(error.message(), format!("The file 'filesystem-v2:{name}' cannot be read"));
        assert_eq!(error.description(), Some("It is not a regular file"));
    }
}

#[tokio::test]
async fn what_breaks_off_is_not_kept() {
    let (_keep, store) = folder();
    let files = Files::in_store(store.clone());
    for path in [None, Some("a.txt")] {
        let error = files.prepare(Chunks::broken(b"half of it"), path, None).await.expect_err("no file");
        assert_eq!(error.message(), "the source broke off");
        assert_eq!(listed(store.folder()), [""; 0]);
    }

    let full = Files::in_store(Arc::new(OneFile { size: 0, breaks: false, opened: Arc::default() }));
    assert_eq!(
        full.prepare(Chunks::of(b"a", 1), None, None).await.expect_err("it is full").message(),
        "the store is full"
    );
}

#[test]
fn content_does_not_show_what_it_is() {
    assert_eq!(format!("{:?}", Content::from("a secret")), "Content { size: 8, .. }");
}
