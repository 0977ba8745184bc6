//! Asking the token endpoint.

use nodewright_core::{
    Body, Credential, ErrorKind, Method, NodeError, Request, Result, Service, Signing, StatusErrors, Value,
    http::{HeaderValue, StatusCode, header::ACCEPT},
    javascript, json,
    serde_json::Map,
};

/// How the client says who it is.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Client {
    /// By Basic authentication.
    InHeader,
    /// In the body.
    InBody,
}

/// The tokens that the server gives for a grant.
///
/// # Errors
/// It cannot be reached, refuses, or gives no access token.
pub(super) async fn request(
    credential: &Credential,
    mut form: Map<String, Value>,
    client: Client,
    further: Map<String, Value>,
    with: &dyn Signing,
) -> Result<Map<String, Value>> {
    let field = |name: &str| credential.text(name).unwrap_or_default();
    let (id, secret) = (field("clientId"), field("clientSecret"));
    let mut request = Request::to_url(Method::POST, field("accessTokenUrl")).anonymous();
    match client {
        // A client without a secret, as PKCE allows it, only says its id.
        _ if secret.is_empty() => {
            form.insert("client_id".to_owned(), id.into());
        }
        Client::InBody => {
            form.insert("client_id".to_owned(), id.into());
            form.insert("client_secret".to_owned(), secret.into());
        }
        Client::InHeader => request.set_basic_auth(id, secret)?,
    }
    form.extend(further);
    for secret in ["client_secret", "refresh_token", "code", "code_verifier"] {
        if let Some(Value::String(text)) = form.get(secret) {
            request.hide(text.clone());
        }
    }
    request.headers.insert(ACCEPT, HeaderValue::from_static("application/json, application/x-www-form-urlencoded"));
    request.body = Body::Form(form);
    request.options.errors = StatusErrors::None;
    request.options.allow_unauthorized = credential.expose().get("ignoreSSLIssues") == Some(&Value::Bool(true));
    let answer = with.http().send(&Service::anywhere(), request).await?;
    let status = answer.status;
    let tokens = read(&answer.bytes().await?);
    match tokens.get("access_token") {
        Some(token) if status.is_success() && javascript::is_truthy(token) => Ok(tokens),
        _ => Err(refused(credential, &tokens, status)),
    }
}

/// JSON, or a form as some services answer.
fn read(body: &[u8]) -> Map<String, Value> {
    match json::read(body) {
        Ok(Value::Object(map)) => map,
        _ => url::form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into())).collect(),
    }
}

fn refused(credential: &Credential, answer: &Map<String, Value>, status: StatusCode) -> NodeError {
    let name = credential.type_name();
    let code = answer.get("error").and_then(Value::as_str).unwrap_or_default();
    let lost = "Access could not be refreshed because the connected account has revoked access, the refresh token \
                expired, or the account password or permissions changed. Open the credential and reconnect it to continue.";
    match code {
        "invalid_grant" => {
            let message = format!("The credential \"{name}\" needs to be reconnected.");
            NodeError::new(ErrorKind::Api, message).with_description(lost)
        }
        _ => {
            let status = status.as_u16();
            let message =
                format!("The token of the credential \"{name}\" could not be renewed: the server answered {status}");
            let error = NodeError::new(ErrorKind::Api, message).with_messages(vec![format!("HTTP status {status}")]);
            error.with_description(match code {
                "" => "It gave no access token".to_owned(),
                code => format!("Its error code is {code}"),
            })
        }
    }
}
