//! Run n8n-style workflow nodes inside any Rust program: give it a node's JSON, credentials and items, get items back.
//!
//! ```no_run
//! # async fn run() -> nodewright::Result<()> {
//! use nodewright::{Credentials, Runtime, serde_json::json};
//!
//! let runtime = Runtime::builder()
//!     .credentials(Credentials::new().with("directusApi", json!({ "url": "https://directus.example.com" })))
//!     .build()?;
//! let node = runtime.prepare(&json!({
//!     "name": "End session", "type": "directus", "typeVersion": 1,
//!     "parameters": { "resource": "auth", "operation": "logout", "refreshToken": "={{ $json.token }}" },
//! }))?;
//! let outcome = node.execute(vec![nodewright::Item::new(json!({ "token": "eyJ0eXAi…" }))]).await?;
//! println!("{}", outcome.outputs[0][0].json["message"]);
//! # Ok(())
//! # }
//! ```
//!
//! Nodes are found in a [`Registry`]; [`Registry::linked`] holds those of every node crate that the program names.

mod builder;
mod cancellation;
mod concurrency;
mod credentials;
mod execute;
mod expressions;
mod folder_store;
mod options;
mod prepare;
mod resolve;
mod settings;
mod source;
mod template;
mod threads;

pub use builder::{Builder, Runtime};
pub use cancellation::Cancellation;
pub use concurrency::{CONCURRENCY, concurrency};
pub use credentials::{CredentialProvider, CredentialReference, Credentials};
pub use execute::{Emission, Execution, Outcome};
pub use expressions::expression_error;
pub use folder_store::FolderStore;
pub use nodewright_core::*;
pub use nodewright_http::DestinationPolicy;
pub use options::{LoadOptions, Loaded};
pub use prepare::Prepared;
pub use resolve::Resolved;
pub use settings::{OnError, Settings};
pub use source::{NodeJson, Workflow};
pub use threads::{Limit, Threads};

/// The README's program compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
