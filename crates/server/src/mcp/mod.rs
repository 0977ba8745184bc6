//! Operations as tools of agents: the Model Context Protocol.
//!
//! Every operation of the chosen nodes is one tool. A call becomes a node of that operation, which the runtime executes
//! on one empty item; its output is the tool's result, and an error is a result that says what to change.
//!
//! ```no_run
//! # async fn run(runtime: nodewright::Runtime) -> Result<(), Box<dyn std::error::Error>> {
//! use nodewright_server::{
//!     Api,
//!     mcp::{Selection, Server},
//! };
//!
//! let selection = Selection { only: vec!["items.*".into()], read_only: true, ..Selection::default() };
//! let server = Server::new(&Api::new(runtime), &selection)?;
//! server.serve(tokio::io::stdin(), tokio::io::stdout()).await?;
//! # Ok(())
//! # }
//! ```
//!
//! The protocol's library, rmcp, logs the messages it gets at the level `debug`, secrets among the arguments included:
//! a host that logs should keep its targets at `warn`.

mod arguments;
mod call;
#[cfg(feature = "http")]
mod http;
mod literal;
mod result;
mod search;
mod selection;
mod server;
mod tools;

#[cfg(feature = "http")]
pub use http::router;
pub use selection::Selection;
pub use server::Server;
