//! How a runtime is set up.

use std::{path::PathBuf, sync::Arc, time::Duration};

use nodewright_core::{BinaryStore, Expressions, Files, HttpClient, Registry, Result};
use nodewright_http::{DestinationPolicy, RetryPolicy};

use crate::{CredentialProvider, Credentials, Runtime, Threads, network::Network, options, runtime::Inner};

/// What the expressions of one execution may take unless a host says otherwise.
const EXPRESSION_TIME: Duration = Duration::from_secs(60);
/// What the programs of one execution may take unless a host says otherwise.
#[cfg(feature = "js")]
const PROGRAM_TIME: Duration = Duration::from_secs(60);
/// n8n's own.
const DEFAULT_ZONE: &str = "America/New_York";

/// Sets up a [`Runtime`]; everything a host may want to replace is an option here.
#[derive(Default)]
pub struct Builder {
    registry: Option<Registry>,
    nodes: Vec<PathBuf>,
    #[cfg(feature = "packages")]
    package_limits: crate::PackageLimits,
    credentials: Option<Arc<dyn CredentialProvider>>,
    http: Option<Arc<dyn HttpClient>>,
    expressions: Option<Arc<dyn Expressions>>,
    files: Files,
    concurrency: Option<usize>,
    zone: Option<String>,
    timeout: Option<Duration>,
    max_response_bytes: Option<u64>,
    retries: Option<u32>,
    destinations: Option<DestinationPolicy>,
    pub(crate) network: Network,
    options_kept: Option<Duration>,
    threads: Option<usize>,
    expression_time: Option<Duration>,
    program_time: Option<Duration>,
}

impl Builder {
    /// These nodes instead of the linked ones.
    #[must_use]
    pub fn registry(mut self, registry: Registry) -> Self {
        self.registry = Some(registry);
        self
    }

    /// Further nodes from a path: a community package of n8n as npm has installed it, or a `node_modules` folder of such.
    /// What of them cannot be loaded is logged as a warning and listed by [`Runtime::problems`]. Needs the feature
    /// `packages`.
    #[must_use]
    pub fn nodes(mut self, path: impl Into<PathBuf>) -> Self {
        self.nodes.push(path.into());
        self
    }

    /// What an execution of a package's node may take; see there unless said otherwise.
    #[cfg(feature = "packages")]
    #[must_use]
    pub fn package_limits(mut self, limits: crate::PackageLimits) -> Self {
        self.package_limits = limits;
        self
    }

    /// Where credentials come from: [`Credentials`], or a host's own vault.
    #[must_use]
    pub fn credentials(mut self, provider: impl CredentialProvider) -> Self {
        self.credentials = Some(Arc::new(provider));
        self
    }

    /// Another HTTP client; the options about requests below are then its own affair.
    #[must_use]
    pub fn http(mut self, client: Arc<dyn HttpClient>) -> Self {
        self.http = Some(client);
        self
    }

    /// Another evaluator of expressions.
    #[must_use]
    pub fn expressions(mut self, engine: Arc<dyn Expressions>) -> Self {
        self.expressions = Some(engine);
        self
    }

    /// Where the bytes of files are kept, as in [`FolderStore`](crate::FolderStore). Unless said, they are in the items
    /// as base64. Downloads and uploads then take a few kilobytes of memory, however large the file is.
    #[must_use]
    pub fn binary_store(mut self, store: Arc<dyn BinaryStore>) -> Self {
        self.files = Files::in_store(store);
        self
    }

    /// The time zone of expressions, an IANA name such as `Europe/Berlin`, `UTC`, or an offset such as `UTC+2`; n8n's own
    /// default, `America/New_York`, unless said otherwise.
    #[must_use]
    pub fn time_zone(mut self, zone: impl Into<String>) -> Self {
        self.zone = Some(zone.into());
        self
    }

    /// How many items are worked on at once, within [`CONCURRENCY`](crate::CONCURRENCY). Unless said, 1 for operations with
    /// effects and 8 for reads.
    #[must_use]
    pub fn concurrency(mut self, items: usize) -> Self {
        self.concurrency = Some(items);
        self
    }

    /// How long a service may take until its answer begins, and how long it may pause in it; 300 seconds unless said
    /// otherwise.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How often a request is sent again where that does no harm; 2 times unless said otherwise. None where something else
    /// tries executions again, such as a durable engine.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = Some(retries);
        self
    }

    /// How large an answer may be that is held in memory, in bytes; 100 MB unless said otherwise. A file that goes into a
    /// binary store may be of any size.
    #[must_use]
    pub fn max_response_bytes(mut self, bytes: u64) -> Self {
        self.max_response_bytes = Some(bytes);
        self
    }

    /// How long loaded options hold, 30 seconds unless said otherwise; zero asks the service every time.
    #[must_use]
    pub fn keep_options(mut self, time: Duration) -> Self {
        self.options_kept = Some(time);
        self
    }

    /// How long the expressions of one execution may take in all, beside those that are done within a moment; 60 seconds
    /// unless said otherwise. One expression takes 5 seconds at most.
    #[must_use]
    pub fn expression_time(mut self, time: Duration) -> Self {
        self.expression_time = Some(time);
        self
    }

    /// How long the JavaScript of code nodes may take in one execution, including what it waits for; 60 seconds unless said
    /// otherwise.
    #[must_use]
    pub fn program_time(mut self, time: Duration) -> Self {
        self.program_time = Some(time);
        self
    }

    /// How many threads evaluate expressions that take longer than a moment; 16 unless said otherwise. Those that take
    /// long leave a quarter of them to the others. They are started when they are needed, and end when there is nothing to do.
    /// As many others run the JavaScript of code nodes.
    #[must_use]
    pub fn expression_threads(mut self, threads: usize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Where requests may go; anywhere unless said otherwise.
    #[must_use]
    pub fn destinations(mut self, policy: DestinationPolicy) -> Self {
        self.destinations = Some(policy);
        self
    }

    /// Sets it up.
    ///
    /// # Errors
    /// The time zone does not exist, a setting is out of its bounds, the HTTP client cannot be built, or no nodes are at a
    /// path.
    pub fn build(self) -> Result<Runtime> {
        let concurrency = self.concurrency.map(crate::concurrency).transpose()?;
        // The zone is checked even where a host's own expressions do without it.
        let own = crate::expressions::engine(self.zone.as_deref())?;
        let (expressions, engine) = match self.expressions {
            Some(expressions) => (expressions, None),
            None => (crate::expressions::language(own.clone()), Some(own.clone())),
        };
        let http = match self.http {
            Some(client) => client,
            None => {
                let mut client = nodewright_http::Client::builder().expressions(expressions.clone());
                if let Some(timeout) = self.timeout {
                    client = client.timeout(timeout);
                }
                if let Some(bytes) = self.max_response_bytes {
                    client = client.response_limit(bytes);
                }
                if let Some(retries) = self.retries {
                    client = client.retry(RetryPolicy { retries, ..RetryPolicy::default() });
                }
                if let Some(policy) = self.destinations {
                    client = client.destinations(policy);
                }
                Arc::new(self.network.set_up(client).build()?)
            }
        };
        let mut registry = self.registry.unwrap_or_else(Registry::linked);
        let sources = crate::nodes::Sources::new(
            #[cfg(feature = "packages")]
            self.package_limits,
        );
        let problems = sources.load(&self.nodes, &mut registry)?;
        Ok(Runtime(Arc::new(Inner {
            zone: self.zone.unwrap_or_else(|| DEFAULT_ZONE.to_owned()),
            registry: Arc::new(registry),
            problems: problems.into(),
            resolvers: Arc::default(),
            credentials: self.credentials.unwrap_or_else(|| Arc::new(Credentials::new())),
            renewals: Arc::default(),
            http,
            expressions,
            engine,
            #[cfg(feature = "js")]
            programs: own,
            files: self.files,
            concurrency,
            options: Arc::new(options::Cache::new(self.options_kept.unwrap_or(options::TIME_TO_LIVE))),
            threads: self.threads.map_or_else(Threads::default, Threads::new),
            #[cfg(feature = "js")]
            program_threads: crate::threads::for_programs(self.threads),
            #[cfg(feature = "js")]
            program_time: self.program_time.unwrap_or(PROGRAM_TIME),
            expression_time: self.expression_time.unwrap_or(EXPRESSION_TIME),
        })))
    }
}
