//! The Directus node, version 1: a drop-in for the community node "Directus (denkhaus)".
//!
//! One file per resource; the table of a resource is its first item. [`register`] adds the node to a registry, and a
//! program that links this crate finds it in `Registry::linked()`.

mod answer;
mod client;
mod credential;
mod export;
mod failure;
mod gone;
mod loaders;
mod pages;
mod prelude;
#[cfg(feature = "sandbox")]
pub mod sandbox;
mod search;
mod shapes;

// The resources.
mod activity;
mod assets;
mod auth;
mod collections;
mod extensions;
mod fields;
mod files;
mod folders;
mod items;
mod permissions;
mod presets;
mod relations;
mod revisions;
mod roles;
mod server;
mod settings;
mod users;
mod utils;
mod webhooks;

use nodewright_core::prelude::*;

pub use client::Client;
pub use credential::DIRECTUS_API;
pub use gone::directus_versions;

/// Version 1.
pub const V1: Definition<Client> = Definition {
    name: "directus",
    title: "Directus (denkhaus)",
    description: "Work with the data, files, users and settings of a Directus project",
    default_name: "Directus",
    version: 1.0,
    subtitle: r#"={{$parameter["operation"] + ": " + $parameter["resource"]}}"#,
    credential: &DIRECTUS_API,
    router: Router {
        resources: &[
            activity::ACTIVITY,
            assets::ASSETS,
            auth::AUTHENTICATION,
            collections::COLLECTIONS,
            extensions::EXTENSIONS,
            fields::FIELDS,
            files::FILES,
            folders::FOLDERS,
            items::ITEMS,
            permissions::PERMISSIONS,
            presets::PRESETS,
            relations::RELATIONS,
            revisions::REVISIONS,
            roles::ROLES,
            server::SERVER,
            settings::SETTINGS,
            users::USERS,
            utils::UTILS,
            webhooks::WEBHOOKS,
        ],
        default: "items",
    },
    loaders: loaders::LOADERS,
};

/// Packages under which workflows name the node.
const PACKAGES: &[&str] = &["n8n-nodes-directus", "@denklab/n8n-nodes-directus"];

/// Adds the node, all versions of it.
pub fn register(registry: &mut Registry) {
    registry.register(VersionedNode::new("directus", PACKAGES).version(Version::ONE, V1.into_node()));
}

nodewright_core::inventory::submit! { Registration(register) }
