//! Who is answered: holders of the token; without one, this machine's own callers.

use nodewright_tests::{command::run, said::says};
use reqwest::{Method, header};
use tempfile::TempDir;

use super::{Server, answer, refuses};

#[tokio::test]
async fn a_token_is_asked_for() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("token");
    std::fs::write(&file, "t0ken\n").expect("a file");
    let server = Server::start(&["--sandbox", "--token-file", &file.display().to_string()]);
    for path in ["/", "/healthz"] {
        assert_eq!(server.get(path).await.0, 200, "{path} is for everyone");
    }
    assert_eq!(server.get("/assets/nope.js").await.0, 404);
    const ASKED: &str = "This server asks for a token: send the header Authorization: Bearer …";
    const OTHER: &str = "The token is not the one that this server was started with";
    for (path, given, message) in [
        ("/nodes", None, ASKED),
        ("/openapi.json", None, ASKED),
        ("/nope", None, ASKED),
        ("/nodes", Some("Basic t0ken"), ASKED),
        ("/nodes", Some("Bearer t0ke"), OTHER),
        ("/nodes", Some("Bearer t0ken2"), OTHER),
        ("/nodes", Some("Bearer"), ASKED),
    ] {
        let request = server.request(Method::GET, path);
        let request = given.iter().fold(request, |request, given| request.header(header::AUTHORIZATION, *given));
        let refused = request.try_clone().expect("no stream").send().await.expect("an answer");
        assert_eq!(refused.headers()[header::WWW_AUTHENTICATE], "Bearer");
        refuses(&answer(request).await, 401, message);
    }
    for given in ["Bearer t0ken", "bearer t0ken"] {
        let request = server.request(Method::GET, "/nodes").header(header::AUTHORIZATION, given);
        assert_eq!(answer(request).await.0, 200, "{given}");
    }
    // A caller with the token may come from anywhere.
    let request = server.request(Method::GET, "/nodes").bearer_auth("t0ken").header(header::HOST, "example.com");
    assert_eq!(answer(request).await.0, 200);
}

#[tokio::test]
async fn without_a_token_pages_of_elsewhere_are_refused() {
    const HERE: &str =
        "Without a token, this server only answers on its loopback address, such as 127.0.0.1 or localhost";
    const OWN: &str = "Without a token, this server only answers its own page, not pages of other origins";
    let server = Server::sandbox();
    let own = server.url.strip_prefix("http://").expect("a URL").to_owned();
    let port = own.rsplit_once(':').expect("a port").1.to_owned();
    let localhost = format!("localhost:{port}");
    for (host, origin, refused) in [
        (own.as_str(), None, None),
        (&own, Some(server.url.clone()), None),
        (&localhost, Some(format!("http://{localhost}")), None),
        ("[::1]", None, None),
        ("127.1.2.3:80", None, None),
        ("example.com", None, Some(HERE)),
        (&format!("127.0.0.1.example.com:{port}"), None, Some(HERE)),
        ("0.0.0.0", None, Some(HERE)),
        ("192.168.1.1", None, Some(HERE)),
        (&own, Some("http://example.com".to_owned()), Some(OWN)),
        (&own, Some(format!("http://{localhost}")), Some(OWN)),
        (&own, Some(format!("https://{own}")), Some(OWN)),
        (&own, Some("http://127.0.0.1:1".to_owned()), Some(OWN)),
        (&own, Some("null".to_owned()), Some(OWN)),
    ] {
        for path in ["/nodes", "/", "/nope"] {
            let request = server.request(Method::GET, path).header(header::HOST, host);
            let request = origin.iter().fold(request, |request, origin| request.header(header::ORIGIN, origin));
            let answered = answer(request).await;
            match refused {
                Some(message) => refuses(&answered, 403, message),
                None => assert_ne!(answered.0, 403, "{host} {origin:?} {path}: {}", answered.1),
            }
        }
    }
}

#[test]
fn an_address_that_others_reach_needs_a_token() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0", "[::ffff:192.0.2.1]:0"] {
        let finished = run(&["serve", "--bind", address, "--sandbox"]);
        assert_eq!(finished.code, 1, "{finished:?}");
        says(&finished, &format!("{address} is reachable from other machines, so it requires a token"));
        says(&finished, "Start it with --token-file FILE, or on a loopback address such as 127.0.0.1:7890");
    }
}

#[tokio::test]
async fn a_name_is_an_address_too() {
    for command in ["serve", "mcp"] {
        let server = Server::start_at("localhost:0", &[command, "--sandbox"]);
        assert!(
            ["http://127.0.0.1:", "http://[::1]:"].iter().any(|start| server.url.starts_with(start)),
            "{}",
            server.url
        );
        let answer = server.request(Method::GET, "").send().await.expect("an answer");
        assert!(!answer.status().is_server_error(), "{command}: {answer:?}");
    }
    let finished = run(&["serve", "--sandbox", "--bind", "no-such-host.invalid:0"]);
    assert_eq!(finished.code, 1, "{finished:?}");
    says(&finished, "Cannot listen on no-such-host.invalid:0…");
}

#[test]
fn calls_that_cannot_be_meant_are_usage_errors() {
    let empty = tempfile::NamedTempFile::new().expect("a file");
    let empty = empty.path().display().to_string();
    for (arguments, message) in [
        (
            &["serve", "--bind", "here"][..],
            "error: invalid value 'here' for '--bind <HOST:PORT>': expected HOST:PORT, such as 127.0.0.1:7890 or localhost:7890",
        ),
        (&["serve", "--token-file", "no-such-file"], "cannot read the token file no-such-file: …"),
        (&["serve", "--token-file", &empty], &format!("the token file {empty} is empty")),
        (&["serve", "--credential-store", "x"], "--passphrase-file <FILE>"),
        (
            &["serve", "--sandbox", "--credentials", "x"],
            "error: the argument '--sandbox' cannot be used with '--credentials <FILE>'",
        ),
    ] {
        let finished = run(arguments);
        assert_eq!(finished.code, 2, "{arguments:?}: {finished:?}");
        says(&finished, message);
    }
}
