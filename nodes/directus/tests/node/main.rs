//! The Directus node, from node JSON to requests and items, without a network.

mod behaviour;
mod catalog;
mod expression;
mod hostile;
mod loaders;
mod parity;
mod recorded;
mod replay;
mod run;
mod wire;

#[test]
fn the_definition_is_sound() -> Result<(), nodewright_testkit::Problems> {
    nodewright_testkit::check(&nodewright_node_directus::V1)
}
