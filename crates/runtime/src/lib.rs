#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Runtime::builder`] sets everything up that a host may want to replace. [`Runtime::prepare`] makes a node of its JSON
//! ready, [`Prepared::execution`] executes it on items, at once or as a stream. [`Runtime::options`] loads the options of a
//! parameter. Nodes are found in a [`Registry`]; [`Registry::linked`] holds those of every node crate that the program
//! names. [`Host`] is what expressions see of the workflow around a node. What else a node is made of is in [`core`].

mod builder;
mod cancellation;
mod compiled;
mod concurrency;
mod credential_test;
mod credentials;
mod execute;
mod expressions;
mod folder_store;
mod idempotency;
mod login;
mod network;
mod node_credentials;
mod nodes;
mod options;
mod prepare;
mod renewals;
mod resolve;
mod runtime;
mod settings;
mod source;
mod steps;
mod threads;

pub use builder::Builder;
pub use cancellation::Cancellation;
pub use concurrency::{CONCURRENCY, concurrency};
pub use credentials::{CredentialProvider, CredentialReference, Credentials};
pub use execute::{Emission, Execution, Outcome, StreamExecution};
pub use expressions::expression_error;
pub use folder_store::FolderStore;
pub use login::PendingLogin;
#[cfg(feature = "declarative")]
pub use nodes::FileProblem;
pub use nodes::NodesStamp;
pub use nodewright_core as core;
pub use nodewright_core::{
    Binary, BinaryStore, BodySource, Cause, Content, Credential, CredentialKeeper, CredentialSource, CredentialTested,
    CredentialType, Effect, ErrorKind, Expression, Expressions, Files, Host, HttpClient, Item, ItemRef, LoadedOption,
    Locals, MapperFields, Method, Node, NodeDescription, NodeError, OptionsPage, Pace, PairedItem, Parameters,
    Property, Proxy, Registration, Registry, Request, Response, Result, Sandbox, Scope, Secret, Service, Source,
    SourceData, StoredFile, TestStatus, TlsIdentity, Value, Version, VersionedNode, async_trait, http, is_expression,
    json, nearest, properties, serde_json, unknown,
};
#[cfg(feature = "declarative")]
pub use nodewright_declarative::check::{Problem, Severity};
pub use nodewright_http::DestinationPolicy;
#[cfg(feature = "packages")]
pub use nodewright_javascript::Limits as PackageLimits;
pub use options::{LoadOptions, Loaded};
pub use prepare::Prepared;
pub use resolve::Resolved;
pub use runtime::Runtime;
pub use settings::{OnError, Settings};
pub use source::{NodeJson, Workflow};
pub use steps::{InProcess, Retries, Step, Steps, Work};
pub use threads::{Limit, Threads};
