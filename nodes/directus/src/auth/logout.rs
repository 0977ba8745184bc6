//! Log Out.

use crate::prelude::*;

/// Invalidate a refresh token and end the session it belongs to.
#[derive(Operation)]
#[operation(auth.logout, "Log Out", POST "/auth/logout", anonymous, effect = idempotent_write, run = log_out)]
pub struct LogOut {
    /// Refresh token of the session to end.
    #[param(placeholder = "eyJ0eXAiOiJKV...")]
    refresh_token: Secret,
    /// Whether to prove first that the token is alive. Directus from version 9 on answers a log out the same way
    /// for any token; with this on, a dead one is an error.
    #[wire(skip)]
    verify_token: Option<bool>,
}

async fn log_out(log_out: &LogOut, directus: &Client, _: &Call<'_>) -> Result<Output> {
    let mut request = log_out.request()?;
    if log_out.verify_token == Some(true) {
        request.set_secret("refresh_token", &rotated(&log_out.refresh_token, directus).await.map_err(name_the_token)?);
    }
    directus.request(request).await.map_err(name_the_token)?;
    Ok(Output::one(json!({ "success": true, "message": "Logged out successfully" })))
}

/// The token that a live one is exchanged for; a dead one is refused by the server.
async fn rotated(token: &Secret, directus: &Client) -> Result<Secret> {
    let mut request = Request::post("/auth/refresh").anonymous();
    request.set_secret("refresh_token", token);
    request.set("mode", "json");
    let answer = directus.request(request).await?.checked_value().await?;
    // A server that keeps the session without a new token has proved the old one.
    let new = answer.as_ref().and_then(|body| body["data"]["refresh_token"].as_str());
    Ok(new.map_or_else(|| token.clone(), Secret::new))
}

/// What the server rejects here is the token; its own words become the description.
fn name_the_token(error: NodeError) -> NodeError {
    let rejected = matches!(error.http_code(), Some("401" | "403"))
        || matches!(error.code(), Some("INVALID_CREDENTIALS" | "INVALID_TOKEN" | "TOKEN_EXPIRED"));
    if rejected { error.with_message("Invalid refresh token").at_parameter("refreshToken") } else { error }
}
