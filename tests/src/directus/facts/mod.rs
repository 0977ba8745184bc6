//! What Directus 12 answers, as cases that any server can be checked against.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{EMAIL, PASSWORD, STATIC_TOKEN};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    case: String,
    steps: Vec<Step>,
}

/// A request and what comes back. In its texts `{refresh}`, `{access}` and `{session}` stand for the tokens of a login
/// of the case's own, `{static}` for the administrator's static token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// Method and target.
    send: String,
    #[serde(default)]
    headers: Map<String, Value>,
    json: Option<Value>,
    text: Option<String>,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Expect {
    status: u16,
    /// The whole body as JSON. `<JWT>` and `<64 characters>` fit any text of that kind.
    body: Option<Value>,
    /// Members that the body has among others.
    includes: Option<Value>,
    /// The whole body as text.
    text: Option<String>,
    /// The code of the first error, where its message is the server's own business.
    code: Option<String>,
    content_type: Option<String>,
    /// The cookies that are set; all of them.
    #[serde(default)]
    cookies: Map<String, Value>,
}

/// Tokens of one login.
#[derive(Default)]
struct Login {
    refresh: String,
    access: String,
    session: String,
}

/// Sets up a client. Where another crate of the workspace switches on reqwest's TLS, no client is built without a
/// provider of cryptography, even for plain HTTP.
pub fn client() -> reqwest::ClientBuilder {
    // Only the first caller can install it; for the others that is not a failure.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
}

/// Runs all cases against the server at `url`, whose administrator is as the sandbox's.
///
/// # Panics
/// With the first answer that is another.
pub async fn check(url: &str) {
    let client = client().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    for (file, least) in [(include_str!("auth.json"), 101), (include_str!("api.json"), 6)] {
        let cases = serde_json::from_str::<Vec<Case>>(file).unwrap();
        assert!(cases.len() >= least, "only {} cases", cases.len());
        for case in cases {
            // A login costs a real server a tenth of a second of hashing.
            let login = if case.needs_login() { Login::new(&client, url).await } else { Login::default() };
            for (number, step) in case.steps.iter().enumerate() {
                let name = format!("{} (step {}, {})", case.case, number + 1, step.send);
                check_step(&client, url, step, &login, &name).await;
            }
        }
    }
}

async fn check_step(client: &reqwest::Client, url: &str, step: &Step, login: &Login, name: &str) {
    let (method, target) = step.send.split_once(' ').unwrap();
    let mut request = client.request(method.parse().unwrap(), login.fill(&format!("{url}{target}")));
    for (header, value) in &step.headers {
        request = request.header(header, login.fill(value.as_str().unwrap()));
    }
    if let Some(json) = &step.json {
        request = request.header("content-type", "application/json").body(login.fill(&json.to_string()));
    }
    if let Some(text) = &step.text {
        request = request.body(login.fill(text));
    }
    let response = request.send().await.unwrap();

    let expect = &step.expect;
    let status = response.status().as_u16();
    let header = |header| response.headers().get(header).map(|value| value.to_str().unwrap().to_owned());
    let content_type = header("content-type");
    let cookies = cookies(&response);
    let text = response.text().await.unwrap();
    assert_eq!(status, expect.status, "{name}: {text}");
    assert!(fits(&Value::Object(expect.cookies.clone()), &Value::Object(cookies.clone())), "{name}: {cookies:?}");
    if let Some(expected) = &expect.text {
        assert_eq!(text, *expected, "{name}");
    }
    if let Some(expected) = &expect.content_type {
        assert_eq!(content_type.as_ref(), Some(expected), "{name}");
    }
    if status == 204 {
        assert_eq!((text.as_str(), content_type), ("", None), "{name}");
    }
    let body: Value = serde_json::from_str(&text).unwrap_or_default();
    if let Some(expected) = &expect.body {
        assert!(fits(expected, &body), "{name}:\nexpected {expected}\nactual   {body}");
    }
    if let Some(expected) = &expect.includes {
        assert!(includes(expected, &body), "{name}:\nexpected {expected}\nactual   {body}");
    }
    if let Some(expected) = &expect.code {
        assert_eq!(body["errors"][0]["extensions"]["code"], **expected, "{name}");
    }
}

impl Case {
    fn needs_login(&self) -> bool {
        let texts =
            self.steps.iter().map(|step| format!("{} {:?} {:?} {:?}", step.send, step.headers, step.json, step.text));
        let tokens = ["{refresh}", "{access}", "{session}"];
        texts.into_iter().any(|text| tokens.iter().any(|token| text.contains(token)))
    }
}

impl Login {
    async fn new(client: &reqwest::Client, url: &str) -> Self {
        let login = async |mode: &str| {
            let body = serde_json::json!({"email": EMAIL, "password": PASSWORD, "mode": mode});
            client.post(format!("{url}/auth/login")).json(&body).send().await.unwrap()
        };
        let session = cookies(&login("session").await)["directus_session_token"].as_str().unwrap().to_owned();
        let tokens: Value = login("json").await.json().await.unwrap();
        let token = |name| tokens["data"][name].as_str().unwrap().to_owned();
        Self { refresh: token("refresh_token"), access: token("access_token"), session }
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{refresh}", &self.refresh)
            .replace("{access}", &self.access)
            .replace("{session}", &self.session)
            .replace("{static}", STATIC_TOKEN)
    }
}

fn cookies(response: &reqwest::Response) -> Map<String, Value> {
    let set = response.headers().get_all("set-cookie").iter().map(|value| value.to_str().unwrap());
    set.map(|cookie| {
        let (pair, attributes) = cookie.split_once(';').unwrap();
        assert!(attributes.contains("HttpOnly") && attributes.contains("Path=/"), "{cookie}");
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), value.into())
    })
    .collect()
}

fn fits(expected: &Value, actual: &Value) -> bool {
    match (expected, actual) {
        (Value::Object(expected), Value::Object(actual)) => {
            expected.len() == actual.len()
                && expected.iter().all(|(name, value)| actual.get(name).is_some_and(|actual| fits(value, actual)))
        }
        (Value::Array(expected), Value::Array(actual)) => {
            expected.len() == actual.len()
                && expected.iter().zip(actual).all(|(expected, actual)| fits(expected, actual))
        }
        (Value::String(kind), Value::String(text)) if kind == "<JWT>" => text.split('.').count() == 3,
        (Value::String(kind), Value::String(text)) if kind == "<64 characters>" => text.len() == 64,
        _ => expected == actual,
    }
}

fn includes(expected: &Value, actual: &Value) -> bool {
    match expected {
        Value::Object(members) => members.iter().all(|(name, value)| includes(value, &actual[name])),
        _ => expected == actual,
    }
}
