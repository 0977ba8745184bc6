//! Test servers for authors of nodes.
//!
//! * [`ScriptedServer`]: a loopback HTTP server that answers from a script and records what it was sent, byte for
//!   byte. It can misbehave on purpose: hang, drop the connection, cut a body short.
//! * [`check`]: finds what is wrong with a node's definition.
//! * [`harness`]: runs a node without a network, for tests that look at its requests. On it stand [`cases`] in files,
//!   the [`replay`] of recorded executions, and [`hostile`] values; [`parity`] compares forms.
//! * [`Loopback`] and [`qs`]: what stand-ins of services are made of.
//! * `n8n` (feature `n8n`, in nodewright's own repository): n8n's own node descriptions.
//!
//! ```
//! # async fn status(url: &str) -> Result<u16, Box<dyn std::error::Error>> {
//! #     let _ = rustls::crypto::ring::default_provider().install_default();
//! #     Ok(reqwest::get(url).await?.status().as_u16())
//! # }
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use nodewright_testkit::{Reply, ScriptedServer};
//! use serde_json::json;
//!
//! let server = ScriptedServer::start([Reply::json(&json!({"data": []})), Reply::status(503)])?;
//!
//! let first = status(&server.url_of("/items/articles?limit=2")).await?;
//! let second = status(&server.url_of("/items/articles")).await?;
//!
//! assert_eq!((first, second), (200, 503));
//! assert_eq!(server.requests()[0].query_pairs(), [("limit".into(), "2".into())]);
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "node")]
pub mod cases;
#[cfg(feature = "node")]
mod check;
#[cfg(feature = "node")]
pub mod harness;
#[cfg(feature = "node")]
pub mod hostile;
mod loopback;
#[cfg(feature = "n8n")]
pub mod n8n;
#[cfg(feature = "node")]
pub mod parity;
#[cfg(feature = "node")]
mod pattern;
pub mod qs;
#[cfg(feature = "node")]
mod recorded;
#[cfg(feature = "node")]
pub mod replay;
mod scripted;

#[cfg(feature = "node")]
pub use check::{Problems, check};
pub use loopback::Loopback;
#[cfg(feature = "node")]
pub use recorded::recorded;
pub use scripted::{Cursor, Location, Paged, Part, RecordedRequest, Reply, Respond, Script, ScriptedServer};
