//! The credential type `directusApi`.

use nodewright_core::prelude::*;

/// URL of the project and, if the operation needs one, a token.
pub static DIRECTUS_API: CredentialDefinition =
    CredentialDefinition::new("directusApi", "Directus API", DirectusApi::FIELDS)
        .with_headers(&[("Authorization", "=Bearer {{$credentials.accessToken}}")])
        // Without a token there is nobody to ask about, only the server.
        .with_test("={{$credentials.url}}", "={{$credentials.accessToken ? '/users/me' : '/server/ping'}}");

/// The fields of `directusApi`.
#[derive(Group)]
pub struct DirectusApi {
    /// Address of the project.
    #[param("URL", placeholder = "https://directus.example.com")]
    pub url: String,
    /// Static token, or the access token of a session.
    pub access_token: Option<Secret>,
}
