//! Start OAuth Flow.

use crate::{answer, prelude::*};

/// Get the URL at which a user signs in with a provider.
#[derive(Operation)]
#[operation(
    auth.startOauthFlow, "Start OAuth Flow", GET "/auth/login/{provider}", formerly = "/auth/oauth/{provider}", run = start
)]
pub struct StartOauthFlow {
    /// Name of the provider, as returned by "List".
    #[param(placeholder = "github")]
    provider: Text,
    additional_fields: OauthOptions,
}

#[derive(Collection)]
pub struct OauthOptions {
    /// URL to return to after signing in.
    redirect: Option<Text>,
}

async fn start(flow: &StartOauthFlow, directus: &Client, _: &Call<'_>) -> Result<Output> {
    let mut request = flow.request()?;
    request.options.redirects = Redirects::Return;
    let answer = directus.request(request).await?;
    match answer.header("location") {
        Some(url) => Ok(Output::one(json!({ "url": url }))),
        None => answer::items(answer, true).await,
    }
}
