//! Stand-ins for the services of nodes, for trying nodes out without a server.

use std::{future::Future, pin::Pin};

use serde_json::Value;

use crate::Result;

/// A stand-in for the service of a node type. Submit it with `inventory::submit!`, as a node is; the server behind it
/// belongs into a feature of the node's crate, so that a program that only runs the node does not carry it.
///
/// ```
/// use nodewright_core::{RunningSandbox, Sandbox, Value, serde_json::json};
///
/// struct Tickets; // Holds the server; stops it when dropped.
///
/// impl RunningSandbox for Tickets {
///     fn url(&self) -> String {
///         "http://127.0.0.1:40123".into()
///     }
///     fn credentials(&self) -> Vec<(&'static str, Value)> {
///         vec![("ticketsApi", json!({ "url": self.url(), "token": "t" }))]
///     }
/// }
///
/// nodewright_core::inventory::submit! {
///     Sandbox {
///         node: "tickets",
///         service: "Tickets 2",
///         hint: "",
///         start: || Box::pin(async { Ok(Box::new(Tickets) as Box<dyn RunningSandbox>) }),
///     }
/// }
///
/// assert_eq!(Sandbox::linked()[0].node, "tickets");
/// ```
#[derive(Debug)]
pub struct Sandbox {
    /// Node type it is for, without package.
    pub node: &'static str,
    /// What it stands in for, such as `Directus`.
    pub service: &'static str,
    /// What else people can use there, such as a user to sign in as; empty if there is nothing to say.
    pub hint: &'static str,
    /// Starts it on a free loopback port.
    pub start: fn() -> StartingSandbox,
}

/// A sandbox that is being started.
pub type StartingSandbox = Pin<Box<dyn Future<Output = Result<Box<dyn RunningSandbox>>> + Send>>;

inventory::collect!(Sandbox);

impl Sandbox {
    /// The sandboxes of all node crates that are linked into the program, sorted by node type.
    #[must_use]
    pub fn linked() -> Vec<&'static Self> {
        let mut all: Vec<_> = inventory::iter::<Self>.into_iter().collect();
        all.sort_by_key(|sandbox| sandbox.node);
        all
    }
}

/// A sandbox that is running. It stops when dropped.
pub trait RunningSandbox: Send + Sync {
    /// Base URL of the service.
    fn url(&self) -> String;

    /// Credentials that lead to it: type and data. Nothing in them is secret.
    fn credentials(&self) -> Vec<(&'static str, Value)>;

    /// What is left in it that people may want to know of at the end, such as `sessions left in the sandbox: 1`.
    fn report(&self) -> Option<String> {
        None
    }
}
