//! Where the service is, and who asks.

use std::borrow::Cow;

use nodewright_core::prelude::*;

/// The credential type: its form, and what it adds to a request.
pub static API: CredentialType = CredentialType {
    name: "{{name}}Api",
    title: "{{Title}} API",
    fields: Account::FIELDS,
    authenticate: Authenticate::headers(&[(
        Cow::Borrowed("Authorization"),
        Cow::Borrowed("=Bearer {{$credentials.apiToken}}"),
    )]),
};

/// Its fields.
#[derive(Group)]
pub struct Account {
    /// Address of the service.
    #[param("URL", placeholder = "https://desk.example.com")]
    pub url: String,
    /// Token of the account that asks.
    pub api_token: Secret,
}
