//! The credentials that a node gets: those its description and its parameters name, when it asks for them.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{
    Context, Credential, CredentialKeeper, CredentialSource, ErrorKind, Node, NodeError, Parameters, RenewalTurn,
    Result, is_expression,
    properties::{self, PropertyType, is_displayed},
};
use serde_json::{Map, Value};

use crate::{CredentialReference, NodeJson, prepare::Ready, runtime::Inner};

/// Whose credentials.
pub(crate) enum Of {
    /// A node that is executed.
    Prepared(Arc<Ready>),
    /// A node whose options are loaded.
    Form { node: Arc<dyn Node>, json: Box<NodeJson>, parameters: Parameters },
}

struct NodeCredentials {
    inner: Arc<Inner>,
    of: Of,
}

/// What the node may use.
pub(crate) fn context(inner: &Arc<Inner>, of: Of) -> Context {
    let source = NodeCredentials { inner: Arc::clone(inner), of };
    Context::new(Arc::clone(&inner.http)).with_credential_source(Arc::new(source))
}

/// The credential types that a node uses with these parameters: those of its description that are shown, and those that
/// a parameter chooses. In the order of the description.
///
/// # Errors
/// Conditions that cannot be evaluated.
pub(crate) fn used<'n>(node: &'n dyn Node, json: &NodeJson, parameters: &'n Parameters) -> Result<Vec<&'n str>> {
    let description = node.description();
    let version = json.type_version.unwrap_or_else(|| description.latest_version());
    let context = properties::Context { version: Some(version), description: Some(description) };
    let mut names = Vec::new();
    for one in description.credentials.iter().flatten() {
        let shown = is_displayed(one.display_options.as_deref(), parameters, Some(parameters), context);
        if shown.map_err(|error| NodeError::new(ErrorKind::Parameter, error.to_string()))? {
            names.push(one.name.as_ref());
        }
    }
    names.extend(chosen(node, parameters).filter_map(|(_, value)| value.as_str()).filter(|name| !name.is_empty()));
    names.dedup();
    Ok(names)
}

/// The parameters that choose a credential type, with what they choose.
fn chosen<'n>(node: &'n dyn Node, parameters: &'n Parameters) -> impl Iterator<Item = (&'n str, &'n Value)> {
    let selects = node.description().properties.iter().filter(|one| one.kind == PropertyType::CredentialsSelect);
    selects.filter_map(|one| Some((one.name.as_ref(), parameters.get(one.name.as_ref())?)))
}

impl NodeCredentials {
    fn parts(&self) -> (&dyn Node, &NodeJson, &Parameters) {
        match &self.of {
            Of::Prepared(ready) => (&*ready.node, &ready.json, ready.parameters()),
            Of::Form { node, json, parameters } => (&**node, json, parameters),
        }
    }

    /// That the node uses a type at all.
    fn check(&self, type_name: &str) -> Result<()> {
        let (node, json, parameters) = self.parts();
        let used = used(node, json, parameters)?;
        if used.contains(&type_name) {
            return Ok(());
        }
        let refuse =
            |message, description| Err(NodeError::new(ErrorKind::Credential, message).with_description(description));
        if let Some((name, _)) = chosen(node, parameters).find(|(_, value)| is_expression(value)) {
            let message = format!("The parameter '{name}' chooses a credential type by an expression");
            return refuse(message, "That is not supported; choose the type itself".to_owned());
        }
        let message = format!("The node does not use a credential of type '{type_name}' with these parameters");
        refuse(
            message,
            match used.is_empty() {
                true => "It uses none".to_owned(),
                false => format!("It uses: {}", used.join(", ")),
            },
        )
    }
}

#[async_trait]
impl CredentialSource for NodeCredentials {
    async fn load(&self, type_name: &str) -> Result<Option<Credential>> {
        self.check(type_name)?;
        let wanted = self.parts().1.credential(type_name);
        load(&self.inner, type_name, wanted).await
    }

    fn missing(&self, type_name: &str) -> NodeError {
        match self.inner.registry.credential_type(type_name) {
            Ok(kind) => kind.missing(),
            Err(error) => error,
        }
    }
}

/// The credential that the provider has of a type, with its expressions evaluated and one who tells of renewed data.
///
/// # Errors
/// An unknown type, malformed data, an expression that fails, and what the provider says.
pub(crate) async fn load(
    inner: &Arc<Inner>,
    type_name: &str,
    wanted: Option<CredentialReference>,
) -> Result<Option<Credential>> {
    let Some(data) = inner.credentials.get(type_name, wanted.as_ref()).await? else { return Ok(None) };
    let kind = inner.registry.credential_type(type_name)?;
    let credential = Credential::new(kind, data)?.evaluated(&*inner.expressions)?;
    if credential.kind().signer.is_none() {
        return Ok(Some(credential));
    }
    let keeper = Keeper { inner: Arc::clone(inner), type_name: type_name.to_owned(), wanted };
    Ok(Some(credential.with_keeper(Arc::new(keeper))))
}

/// Tells the provider of renewed data, and asks it for what others have renewed.
struct Keeper {
    inner: Arc<Inner>,
    type_name: String,
    wanted: Option<CredentialReference>,
}

#[async_trait]
impl CredentialKeeper for Keeper {
    async fn renewed(&self, data: &Map<String, Value>) {
        let provider = &self.inner.credentials;
        if let Err(error) = provider.renewed(&self.type_name, self.wanted.as_ref(), data).await {
            tracing::warn!(r#type = %self.type_name, "a renewed credential could not be kept: {error}");
        }
    }

    async fn latest(&self) -> Option<Credential> {
        load(&self.inner, &self.type_name, self.wanted.clone()).await.ok().flatten()
    }

    fn turn(&self) -> Option<RenewalTurn> {
        Some(self.inner.renewals.of(&self.type_name, self.wanted.as_ref()))
    }
}
