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
