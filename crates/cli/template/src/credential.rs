//! Where the service is, and who asks.

use nodewright_core::prelude::*;

const NAME: &str = "{{name}}Api";
const TITLE: &str = "{{Title}} API";

/// The credential type: its form, and what it adds to a request.
pub static API: CredentialDefinition = CredentialDefinition::new(NAME, TITLE, Account::FIELDS)
    .with_headers(&[("Authorization", "=Bearer {{$credentials.apiToken}}")]);

/// Its fields.
#[derive(Group)]
pub struct Account {
    /// Address of the service.
    #[param("URL", placeholder = "https://desk.example.com")]
    pub url: String,
    /// Token of the account that asks.
    pub api_token: Secret,
}
