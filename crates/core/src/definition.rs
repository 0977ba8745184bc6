//! A node written in Rust: description, router and loaders in one constant.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use async_trait::async_trait;
use nodewright_properties::NodeDescription;

use crate::{
    AnyLoader, Context, CredentialDefinition, CredentialType, EachItem, Effect, Entry, Issues, Job, Node, NodeError,
    OptionsPage, OptionsRequest, Parameters, Plan, Result, Router, Session, describe, form,
};

/// A version of a node whose operations are types, as a constant.
pub struct Definition<C: Connect> {
    /// Name without package, for example `directus`.
    pub name: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// What the node is for.
    pub description: &'static str,
    /// Name a new node gets.
    pub default_name: &'static str,
    /// Version, a number with a fraction.
    pub version: f64,
    /// Line below the node's name: a text or an expression.
    pub subtitle: &'static str,
    /// Credential type it needs.
    pub credential: &'static CredentialDefinition,
    /// Resources and operations.
    pub router: Router<C>,
    /// Loaders of options, written with [`loaders!`](crate::loaders).
    pub loaders: &'static [&'static dyn AnyLoader<C>],
}

/// What the operations of a node talk to their service with: made once per execution.
pub trait Connect: Sized + Send + Sync + 'static {
    /// Makes it from the credential, once per execution.
    ///
    /// # Errors
    /// The credential is missing or malformed.
    fn connect(context: &Context) -> impl Future<Output = Result<Self>> + Send;
}

impl<C: Connect> Definition<C> {
    /// The node, for a registry.
    #[must_use]
    pub fn into_node(self) -> Arc<dyn Node> {
        Arc::new(Defined { definition: self, description: OnceLock::new() })
    }
}

/// A definition and its description, which is built when somebody asks.
struct Defined<C: Connect> {
    definition: Definition<C>,
    description: OnceLock<Arc<NodeDescription>>,
}

#[async_trait]
impl<C: Connect> Node for Defined<C> {
    fn description(&self) -> &Arc<NodeDescription> {
        self.description.get_or_init(|| Arc::new(describe::node(&self.definition)))
    }

    fn credential_types(&self) -> Vec<CredentialType> {
        vec![self.definition.credential.credential_type()]
    }

    fn renamed<'p>(&self, stored: &'p Parameters) -> Result<Cow<'p, Parameters>> {
        Ok(form::renamed(self.definition.router.find(stored)?.fields, stored))
    }

    fn refuse(&self, _: &str, issues: Issues) -> NodeError {
        issues.into_error()
    }

    fn effect(&self, resource: &str, operation: &str) -> Option<Effect> {
        let mut infos = self.definition.router.operations().map(|entry| entry.info);
        infos.find(|info| info.resource == resource && info.operation == operation).map(|info| info.effect)
    }

    fn plan(&self, resolved: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new(Planned { entry: self.definition.router.find(resolved)? }))
    }

    async fn load_options(&self, context: Context, method: &str, request: &OptionsRequest) -> Result<OptionsPage> {
        let loaders = self.definition.loaders;
        let Some(loader) = loaders.iter().find(|l| l.info().method == method) else {
            return Err(NodeError::unknown("options method", method, "", loaders.iter().map(|l| l.info().method)));
        };
        loader.load(&C::connect(&context).await?, request).await
    }

    fn options_depend_on(&self, method: &str) -> Option<&[&str]> {
        self.definition.loaders.iter().map(|l| l.info()).find(|l| l.method == method).map(|l| l.depends_on)
    }
}

/// The operation that parameters chose.
struct Planned<C: 'static> {
    entry: &'static Entry<C>,
}

#[async_trait]
impl<C: Connect> Plan for Planned<C> {
    fn effect(&self) -> Option<Effect> {
        Some(self.entry.info.effect)
    }

    fn is_by_item(&self) -> bool {
        true
    }

    async fn open(&self, context: Context) -> Result<Session> {
        let client = Arc::new(C::connect(&context).await?);
        Ok(Session::EachItem(Box::new(Opened { client, entry: self.entry })))
    }
}

/// The operation with its client.
struct Opened<C: 'static> {
    client: Arc<C>,
    entry: &'static Entry<C>,
}

impl<C: Connect> EachItem for Opened<C> {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        Ok(self.entry.read(parameters, &self.client)?)
    }
}
