//! Nodes that talk to any service over HTTP.

mod credentials;
mod failure;
mod file;
mod graphql;
mod http_request;
mod pace;
mod rss;
mod service;
mod url;

use nodewright_http::headers;

use crate::node::{NodeType, node_type};

pub use credentials::types as credential_types;

pub const TYPES: &[NodeType] = &[
    node_type!("graphql", [1.0, 1.1], graphql::plan),
    node_type!("httpRequest", [1.0, 2.0, 3.0, 4.0, 4.1, 4.2, 4.3, 4.4, 4.5], http_request::plan),
    node_type!("rssFeedRead", [1.0, 1.1, 1.2], rss::plan),
];
