//! A kind of credential, as data.

use std::{fmt, sync::Arc};

use nodewright_properties::{Extra, Property, PropertyType, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};
use serde_json::{Map, Value};

use super::{Authenticate, CredentialTest, GenericAuth, missing, names};
use crate::NodeError;

/// A kind of credential: what its form asks for, and what it adds to a request. n8n's `ICredentialType`; reading one and
/// writing it again gives the same JSON, keys that are not known here included.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CredentialType {
    /// Name that nodes ask for, for example `directusApi`.
    pub name: Text,
    /// Name for people.
    #[serde(default)]
    pub display_name: Text,
    /// Names of the types whose properties it has too, and whose code signs for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<Vec<Text>>,
    /// Where people read about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documentation_url: Option<Text>,
    /// Whether it is for any service, such as `httpHeaderAuth`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generic_auth: Option<bool>,
    /// The form.
    #[serde(default)]
    pub properties: Vec<Property>,
    /// What it adds to a request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authenticate: Option<AuthenticateRule>,
    /// The mark of a function that gets a token into its `expirable` property: a [`Signer`] has to do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pre_authentication: Option<Value>,
    /// The request that tells whether a credential works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test: Option<CredentialTest>,
    /// Further keys.
    #[serde(flatten)]
    pub extra: Extra,
    /// Whether data may have keys that it has no properties for, which are left out as in n8n: what a type was that n8n has
    /// stored data of, only its package knows. Otherwise such a key is refused as a mistake.
    #[serde(skip)]
    pub leaves_out_unknown: bool,
    /// The code that signs; it takes the place of `authenticate`.
    #[serde(skip)]
    pub signer: Option<Signer>,
}

impl CredentialType {
    /// The error of a node that needs a credential of this type, with its fields.
    #[must_use]
    pub fn missing(&self) -> NodeError {
        let error = missing(&self.name);
        match names(&self.properties) {
            fields if fields.is_empty() => error,
            fields => error.with_description(format!("Its fields: {fields}")),
        }
    }

    /// The name of the property that holds a token which is got by `preAuthentication`, if there is one.
    #[must_use]
    pub fn expirable(&self) -> Option<&str> {
        let is_expirable = |property: &&Property| {
            property.kind == PropertyType::Hidden
                && property
                    .type_options
                    .as_ref()
                    .is_some_and(|options| options.extra.get("expirable") == Some(&true.into()))
        };
        self.properties.iter().find(is_expirable).map(|property| &*property.name)
    }

    /// The same, for data that n8n has stored: keys that it does not have are left out.
    #[must_use]
    pub fn leaving_out_unknown(self) -> Self {
        Self { leaves_out_unknown: true, ..self }
    }

    /// The same, signed by code.
    #[must_use]
    pub fn signed_by(self, signer: impl Authenticate) -> Self {
        Self { signer: Some(Signer(Arc::new(signer))), ..self }
    }
}

/// What a type adds to a request, as its JSON says it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum AuthenticateRule {
    /// `{"type": "generic", "properties": {"headers": {…}, "qs": {…}, "body": {…}, "auth": {…}}}`.
    Generic {
        /// What is added.
        properties: Box<GenericAuth>,
    },
    /// Something else, such as the mark of a function: a [`Signer`] has to do it.
    #[serde(untagged)]
    Other(Value),
}

// Not derived: what is wrong with a generic one is to be said, not taken for something else.
impl<'de> Deserialize<'de> for AuthenticateRule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        if value.get("type").is_none_or(|kind| kind != "generic") {
            return Ok(Self::Other(value));
        }
        let properties = value.get("properties").cloned().unwrap_or_else(|| Map::new().into());
        let properties = nodewright_json::from_value(properties).map_err(de::Error::custom)?;
        Ok(Self::Generic { properties })
    }
}

/// The code that signs for a credential type.
#[derive(Clone)]
pub struct Signer(pub Arc<dyn Authenticate>);

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer")
    }
}
