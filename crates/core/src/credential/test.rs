//! How a credential is tested.

use nodewright_properties::{Extra, value_at};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Credential, data};
use crate::{ErrorKind, Expressions, NodeError, Result, javascript};

/// How a credential is tested. n8n's `ICredentialTestRequest`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CredentialTest {
    /// The request: `baseURL`, `url`, `method`, `headers`, `qs`, `body` …; texts may be expressions.
    #[serde(default)]
    pub request: Map<String, Value>,
    /// What its answer has to be besides a success.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<Vec<Value>>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What testing a credential has shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CredentialTested {
    /// Whether it works.
    pub status: TestStatus,
    /// The same for people, without secrets.
    pub message: String,
}

/// Whether a credential works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub enum TestStatus {
    /// It does.
    #[serde(rename = "OK")]
    Works,
    /// It does not.
    #[serde(rename = "Error")]
    Fails,
    /// Its type says no request to tell by.
    Untested,
}

impl CredentialTested {
    /// It works.
    #[must_use]
    pub fn works() -> Self {
        Self { status: TestStatus::Works, message: "Connection successful!".to_owned() }
    }

    /// It does not work.
    pub fn fails(message: impl Into<String>) -> Self {
        Self { status: TestStatus::Fails, message: message.into() }
    }

    /// A type without a test.
    #[must_use]
    pub fn untested(type_name: &str) -> Self {
        let message = format!("The credential type '{type_name}' has no test request");
        Self { status: TestStatus::Untested, message }
    }
}

impl CredentialTest {
    /// A GET of a path below a base URL; texts or expressions.
    pub(crate) fn get(base: &str, path: &str) -> Self {
        let request = json!({ "baseURL": base, "url": path }).as_object().cloned().unwrap_or_default();
        Self { request, ..Self::default() }
    }

    /// The request with its expressions evaluated.
    ///
    /// # Errors
    /// An expression that fails.
    pub fn request_for(&self, credential: &Credential, expressions: &dyn Expressions) -> Result<Map<String, Value>> {
        let mut request = Map::new();
        for (name, value) in &self.request {
            let value = data::evaluate(value, credential.expose(), expressions).map_err(|error| {
                let kind = credential.type_name();
                let message = format!("'{name}' of the test of '{kind}' cannot be evaluated: {}", error.message());
                NodeError::new(ErrorKind::Credential, message)
            })?;
            request.extend(value.map(|value| (name.clone(), value)));
        }
        Ok(request)
    }

    /// What an answer says of the credential: a status that is none of success, or what the rules name, is a failure.
    pub fn judge(&self, status: http::StatusCode, body: &Value) -> CredentialTested {
        let rules = || self.rules.iter().flatten().map(|rule| (rule["type"].as_str(), &rule["properties"]));
        let said = |rule: &Value| CredentialTested::fails(javascript::text(&rule["message"]));
        if !status.is_success() {
            let mut by_code = rules().filter(|(kind, _)| *kind == Some("responseCode"));
            return match by_code.find(|(_, rule)| rule["value"].as_f64() == Some(f64::from(status.as_u16()))) {
                Some((_, rule)) => said(rule),
                None => CredentialTested::fails(match status.canonical_reason() {
                    Some(reason) => format!("{} {reason}", status.as_u16()),
                    None => format!("Received HTTP status code: {}", status.as_u16()),
                }),
            };
        }
        // As n8n makes items of the answer: the first of a list.
        let item = body.as_array().map_or(Some(body), |list| list.first()).and_then(Value::as_object);
        let is_named = |rule: &Value| {
            let found = item.and_then(|item| value_at(item, "", rule["key"].as_str().unwrap_or_default()));
            found.as_deref() == rule.get("value")
        };
        let mut by_body = rules().filter(|(kind, _)| *kind == Some("responseSuccessBody"));
        by_body.find(|(_, rule)| is_named(rule)).map_or_else(CredentialTested::works, |(_, rule)| said(rule))
    }
}
