//! The sandbox answers as Directus does.

use std::time::{Duration, SystemTime};

use nodewright_core::serde_json::{Value, json};
use nodewright_node_directus::sandbox::{Clock, Options, PASSWORD, STATIC_TOKEN, Sandbox};
use nodewright_tests::directus::facts;

fn client() -> reqwest::Client {
    facts::client().build().unwrap()
}

async fn post(sandbox: &Sandbox, path: &str, body: Value) -> (u16, Value) {
    let response = client().post(sandbox.url() + path).json(&body).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or_default())
}

async fn get(sandbox: &Sandbox, target: &str, token: &str) -> (u16, Value) {
    let response = client().get(sandbox.url() + target).bearer_auth(token).send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap_or_default())
}

fn code(answer: &(u16, Value)) -> (u16, &str) {
    (answer.0, answer.1["errors"][0]["extensions"]["code"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn it_answers_as_directus_does() {
    let sandbox = Sandbox::start().unwrap();
    facts::check(&sandbox.url()).await;
}

#[tokio::test]
async fn sessions_are_counted() {
    let sandbox = Sandbox::start().unwrap().with_session("known");
    assert_eq!(sandbox.sessions(), 1);
    post(&sandbox, "/auth/login", json!({"email": "admin@example.com", "password": PASSWORD})).await;
    assert_eq!(sandbox.sessions(), 2);
    assert_eq!(post(&sandbox, "/auth/logout", json!({"refresh_token": "known"})).await.0, 204);
    assert_eq!(sandbox.sessions(), 1);
}

#[tokio::test]
async fn a_token_is_good_until_the_clock_says_otherwise() {
    let clock = Clock::at(SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000));
    let options = Options { clock: clock.clone(), access_token_ttl: Duration::from_secs(60), ..Options::default() };
    let sandbox = Sandbox::start_with(options).unwrap().with_session("known");
    let (_, login) = post(&sandbox, "/auth/login", json!({"email": "admin@example.com", "password": PASSWORD})).await;
    let (access, refresh) = (login["data"]["access_token"].as_str().unwrap(), &login["data"]["refresh_token"]);
    assert_eq!(login["data"]["expires"], 60_000);

    clock.advance(Duration::from_secs(59));
    assert_eq!(get(&sandbox, "/users/me", access).await.0, 200);
    clock.advance(Duration::from_secs(1));
    assert_eq!(code(&get(&sandbox, "/users/me", access).await), (401, "TOKEN_EXPIRED"));
    assert_eq!(get(&sandbox, "/users/me", STATIC_TOKEN).await.0, 200);

    // An expired access token in the header keeps a logout from happening.
    let logout = client().post(sandbox.url() + "/auth/logout").bearer_auth(access);
    let logout = logout.json(&json!({ "refresh_token": refresh })).send().await.unwrap();
    assert_eq!((logout.status().as_u16(), sandbox.sessions()), (401, 2));

    clock.advance(Duration::from_secs(7 * 24 * 60 * 60 - 60));
    assert_eq!(sandbox.sessions(), 2);
    clock.advance(Duration::from_secs(1));
    assert_eq!(sandbox.sessions(), 0);
    let expired = post(&sandbox, "/auth/refresh", json!({ "refresh_token": refresh })).await;
    assert_eq!(code(&expired), (401, "INVALID_CREDENTIALS"));
    assert_eq!(post(&sandbox, "/auth/logout", json!({ "refresh_token": refresh })).await.0, 204);
}

#[tokio::test]
async fn an_expired_session_cookie_is_expired() {
    let clock = Clock::system();
    let sandbox = Sandbox::start_with(Options { clock: clock.clone(), ..Options::default() }).unwrap();
    let body = json!({"email": "admin@example.com", "password": PASSWORD, "mode": "session"});
    let login = client().post(sandbox.url() + "/auth/login").json(&body).send().await.unwrap();
    let cookie = login.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();

    clock.advance(Duration::from_secs(24 * 60 * 60 + 1));
    let logout = client().post(sandbox.url() + "/auth/logout").header("cookie", cookie);
    let logout = logout.json(&json!({"mode": "session"})).send().await.unwrap();
    let answer = (logout.status().as_u16(), logout.json().await.unwrap());
    assert_eq!(code(&answer), (401, "TOKEN_EXPIRED"));
}

#[tokio::test]
async fn a_reset_changes_the_password_once_and_ends_all_sessions() {
    let sandbox = Sandbox::start().unwrap().with_session("known");
    post(&sandbox, "/auth/password/request", json!({"email": "nobody@example.com"})).await;
    assert_eq!(sandbox.reset_tokens(), Vec::<String>::new());
    post(&sandbox, "/auth/password/request", json!({"email": "admin@example.com"})).await;
    let token = sandbox.reset_tokens().pop().unwrap();

    let reset = json!({"token": token, "password": "another"});
    assert_eq!(post(&sandbox, "/auth/password/reset", reset.clone()).await.0, 204);
    assert_eq!(sandbox.sessions(), 0);
    assert_eq!(code(&post(&sandbox, "/auth/password/reset", reset).await), (403, "FORBIDDEN"));
    for (password, status) in [(PASSWORD, 401), ("another", 200)] {
        let login = json!({"email": "admin@example.com", "password": password});
        assert_eq!(post(&sandbox, "/auth/login", login).await.0, status, "{password}");
    }
}

#[tokio::test]
async fn a_sign_in_with_github_redirects_to_nowhere() {
    let sandbox = Sandbox::start().unwrap();
    let client = facts::client().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let response = client.get(sandbox.url() + "/auth/login/github").send().await.unwrap();
    let location = response.headers()["location"].to_str().unwrap();
    assert_eq!(response.status(), 302);
    assert!(location.starts_with("https://github.invalid/login/oauth/authorize?client_id=sandbox&"), "{location}");
    let providers = get(&sandbox, "/auth", STATIC_TOKEN).await.1;
    assert_eq!(providers["data"][0]["name"], "github");
}

#[tokio::test]
async fn items_can_be_given_and_looked_at() {
    let item = |value: Value| value.as_object().unwrap().clone();
    let sandbox = Sandbox::start()
        .unwrap()
        .with_items("pages", vec![item(json!({"slug": "a", "live": true})), item(json!({"slug": "b", "live": false}))]);
    assert_eq!(sandbox.items("articles").len(), 3);
    assert!(sandbox.items("nope").is_empty());

    let (_, found) = get(&sandbox, "/items/pages?filter[live]=false&fields=id,slug", STATIC_TOKEN).await;
    assert_eq!(found, json!({"data": [{"id": 2, "slug": "b"}]}));
    let created = client().post(sandbox.url() + "/items/pages").bearer_auth(STATIC_TOKEN);
    created.json(&json!({"slug": "c"})).send().await.unwrap();
    assert_eq!(sandbox.items("pages")[2], item(json!({"id": 3, "slug": "c", "live": null})));

    let (_, fields) = get(&sandbox, "/fields/pages", STATIC_TOKEN).await;
    let types: Vec<_> = fields["data"].as_array().unwrap().iter().map(|field| &field["type"]).collect();
    assert_eq!(types, ["integer", "string", "boolean"]);
    let (_, collections) = get(&sandbox, "/collections", STATIC_TOKEN).await;
    let names: Vec<_> = collections["data"].as_array().unwrap().iter().map(|one| &one["collection"]).collect();
    assert_eq!(names, ["articles", "pages", "directus_roles", "directus_users"]);
}

#[tokio::test]
async fn what_it_does_not_know_it_refuses() {
    let sandbox = Sandbox::start().unwrap();
    for (target, expected) in [
        ("/items/articles?search=x", "The sandbox does not know the parameter \"search\""),
        (
            "/items/articles?filter[title][_starts_with]=x",
            "The sandbox does not know the filter operator \"_starts_with\"",
        ),
        ("/items/articles?fields=title.x", "The sandbox has no relations to follow in \"title.x\""),
    ] {
        let (status, answer) = get(&sandbox, target, STATIC_TOKEN).await;
        assert_eq!((status, &answer["errors"][0]["extensions"]["reason"]), (400, &json!(expected)), "{target}");
    }
}
