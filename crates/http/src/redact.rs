//! Removes secrets from errors and traces. A service may quote what it received, in its own encoding.

use std::{collections::BTreeSet, ops::Range};

use base64::{Engine, prelude::BASE64_STANDARD_NO_PAD};
use nodewright_core::{Credential, NodeError, Secret};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

const HIDDEN: &str = "[secret]";

/// Shorter texts occur by chance; they are only hidden if they are the whole text.
const SHORT: usize = 3;

/// Hides secrets anywhere in a text, also percent-encoded, inside JSON or in base64.
pub struct Redactor {
    /// The longest first, so that no part of a secret stays.
    long: Vec<String>,
    short: Vec<String>,
    base64: Vec<Base64>,
}

impl Redactor {
    /// Hides a credential's texts (but not its addresses), the secrets of a request, and what was made of them.
    #[must_use]
    pub fn new(credential: Option<&Credential>, secrets: &[Secret], made: &[String]) -> Self {
        let mut texts = BTreeSet::new();
        if let Some(credential) = credential {
            texts.extend(credential.secrets().into_iter().filter_map(secret));
        }
        texts.extend(secrets.iter().map(|secret| secret.expose().to_owned()));
        texts.extend(made.iter().cloned());
        texts.remove("");
        let (mut long, short): (Vec<_>, Vec<_>) = texts.into_iter().partition(|text| text.len() > SHORT);
        let encoded: Vec<_> = long.iter().flat_map(|text| encodings(text)).collect();
        long.extend(encoded);
        let base64 = long.iter().flat_map(|text| Base64::of(text)).collect();
        long.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
        Self { long, short, base64 }
    }

    /// The same text without secrets.
    #[must_use]
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
        hide_base64(text, &self.base64)
    }

    /// The same value without secrets, keys included.
    #[must_use]
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
    #[must_use]
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

/// An address is not a secret, but it may carry a password.
fn secret(text: &str) -> Option<String> {
    if text.starts_with("http://") || text.starts_with("https://") {
        return url::Url::parse(text).ok().and_then(|url| url.password().map(str::to_owned));
    }
    Some(text.to_owned())
}

/// A secret inside base64. Its bytes may start at any of three places of a group of four characters, so each secret has
/// three such forms; they also match inside `user:secret`.
struct Base64 {
    /// The characters that hold nothing but the secret, in the standard alphabet.
    own: String,
    /// Whether the character before, and the one after, hold bits of the secret too.
    shared: (bool, bool),
}

impl Base64 {
    fn of(text: &str) -> impl Iterator<Item = Self> {
        (0..3).filter_map(move |before| {
            let bytes = [&[0; 2][..before], text.as_bytes()].concat();
            let encoded = BASE64_STANDARD_NO_PAD.encode(&bytes);
            let own = encoded.get((before * 8).div_ceil(6)..bytes.len() * 8 / 6)?;
            let shared = (before > 0, !bytes.len().is_multiple_of(3));
            (own.len() > SHORT).then(|| Self { own: own.to_owned(), shared })
        })
    }

    /// Its places in a text of the standard alphabet, with the padding behind it.
    fn places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let is_base64 = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        text.match_indices(&self.own).map(move |(start, own)| {
            let (before, after) = (&text.as_bytes()[..start], &text.as_bytes()[start + own.len()..]);
            let before = usize::from(self.shared.0 && before.last().is_some_and(is_base64));
            let last = usize::from(self.shared.1 && after.first().is_some_and(is_base64));
            let padding = after[last..].iter().take_while(|byte| **byte == b'=').count();
            start - before..start + own.len() + last + padding
        })
    }
}

fn hide_base64(text: String, secrets: &[Base64]) -> String {
    // The alphabet for URLs has the same length.
    let standard = text.replace('-', "+").replace('_', "/");
    let mut places: Vec<_> = secrets.iter().flat_map(|secret| secret.places(&standard)).collect();
    if places.is_empty() {
        return text;
    }
    places.sort_unstable_by_key(|place| place.start);
    let (mut hidden, mut end) = (String::with_capacity(text.len()), 0);
    for place in places {
        if place.start >= end {
            hidden.push_str(&text[end..place.start]);
            hidden.push_str(HIDDEN);
        }
        end = end.max(place.end);
    }
    hidden + &text[end..]
}

/// Other forms of a secret: in a URL and inside JSON text.
fn encodings(text: &str) -> impl Iterator<Item = String> {
    let url = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let query = url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let quoted = Value::from(text).to_string();
    let json = quoted[1..quoted.len() - 1].to_owned();
    [url, query, json].into_iter().filter(move |encoded| encoded != text).collect::<BTreeSet<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE, BASE64_URL_SAFE_NO_PAD};
    use nodewright_core::{ErrorKind, GenericAuth};
    use serde_json::json;

    use super::*;

    #[test]
    fn base64_of_a_secret_is_hidden() {
        // "pässwörd?>" has the characters that the two alphabets write differently.
        let redactor = Redactor::new(None, &[Secret::new("pässwörd?>"), Secret::new("t0ken")], &[]);
        let cases = [
            ("pässwörd?>", "[secret]"),
            ("t0ken", "[secret]"),
            ("u:pässwörd?>", "dT[secret]"),
            ("us:t0ken", "dXM6[secret]"),
            ("use:t0ken", "dXNlO[secret]"),
            ("use:t0ken:pässwörd?>:x", "dXNlO[secret]O[secret]p4"),
        ];
        for (text, expected) in cases {
            for encoded in [
                BASE64_STANDARD.encode(text),
                BASE64_STANDARD_NO_PAD.encode(text),
                BASE64_URL_SAFE.encode(text),
                BASE64_URL_SAFE_NO_PAD.encode(text),
            ] {
                let shown = redactor.text(&format!("Authorization: Basic {encoded}, denied"));
                assert_eq!(shown, format!("Authorization: Basic {expected}, denied"), "{text}");
            }
        }
        for text in ["Authorization: Basic dXNlcjpvdGhlcg==", "/items/t0k-en_", "", "äöü=="] {
            assert_eq!(redactor.text(text), text);
        }
    }

    #[test]
    fn secrets_are_hidden_in_every_part_of_an_error() {
        let data = json!({"token": "t0k/en \"q\"", "pin": "12", "url": "https://u:pass%20word@h", "n": {"k": "deep"}});
        let credential = Credential::generic("api", GenericAuth::default(), data.as_object().unwrap().clone());
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
