//! `httpDigestAuth`: answers a challenge, RFC 7616.

use md5::Md5;
use nodewright_core::{
    Authenticate, Credential, ErrorKind, NodeError, Refusal, Renewal, Request, Result, Signing, async_trait,
    http::{
        HeaderValue,
        header::{AUTHORIZATION, WWW_AUTHENTICATE},
    },
};
use sha2::{Digest as _, Sha256};
use url::{Position, Url};

/// Where a challenge waits for the request to be sent again; no field of the type.
const CHALLENGE: &str = "challenge";

pub struct Digest;

#[async_trait]
impl Authenticate for Digest {
    async fn sign(&self, request: &mut Request, credential: &Credential, with: &dyn Signing) -> Result<()> {
        let Some(challenge) = credential.text(CHALLENGE) else { return Ok(()) };
        let url = Url::parse(&with.url(request)?)
            .map_err(|error| NodeError::new(ErrorKind::Operation, format!("Invalid URL: {error}")))?;
        let uri = &url[Position::BeforePath..Position::AfterQuery];
        let field = |name: &str| credential.text(name).unwrap_or_default();
        let nonce = format!("{:016x}", fastrand::u64(..));
        let answer = answer(challenge, field("user"), field("password"), request.method.as_str(), uri, &nonce)?;
        let mut value = HeaderValue::from_bytes(answer.as_bytes())
            .map_err(|_| NodeError::new(ErrorKind::Credential, "The user name cannot be sent in a header"))?;
        value.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    async fn renew(
        &self,
        credential: &Credential,
        refusal: Option<&Refusal>,
        _: &dyn Signing,
    ) -> Result<Option<Renewal>> {
        let Some(refusal) = refusal else { return Ok(None) };
        let said = refusal.headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|value| value.to_str().ok());
        let is_digest = |text: &&str| text.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("digest "));
        let challenges: Vec<&str> = said.filter(is_digest).map(|text| &text[7..]).collect();
        if challenges.is_empty() {
            return Ok(None);
        }
        // The first whose algorithm is known, as the service prefers it.
        let known = challenges.into_iter().find(|challenge| Algorithm::of(challenge).is_some());
        let challenge = known.ok_or_else(|| {
            NodeError::new(ErrorKind::Credential, "The service asks for a digest that is not supported")
                .with_description("Supported are MD5 and SHA-256, also as -sess")
        })?;
        let mut data = credential.expose().as_object().cloned().unwrap_or_default();
        data.insert(CHALLENGE.to_owned(), challenge.into());
        Ok(Some(Renewal::Once(data)))
    }

    fn keeps_renewed(&self) -> bool {
        false
    }
}

#[derive(Clone, Copy)]
struct Algorithm {
    name: &'static str,
    hash: fn(&str) -> String,
    is_session: bool,
}

const ALGORITHMS: [Algorithm; 4] = [
    Algorithm { name: "MD5", hash: md5, is_session: false },
    Algorithm { name: "MD5-sess", hash: md5, is_session: true },
    Algorithm { name: "SHA-256", hash: sha256, is_session: false },
    Algorithm { name: "SHA-256-sess", hash: sha256, is_session: true },
];

impl Algorithm {
    fn of(challenge: &str) -> Option<Self> {
        let name = parameter(challenge, "algorithm").unwrap_or_else(|| "MD5".into());
        ALGORITHMS.into_iter().find(|known| known.name.eq_ignore_ascii_case(&name))
    }
}

fn md5(text: &str) -> String {
    hex(&Md5::digest(text))
}

fn sha256(text: &str) -> String {
    hex(&Sha256::digest(text))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The header that answers a challenge.
fn answer(challenge: &str, user: &str, password: &str, method: &str, uri: &str, client_nonce: &str) -> Result<String> {
    const COUNT: &str = "00000001";
    let refuse = |message: &str| NodeError::new(ErrorKind::Credential, message);
    let said = |name: &str| parameter(challenge, name);
    let algorithm = Algorithm::of(challenge).ok_or_else(|| refuse("The algorithm of the digest is not supported"))?;
    let hash = algorithm.hash;
    let (realm, nonce) = (said("realm").unwrap_or_default(), said("nonce").unwrap_or_default());
    let qualities = said("qop");
    let has_quality = qualities.as_ref().is_some_and(|list| list.split(',').any(|one| one.trim() == "auth"));
    if qualities.is_some() && !has_quality {
        return Err(refuse("The service asks for a digest of the body, which is not supported"));
    }
    let mut secret = hash(&format!("{user}:{realm}:{password}"));
    if algorithm.is_session {
        secret = hash(&format!("{secret}:{nonce}:{client_nonce}"));
    }
    let asked = hash(&format!("{method}:{uri}"));
    let response = match has_quality {
        true => hash(&format!("{secret}:{nonce}:{COUNT}:{client_nonce}:auth:{asked}")),
        false => hash(&format!("{secret}:{nonce}:{asked}")),
    };
    let mut text = format!(
        "Digest username={}, realm={}, nonce={}, uri={}, response=\"{response}\"",
        quoted(user),
        quoted(&realm),
        quoted(&nonce),
        quoted(uri)
    );
    if said("algorithm").is_some() {
        text.push_str(&format!(", algorithm={}", algorithm.name));
    }
    if has_quality {
        text.push_str(&format!(", qop=auth, nc={COUNT}"));
    }
    if has_quality || algorithm.is_session {
        text.push_str(&format!(", cnonce=\"{client_nonce}\""));
    }
    if let Some(opaque) = said("opaque") {
        text.push_str(&format!(", opaque={}", quoted(&opaque)));
    }
    Ok(text)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A parameter of a challenge; a quoted value may hold commas.
fn parameter(challenge: &str, wanted: &str) -> Option<String> {
    let mut rest = challenge;
    loop {
        let (name, behind) = rest.split_once('=')?;
        let name = name.trim_matches([' ', ',', '\t']);
        let behind = behind.trim_start();
        let (value, end) = match behind.strip_prefix('"') {
            Some(inside) => {
                let mut value = String::new();
                let mut letters = inside.char_indices();
                let end = loop {
                    match letters.next()? {
                        (at, '"') => break at + 1,
                        (_, '\\') => value.extend(letters.next().map(|(_, letter)| letter)),
                        (_, letter) => value.push(letter),
                    }
                };
                (value, &inside[end..])
            }
            None => {
                let end = behind.find(',').unwrap_or(behind.len());
                (behind[..end].trim().to_owned(), &behind[end..])
            }
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
        rest = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 7616, 3.9.1, and RFC 2617, 3.5.
    #[test]
    fn challenges_are_answered_as_the_standard_does() {
        let nonce = "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"";
        let opaque = "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
        let realm = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\"";
        for (algorithm, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
        ] {
            let challenge = format!("{realm}, algorithm={algorithm}, {nonce}, {opaque}");
            let client = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
            let made = answer(&challenge, "Mufasa", "Circle of Life", "GET", "/dir/index.html", client).unwrap();
            assert_eq!(parameter(&made[7..], "response").as_deref(), Some(response), "{made}");
            assert_eq!(parameter(&made[7..], "nc").as_deref(), Some("00000001"), "{made}");
        }
    }
}
