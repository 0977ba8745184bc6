//! What an expression can see of the execution: the host's side of it, and the variables made of it.

mod ai;
mod context;
mod host;
mod input;
mod json_context;
mod json_run;
mod node;
mod paired;
mod parameter;
mod variable;

pub use context::{DataContext, Items, NodeView, Source, WholeItem};
pub use host::{Host, call, get, keys};
pub use json_context::{ContextError, JsonContext};
#[cfg(feature = "js")]
pub use variable::{call_of_item, of_item};
pub use variable::{extra, function, is_variable, json, variable};
