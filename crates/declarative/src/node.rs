//! A description as a node.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use nodewright_core::{
    Context, CredentialType, Effect, ErrorKind, Node, NodeDescription, NodeError, Parameters, Plan, Result, Session,
    Version, VersionedNode,
};
use serde_json::{Value, json};

use crate::{Functions, model::Model, plan::Steps, request_options, run::Open};

/// A node that is its description: `requestDefaults`, and `routing` in its properties.
///
/// ```
/// use std::sync::Arc;
/// use nodewright_core::{Node, NodeDescription, serde_json::{self, json}};
/// use nodewright_declarative::Declarative;
///
/// let description: NodeDescription = serde_json::from_value(json!({
///     "displayName": "Tickets", "name": "tickets", "version": 1,
///     "requestDefaults": { "baseURL": "https://desk.example" },
///     "properties": [{
///         "displayName": "Id", "name": "id", "type": "string", "default": "",
///         "routing": { "request": { "url": "=/tickets/{{ $value }}" } },
///     }],
/// })).unwrap();
/// let node = Declarative::new(Arc::new(description)).checked()?;
/// assert!(node.plan(json!({ "id": "7" }).as_object().unwrap())?.effect().is_some_and(|effect| effect.is_read()));
/// # Ok::<(), nodewright_core::NodeError>(())
/// ```
pub struct Declarative {
    description: Arc<NodeDescription>,
    version: Version,
    credential_types: Vec<CredentialType>,
    functions: Option<Arc<dyn Functions>>,
    /// Read when it is first needed.
    model: OnceLock<Result<Arc<Model>>>,
}

impl Declarative {
    /// The node of a description, in its latest version.
    #[must_use]
    pub fn new(mut description: Arc<NodeDescription>) -> Self {
        request_options::add(&mut description);
        let version = description.latest_version();
        Self { description, version, credential_types: Vec::new(), functions: None, model: OnceLock::new() }
    }

    /// The same in another version.
    #[must_use]
    pub fn in_version(self, version: Version) -> Self {
        Self { version, ..self }
    }

    /// With credential types that are registered with it.
    #[must_use]
    pub fn with_credential_types(self, types: Vec<CredentialType>) -> Self {
        Self { credential_types: types, ..self }
    }

    /// With what runs the functions of its description.
    #[must_use]
    pub fn with_functions(self, functions: Arc<dyn Functions>) -> Self {
        Self { functions: Some(functions), ..self }
    }

    /// Reads all of the routing now.
    ///
    /// # Errors
    /// Routing that does not have its shape, with its place in the description; a description that has none.
    pub fn checked(self) -> Result<Self> {
        self.model()?;
        Ok(self)
    }

    /// The node type of a description, with all versions that it serves, for a registry.
    ///
    /// # Errors
    /// As of [`checked`](Self::checked).
    pub fn versions(
        description: &Arc<NodeDescription>,
        packages: &[&str],
        functions: Option<&Arc<dyn Functions>>,
    ) -> Result<VersionedNode> {
        let mut description = Arc::clone(description);
        request_options::add(&mut description);
        let model = Arc::new(Model::of(&description)?);
        let mut node = VersionedNode::new(description.name.as_ref(), packages);
        for version in description.version.as_slice() {
            let one = Self {
                functions: functions.cloned(),
                model: OnceLock::from(Ok(Arc::clone(&model))),
                ..Self::new(Arc::clone(&description)).in_version(*version)
            };
            node = node.version(*version, Arc::new(one));
        }
        Ok(match description.default_version {
            Some(version) => node.default_version(version),
            None => node,
        })
    }

    fn model(&self) -> Result<&Arc<Model>> {
        let model = self.model.get_or_init(|| Model::of(&self.description).map(Arc::new));
        model.as_ref().map_err(NodeError::clone)
    }

    fn choose(&self, parameters: &Parameters) -> Result<Steps> {
        Steps::choose(&self.description, self.model()?, parameters, self.version, self.functions.is_some())
    }
}

#[async_trait]
impl Node for Declarative {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.description
    }

    fn credential_types(&self) -> Vec<CredentialType> {
        self.credential_types.clone()
    }

    fn effect(&self, resource: &str, operation: &str) -> Option<Effect> {
        let parameters = json!({ "resource": resource, "operation": operation });
        self.choose(parameters.as_object()?).ok()?.effect()
    }

    fn plan(&self, resolved: &Parameters) -> Result<Arc<dyn Plan>> {
        let steps = Arc::new(self.choose(resolved)?);
        Ok(Arc::new(Planned { steps, functions: self.functions.clone() }))
    }

    fn options_plan(&self, load_options: &Value, parameters: &Parameters) -> Result<Arc<dyn Plan>> {
        let has_base = |defaults: &nodewright_core::serde_json::Map<String, Value>| defaults.contains_key("baseURL");
        if !self.description.request_defaults.as_deref().is_some_and(has_base) {
            let message =
                "Options are loaded by a request only below `requestDefaults.baseURL`, which the description lacks";
            return Err(NodeError::new(ErrorKind::Input, message));
        }
        let model = Arc::new(Model::of_options(&self.description, load_options)?);
        let steps = Steps::of_options(&self.description, model, parameters, self.version, self.functions.is_some())?;
        Ok(Arc::new(Planned { steps: Arc::new(steps), functions: self.functions.clone() }))
    }
}

/// What parameters chose.
struct Planned {
    steps: Arc<Steps>,
    functions: Option<Arc<dyn Functions>>,
}

#[async_trait]
impl Plan for Planned {
    fn effect(&self) -> Option<Effect> {
        self.steps.effect()
    }

    /// Not where `requestOptions` says how items follow each other.
    fn is_by_item(&self) -> bool {
        !self.steps.has_batches()
    }

    async fn open(&self, context: Context) -> Result<Session> {
        let open = Open::new(Arc::clone(&self.steps), context, self.functions.clone()).await?;
        Ok(Session::AllItems(Box::new(open)))
    }
}
