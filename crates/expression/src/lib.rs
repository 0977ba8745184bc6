//! n8n's expression language: `={{ … }}`.
//!
//! An [`Engine`] compiles an expression once and evaluates it for any item. What an expression may see of the
//! execution comes from a [`DataContext`], which borrows: an item is neither copied nor turned into JavaScript.
//!
//! ```
//! use nodewright_expression::{Engine, JsonContext};
//! use serde_json::json;
//!
//! let engine = Engine::default();
//! let template = engine.compile("={{ $json.name.toTitleCase() }} has {{ $json.tags.length }} tags").unwrap();
//! let context = JsonContext::of_items(vec![json!({ "json": { "name": "jane doe", "tags": ["a", "b"] } })]);
//! assert_eq!(engine.evaluate(&template, &context).unwrap(), Some(json!("Jane Doe has 2 tags")));
//! ```

mod builtins;
mod check;
mod data;
mod engine;
mod error;
mod evaluated;
mod evaluation;
mod functions;
mod luxon;
mod native;
mod pace;
#[cfg(feature = "js")]
mod script;
mod split;
mod syntax;
mod template;
mod value;

pub use data::{ContextError, DataContext, Items, JsonContext, NodeView, Source, WholeItem};
pub use engine::{Engine, EngineBuilder, Limits};
pub use error::{Error, ErrorClass};
pub use evaluated::Evaluated;
pub use pace::Pace;
pub use split::{Segment, split};
pub use template::{Backend, Template, is_expression};
