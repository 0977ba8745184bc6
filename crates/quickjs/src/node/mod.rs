//! What Node.js has beside the language, for realms that programs and packages run in: JavaScript files, and what they leave
//! to this side (bytes, URLs and digests). Bytes cross over as text of one character each.

use crate::Js;
use crate::js::{Array, Exception, Object, Result, String as JsString, Value as JsValue};
use hmac::{KeyInit, Mac, SimpleHmac};
use md5::Md5;
use rand::Rng;
use sha1::{Digest, Sha1};
use sha2::{Sha224, Sha256, Sha384, Sha512, Sha512_256};
use sha3::{Sha3_256, Sha3_384, Sha3_512};
use url::{Url, form_urlencoded, quirks};

/// `(ask) => { Buffer, TextEncoder, TextDecoder, … }`.
pub const BUFFER: &str = include_str!("buffer.js");
/// `(unclosed) => { notIterable, destructured }`: for [`ERRORS`].
pub const ITERABLE: &str = include_str!("iterable.js");
/// `(hide, codeOf, iterable) => { start }`, `iterable` being what [`ITERABLE`] gives: errors in V8's words, with places of the files that `codeOf` knows.
pub const ERRORS: &str = include_str!("errors.js");
/// `(ask) => Intl`: it asks for `intl` with a member, what its object was made of, and arguments.
pub const INTL: &str = include_str!("intl.js");
/// `(ask, part, shown, absent) => { builtin, require, structuredClone }`.
pub const MODULES: &str = include_str!("modules.js");
/// `(ask) => { URL, URLSearchParams }`.
pub const URLS: &str = include_str!("url.js");

/// Random bytes at most, at once.
const MOST_RANDOM: usize = 1 << 20;

/// Answers what one of the files asks; nothing for other operations.
///
/// # Errors
/// What is thrown where the request is not one.
pub fn answer<'js>(js: &Js<'js>, operation: &str, request: &[JsValue<'js>; 3]) -> Result<Option<JsValue<'js>>> {
    let [a, b, c] = request;
    let text = |value: &JsValue<'js>| value.get::<String>();
    let answer = match operation {
        "utf8" => chars(js, text(a)?.as_bytes())?,
        "fromUtf8" => string(js, &String::from_utf8_lossy(&bytes(&text(a)?)))?,
        "random" => {
            let count = a.as_number().filter(|count| *count >= 0.0 && *count <= MOST_RANDOM as f64);
            let count =
                count.ok_or_else(|| Exception::throw_range(&js.ctx, "The value of \"size\" is out of range."))?;
            let mut random = vec![0; count as usize];
            rand::rng().fill_bytes(&mut random);
            chars(js, &random)?
        }
        "hash" | "hmac" => {
            let key = (operation == "hmac").then(|| text(b)).transpose()?;
            let (name, data) = (text(a)?, bytes(&text(c)?));
            let digest = digest(&name, key.as_deref().map(bytes).as_deref(), &data);
            let unknown =
                || Exception::throw_message(&js.ctx, &format!("Digest method '{name}' is not available to code"));
            chars(js, &digest.ok_or_else(unknown)?)?
        }
        "url" => match read_url(&text(a)?, b.get::<Option<String>>()?.as_deref()) {
            Some(url) => parts(js, &url)?,
            None => JsValue::new_undefined(js.ctx.clone()),
        },
        "changeUrl" => match read_url(&text(a)?, None) {
            Some(mut url) => {
                change(&mut url, &text(b)?, &text(c)?);
                parts(js, &url)?
            }
            None => JsValue::new_undefined(js.ctx.clone()),
        },
        "readForm" => {
            let pairs = Array::new(js.ctx.clone())?;
            for (index, (name, value)) in form_urlencoded::parse(text(a)?.as_bytes()).enumerate() {
                let pair = Array::new(js.ctx.clone())?;
                pair.set(0, &*name)?;
                pair.set(1, &*value)?;
                pairs.set(index, pair)?;
            }
            pairs.into_value()
        }
        "writeForm" => {
            let mut form = form_urlencoded::Serializer::new(String::new());
            for pair in a.get::<Array<'js>>()?.iter::<Array<'js>>() {
                let pair = pair?;
                form.append_pair(&pair.get::<String>(0)?, &pair.get::<String>(1)?);
            }
            string(js, &form.finish())?
        }
        _ => return Ok(None),
    };
    Ok(Some(answer))
}

fn string<'js>(js: &Js<'js>, text: &str) -> Result<JsValue<'js>> {
    Ok(JsString::from_str(js.ctx.clone(), text)?.into_value())
}

fn chars<'js>(js: &Js<'js>, bytes: &[u8]) -> Result<JsValue<'js>> {
    string(js, &bytes.iter().map(|byte| char::from(*byte)).collect::<String>())
}

/// Of a character beyond a byte, its last eight bits, as Node.js takes them.
fn bytes(chars: &str) -> Vec<u8> {
    chars.chars().map(|char| char as u32 as u8).collect()
}

fn read_url(address: &str, base: Option<&str>) -> Option<Url> {
    match base {
        Some(base) => Url::parse(base).ok()?.join(address).ok(),
        None => Url::parse(address).ok(),
    }
}

/// The parts of a URL under JavaScript's names.
fn parts<'js>(js: &Js<'js>, url: &Url) -> Result<JsValue<'js>> {
    let parts = Object::new(js.ctx.clone())?;
    let origin = quirks::origin(url);
    for (name, part) in [
        ("href", quirks::href(url)),
        ("origin", &origin),
        ("protocol", quirks::protocol(url)),
        ("username", quirks::username(url)),
        ("password", quirks::password(url)),
        ("host", quirks::host(url)),
        ("hostname", quirks::hostname(url)),
        ("port", quirks::port(url)),
        ("pathname", quirks::pathname(url)),
        ("search", quirks::search(url)),
        ("hash", quirks::hash(url)),
    ] {
        parts.set(name, part)?;
    }
    Ok(parts.into_value())
}

/// A change that cannot be made is none, as in JavaScript.
fn change(url: &mut Url, part: &str, value: &str) {
    let _ = match part {
        "protocol" => quirks::set_protocol(url, value),
        "username" => quirks::set_username(url, value),
        "password" => quirks::set_password(url, value),
        "host" => quirks::set_host(url, value),
        "hostname" => quirks::set_hostname(url, value),
        "port" => quirks::set_port(url, value),
        "pathname" => {
            quirks::set_pathname(url, value);
            Ok(())
        }
        "search" => {
            quirks::set_search(url, value);
            Ok(())
        }
        "hash" => {
            quirks::set_hash(url, value);
            Ok(())
        }
        _ => Ok(()),
    };
}

/// The digest by this name of Node.js', keyed or not.
fn digest(name: &str, key: Option<&[u8]>, data: &[u8]) -> Option<Vec<u8>> {
    macro_rules! with {
        ($algorithm:ty) => {
            match key {
                None => <$algorithm>::digest(data).to_vec(),
                Some(key) => {
                    // A key may have any length.
                    let mut mac = <SimpleHmac<$algorithm> as KeyInit>::new_from_slice(key).ok()?;
                    mac.update(data);
                    mac.finalize().into_bytes().to_vec()
                }
            }
        };
    }
    Some(match name.to_lowercase().replace('_', "-").as_str() {
        "md5" => with!(Md5),
        "sha1" | "sha-1" => with!(Sha1),
        "sha224" | "sha-224" => with!(Sha224),
        "sha256" | "sha-256" => with!(Sha256),
        "sha384" | "sha-384" => with!(Sha384),
        "sha512" | "sha-512" => with!(Sha512),
        "sha512-256" => with!(Sha512_256),
        "sha3-256" => with!(Sha3_256),
        "sha3-384" => with!(Sha3_384),
        "sha3-512" => with!(Sha3_512),
        _ => return None,
    })
}
