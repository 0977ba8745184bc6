#![no_main]
//! Bytes as the whole of an HTTP answer.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{LazyLock, Mutex},
    thread,
    time::Duration,
};

use nodewright::{Credentials, Item, Runtime, serde_json::json};

static ANSWER: Mutex<Vec<u8>> = Mutex::new(Vec::new());

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("its address"));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let _ = stream.write_all(&ANSWER.lock().expect("not poisoned"));
        }
    });
    let credentials = Credentials::new().with("directusApi", json!({ "url": url, "accessToken": "t" }));
    Runtime::builder().credentials(credentials).retries(0).timeout(Duration::from_secs(1)).build().expect("a runtime")
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    *ANSWER.lock().expect("not poisoned") = bytes.to_vec();
    let parameters = json!({ "resource": "items", "operation": "list", "collection": "t" });
    fuzzed::execute(&RUNTIME, &json!({ "type": "directus", "parameters": parameters }), vec![Item::empty()]);
});
