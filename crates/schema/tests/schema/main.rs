//! The schemas of hand-written and of n8n's own descriptions.

mod agreement;
mod descriptions;
mod generator;
mod operations;
mod own_node;
mod providers;
mod recorded;
mod snapshots;
mod strict;
