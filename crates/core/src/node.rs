//! Nodes as the runtime sees them.

use std::{borrow::Cow, collections::BTreeMap, num::NonZeroUsize, sync::Arc};

use async_trait::async_trait;
use futures_util::lock::Mutex;
use nodewright_properties::NodeDescription;
use serde_json::Value;

use crate::{
    Credential, CredentialSource, CredentialType, Effect, ErrorKind, HttpClient, Issues, MapperFields, NodeError,
    OptionsPage, OptionsRequest, Parameters, Result, Session, credential::missing,
};

/// A node of one version. Object-safe: the runtime holds nodes of all kinds as `Arc<dyn Node>`.
#[async_trait]
pub trait Node: Send + Sync + 'static {
    /// What registries, forms and checks see. Built once; cheap to call.
    fn description(&self) -> &Arc<NodeDescription>;

    /// The credential types it brings, which are registered with it. Which of them it uses, and others that it does not
    /// bring, its description says.
    fn credential_types(&self) -> Vec<CredentialType> {
        Vec::new()
    }

    /// The stored parameters under the names that this version has for them: a step before they are resolved by the
    /// description.
    ///
    /// # Errors
    /// A choice of operation that leads nowhere; the error lists those there are.
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
    ///
    /// # Errors
    /// Parameters that are wrong whatever the items are.
    fn plan(&self, resolved: &Parameters) -> Result<Arc<dyn Plan>>;

    /// Gives options for a parameter, by the method its form names: n8n's `loadOptions` and `listSearch`.
    ///
    /// # Errors
    /// The node has no such method, or the service does not answer it.
    async fn load_options(&self, _: Context, method: &str, _: &OptionsRequest) -> Result<OptionsPage> {
        let message = format!("The node has no options method '{method}'");
        Err(NodeError::new(ErrorKind::Unknown, message))
    }

    /// What loads options by a request that the description states, n8n's `typeOptions.loadOptions`: a plan whose items are
    /// the options. It is executed with the parameters that the form has, on one empty item.
    ///
    /// # Errors
    /// The node does not send requests that its description states, or this one is malformed.
    fn options_plan(&self, load_options: &Value, parameters: &Parameters) -> Result<Arc<dyn Plan>> {
        let _ = (load_options, parameters);
        let message = "The node does not load options by a request that its description states";
        Err(NodeError::new(ErrorKind::Unknown, message))
    }

    /// Gives the fields of a resource mapper, by the method its form names: n8n's `resourceMapping`.
    ///
    /// # Errors
    /// The node has no such method, or the service does not answer it.
    async fn load_fields(&self, _: Context, method: &str, _: &OptionsRequest) -> Result<MapperFields> {
        let message = format!("The node has no resource mapper method '{method}'");
        Err(NodeError::new(ErrorKind::Unknown, message))
    }

    /// Whether it has an options method that its description does not name.
    fn has_options_method(&self, method: &str) -> bool {
        self.options_depend_on(method).is_some()
    }

    /// Whether what a method gives may be kept for a moment. Not where code that is not known here decides what it depends on.
    fn keeps_options(&self) -> bool {
        true
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

    /// Whether an item's result depends on that item alone, so that items may be executed one by one, in steps that are
    /// kept. Otherwise all of them are one step.
    fn is_by_item(&self) -> bool {
        false
    }

    /// How many items it is given at once where they come as a stream: one, or more where starting costs more than an item.
    /// `None` where a result may depend on all of them; then it is not executed on a stream, unless it opens as
    /// [`Session::EachItem`].
    fn portion(&self) -> Option<NonZeroUsize> {
        self.is_by_item().then_some(NonZeroUsize::MIN)
    }

    /// Opens it for one execution.
    ///
    /// # Errors
    /// The client cannot be made: a credential is missing or malformed.
    async fn open(&self, context: Context) -> Result<Session>;
}

/// What a node may use while it is open.
#[derive(Clone)]
pub struct Context {
    credentials: Arc<Credentials>,
    http: Arc<dyn HttpClient>,
}

/// The credentials of one execution: each is loaded when it is first asked for, and then kept.
#[derive(Default)]
struct Credentials {
    loaded: Mutex<BTreeMap<String, Option<Arc<Credential>>>>,
    source: Option<Arc<dyn CredentialSource>>,
}

impl Context {
    /// A context without credentials.
    pub fn new(http: Arc<dyn HttpClient>) -> Self {
        Self { credentials: Arc::default(), http }
    }

    /// The same with these credentials only.
    #[must_use]
    pub fn with_credentials(self, credentials: impl IntoIterator<Item = Arc<Credential>>) -> Self {
        let loaded = credentials.into_iter().map(|one| (one.type_name().to_owned(), Some(one))).collect();
        let credentials = Arc::new(Credentials { loaded: Mutex::new(loaded), source: None });
        Self { credentials, ..self }
    }

    /// The same with credentials that are loaded when they are asked for.
    #[must_use]
    pub fn with_credential_source(self, source: Arc<dyn CredentialSource>) -> Self {
        let credentials = Arc::new(Credentials { loaded: Mutex::default(), source: Some(source) });
        Self { credentials, ..self }
    }

    /// The credential of a type; a missing one is an error that lists its fields.
    ///
    /// # Errors
    /// There is none, its data is malformed, or the node does not use it with its parameters.
    pub async fn credential(&self, type_name: &str) -> Result<Arc<Credential>> {
        match self.find_credential(type_name).await? {
            Some(credential) => Ok(credential),
            None => Err(match &self.credentials.source {
                Some(source) => source.missing(type_name),
                None => missing(type_name),
            }),
        }
    }

    /// The credential of a type that the node can do without.
    ///
    /// # Errors
    /// Its data is malformed, or the node does not use it with its parameters.
    pub async fn find_credential(&self, type_name: &str) -> Result<Option<Arc<Credential>>> {
        // Held while it is loaded: whoever asks at the same time gets the same.
        let mut loaded = self.credentials.loaded.lock().await;
        if let Some(known) = loaded.get(type_name) {
            return Ok(known.clone());
        }
        let Some(source) = &self.credentials.source else { return Ok(None) };
        let credential = source.load(type_name).await?.map(Arc::new);
        loaded.insert(type_name.to_owned(), credential.clone());
        Ok(credential)
    }

    /// What sends requests.
    #[must_use]
    pub fn http(&self) -> Arc<dyn HttpClient> {
        self.http.clone()
    }
}
