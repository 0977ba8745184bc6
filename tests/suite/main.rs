//! One test binary for everything that crosses crates.

mod bad_input;
mod batch;
mod binary;
mod browser;
mod commands;
mod community;
mod credentials;
mod described;
mod directus;
mod examples;
mod execution;
mod functions;
mod javascript;
mod log_out;
mod mcp;
mod new_node;
mod node_parameter;
mod own_binary;
mod packages;
mod packages_add;
mod protocol;
mod public_api;
mod readme;
mod schemas;
mod serve;
mod tried;
