//! Tokens without a user: of the client itself, and by a refresh token.

use nodewright_core::{Credential, ErrorKind, NodeError, Result, Signing, Value, json, serde_json::Map};

use super::{check, is_own, token_of, tokens};

/// New tokens in place of those that are refused or missing.
///
/// # Errors
/// There is nothing to get them with, or the server refuses.
pub(super) async fn renewed(credential: &Credential, with: &dyn Signing) -> Result<Map<String, Value>> {
    check(credential)?;
    let mut form = Map::new();
    if is_own(credential) {
        form.insert("grant_type".to_owned(), "client_credentials".into());
        if let Some(scope) = credential.text("scope").filter(|scope| !scope.is_empty()) {
            form.insert("scope".to_owned(), scope.into());
        }
    } else {
        let refresh = token_of(credential, ["refresh_token", "refreshToken"]);
        let refresh = refresh.ok_or_else(|| no_refresh_token(credential))?;
        form.insert("refresh_token".to_owned(), refresh.into());
        form.insert("grant_type".to_owned(), "refresh_token".into());
    }
    let is_in_body = credential.text("authentication") == Some("body");
    let has_further = credential.expose().get("sendAdditionalBodyProperties") == Some(&Value::Bool(true));
    let further = (is_own(credential) && has_further).then(|| {
        let text = credential.text("additionalBodyProperties").unwrap_or_default();
        json::parse(text).ok().and_then(|value| value.as_object().cloned()).unwrap_or_default()
    });
    let client = if is_in_body { tokens::Client::InBody } else { tokens::Client::InHeader };
    tokens::request(credential, form, client, further.unwrap_or_default(), with).await
}

fn no_refresh_token(credential: &Credential) -> NodeError {
    let message = format!("The credential \"{}\" needs to be reconnected.", credential.type_name());
    NodeError::new(ErrorKind::Api, message)
        .with_description("The access token has expired and there is no refresh token to get another with.")
}
