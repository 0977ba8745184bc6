#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! [`Realm::call`] runs a [`Script`] on JSON; [`Host`] is what it may ask.

#[cfg(feature = "engine")]
mod failure;
#[cfg(feature = "engine")]
mod host;
#[cfg(feature = "engine")]
mod imports;
#[cfg(feature = "engine")]
mod interrupt;
#[cfg(feature = "engine")]
mod later;
mod limit;
#[cfg(feature = "engine")]
mod math;
#[cfg(feature = "node")]
pub mod node;
#[cfg(feature = "engine")]
mod promise;
#[cfg(feature = "engine")]
mod realm;
#[cfg(feature = "engine")]
mod script;
#[cfg(feature = "engine")]
mod stack;
#[cfg(feature = "threads")]
mod threads;

/// The engine's values, for code that converts its own.
#[cfg(feature = "engine")]
pub mod js {
    pub use rquickjs::function::IntoArgs;
    pub use rquickjs::object::Property;
    pub use rquickjs::{Array, Atom, Ctx, Error, Exception, Function, Object, Result, String, Value};
}

#[cfg(feature = "engine")]
pub use failure::{Failure, Thrown};
#[cfg(feature = "engine")]
pub use host::{Asks, Host, Js, NoHost, Pending};
pub use limit::Limit;
#[cfg(feature = "engine")]
pub use realm::{Call, Options, Realm};
#[cfg(feature = "engine")]
pub use script::{Script, Scripts};
#[cfg(feature = "engine")]
pub use stack::{NO_STACK, has_stack, is_deep, with_deep_stack};
#[cfg(feature = "threads")]
pub use threads::{ThreadError, Threads};
