//! `oAuth1Api`: signs the request with the keys of client and user, RFC 5849.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use nodewright_core::{
    Authenticate, Body, Credential, ErrorKind, NodeError, Request, Result, Signing, async_trait,
    http::{HeaderValue, header::AUTHORIZATION},
    javascript,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use url::{Position, Url};

const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub struct OAuth1;

#[async_trait]
impl Authenticate for OAuth1 {
    async fn sign(&self, request: &mut Request, credential: &Credential, with: &dyn Signing) -> Result<()> {
        let refuse = |message: String| NodeError::new(ErrorKind::Credential, message);
        let token = |name: &str| credential.expose().pointer(&format!("/oauthTokenData/{name}")).map(javascript::text);
        let field = |name: &str| credential.text(name).unwrap_or_default();
        let (Some(user), Some(secret)) = (token("oauth_token"), token("oauth_token_secret")) else {
            let name = credential.type_name();
            return Err(refuse(format!("The credential '{name}' is not connected to an account yet"))
                .with_description("Its oauthTokenData lacks oauth_token or oauth_token_secret"));
        };
        let url = Url::parse(&with.url(request)?)
            .map_err(|error| NodeError::new(ErrorKind::Operation, format!("Invalid URL: {error}")))?;
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let method = field("signatureMethod");
        let mut fields: Vec<(String, String)> = [
            ("oauth_consumer_key", field("consumerKey").to_owned()),
            ("oauth_nonce", format!("{:032x}", fastrand::u128(..))),
            ("oauth_signature_method", method.to_owned()),
            ("oauth_timestamp", seconds.to_string()),
            ("oauth_token", user.into_owned()),
            ("oauth_version", "1.0".to_owned()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into();
        let base = base_text(request, &url, &fields);
        let key = format!("{}&{}", encoded(field("consumerSecret")), encoded(&secret));
        let signature = signature(method, key.as_bytes(), base.as_bytes())
            .ok_or_else(|| refuse(format!("The signature method '{method}' is not supported")))?;
        fields.push(("oauth_signature".to_owned(), signature));
        let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}=\"{}\"", encoded(value))).collect();
        let mut value =
            HeaderValue::from_str(&format!("OAuth {}", pairs.join(", "))).map_err(|error| refuse(error.to_string()))?;
        value.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    fn repeats_refused(&self) -> bool {
        false
    }
}

/// What is signed: method, address, and all parameters in their order.
fn base_text(request: &Request, url: &Url, fields: &[(String, String)]) -> String {
    let mut pairs: Vec<(String, String)> =
        url.query_pairs().chain([]).map(|(name, value)| (encoded(&name), encoded(&value))).collect();
    pairs.extend(fields.iter().map(|(name, value)| (encoded(name), encoded(value))));
    if let Body::Form(form) = &request.body {
        let form = nodewright_http::body::form(form, request.options.forms);
        let form = url::form_urlencoded::parse(form.as_bytes());
        pairs.extend(form.map(|(name, value)| (encoded(&name), encoded(&value))));
    }
    pairs.sort();
    let pairs: Vec<_> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let address = &url[..Position::AfterPath];
    format!("{}&{}&{}", request.method, encoded(address), encoded(&pairs.join("&")))
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// The signature by a method; none if it is unknown.
fn signature(method: &str, key: &[u8], text: &[u8]) -> Option<String> {
    fn made<M: Mac + KeyInit>(key: &[u8], text: &[u8]) -> Option<String> {
        let mut mac = <M as KeyInit>::new_from_slice(key).ok()?;
        mac.update(text);
        Some(BASE64_STANDARD.encode(mac.finalize().into_bytes()))
    }
    match method {
        "HMAC-SHA1" => made::<Hmac<Sha1>>(key, text),
        "HMAC-SHA256" => made::<Hmac<Sha256>>(key, text),
        "HMAC-SHA512" => made::<Hmac<Sha512>>(key, text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use nodewright_core::Method;

    use super::*;

    /// The example of RFC 5849, 3.4.1.1.
    #[test]
    fn the_base_text_is_that_of_the_standard() {
        let url = Url::parse("http://EXAMPLE.COM:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b").unwrap();
        let mut request = Request::to_url(Method::POST, url.as_str());
        request.body = Body::Form(
            [("c2", ""), ("a3", "2 q")].map(|(name, value)| (name.into(), value.into())).into_iter().collect(),
        );
        let fields = [
            ("oauth_consumer_key", "9djdj82h48djs9d2"),
            ("oauth_token", "kkk9d7dh3k39sjv7"),
            ("oauth_signature_method", "HMAC-SHA1"),
            ("oauth_timestamp", "137131201"),
            ("oauth_nonce", "7d8f3e4a"),
        ];
        let fields: Vec<_> = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(
            base_text(&request, &url, &fields),
            "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D\
             %26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26\
             oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7"
        );
        // RFC 2202, test case 2.
        assert_eq!(
            signature("HMAC-SHA1", b"Jefe", b"what do ya want for nothing?").as_deref(),
            Some("7/zfauXrL6LSdBbV8YTfnCWafHk=")
        );
    }
}
