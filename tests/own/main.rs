//! The command with a node of one's own: what a binary is that names a node crate. The node is that of the testkit.

#[path = "../../crates/testkit/tests/tickets/mod.rs"]
mod tickets;

use nodewright_core::{Registration, Registry, Version, VersionedNode, inventory};

pub use tickets::Client;

fn register(registry: &mut Registry) {
    registry.register(VersionedNode::new("tickets", &[]).version(Version::ONE, tickets::V1.into_node()));
}

inventory::submit! { Registration(register) }

fn main() -> std::process::ExitCode {
    nodewright_cli::main()
}
