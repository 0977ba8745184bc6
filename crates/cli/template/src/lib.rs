#![doc = include_str!("../README.md")]

mod client;
mod credential;
mod loaders;
mod tickets;

use nodewright_core::prelude::*;

pub use client::Client;
pub use credential::API;

/// The node's type in a workflow, without a package.
const NAME: &str = "{{name}}";

/// Packages under which workflows name the type; the first is the one that is written.
const PACKAGES: &[&str] = &["{{n8n-package}}"];

/// Version 1.
pub const V1: Definition<Client> = Definition {
    name: NAME,
    title: "{{Title}}",
    description: "Work with the tickets of a help desk",
    default_name: "{{Title}}",
    version: 1.0,
    subtitle: r#"={{$parameter["operation"] + ": " + $parameter["resource"]}}"#,
    credential: &API,
    router: Router { resources: &[tickets::TICKETS], default: "tickets" },
    loaders: loaders::LOADERS,
};

/// Adds the node, all versions of it, to a registry.
pub fn register(registry: &mut Registry) {
    registry.register(VersionedNode::new(NAME, PACKAGES).version(Version::ONE, V1.into_node()));
}

// A program that links this crate finds the node in `Registry::linked()`.
nodewright_core::inventory::submit! { Registration(register) }
