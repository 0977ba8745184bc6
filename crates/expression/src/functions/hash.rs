//! Digests and base64.

use crate::builtins::argument;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, Value};
use sha1::Digest;
use std::fmt::Write;

fn hex(bytes: impl AsRef<[u8]>) -> String {
    bytes.as_ref().iter().fold(String::new(), |mut text, byte| {
        // Writing to a string never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The digest of the text's UTF-8, in hexadecimal.
pub fn hash<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let text = super::string::read(cx, this)?;
    let algorithm = match argument(arguments, 0) {
        nothing if nothing.is_nullish() => "md5".to_owned(),
        name => cx.to_str(name)?.to_lowercase(),
    };
    if algorithm == "md5" && cx.to_text(this)?.as_str().is_none() {
        return Err(cx.throw(ErrorName::Uri, "URI malformed"));
    }
    let digest = match &*algorithm {
        "base64" => base64_encode(text),
        "md5" => hex(md5::Md5::digest(text)),
        "sha1" => hex(sha1::Sha1::digest(text)),
        "sha224" => hex(sha2::Sha224::digest(text)),
        "sha256" => hex(sha2::Sha256::digest(text)),
        "sha384" => hex(sha2::Sha384::digest(text)),
        "sha512" => hex(sha2::Sha512::digest(text)),
        "sha3" => hex(sha3::Sha3_512::digest(text)),
        other => {
            return Err(Throw::extension(format!(
                "Unknown algorithm {other}. Available algorithms are: md5,sha1,sha224,sha256,sha384,sha512,sha3, and \
                 Base64."
            )));
        }
    };
    cx.text(&digest)
}

/// The text's UTF-8 in base64.
pub fn base64_encode(text: &str) -> String {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.encode(text)
}

/// The text that base64 holds. Characters that are not base64 are skipped.
pub fn base64_decode(text: &str) -> String {
    let sextets: Vec<u8> = text
        .bytes()
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .filter_map(|byte| match byte {
            b'A'..=b'Z' => Some(byte - b'A'),
            b'a'..=b'z' => Some(byte - b'a' + 26),
            b'0'..=b'9' => Some(byte - b'0' + 52),
            b'+' => Some(62),
            b'/' => Some(63),
            _ => None,
        })
        .collect();
    let mut bytes = Vec::with_capacity(sextets.len());
    for group in sextets.chunks(4) {
        let bits = group.iter().fold(0_u32, |bits, sextet| (bits << 6) | u32::from(*sextet)) << (6 * (4 - group.len()));
        bytes.extend(&bits.to_be_bytes()[1..group.len().max(1)]);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
