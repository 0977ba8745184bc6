//! Values that are up to no good, in every text and JSON field of every operation.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use nodewright_core::{
    Connect, Definition, Field, HttpClient, Item, Kind, Parameters, Request, Response, Result, Service,
    serde_json::{Map, Value, json},
};

use crate::{
    harness::{Harness, answer},
    loopback::lock,
};

/// What came of hostile values.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Hostile {
    /// Every request: its operation, as `resource.operation`, and its path.
    pub sent: Vec<(String, String)>,
    /// How many runs ended with an error.
    pub refused: usize,
}

impl Hostile {
    /// Holds the paths to what a service can rely on: characters that need no encoding, no empty and no dot segments,
    /// at most `deepest` segments.
    ///
    /// # Panics
    /// A value has broken out of its place.
    pub fn stays_in_place(&self, deepest: usize) {
        for (operation, path) in &self.sent {
            let clean = |c: char| c.is_ascii_alphanumeric() || "/-_.~%".contains(c);
            assert!(path.chars().all(clean), "{operation}: {path}");
            assert!(path.split('/').all(|part| !matches!(part, "." | "..")), "{operation}: {path}");
            assert!(!path.contains("//") && path.matches('/').count() <= deepest, "{operation}: {path}");
        }
    }
}

/// Answers anything in the same way, and keeps the paths.
struct Lenient {
    answer: Value,
    paths: Mutex<Vec<String>>,
}

#[async_trait]
impl HttpClient for Lenient {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        lock(&self.paths).push(request.path);
        answer(&self.answer)
    }
}

impl Harness {
    /// Runs every operation of the definition with values that are up to no good in all of its fields: texts that would
    /// leave a path, headers' ends, broken and deep JSON. The service answers each request with `answer`, written as for
    /// [`answer`]. Nothing may panic.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/tickets/mod.rs"));
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// use nodewright_core::serde_json::json;
    /// use nodewright_testkit::harness::Harness;
    ///
    /// let harness = Harness::new(V1, json!({ "url": "https://desk.example", "token": "t" }));
    /// let hostile = harness.send_hostile_values(&V1, json!({ "body": "[]" })).await;
    /// assert!(hostile.sent.len() > 20 && hostile.refused > 5);
    /// hostile.stays_in_place(3);
    /// # }
    /// ```
    ///
    /// # Panics
    /// The node does.
    pub async fn send_hostile_values<C: Connect>(&self, definition: &Definition<C>, answer: Value) -> Hostile {
        let (mut hostile, jsons) = (Hostile::default(), jsons());
        for entry in definition.router.operations() {
            let (resource, operation) = (entry.info.resource, entry.info.operation);
            for (n, text) in texts().iter().enumerate() {
                // Each text meets other JSON, and good JSON comes up often enough for requests to be sent.
                for json in [&jsons[n % jsons.len()], &json!("{\"a\":1}")] {
                    let mut parameters = Parameters::new();
                    fill(entry.fields, text, json, &mut parameters);
                    parameters.insert("resource".into(), resource.into());
                    parameters.insert("operation".into(), operation.into());
                    let server = Arc::new(Lenient { answer: answer.clone(), paths: Mutex::default() });
                    let ran = self.run(&parameters, &[Item::empty()], server.clone()).await;
                    hostile.refused += usize::from(ran.error.is_some());
                    let paths = std::mem::take(&mut *lock(&server.paths));
                    hostile.sent.extend(paths.into_iter().map(|path| (format!("{resource}.{operation}"), path)));
                }
            }
        }
        hostile
    }
}

fn texts() -> Vec<String> {
    let mut texts: Vec<_> =
        ["a/b", "a?b=c", "a#b", "..", ".", "../../users/me", "a b", "ü😀", "%2e%2e", "a\r\nX: y", "\0", "\\..\\x"]
            .map(str::to_owned)
            .into();
    texts.push("x".repeat(10_000));
    texts
}

fn jsons() -> Vec<Value> {
    let deep = "[".repeat(5_000);
    let texts = ["{", "[1", "nul", "5", "\"text\"", "null", "true", "[]", "{}", "{\"data\":{\"data\":null}}", &deep];
    texts.iter().map(|text| json!(text)).chain([json!(5), json!([]), json!({ "a": [null] })]).collect()
}

/// Values for every field, collections filled too.
fn fill(fields: &[Field], text: &str, json: &Value, to: &mut Parameters) {
    for field in fields {
        let value = match field.form.kind {
            Kind::Inline(inner) => {
                fill(inner, text, json, to);
                continue;
            }
            Kind::Toggle(toggle) => {
                fill(toggle.on, text, json, to);
                fill(toggle.off, text, json, to);
                continue;
            }
            Kind::Collection(inner) | Kind::Rows(inner) => {
                let mut below = Map::new();
                fill(inner, text, json, &mut below);
                if matches!(field.form.kind, Kind::Rows(_)) { json!([below]) } else { below.into() }
            }
            Kind::String | Kind::Password | Kind::Load(_) => text.into(),
            Kind::LoadMany(_) => json!([text]),
            Kind::Locate(_) => json!({ "__rl": true, "mode": "id", "value": text }),
            Kind::Options(choices) => choices[0].value.into(),
            Kind::MultiOptions(choices) => json!([choices[0].value]),
            Kind::Number { .. } => 1.into(),
            Kind::Boolean => true.into(),
            Kind::Json(_) => json.clone(),
            Kind::DateTime => "2024-01-01".into(),
        };
        to.insert(field.name.into(), value);
    }
}
