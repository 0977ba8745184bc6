//! Stored credentials: used, never told, and unreadable without the passphrase.

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::{
    command::{run, run_with},
    said::says,
};
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Server, answer, log_out, refuses};

/// A folder with a passphrase, and room for a store.
struct Vault(TempDir);

impl Vault {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        std::fs::write(folder.path().join("passphrase"), "open sesame\n").expect("a file");
        std::fs::write(folder.path().join("wrong"), "open barley\n").expect("a file");
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn arguments(&self, passphrase: &str) -> [String; 4] {
        ["--credential-store".into(), self.path("store.age"), "--passphrase-file".into(), self.path(passphrase)]
    }

    fn serve(&self, more: &[&str]) -> Server {
        let arguments = self.arguments("passphrase");
        Server::start(&[&arguments.each_ref().map(String::as_str)[..], more].concat())
    }
}

/// What the server tells of the credential type of Directus.
async fn of_directus(server: &Server) -> Value {
    let (_, all) = server.get("/credentials").await;
    all.as_array().into_iter().flatten().filter(|kind| kind["type"] == "directusApi").cloned().collect()
}

#[tokio::test]
async fn stored_credentials_are_used_and_never_told() {
    let service = ScriptedServer::start(Reply::json(&json!({ "data": [] }))).expect("a free port");
    let vault = Vault::new();
    let data = json!({ "url": service.url(), "accessToken": "s3cret-token" });
    let list =
        json!({ "type": "directus", "parameters": { "resource": "items", "operation": "list", "collection": "a" } });
    let none = json!([{ "type": "directusApi", "displayName": "Directus API", "stored": false }]);
    let one = json!([{ "type": "directusApi", "displayName": "Directus API", "stored": true }]);
    {
        let server = vault.serve(&[]);
        assert_eq!(of_directus(&server).await, none);
        refuses(
            &server.post("/execute", &json!({ "node": list })).await,
            422,
            "The node needs a credential of type 'directusApi', but none was given",
        );
        let put = |body: &Value| answer(server.request(Method::PUT, "/credentials/directusApi").json(body));
        let unknown = put(&json!({ "url": "http://x", "token": "s3cret" })).await;
        refuses(&unknown, 422, "The credential 'directusApi' has no field 'token'; it has: url, accessToken");
        let no_object = put(&json!("s3cret")).await;
        refuses(&no_object, 400, "The data of the credential 'directusApi' must be a JSON object");
        assert_eq!(put(&data).await, (reqwest::StatusCode::NO_CONTENT, Value::Null));
        assert_eq!(of_directus(&server).await, one);
        let told = answer(server.request(Method::GET, "/credentials/directusApi")).await;
        refuses(&told, 405, "The route does not know this method; its header Allow lists those it knows");
    }
    let file = std::fs::read(vault.path("store.age")).expect("a store");
    assert!(file.starts_with(b"age-encryption.org/v1"));
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains("s3cret") && !text.contains("directusApi"), "nothing is readable");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(vault.path("store.age")).expect("a store").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let server = vault.serve(&[]);
    assert_eq!(of_directus(&server).await, one, "it outlives the server");
    let (status, outputs) = server.post("/execute", &json!({ "node": list, "trace": true })).await;
    assert_eq!(status, 200, "{outputs}");
    assert!(!outputs.to_string().contains("s3cret"), "{outputs}");
    let sent = service.requests();
    assert_eq!(sent.last().and_then(|request| request.header("authorization")), Some("Bearer s3cret-token"));
    for _ in 0..2 {
        let removed = answer(server.request(Method::DELETE, "/credentials/directusApi")).await;
        assert_eq!(removed.0, 204);
    }
    assert_eq!(of_directus(&server).await, none);
}

#[tokio::test]
async fn the_call_wins_over_the_file_and_the_file_over_the_store() {
    let [store, file, call] = [(); 3].map(|()| ScriptedServer::start(Reply::status(204)).expect("a free port"));
    let of = |service: &ScriptedServer| json!({ "directusApi": { "url": service.url() } });
    let vault = Vault::new();
    std::fs::write(vault.path("credentials.json"), of(&file).to_string()).expect("a file");
    let put = |server: &Server| {
        answer(server.request(Method::PUT, "/credentials/directusApi").json(&of(&store)["directusApi"]))
    };
    {
        let server = vault.serve(&[]);
        assert_eq!(put(&server).await.0, 204);
        assert_eq!(server.post("/execute", &json!({ "node": log_out("a") })).await.0, 200);
        let other = json!({ "node": log_out("a"), "credentials": { "other": {} } });
        assert_eq!(server.post("/execute", &other).await.0, 200, "another type's credential does no harm");
    }
    let server = vault.serve(&["--credentials", &vault.path("credentials.json")]);
    let given = json!([{ "type": "directusApi", "displayName": "Directus API", "stored": true, "given": true }]);
    assert_eq!(of_directus(&server).await, given);
    assert_eq!(server.post("/execute", &json!({ "node": log_out("a") })).await.0, 200);
    let own = json!({ "node": log_out("a"), "credentials": of(&call) });
    assert_eq!(server.post("/execute", &own).await.0, 200);
    assert_eq!([&store, &file, &call].map(|service| service.requests().len()), [2, 1, 1]);
}

#[tokio::test]
async fn a_store_opens_with_its_passphrase_and_once_only() {
    let vault = Vault::new();
    let server = vault.serve(&[]);
    let data = json!({ "url": "http://127.0.0.1:1", "accessToken": "s3cret" });
    assert_eq!(answer(server.request(Method::PUT, "/credentials/directusApi").json(&data)).await.0, 204);
    let start = |passphrase: &str| {
        let arguments = vault.arguments(passphrase);
        run(&[&["serve", "--bind", "127.0.0.1:0"][..], &arguments.each_ref().map(String::as_str)].concat())
    };
    let store = vault.path("store.age");
    let second = start("passphrase");
    assert_eq!(second.code, 1, "{second:?}");
    says(&second, &format!("The credential store {store} is open in another process"));
    drop(server);
    let wrong = start("wrong");
    assert_eq!(wrong.code, 1, "{wrong:?}");
    says(&wrong, &format!("The passphrase does not open the credential store {store}"));
    assert!(!wrong.stderr.contains("barley") && !wrong.stderr.contains("sesame"), "{wrong:?}");
    std::fs::write(&store, "{}").expect("a file");
    let other = start("passphrase");
    assert_eq!(other.code, 1, "{other:?}");
    says(
        &other,
        &format!("The file {store} is not a credential store: it is not encrypted with a passphrase, or is damaged"),
    );
    let environment = [("NODEWRIGHT_CREDENTIAL_DIRECTUSAPI", "no JSON")];
    let finished = run_with(&["serve", "--bind", "127.0.0.1:0"], "", &environment);
    assert_eq!(finished.code, 1, "{finished:?}");
    says(&finished, "The environment variable NODEWRIGHT_CREDENTIAL_DIRECTUSAPI must hold a JSON object");
}
