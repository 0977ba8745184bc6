//! A real Directus starts, is what the sandbox claims to be, and leaves nothing behind.

use std::time::{Duration, Instant};

use nodewright_testkit::{Reply, ScriptedServer};
use nodewright_tests::directus::{Directus, EMAIL, Options, PASSWORD, STATIC_TOKEN, facts};
use reqwest::{Method, Response};
use serde_json::{Value, json};

fn client() -> reqwest::Client {
    facts::client().build().unwrap()
}

async fn get(url: impl reqwest::IntoUrl) -> reqwest::Result<Response> {
    client().get(url).send().await
}

async fn call(directus: &Directus, method: Method, path: &str, token: Option<&str>, body: &Value) -> Response {
    let request = client().request(method, format!("{}{path}", directus.url())).json(body);
    let request = if let Some(token) = token { request.bearer_auth(token) } else { request };
    request.send().await.unwrap()
}

async fn post(directus: &Directus, path: &str, body: Value) -> Response {
    call(directus, Method::POST, path, None, &body).await
}

async fn code(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap_or_default();
    (status, body["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn it_answers_as_the_sandbox_does() {
    let directus = Directus::shared().await.unwrap();
    facts::check(directus.url()).await;
}

#[tokio::test]
async fn a_logout_kills_the_refresh_token() {
    let directus = Directus::shared().await.unwrap();
    let login = post(directus, "/auth/login", json!({"email": EMAIL, "password": PASSWORD})).await;
    let login: Value = login.json().await.unwrap();
    let token = json!({"refresh_token": login["data"]["refresh_token"]});

    let rotated: Value = post(directus, "/auth/refresh", token).await.json().await.unwrap();
    let token = json!({"refresh_token": rotated["data"]["refresh_token"]});
    assert_eq!(post(directus, "/auth/logout", token.clone()).await.status(), 204);
    let dead = post(directus, "/auth/refresh", token).await;
    assert_eq!(code(dead).await, (401, "INVALID_CREDENTIALS".to_owned()));
}

/// Each of these reads and then writes in one transaction; two of them must not wait for each other.
#[tokio::test]
async fn requests_at_once_do_not_block_each_other() {
    let directus = Directus::shared().await.unwrap();
    let session = async |name: &str| {
        for round in 0..3 {
            let user = json!({"email": format!("{name}-{round}@example.com"), "password": "secret"});
            let made = call(directus, Method::POST, "/users", Some(directus.token()), &user).await;
            assert_eq!(made.status(), 200, "{}", directus.log());
            let login = post(directus, "/auth/login", user).await;
            assert_eq!(login.status(), 200, "{}", directus.log());
            let login: Value = login.json().await.unwrap();
            let token = json!({"refresh_token": login["data"]["refresh_token"]});
            assert_eq!(post(directus, "/auth/logout", token).await.status(), 204, "{}", directus.log());
        }
    };
    tokio::join!(session("a"), session("b"), session("c"), session("d"), session("e"), session("f"));
}

#[tokio::test]
async fn mails_can_be_read() {
    let directus = Directus::shared().await.unwrap();
    let email = "reader@example.com";
    let user = json!({"email": email, "password": "first password"});
    assert_eq!(call(directus, Method::POST, "/users", Some(directus.token()), &user).await.status(), 200);
    let request = json!({"email": email, "reset_url": "http://127.0.0.1/reset"});
    assert_eq!(post(directus, "/auth/password/request", request).await.status(), 204);

    let mail = directus.mail_to(email).await.unwrap();
    assert_eq!(mail.subject, "Password Reset Request");
    let reset = json!({"token": mail.token(), "password": "second password"});
    assert_eq!(post(directus, "/auth/password/reset", reset).await.status(), 204);
    for (password, status) in [("first password", 401), ("second password", 200)] {
        let login = post(directus, "/auth/login", json!({"email": email, "password": password})).await;
        assert_eq!(login.status(), status, "{password}");
    }
}

#[tokio::test]
async fn requests_can_be_limited() {
    let directus = Directus::start(Options::rate_limited(2)).await.unwrap();
    let ping = async || get(format!("{}/server/ping", directus.url())).await.unwrap();
    assert_eq!((ping().await.status(), ping().await.status()), (200.try_into().unwrap(), 200.try_into().unwrap()));
    let limited = ping().await;
    assert!(limited.headers().contains_key("retry-after"));
    assert_eq!(code(limited).await, (429, "REQUESTS_EXCEEDED".to_owned()));
}

#[tokio::test]
async fn tokens_can_be_expired() {
    let directus = Directus::start(Options::access_token_ttl("0s")).await.unwrap();
    let login = post(&directus, "/auth/login", json!({"email": EMAIL, "password": PASSWORD})).await;
    let login: Value = login.json().await.unwrap();
    let token = login["data"]["access_token"].as_str();
    let expired = call(&directus, Method::GET, "/users/me", token, &json!({})).await;
    assert_eq!(code(expired).await, (401, "TOKEN_EXPIRED".to_owned()));
    let me = call(&directus, Method::GET, "/users/me", Some(STATIC_TOKEN), &json!({})).await;
    assert_eq!(me.status(), 200);
}

#[tokio::test]
async fn it_can_be_under_pressure() {
    let directus = Directus::start(Options::under_pressure()).await.unwrap();
    // It looks at its memory four times a second.
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let (status, code) = code(get(format!("{}/auth", directus.url())).await.unwrap()).await;
        if status == 503 {
            assert_eq!(code, "SERVICE_UNAVAILABLE");
            return;
        }
        assert!(Instant::now() < deadline, "it still answers {status}");
    }
}

#[tokio::test]
async fn it_reaches_this_machine_when_told_and_never_another() {
    let server = ScriptedServer::start(Reply::text("content").header("content-type", "text/plain")).unwrap();
    let directus = Directus::start(Options::default().reach_loopback()).await.unwrap();
    let import = async |url: String| {
        call(&directus, Method::POST, "/files/import", Some(STATIC_TOKEN), &json!({ "url": url })).await.status()
    };
    assert_eq!(import(server.url_of("/file.txt")).await, 200);
    assert_eq!(server.requests()[0].target, "/file.txt");

    // An address reserved for documentation.
    assert_eq!(import("http://192.0.2.1/file.txt".to_owned()).await, 503);
    assert!(directus.log().contains("connection to 192.0.2.1 refused"), "{}", directus.log());
}

#[tokio::test]
async fn nothing_is_left_of_it() {
    let directus = Directus::start(Options::default()).await.unwrap();
    let (ping, data) = (format!("{}/server/ping", directus.url()), directus.data().to_owned());
    assert_eq!(get(&ping).await.unwrap().text().await.unwrap(), "pong");
    assert!(data.join("data.db").exists());

    drop(directus);
    assert!(!data.exists());
    let after = async { get(&ping).await?.text().await };
    assert_ne!(after.await.ok().as_deref(), Some("pong"));
}

#[tokio::test]
async fn a_setting_that_directus_cannot_start_with_is_an_error() {
    let error = Directus::start(Options::default().env("DB_CLIENT", "nonsense")).await.unwrap_err();
    assert!(error.to_string().starts_with("Directus did not start"), "{error}");
}
