//! Nodes as the runtime sees them.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use crate::{
    Credential, CredentialType, Effect, ErrorKind, HttpClient, Issues, MapperFields, NodeError, OptionsPage,
    OptionsRequest, Parameters, Result, Session,
};
use async_trait::async_trait;
use nodewright_properties::NodeDescription;

/// A node of one version. Object-safe: the runtime holds nodes of all kinds as `Arc<dyn Node>`.
#[async_trait]
pub trait Node: Send + Sync + 'static {
    /// What registries, forms and checks see. Built once; cheap to call.
    fn description(&self) -> &Arc<NodeDescription>;

    /// The credential types it uses.
    fn credential_types(&self) -> &[&'static CredentialType] {
        &[]
    }

    /// The stored parameters under the names that this version has for them: a step before they are resolved by the
    /// description. A choice of operation that leads nowhere is an error which lists those there are.
    fn renamed<'p>(&self, stored: &'p Parameters) -> Result<Cow<'p, Parameters>> {
        Ok(Cow::Borrowed(stored))
    }

    /// What is wrong with the parameters of the node of this name, as an error: n8n's, unless the node has words of its own.
    fn refuse(&self, name: &str, issues: Issues) -> NodeError {
        issues.into_list_for(name)
    }

    /// The effect of an operation on its service; `None` if it is unknown or there is no such operation.
    fn effect(&self, resource: &str, operation: &str) -> Option<Effect> {
        let _ = (resource, operation);
        None
    }

    /// Makes ready what the parameters choose: once for a node of a workflow, which may then be executed any number of
    /// times. They are resolved by the description: defaults filled in, hidden ones dropped, expressions still texts.
    fn plan(&self, resolved: &Parameters) -> Result<Arc<dyn Plan>>;

    /// Gives options for a parameter, by the method its form names: n8n's `loadOptions` and `listSearch`.
    async fn load_options(&self, _: Context, method: &str, _: &OptionsRequest) -> Result<OptionsPage> {
        let message = format!("The node has no options method '{method}'");
        Err(NodeError::new(ErrorKind::Unknown, message))
    }

    /// Gives the fields of a resource mapper, by the method its form names: n8n's `resourceMapping`.
    async fn load_fields(&self, _: Context, method: &str, _: &OptionsRequest) -> Result<MapperFields> {
        let message = format!("The node has no resource mapper method '{method}'");
        Err(NodeError::new(ErrorKind::Unknown, message))
    }

    /// The parameters that a method depends on, besides resource and operation: it gets no others, and its result is
    /// kept until one of them changes. `None` if that is unknown; then it gets all of them.
    fn options_depend_on(&self, _method: &str) -> Option<&[&str]> {
        None
    }
}

/// What the parameters of a node chose.
#[async_trait]
pub trait Plan: Send + Sync + 'static {
    /// What it does to its service; `None` where that is not known, which counts as a write.
    fn effect(&self) -> Option<Effect>;

    /// How many outputs it has, where that depends on the parameters; `None` for as many as the description says.
    fn outputs(&self) -> Option<usize> {
        None
    }

    /// Opens it for one execution.
    async fn open(&self, context: Context) -> Result<Session>;
}

/// What a node may use while it is open.
#[derive(Clone)]
pub struct Context {
    credentials: HashMap<String, Arc<Credential>>,
    http: Arc<dyn HttpClient>,
}

impl Context {
    /// A context without credentials.
    pub fn new(http: Arc<dyn HttpClient>) -> Self {
        Self { credentials: HashMap::new(), http }
    }

    /// With one more credential.
    pub fn with_credential(mut self, credential: Arc<Credential>) -> Self {
        self.credentials.insert(credential.type_name().to_owned(), credential);
        self
    }

    /// The credential of a type; a missing one is an error that lists its fields.
    pub fn credential(&self, kind: &CredentialType) -> Result<Arc<Credential>> {
        self.credentials.get(kind.name).cloned().ok_or_else(|| {
            let message = format!("The node needs a credential of type '{}', but none was given", kind.name);
            let fields: Vec<_> = kind.fields.iter().map(|f| f.name).collect();
            NodeError::new(ErrorKind::Credential, message)
                .with_description(format!("Its fields: {}", fields.join(", ")))
        })
    }

    /// All credentials, by type in alphabetical order.
    pub fn credentials(&self) -> Vec<&Credential> {
        let mut all: Vec<_> = self.credentials.values().map(|credential| &**credential).collect();
        all.sort_by_key(|credential| credential.type_name());
        all
    }

    /// What sends requests.
    pub fn http(&self) -> Arc<dyn HttpClient> {
        self.http.clone()
    }
}
