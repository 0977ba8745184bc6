//! QuickJS for code that is not trusted: the one crate that touches the engine.
//!
//! A [`Realm`] is a runtime with one context. What runs in it has a limit of memory and stack, a deadline, and a flag that
//! stops it; a realm that hit a limit is not used again. JavaScript reaches the outside only through a [`Host`], at once or
//! by a promise. [`Threads`] keep what does not stop away from the workers of an async runtime.
//!
//! ```
//! use nodewright_quickjs::{Call, Limit, NoHost, Options, Realm, Script};
//! use serde_json::json;
//! use std::time::Duration;
//!
//! let mut realm = Realm::new(&Options::default(), |_, _| Ok(()))?;
//! let script = Script::new("(rows) => rows.map((row) => row.id)");
//! let limit = Limit::within(Duration::from_secs(1));
//! let rows = json!([{ "id": 1 }, { "id": 2 }]);
//! let ids = realm.call(&Call { script: &script, argument: &rows, limit: &limit, host: &NoHost })?;
//! assert_eq!(ids, Some(json!([1, 2])));
//! # Ok::<(), nodewright_quickjs::Failure>(())
//! ```
//!
//! What the engine does not interrupt are loops of its own functions that call nothing: `Options::bounded` bounds those
//! over lists and texts, and code that takes other ways to compute for long belongs on [`Threads`].

mod failure;
mod host;
mod later;
mod limit;
mod realm;
mod script;
mod stack;
#[cfg(feature = "threads")]
mod threads;

/// The engine's values, for code that converts its own.
pub mod js {
    pub use rquickjs::function::IntoArgs;
    pub use rquickjs::object::Property;
    pub use rquickjs::{Array, Atom, Ctx, Error, Exception, Function, Object, Result, String, Value};
}

pub use failure::{Failure, Thrown};
pub use host::{Asks, Host, Js, NoHost, Pending};
pub use limit::Limit;
pub use realm::{Call, Options, Realm};
pub use script::{Script, Scripts};
pub use stack::{NO_STACK, has_stack};
#[cfg(feature = "threads")]
pub use threads::{ThreadError, Threads};
