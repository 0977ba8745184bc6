//! A credential type written in Rust, in constants.

use std::sync::Arc;

use nodewright_properties::{DisplayOptions, Entries};
use serde_json::{Map, Value};

use super::{AuthenticateRule, Credential, CredentialTest, CredentialType, GenericAuth, Members};
use crate::{Field, Result, form};

/// A credential type whose fields are a struct, as a constant. Its [`CredentialType`] is made of it.
///
/// ```
/// use nodewright_core::{CredentialDefinition, Group, Secret};
///
/// pub static TICKETS_API: CredentialDefinition =
///     CredentialDefinition::new("ticketsApi", "Tickets API", TicketsApi::FIELDS)
///         .with_headers(&[("Authorization", "=Bearer {{$credentials.token}}")]);
///
/// #[derive(Group)]
/// pub struct TicketsApi {
///     url: String,
///     token: Secret,
/// }
///
/// assert_eq!(TICKETS_API.credential_type().properties.len(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct CredentialDefinition {
    /// Name that nodes ask for, for example `directusApi`.
    pub name: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// The form.
    pub fields: &'static [Field],
    /// Headers that it adds to a request: names and values, texts or expressions.
    pub headers: Pairs,
    /// Fields that it adds to the query.
    pub query: Pairs,
    /// Fields that it adds to a JSON or form body.
    pub body: Pairs,
    /// User and password of Basic authentication.
    pub basic: Option<(&'static str, &'static str)>,
    /// Base URL and path of the request that tells whether a credential works.
    pub test: Option<(&'static str, &'static str)>,
}

type Pairs = &'static [(&'static str, &'static str)];

impl CredentialDefinition {
    /// A type that adds nothing to a request.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str, fields: &'static [Field]) -> Self {
        Self { name, title, fields, headers: &[], query: &[], body: &[], basic: None, test: None }
    }

    /// The same, adds headers.
    #[must_use]
    pub const fn with_headers(self, headers: Pairs) -> Self {
        Self { headers, ..self }
    }

    /// The same, adds fields to the query.
    #[must_use]
    pub const fn with_query(self, query: Pairs) -> Self {
        Self { query, ..self }
    }

    /// The same, adds fields to the body.
    #[must_use]
    pub const fn with_body(self, body: Pairs) -> Self {
        Self { body, ..self }
    }

    /// The same, adds Basic authentication.
    #[must_use]
    pub const fn with_basic(self, user: &'static str, password: &'static str) -> Self {
        Self { basic: Some((user, password)), ..self }
    }

    /// The same, tested by a GET: base URL and path, texts or expressions. Anything but a success says that a credential
    /// does not work.
    #[must_use]
    pub const fn with_test(self, base: &'static str, path: &'static str) -> Self {
        Self { test: Some((base, path)), ..self }
    }

    /// A credential of it.
    ///
    /// # Errors
    /// A key that the type does not have, or a missing one.
    pub fn credential(&self, data: Map<String, Value>) -> Result<Credential> {
        Credential::new(Arc::new(self.credential_type()), data)
    }

    /// The type as data.
    #[must_use]
    pub fn credential_type(&self) -> CredentialType {
        let basic = self.basic.map(|(user, password)| [("username", user), ("password", password)]);
        let properties = Box::new(GenericAuth {
            headers: members(self.headers),
            query: members(self.query),
            body: members(self.body),
            basic: members(basic.as_ref().map_or(&[], |pairs| pairs)),
        });
        CredentialType {
            name: self.name.into(),
            display_name: self.title.into(),
            properties: form::properties(self.fields, &DisplayOptions::default()),
            authenticate: Some(AuthenticateRule::Generic { properties }),
            test: self.test.map(|(base, path)| CredentialTest::get(base, path)),
            ..CredentialType::default()
        }
    }
}

fn members(pairs: &[(&'static str, &'static str)]) -> Members {
    Members::Entries(pairs.iter().map(|(key, value)| (*key, Value::from(*value))).collect::<Entries<_>>())
}
