//! Credential types that are for any service. What they add to a request is data, or code where data does not do.

mod custom;
mod digest;
mod oauth1;
mod oauth2;

use nodewright_core::{Authenticate, CredentialType, serde_json};

const TYPES: &str = include_str!("../../../descriptions/credentials.json");

/// All of them.
pub fn types() -> Vec<CredentialType> {
    let types: Vec<CredentialType> =
        serde_json::from_str(TYPES).unwrap_or_else(|error| panic!("descriptions/credentials.json: {error}"));
    types.into_iter().map(signed).collect()
}

/// The type with the code that signs for it.
fn signed(kind: CredentialType) -> CredentialType {
    match &*kind.name {
        "httpCustomAuth" => by(kind, custom::Custom),
        "httpDigestAuth" => by(kind, digest::Digest),
        "oAuth1Api" => by(kind, oauth1::OAuth1),
        "oAuth2Api" => by(with_optional_secret(kind), oauth2::OAuth2),
        _ => kind,
    }
}

/// Clients that use PKCE may have none.
fn with_optional_secret(mut kind: CredentialType) -> CredentialType {
    kind.properties.iter_mut().filter(|property| property.name == "clientSecret").for_each(|property| {
        property.required = None;
    });
    kind
}

fn by(kind: CredentialType, signer: impl Authenticate) -> CredentialType {
    kind.signed_by(signer)
}
