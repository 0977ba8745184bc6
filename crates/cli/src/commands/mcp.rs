//! `nodewright mcp`

use nodewright_server::{
    Api,
    mcp::{Selection, Server},
};

use super::runtime;
use crate::{arguments::Mcp, failure::Failure, sandbox};

/// Answers a client of the Model Context Protocol until standard input ends.
pub async fn mcp(arguments: Mcp) -> Result<(), Failure> {
    let sandbox = arguments.sandbox.then(sandbox::start).transpose()?;
    let api = Api::new(match &sandbox {
        Some(sandbox) => sandbox.runtime()?,
        None => runtime(&arguments.credentials)?,
    });
    let selection = Selection { nodes: arguments.nodes, only: arguments.only, read_only: arguments.read_only };
    let mut server = Server::new(&api, &selection)?;
    if arguments.expressions {
        server = server.with_expressions(&api);
    }
    let served = server.serve(tokio::io::stdin(), tokio::io::stdout()).await;
    served.map_err(|e| Failure::usage(format!("the conversation with the client broke off: {e}")))
}
