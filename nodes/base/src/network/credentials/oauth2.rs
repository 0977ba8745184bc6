//! `oAuth2Api`: a bearer token, renewed when the service refuses it.

use nodewright_core::{
    Authenticate, Body, Credential, ErrorKind, NodeError, Refusal, Renewal, Request, Result, Service, Signing,
    StatusErrors, Value, async_trait,
    http::{
        HeaderValue, StatusCode,
        header::{ACCEPT, AUTHORIZATION},
    },
    javascript, json,
    serde_json::Map,
};

/// Where the tokens stand in the data.
const TOKENS: &str = "oauthTokenData";

pub struct OAuth2;

#[async_trait]
impl Authenticate for OAuth2 {
    async fn sign(&self, request: &mut Request, credential: &Credential, _: &dyn Signing) -> Result<()> {
        let refuse = |message: &str| NodeError::new(ErrorKind::Credential, message);
        let token = token(credential, "access_token").ok_or_else(|| {
            refuse("The credential 'oAuth2Api' is not connected to an account yet")
                .with_description("Its oauthTokenData lacks access_token")
        })?;
        let mut value = HeaderValue::from_str(&format!("Bearer {token}"))
            .map_err(|_| refuse("The access token cannot be sent in a header"))?;
        value.set_sensitive(true);
        request.headers.insert(AUTHORIZATION, value);
        Ok(())
    }

    fn is_stale(&self, credential: &Credential) -> bool {
        is_own(credential) && token(credential, "access_token").is_none()
    }

    fn is_refusal(&self, status: StatusCode, credential: &Credential) -> bool {
        let expired = credential.expose().get("tokenExpiredStatusCode").and_then(Value::as_u64).unwrap_or(401);
        u64::from(status.as_u16()) == expired
    }

    async fn renew(&self, credential: &Credential, _: Option<&Refusal>, with: &dyn Signing) -> Result<Option<Renewal>> {
        check(credential)?;
        let mut form = Map::new();
        let mut put = |name: &str, value: &str| {
            form.insert(name.to_owned(), value.into());
        };
        let field = |name: &str| credential.text(name).unwrap_or_default();
        let refresh = token(credential, "refresh_token");
        if is_own(credential) {
            put("grant_type", "client_credentials");
            if !field("scope").is_empty() {
                put("scope", field("scope"));
            }
        } else {
            let refresh = refresh.as_deref().ok_or_else(no_refresh_token)?;
            put("refresh_token", refresh);
            put("grant_type", "refresh_token");
        }
        let mut request = Request::to_url(nodewright_core::Method::POST, field("accessTokenUrl")).anonymous();
        if field("authentication") == "body" {
            put("client_id", field("clientId"));
            put("client_secret", field("clientSecret"));
        } else {
            request.set_basic_auth(field("clientId"), field("clientSecret"))?;
        }
        if is_own(credential) && credential.expose().get("sendAdditionalBodyProperties") == Some(&Value::Bool(true)) {
            let further = json::parse(field("additionalBodyProperties")).ok();
            form.extend(further.and_then(|value| value.as_object().cloned()).unwrap_or_default());
        }
        request.headers.insert(ACCEPT, HeaderValue::from_static("application/json, application/x-www-form-urlencoded"));
        request.body = Body::Form(form);
        request.options.errors = StatusErrors::None;
        request.options.allow_unauthorized = credential.expose().get("ignoreSSLIssues") == Some(&Value::Bool(true));
        let answer = with.http().send(&Service::anywhere(), request).await?;
        let status = answer.status;
        let body = answer.bytes().await?;
        let mut tokens = tokens(&body);
        if !status.is_success() || tokens.get("access_token").is_none_or(|token| !javascript::is_truthy(token)) {
            return Err(refused(&tokens, status));
        }
        let mut data = credential.expose().as_object().cloned().unwrap_or_default();
        // What the answer does not renew stays, such as the refresh token.
        let mut kept = data.get(TOKENS).and_then(Value::as_object).cloned().unwrap_or_default();
        kept.append(&mut tokens);
        data.insert(TOKENS.to_owned(), kept.into());
        Ok(Some(Renewal::Kept(data)))
    }
}

/// Ways of clients that are not supported, by field and the value that is.
const UNSUPPORTED: [(&str, &str, &str); 2] = [
    ("jweEnabled", "false", "encrypted tokens"),
    ("clientCredentialType", "clientSecret", "clients that identify with a certificate"),
];

fn check(credential: &Credential) -> Result<()> {
    let other = |(field, supported, _): &&(&str, &str, &str)| {
        credential.expose().get(*field).is_some_and(|value| javascript::text(value) != *supported)
    };
    match UNSUPPORTED.iter().find(other) {
        Some((field, _, what)) => {
            let message = format!("The credential 'oAuth2Api' asks for {what}, which are not supported");
            Err(NodeError::new(ErrorKind::Credential, message).with_description(format!("Its field is '{field}'")))
        }
        None => Ok(()),
    }
}

/// Whether the client has the access itself, without a user.
fn is_own(credential: &Credential) -> bool {
    credential.text("grantType") == Some("clientCredentials")
}

fn token(credential: &Credential, name: &str) -> Option<String> {
    let token = credential.expose().get(TOKENS)?.get(name)?.as_str()?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// JSON, or a form as some services answer.
fn tokens(body: &[u8]) -> Map<String, Value> {
    match json::read(body) {
        Ok(Value::Object(map)) => map,
        _ => url::form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into())).collect(),
    }
}

fn no_refresh_token() -> NodeError {
    NodeError::new(ErrorKind::Api, "The credential \"oAuth2Api\" needs to be reconnected.")
        .with_description("The access token has expired and there is no refresh token to get another with.")
}

fn refused(answer: &Map<String, Value>, status: StatusCode) -> NodeError {
    let code = answer.get("error").and_then(Value::as_str).unwrap_or_default();
    let lost = "Access could not be refreshed because the connected account has revoked access, the refresh token \
                expired, or the account password or permissions changed. Open the credential and reconnect it to continue.";
    match code {
        "invalid_grant" => NodeError::new(ErrorKind::Api, "The credential \"oAuth2Api\" needs to be reconnected.")
            .with_description(lost),
        _ => NodeError::new(
            ErrorKind::Api,
            format!(
                "The token of the credential \"oAuth2Api\" could not be renewed: the server answered {}",
                status.as_u16()
            ),
        )
        .with_messages(vec![format!("HTTP status {}", status.as_u16())])
        .with_description(if code.is_empty() {
            "It gave no access token".to_owned()
        } else {
            format!("Its error code is {code}")
        }),
    }
}
