//! Access that a user grants in a browser: authorization code, RFC 6749, with PKCE, RFC 7636.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use nodewright_core::{Credential, ErrorKind, Login, NodeError, Result, Secret, Signing, Value, serde_json::Map};
use sha2::{Digest, Sha256};
use url::Url;

use super::{check, tokens};

/// The address that asks the user, as n8n makes it.
///
/// # Errors
/// A credential whose grant asks no user, or that lacks an address.
pub(super) fn begin(credential: &Credential, redirect: &str) -> Result<Login> {
    let name = credential.type_name();
    let refuse = |message: String| NodeError::new(ErrorKind::Credential, message);
    check(credential)?;
    let grant = credential.text("grantType").unwrap_or("authorizationCode");
    if !matches!(grant, "authorizationCode" | "pkce") {
        return Err(refuse(format!("The credential '{name}' needs no login: its grant type is '{grant}'")));
    }
    let field = |name: &str| credential.text(name).unwrap_or_default();
    for needed in ["authUrl", "accessTokenUrl", "clientId"] {
        if field(needed).is_empty() {
            return Err(refuse(format!("The credential '{name}' lacks its field '{needed}', which a login needs")));
        }
    }
    let mut address =
        Url::parse(field("authUrl")).ok().filter(|url| matches!(url.scheme(), "http" | "https")).ok_or_else(|| {
            refuse(format!("The field 'authUrl' of the credential '{name}' is not a URL of http or https"))
        })?;
    let state = random();
    let is_pkce = grant == "pkce";
    let verifier = is_pkce.then(random);
    // What the credential adds wins over the usual fields, as in n8n.
    let further: Vec<_> = url::form_urlencoded::parse(field("authQueryParameters").as_bytes()).collect();
    let challenge =
        verifier.as_ref().map(|verifier| BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())));
    let mut usual = vec![
        ("client_id", field("clientId")),
        ("redirect_uri", redirect),
        ("response_type", "code"),
        ("state", &*state),
        ("scope", field("scope")),
    ];
    if let Some(challenge) = &challenge {
        usual.extend([("code_challenge", &**challenge), ("code_challenge_method", "S256")]);
    }
    usual.retain(|(name, value)| !value.is_empty() && (*name == "state" || further.iter().all(|(own, _)| own != name)));
    address.query_pairs_mut().extend_pairs(usual).extend_pairs(further.iter().filter(|(name, _)| name != "state"));
    Ok(Login {
        address: address.into(),
        redirect: redirect.to_owned(),
        state: Secret::new(state),
        verifier: verifier.map(Secret::new),
    })
}

/// The tokens for the code that the service has sent along.
///
/// # Errors
/// The user or the service has refused.
pub(super) async fn finish(
    credential: &Credential,
    login: &Login,
    answer: &Map<String, Value>,
    with: &dyn Signing,
) -> Result<Map<String, Value>> {
    let field = |name: &str| answer.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let refuse = |message: String| NodeError::new(ErrorKind::Credential, message);
    if let Some(error) = field("error") {
        let refused = refuse(format!("The service refused the login: {error}"));
        return Err(match field("error_description") {
            Some(description) => refused.with_description(description),
            None => refused,
        });
    }
    let code = field("code").ok_or_else(|| refuse("The service sent no code along".to_owned()))?;
    let mut form: Map<String, Value> =
        [("code", code), ("grant_type", "authorization_code"), ("redirect_uri", &login.redirect)]
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.into()))
            .collect();
    if let Some(verifier) = &login.verifier {
        form.insert("code_verifier".to_owned(), verifier.expose().into());
    }
    let is_in_body = credential.text("authentication") == Some("body");
    let client = if is_in_body { tokens::Client::InBody } else { tokens::Client::InHeader };
    tokens::request(credential, form, client, Map::new(), with).await
}

/// 256 bits that nobody can guess.
fn random() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}
