//! A node written in Rust: description, router and loaders in one constant.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use nodewright_properties::NodeDescription;

use crate::{
    AnyLoader, Call, Context, CredentialType, EachItem, Effect, Job, Node, NodeError, OptionsPage, OptionsRequest,
    Output, Parameters, Ready, Resolved, Result, Router, Session, describe,
};

/// A version of a node whose operations are types, as a constant.
pub struct Definition<C: Client> {
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
    pub credential: &'static CredentialType,
    /// Resources and operations.
    pub router: Router<C>,
    /// Loaders of options, written with [`loaders!`](crate::loaders).
    pub loaders: &'static [&'static dyn AnyLoader<C>],
}

/// What the operations of a node talk to their service with.
pub trait Client: Sized + Send + Sync + 'static {
    /// Makes it from the credential, once per execution.
    fn connect(context: &Context) -> Result<Self>;
}

impl<C: Client> Definition<C> {
    /// The node, for a registry.
    pub fn into_node(self) -> Arc<dyn Node> {
        Arc::new(Defined { definition: self, description: OnceLock::new() })
    }
}

/// A definition and its description, which is built when it is first needed.
struct Defined<C: Client> {
    definition: Definition<C>,
    description: OnceLock<NodeDescription>,
}

#[async_trait]
impl<C: Client> Node for Defined<C> {
    fn description(&self) -> &NodeDescription {
        self.description.get_or_init(|| describe::node(&self.definition))
    }

    fn credential_types(&self) -> &[&'static CredentialType] {
        std::slice::from_ref(&self.definition.credential)
    }

    fn resolve(&self, stored: &Parameters) -> Result<Resolved> {
        self.definition.router.resolve(stored)
    }

    fn unused(&self, stored: &Parameters) -> Vec<String> {
        self.definition.router.unused(stored)
    }

    fn effect(&self, resource: &str, operation: &str) -> Option<Effect> {
        let mut infos = self.definition.router.operations().map(|entry| entry.info);
        infos.find(|info| info.resource == resource && info.operation == operation).map(|info| info.effect)
    }

    async fn open(&self, context: Context) -> Result<Session> {
        let opened = Opened { client: C::connect(&context)?, router: self.definition.router };
        Ok(Session::EachItem(Box::new(opened)))
    }

    async fn load_options(&self, context: Context, method: &str, request: &OptionsRequest) -> Result<OptionsPage> {
        let loaders = self.definition.loaders;
        let Some(loader) = loaders.iter().find(|l| l.info().method == method) else {
            return Err(NodeError::unknown("options method", method, "", loaders.iter().map(|l| l.info().method)));
        };
        loader.load(&C::connect(&context)?, request).await
    }

    fn options_depend_on(&self, method: &str) -> Option<&[&str]> {
        self.definition.loaders.iter().map(|l| l.info()).find(|l| l.method == method).map(|l| l.depends_on)
    }
}

/// A router with its client.
struct Opened<C: 'static> {
    client: C,
    router: Router<C>,
}

impl<C: Client> EachItem for Opened<C> {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job + '_>> {
        let operation = self.router.find(parameters)?.read(parameters)?;
        Ok(Box::new(Bound { client: &self.client, operation }))
    }
}

/// An operation with its client.
struct Bound<'c, C> {
    client: &'c C,
    operation: Box<dyn Ready<C>>,
}

#[async_trait]
impl<C: Send + Sync> Job for Bound<'_, C> {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        self.operation.run(self.client, call).await
    }
}
