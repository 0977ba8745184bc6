//! The runtime: what all executions share.

use std::{sync::Arc, time::Duration};

use nodewright_core::{BinaryStore, Expressions, Files, HttpClient, Registry};
use nodewright_expression::Engine;

use crate::{Builder, CredentialProvider, Threads, options, renewals::Renewals, resolve::Resolvers};

/// Executes nodes. Cheap to clone; clones share connections and compiled expressions.
#[derive(Clone)]
pub struct Runtime(pub(crate) Arc<Inner>);

#[derive(Clone)]
pub(crate) struct Inner {
    pub registry: Arc<Registry>,
    /// What of the nodes at paths could not be loaded.
    pub problems: Arc<[String]>,
    pub resolvers: Arc<Resolvers>,
    pub credentials: Arc<dyn CredentialProvider>,
    pub renewals: Arc<Renewals>,
    pub http: Arc<dyn HttpClient>,
    pub expressions: Arc<dyn Expressions>,
    /// What `expressions` is made of, unless it is the host's own.
    pub engine: Option<Arc<Engine>>,
    pub files: Files,
    pub concurrency: Option<usize>,
    pub options: Arc<options::Cache>,
    pub threads: Threads,
    /// The time zone of workflows that name none.
    pub zone: String,
    /// What the expressions of one execution may take in all, beside those that are done at once.
    pub expression_time: Duration,
    /// What runs programs, in the runtime's time zone.
    #[cfg(feature = "js")]
    pub programs: Arc<Engine>,
    /// Where programs run, and what those of one execution may take in all.
    #[cfg(feature = "js")]
    pub program_threads: Threads,
    #[cfg(feature = "js")]
    pub program_time: Duration,
}

impl Runtime {
    /// A runtime with every linked node, no credentials, and the usual limits unless said otherwise.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The nodes it knows.
    #[must_use]
    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }

    /// What of the nodes at [paths](Builder::nodes) could not be loaded, and why.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.0.problems
    }

    /// The same runtime with credentials from elsewhere; connections and compiled expressions are shared.
    #[must_use]
    pub fn with_credentials(&self, provider: impl CredentialProvider) -> Self {
        Self(Arc::new(Inner { credentials: Arc::new(provider), ..(*self.0).clone() }))
    }

    /// The same runtime with another evaluator of a node's expressions; those of credentials stay as they are.
    #[must_use]
    pub fn with_expressions(&self, engine: Arc<dyn Expressions>) -> Self {
        Self(Arc::new(Inner { expressions: engine, engine: None, ..(*self.0).clone() }))
    }

    /// The same runtime whose requests go through another client, such as one that wraps [`http`](Self::http).
    #[must_use]
    pub fn with_http(&self, client: Arc<dyn HttpClient>) -> Self {
        Self(Arc::new(Inner { http: client, ..(*self.0).clone() }))
    }

    /// The same runtime with other nodes; connections and compiled expressions are shared.
    #[must_use]
    pub fn with_registry(&self, registry: Registry) -> Self {
        // Resolvers go by the address of their node, options by its name: both may be another's here.
        let options = Arc::new(self.0.options.empty_copy());
        Self(Arc::new(Inner { registry: Arc::new(registry), resolvers: Arc::default(), options, ..(*self.0).clone() }))
    }

    /// Where credentials come from.
    #[must_use]
    pub fn credentials(&self) -> &Arc<dyn CredentialProvider> {
        &self.0.credentials
    }

    /// What sends requests.
    #[must_use]
    pub fn http(&self) -> &Arc<dyn HttpClient> {
        &self.0.http
    }

    /// The same runtime with files in a store; connections and compiled expressions are shared.
    #[must_use]
    pub fn with_binary_store(&self, store: Arc<dyn BinaryStore>) -> Self {
        Self(Arc::new(Inner { files: Files::in_store(store), ..(*self.0).clone() }))
    }

    /// Where files are: reads those of a result, and makes those of an input.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.0.files
    }

    /// The threads on which it evaluates what takes long.
    #[must_use]
    pub fn threads(&self) -> &Threads {
        &self.0.threads
    }

    /// What evaluates expressions.
    #[must_use]
    pub fn expressions(&self) -> &Arc<dyn Expressions> {
        &self.0.expressions
    }

    /// The same as n8n's expression language with all that it can: values with their JavaScript type, any surroundings.
    /// It is in the runtime's time zone, and shares what it compiles with the nodes. `None` where a host's own evaluator
    /// has taken its place.
    #[must_use]
    pub fn engine(&self) -> Option<&Arc<Engine>> {
        self.0.engine.as_ref()
    }
}
