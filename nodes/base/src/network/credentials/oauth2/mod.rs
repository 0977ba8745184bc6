//! `oAuth2Api` and every type that extends it: a token, renewed when the service refuses it.

mod grant;
mod login;
mod tokens;

use nodewright_core::{
    Authenticate, Credential, ErrorKind, Login, NodeError, Refusal, Renewal, Request, Result, Signing, Value,
    async_trait,
    http::{
        HeaderValue, StatusCode,
        header::{AUTHORIZATION, CACHE_CONTROL, PRAGMA},
    },
    javascript,
    serde_json::Map,
};

/// Where the tokens stand in the data.
const TOKENS: &str = "oauthTokenData";

pub struct OAuth2;

#[async_trait]
impl Authenticate for OAuth2 {
    async fn sign(&self, request: &mut Request, credential: &Credential, _: &dyn Signing) -> Result<()> {
        let name = credential.type_name();
        let refuse = |message: String| NodeError::new(ErrorKind::Credential, message);
        let token = access_token(credential).ok_or_else(|| {
            refuse(format!("The credential '{name}' is not connected to an account yet"))
                .with_description("Its oauthTokenData lacks access_token; `nodewright credentials login` gets one")
        })?;
        let kind = token_of(credential, ["token_type", "tokenType"]);
        if kind.is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            request.query.shift_insert(0, "access_token".to_owned(), token.into());
            request.headers.insert(PRAGMA, HeaderValue::from_static("no-store"));
            request.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            return Ok(());
        }
        let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
            .map_err(|_| refuse(format!("The access token of '{name}' cannot be sent in a header")))?;
        value.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    fn is_stale(&self, credential: &Credential) -> bool {
        is_own(credential) && access_token(credential).is_none()
    }

    fn is_refusal(&self, status: StatusCode, credential: &Credential) -> bool {
        let expired = credential.expose().get("tokenExpiredStatusCode").and_then(Value::as_u64).unwrap_or(401);
        u64::from(status.as_u16()) == expired
    }

    async fn renew(&self, credential: &Credential, _: Option<&Refusal>, with: &dyn Signing) -> Result<Option<Renewal>> {
        let tokens = grant::renewed(credential, with).await?;
        Ok(Some(Renewal::Kept(with_tokens(credential, tokens))))
    }

    async fn begin_login(&self, credential: &Credential, redirect: &str, _: &dyn Signing) -> Result<Option<Login>> {
        login::begin(credential, redirect).map(Some)
    }

    async fn finish_login(
        &self,
        credential: &Credential,
        login: &Login,
        answer: &Map<String, Value>,
        with: &dyn Signing,
    ) -> Result<Map<String, Value>> {
        Ok(with_tokens(credential, login::finish(credential, login, answer, with).await?))
    }
}

/// The data with new tokens. What the answer does not renew stays, such as the refresh token.
fn with_tokens(credential: &Credential, mut tokens: Map<String, Value>) -> Map<String, Value> {
    let mut data = credential.expose().as_object().cloned().unwrap_or_default();
    let mut kept = data.get(TOKENS).and_then(Value::as_object).cloned().unwrap_or_default();
    kept.append(&mut tokens);
    data.insert(TOKENS.to_owned(), kept.into());
    data
}

/// What is not supported, by field and the value that is.
const UNSUPPORTED: [(&str, &str, &str); 3] = [
    ("jweEnabled", "false", "encrypted tokens"),
    ("clientCredentialType", "clientSecret", "clients that identify with a certificate"),
    ("useDynamicClientRegistration", "false", "clients that register themselves"),
];

/// That the client can get tokens in a way that is supported.
fn check(credential: &Credential) -> Result<()> {
    let other = |(field, supported, _): &&(&str, &str, &str)| {
        credential.expose().get(*field).is_some_and(|value| javascript::text(value) != *supported)
    };
    match UNSUPPORTED.iter().find(other) {
        Some((field, _, what)) => {
            let name = credential.type_name();
            let message = format!("The credential '{name}' asks for {what}, which are not supported");
            Err(NodeError::new(ErrorKind::Credential, message).with_description(format!("Its field is '{field}'")))
        }
        None => Ok(()),
    }
}

/// Whether the client has the access itself, without a user.
fn is_own(credential: &Credential) -> bool {
    credential.text("grantType") == Some("clientCredentials")
}

fn access_token(credential: &Credential) -> Option<&str> {
    token_of(credential, ["access_token", "accessToken"])
}

/// A text of the tokens, under its name or the one that older versions of n8n stored it under.
fn token_of<'c>(credential: &'c Credential, names: [&str; 2]) -> Option<&'c str> {
    let tokens = credential.expose().get(TOKENS)?;
    let mut found = names.iter().filter_map(|name| tokens.get(*name)?.as_str());
    found.find(|text| !text.is_empty())
}
