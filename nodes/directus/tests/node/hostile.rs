//! Values that are up to no good, in every text and JSON field of every operation.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use nodewright_core::{
    Field, HttpClient, Item, Kind, Parameters, Request, Response, Result, Service,
    serde_json::{Map, Value, json},
};
use nodewright_node_directus::V1;

use crate::{run::run, wire};

/// Answers anything with a row, and keeps the paths.
#[derive(Default)]
struct Lenient(Mutex<Vec<String>>);

#[async_trait]
impl HttpClient for Lenient {
    async fn send(&self, _: &Service, request: Request) -> Result<Response> {
        self.0.lock().unwrap().push(request.path);
        wire::answer(&json!({ "body": r#"{"data":[{"id":1}]}"# }))
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

#[tokio::test]
async fn values_stay_in_their_place() {
    let credential = json!({ "url": "https://directus.example", "accessToken": "token" });
    let input = [Item::empty()];
    let (mut sent, mut refused) = (0, 0);
    for entry in V1.router.operations() {
        let name = (entry.info.resource, entry.info.operation);
        for (n, text) in texts().iter().enumerate() {
            let jsons = jsons();
            // Each text meets other JSON, and good JSON comes up often enough for requests to be sent.
            for json in [&jsons[n % jsons.len()], &json!("{\"a\":1}")] {
                let mut parameters = Parameters::new();
                fill(entry.fields, text, json, &mut parameters);
                parameters.insert("resource".into(), name.0.into());
                parameters.insert("operation".into(), name.1.into());
                let server = Arc::new(Lenient::default());
                let result =
                    run(&parameters, credential.as_object().unwrap(), &input, server.clone(), &mut Vec::new()).await;
                let paths = std::mem::take(&mut *server.0.lock().unwrap());
                sent += paths.len();
                refused += usize::from(result.is_err());
                for path in paths {
                    let clean = |c: char| c.is_ascii_alphanumeric() || "/-_.~%".contains(c);
                    assert!(path.chars().all(clean), "{name:?}: {path}");
                    assert!(path.split('/').all(|part| !matches!(part, "." | "..")), "{name:?}: {path}");
                    assert!(!path.contains("//") && path.matches('/').count() <= 4, "{name:?}: {path}");
                }
            }
        }
    }
    assert!(sent > 1000 && refused > 500, "{sent} sent, {refused} refused");
}
