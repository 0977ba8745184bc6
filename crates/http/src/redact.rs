//! Takes secrets out of errors and traces. A service may quote what it was sent, in its own encoding.

use std::collections::BTreeSet;

use nodewright_core::{Credential, NodeError, Secret};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

const HIDDEN: &str = "[secret]";

/// Shorter texts occur by chance; they are hidden only where they stand alone.
const SHORT: usize = 3;

/// Hides secrets wherever they stand in a text, also percent-encoded or inside JSON.
pub struct Redactor {
    /// The longest first, so that no part of a secret stays.
    long: Vec<String>,
    short: Vec<String>,
}

impl Redactor {
    /// Hides a credential's texts (but not its addresses), the secrets of a request, and what was made of them.
    pub fn new(credential: Option<&Credential>, secrets: &[Secret], made: &[String]) -> Self {
        let mut texts = BTreeSet::new();
        if let Some(credential) = credential {
            collect(credential.expose(), &mut texts);
        }
        texts.extend(secrets.iter().map(|secret| secret.expose().to_owned()));
        texts.extend(made.iter().cloned());
        texts.remove("");
        let (mut long, short): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.len() > SHORT);
        let encoded: Vec<_> = long.iter().flat_map(|text| encodings(text)).collect();
        long.extend(encoded);
        long.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
        Self { long, short }
    }

    /// The same text without secrets.
    pub fn text(&self, text: &str) -> String {
        if self.short.iter().any(|secret| secret == text) {
            return HIDDEN.to_owned();
        }
        let mut text = text.to_owned();
        for secret in &self.long {
            if text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), HIDDEN);
            }
        }
        text
    }

    /// The same value without secrets, keys included.
    pub fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.text(text).into(),
            Value::Array(list) => list.iter().map(|value| self.value(value)).collect(),
            Value::Object(map) => {
                Value::Object(map.iter().map(|(key, value)| (self.text(key), self.value(value))).collect::<Map<_, _>>())
            }
            Value::Number(number) if self.text(&number.to_string()) != number.to_string() => HIDDEN.into(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    /// The same error without secrets.
    pub fn error(&self, error: NodeError) -> NodeError {
        if self.long.is_empty() && self.short.is_empty() {
            return error;
        }
        let (message, description) = (self.text(error.message()), error.description().map(|text| self.text(text)));
        let (code, data) = (error.code().map(|text| self.text(text)), error.data().map(|data| self.value(data)));
        let messages = error.messages().iter().map(|text| self.text(text)).collect();
        let mut error = error.with_message(message).with_messages(messages);
        if let Some(description) = description {
            error = error.with_description(description);
        }
        if let Some(code) = code {
            error = error.with_code(code);
        }
        match data {
            Some(data) => error.with_data(data),
            None => error,
        }
    }
}

fn collect(value: &Value, to: &mut BTreeSet<String>) {
    match value {
        // An address is no secret, but for the password it may carry.
        Value::String(text) if text.starts_with("http://") || text.starts_with("https://") => {
            let password = url::Url::parse(text).ok().and_then(|url| url.password().map(str::to_owned));
            to.extend(password);
        }
        Value::String(text) => {
            to.insert(text.clone());
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, to)),
        Value::Object(map) => map.values().for_each(|value| collect(value, to)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// How a secret looks in a URL and inside JSON text, where that is another text.
fn encodings(text: &str) -> impl Iterator<Item = String> {
    let url = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let query = url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let quoted = Value::from(text).to_string();
    let json = quoted[1..quoted.len() - 1].to_owned();
    [url, query, json].into_iter().filter(move |encoded| encoded != text).collect::<BTreeSet<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use nodewright_core::{Authenticate, ErrorKind};
    use serde_json::json;

    use super::*;

    #[test]
    fn secrets_are_hidden_in_every_part_of_an_error() {
        let data = json!({"token": "t0k/en \"q\"", "pin": "12", "url": "https://u:pass%20word@h", "n": {"k": "deep"}});
        let credential = Credential::generic("api", Authenticate::NONE, data.as_object().unwrap().clone());
        let redactor = Redactor::new(Some(&credential), &[Secret::new("t0k"), Secret::new("4711")], &["made".into()]);
        let cases = [
            (json!("no t0k/en \"q\" here"), json!("no [secret] here")),
            (json!("?q=t0k%2Fen%20%22q%22&t0k%2Fen+%22q%22"), json!("?q=[secret]&[secret]")),
            (json!(r#"{"a":"t0k/en \"q\""}"#), json!(r#"{"a":"[secret]"}"#)),
            (
                json!({"deep": ["12", "312", 4711, 12, true]}),
                json!({"[secret]": ["[secret]", "312", "[secret]", "[secret]", true]}),
            ),
            (json!("https://h and pass%20word, made"), json!("https://h and [secret], [secret]")),
        ];
        for (value, expected) in cases {
            assert_eq!(redactor.value(&value), expected);
        }
        let error = NodeError::new(ErrorKind::Api, "deep").with_description("deep").with_code("deep");
        let error = redactor.error(error.with_messages(vec!["deep".into()]).with_data(json!("deep")));
        assert!(!format!("{error:?}").contains("deep"));
    }
}
