//! `nodewright mcp`

use std::path::Path;

use nodewright_server::{
    Api, catalog,
    http::{self, Settings},
    mcp::{self, Selection, Server},
};

use super::runtime;
use crate::{
    arguments::{Mcp, Tools},
    failure::Failure,
    listen::{self, Address},
};

/// Answers clients of the Model Context Protocol: one until standard input ends, or any number over HTTP.
pub async fn mcp(arguments: Mcp) -> Result<(), Failure> {
    let nodes = node_types(&arguments.tools)?;
    let (runtime, _sandbox) = runtime(&arguments.nodes, &arguments.credentials, &arguments.network, &nodes).await?;
    let api = Api::new(runtime);
    let server = server(&api, arguments.tools)?;
    match arguments.bind {
        Some(address) => over_http(server, &address, arguments.token_file.as_deref()).await,
        None => over_stdio(server).await,
    }
}

/// The node types whose tools were chosen; empty for all.
fn node_types(tools: &Tools) -> Result<Vec<&str>, Failure> {
    tools.nodes.iter().map(|name| Ok(catalog::split_version(name, None)?.0)).collect()
}

/// The tools that were chosen.
pub fn server(api: &Api, tools: Tools) -> Result<Server, Failure> {
    let selection = Selection { nodes: tools.nodes, only: tools.only, read_only: tools.read_only };
    let mut server = Server::new(api, &selection)?;
    if tools.expressions {
        server = server.with_expressions(api);
    }
    if tools.search {
        server = server.by_search();
    }
    Ok(server)
}

async fn over_stdio(server: Server) -> Result<(), Failure> {
    let served = server.serve(tokio::io::stdin(), tokio::io::stdout()).await;
    served.map_err(|e| Failure::usage(format!("the client connection was lost: {e}")))
}

async fn over_http(server: Server, address: &Address, token_file: Option<&Path>) -> Result<(), Failure> {
    let token = token_file.map(|path| listen::secret(path, "token")).transpose()?;
    let settings = Settings { token, ..Settings::default() };
    let listener = address.listen(async |address| http::bind(address, &settings).await).await?;
    let ending = listen::ending()?;
    let router = mcp::router(server, &settings, &ending);
    listen::announce(listener.local_addr(), "/mcp")?;
    let served = http::serve(listener, router, async move { ending.cancelled().await }).await;
    served.map_err(|e| Failure::usage(format!("the server failed: {e}")))
}
