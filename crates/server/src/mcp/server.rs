//! The protocol's side: what a client may ask, and over what.

use std::sync::Arc;

#[cfg(feature = "http")]
use nodewright::CredentialProvider;
use nodewright::{Result, Runtime, nearest};
use rmcp::{
    ErrorData, RoleServer, ServerHandler,
    model::{
        CallToolRequestParams, CallToolResponse, CallToolResult, Implementation, JsonObject, ListToolsResult,
        PaginatedRequestParams, ServerCapabilities, ServerConfig,
    },
    service::{RequestContext, ServerInitializeError, serve_server},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::Semaphore,
};

use super::{
    Selection,
    call::call,
    literal::Literal,
    result,
    search::{self, Asked},
    tools::Tools,
};
use crate::Api;
#[cfg(feature = "http")]
use crate::credentials::Layered;

const INSTRUCTIONS: &str = "Every tool is one operation of a service. A result is {\"items\": […]}; lists may be long, \
    so ask for a limit and only the fields you need. An error says which argument to change.";

/// Operations that run at once; further calls wait, with nothing opened for them yet.
const IN_FLIGHT: usize = 64;

/// Answers clients of the Model Context Protocol. Clones answer alike.
#[derive(Clone)]
pub struct Server {
    runtime: Runtime,
    room: Arc<Semaphore>,
    tools: Arc<Tools>,
    by_search: bool,
}

impl Server {
    /// A server of the selected operations, whose arguments are taken literally: an agent's text is never evaluated.
    ///
    /// # Errors
    /// An unknown node or operation in the selection.
    pub fn new(api: &Api, selection: &Selection) -> Result<Self> {
        let tools = Arc::new(Tools::new(api, selection)?);
        Ok(Self {
            runtime: api.runtime().with_expressions(Arc::new(Literal)),
            room: Arc::new(Semaphore::new(IN_FLIGHT)),
            tools,
            by_search: false,
        })
    }

    /// With arguments that start with `=` evaluated as expressions of `api`.
    #[must_use]
    pub fn with_expressions(mut self, api: &Api) -> Self {
        self.runtime = api.runtime().clone();
        self
    }

    /// With three tools that find, describe and carry out operations in place of one per operation: for more of them
    /// than a model can choose among.
    #[must_use]
    pub fn by_search(mut self) -> Self {
        self.by_search = true;
        self
    }

    /// With one more place for credentials, asked last.
    #[cfg(feature = "http")]
    pub(super) fn falling_back_on(mut self, credentials: impl CredentialProvider) -> Self {
        let places = vec![self.runtime.credentials().clone(), Arc::new(credentials)];
        self.runtime = self.runtime.with_credentials(Layered(places));
        self
    }

    /// What a call asks for; `None` if the tool is unknown.
    fn asked(&self, tool: &str, arguments: JsonObject) -> Option<Result<Asked<'_>>> {
        match self.by_search {
            true => search::read(&self.tools, tool, arguments),
            false => self.tools.get(tool).map(|one| Ok(Asked::Operation(one, arguments))),
        }
    }

    /// Answers one client until `input` ends.
    ///
    /// # Errors
    /// The client does not open the conversation as the protocol wants it, or `output` is closed.
    pub async fn serve<R, W>(self, input: R, output: W) -> std::io::Result<()>
    where
        R: AsyncRead + Send + Unpin + 'static,
        W: AsyncWrite + Send + Unpin + 'static,
    {
        match serve_server(self, (input, output)).await {
            Ok(running) => running.waiting().await.map(drop).map_err(std::io::Error::other),
            // A client that asks nothing and goes.
            Err(ServerInitializeError::ConnectionClosed(_)) => Ok(()),
            Err(error) => Err(std::io::Error::other(error)),
        }
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
            .with_server_info(Implementation::new("nodewright", env!("CARGO_PKG_VERSION")))
            .with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        request: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        if self.by_search {
            return Ok(ListToolsResult::with_all_items(search::tools(&self.tools)));
        }
        let cursor = request.and_then(|request| request.cursor);
        let unknown = || ErrorData::invalid_params("Unknown cursor; use one returned by tools/list", None);
        self.tools.page(cursor.as_deref()).ok_or_else(unknown)
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let Some(asked) = self.asked(&request.name, request.arguments.unwrap_or_default()) else {
            let names = self.tools.all().iter().map(|one| &*one.tool.name).filter(|_| !self.by_search);
            let message = match nearest(&request.name, names) {
                Some(nearest) => format!("Unknown tool '{}'; did you mean '{nearest}'?", request.name),
                None => format!("Unknown tool '{}'; tools/list returns the available ones", request.name),
            };
            return Err(ErrorData::invalid_params(message, None));
        };
        let done = match asked {
            Ok(Asked::Operation(one, arguments)) => {
                // It is never closed, so waiting cannot fail.
                let _permit = self.room.acquire().await;
                call(&self.runtime, one, arguments, &context).await.map(result::success)
            }
            Ok(Asked::Answer(value)) => Ok(CallToolResult::structured(value)),
            Err(error) => Err(error),
        };
        Ok(done.unwrap_or_else(|error| result::failure(&error)).into())
    }
}
