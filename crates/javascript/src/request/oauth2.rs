//! What a helper says of an OAuth2 token beside its credential: n8n's `IOAuth2Options`.

use std::sync::Arc;

use nodewright_core::{Credential, Request, Result};
use serde_json::{Value, json};

use super::set_headers;

/// The credential as the options want it: the token of another property, of another type, refused with another status.
pub fn changed(credential: Arc<Credential>, options: &Value) -> Arc<Credential> {
    let text = |name: &str| options.get(name).and_then(Value::as_str);
    let Some(mut data) = credential.expose().as_object().cloned() else { return credential };
    let tokens = data.get("oauthTokenData").cloned().unwrap_or_default();
    let of_property = text("property").and_then(|path| tokens.pointer(&format!("/{}", path.replace('.', "/"))));
    let is_changed =
        ["property", "tokenType", "tokenExpiredStatusCode"].iter().any(|name| options.get(*name).is_some());
    if !is_changed || !tokens.is_object() {
        return credential;
    }
    let mut tokens = tokens.clone();
    if let Some(token) = of_property.cloned() {
        tokens["access_token"] = token;
    }
    if let Some(kind) = text("tokenType") {
        tokens["token_type"] = kind.into();
    }
    data.insert("oauthTokenData".to_owned(), tokens);
    if let Some(status) = options.get("tokenExpiredStatusCode") {
        data.insert("tokenExpiredStatusCode".to_owned(), status.clone());
    }
    Arc::new(Credential::unchecked(Arc::clone(credential.kind()), data))
}

/// The headers that carry the token besides; whether they are all that does.
pub fn sign(request: &mut Request, credential: &Credential, options: &Value) -> Result<bool> {
    let token = credential.expose().pointer("/oauthTokenData/access_token").and_then(Value::as_str).unwrap_or_default();
    if let Some(name) = options.get("keyToIncludeInAccessTokenHeader").and_then(Value::as_str) {
        set_headers(&mut request.headers, Some(&json!({ name: token })))?;
        request.hide(token.to_owned());
    }
    let is_bare = options.get("keepBearer") == Some(&false.into());
    if is_bare {
        set_headers(&mut request.headers, Some(&json!({ "authorization": token })))?;
        request.hide(token.to_owned());
    }
    Ok(is_bare)
}
