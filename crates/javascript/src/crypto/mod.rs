//! Keys, signatures, ciphers and what is derived from passwords, as `node:crypto` and `crypto.subtle` ask for them.
//!
//! Requests and answers are JSON; bytes in them are Base64.

mod cipher;
mod derive;
mod digest;
mod key;
mod rsa_key;
mod sign;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value, json};

/// What was asked, with its members read.
struct Asked<'a>(&'a Map<String, Value>);

/// The message of what is thrown, and its code.
struct Refusal(String, &'static str);

type Result<T> = std::result::Result<T, Refusal>;

fn refused<T>(message: impl Into<String>) -> Result<T> {
    Err(Refusal(message.into(), "ERR_OSSL"))
}

impl Asked<'_> {
    fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>> {
        self.maybe_bytes(name).map(Option::unwrap_or_default)
    }

    fn maybe_bytes(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let Some(text) = self.0.get(name).and_then(Value::as_str) else { return Ok(None) };
        match BASE64_STANDARD.decode(text) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(_) => refused(format!("'{name}' is malformed")),
        }
    }

    fn number(&self, name: &str) -> Option<usize> {
        self.0.get(name).and_then(Value::as_f64).filter(|number| *number >= 0.0).map(|number| number as usize)
    }

    fn is(&self, name: &str) -> bool {
        self.0.get(name) == Some(&Value::Bool(true))
    }
}

/// Answers `{ value }`, or `{ error, code }` to throw.
pub fn answer(operation: &str, request: &Value) -> Value {
    let empty = Map::new();
    let asked = Asked(request.as_object().unwrap_or(&empty));
    let done = match operation {
        "key" => key::read(&asked).map(|key| key.described()),
        "publicOf" => key::of(&asked).map(|key| key.public().described()),
        "exportKey" => key::export(&asked),
        "makeKeys" => key::generate(&asked),
        "sign" => sign::sign(&asked).map(coded),
        "verify" => sign::verify(&asked).map(Value::from),
        "encryptFor" => rsa_key::encrypt(&asked).map(coded),
        "decryptWith" => rsa_key::decrypt(&asked).map(coded),
        "cipher" => cipher::cipher(&asked),
        "pbkdf2" => derive::pbkdf2(&asked).map(coded),
        "scrypt" => derive::scrypt(&asked).map(coded),
        other => refused(format!("There is no operation '{other}'")),
    };
    match done {
        Ok(value) => json!({ "value": value }),
        Err(Refusal(message, code)) => json!({ "error": message, "code": code }),
    }
}

fn encoded(bytes: &[u8]) -> String {
    BASE64_STANDARD.encode(bytes)
}

fn coded(bytes: Vec<u8>) -> Value {
    encoded(&bytes).into()
}
