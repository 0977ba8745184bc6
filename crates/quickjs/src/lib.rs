#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Realm::call`] runs a [`Script`] on JSON; [`Host`] is what it may ask.

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
pub use stack::{NO_STACK, has_stack, is_deep, with_deep_stack};
#[cfg(feature = "threads")]
pub use threads::{ThreadError, Threads};
