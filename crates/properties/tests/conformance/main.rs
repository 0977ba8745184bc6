//! The recorded behaviour of n8n, and its own node descriptions.

mod cases;
mod descriptions;
mod field_type;
mod filter;
mod node_parameter;
mod node_type;
mod parameters;
