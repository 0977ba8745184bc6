//! What a description says about nodes of its type.

mod kind;
mod naming;
mod webhook;

pub use webhook::{WebhookNode, webhook_path};
