//! What an execution may use of the host.

use std::sync::{Arc, Mutex, PoisonError};

use nodewright_core::{Context, Credential, HttpClient, NodeError, Result};
use nodewright_http::Redactor;
use serde_json::Value;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use crate::functions::PageAsked;

/// The host's side of an execution.
#[derive(Clone)]
pub struct Outside {
    /// Where requests are sent and credentials are loaded.
    pub handle: Handle,
    pub http: Arc<dyn HttpClient>,
    /// What gives credentials; nothing where they are being applied.
    pub context: Option<Context>,
    /// The credentials that were asked for: errors and logs do not quote them.
    pub used: Arc<Mutex<Vec<Arc<Credential>>>>,
    /// Who requests the pages of a pagination.
    pub pages: Option<mpsc::Sender<PageAsked>>,
}

impl Outside {
    pub fn new(context: Context) -> Self {
        Self {
            handle: Handle::current(),
            http: context.http(),
            context: Some(context),
            used: Arc::default(),
            pages: None,
        }
    }

    /// With one who requests pages.
    pub fn with_pages(self, pages: mpsc::Sender<PageAsked>) -> Self {
        Self { pages: Some(pages), ..self }
    }

    /// The items of a page.
    pub async fn page(&self, options: Value) -> Result<Vec<nodewright_core::Item>> {
        let gone = || NodeError::new(nodewright_core::ErrorKind::Operation, "Pages are requested by paginations only");
        let (Some(pages), Value::Object(options)) = (&self.pages, options) else { return Err(gone()) };
        let (answer, answered) = oneshot::channel();
        pages.send((options, answer)).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }

    /// The credential of a type.
    pub async fn credential(&self, type_name: &str) -> Result<Arc<Credential>> {
        let Some(context) = &self.context else {
            let message = "A credential cannot be asked for while one is applied";
            return Err(NodeError::new(nodewright_core::ErrorKind::Credential, message));
        };
        let credential = context.credential(type_name).await?;
        let credential = Arc::clone(credential.current());
        self.used.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&credential));
        Ok(credential)
    }

    pub fn redacted<T>(&self, value: T, redact: impl Fn(&Redactor, T) -> T) -> T {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.iter().fold(value, |value, one| redact(&Redactor::new(Some(one), &[], &[]), value))
    }

    /// An error without what the credentials hide.
    pub fn shown(&self, error: NodeError) -> NodeError {
        self.redacted(error, |redactor, error| redactor.error(error))
    }
}
