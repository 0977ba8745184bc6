#![doc = include_str!("../README.md")]
//!
//! # Where to start
//!
//! - The model: [`NodeDescription`], [`Property`] and what they are made of. Reading a description and writing it again
//!   gives the same JSON, keys that this crate does not know included. [`Version`] is the version of a node type.
//! - Which parameters count: [`resolve`] fills in defaults and leaves out what is not shown, a [`Resolver`] does so again and
//!   again for one description; [`is_displayed`] and [`find_displayed`] answer for one property.
//! - What is wrong with them: [`node_issues`].
//! - Their values: [`ParameterSource::read`] is how a node gets one, [`validate_field`], [`ensure_type`] and
//!   [`extract_value`] are its steps; [`execute_filter`] decides what a user's conditions say.
//!
//! Where n8n is odd, the documentation says how.

mod display;
mod ensure_type;
mod error;
#[cfg(feature = "resolve")]
mod field_type;
#[cfg(feature = "resolve")]
mod filter;
#[cfg(feature = "resolve")]
mod issues;
pub mod javascript;
mod model;
mod node_type;
#[cfg(feature = "resolve")]
mod parameter;
mod path;
#[cfg(feature = "resolve")]
mod regex;
#[cfg(feature = "resolve")]
mod resolve;
#[cfg(feature = "resolve")]
mod value;
mod version;

pub use display::{Context, Found, check_conditions, find_displayed, is_displayed, is_displayed_at, node_features};
pub use ensure_type::{EnsureType, ParseEnsureTypeError};
pub use error::Error;
#[cfg(feature = "resolve")]
pub use field_type::{FieldTypeOptions, InvalidField, validate_field};
#[cfg(feature = "resolve")]
pub use filter::{
    Combinator, Filter, FilterCondition, FilterError, FilterOperator, FilterOptions, array_contains, execute_filter,
    matches_pattern,
};
#[cfg(feature = "resolve")]
pub use issues::{Issues, NodeState, node_issues, parameter_issues};
pub use model::{
    Choice, Comparison, Condition, Conditions, CredentialUse, DisplayOptions, Entries, Extra, ExtractValue, Features,
    Group, Mode, ModeValidation, ModeValidationProperties, NodeDescription, Operator, Options, Port, PortDescription,
    Ports, Property, PropertyType, Text, TypeOptions, Versions, WebhookDescription, merge_properties,
};
pub use node_type::{WebhookNode, webhook_path};
#[cfg(feature = "resolve")]
pub use parameter::{InvalidParameter, ParameterError, ParameterOptions, ParameterSource, ensure_type, extract_value};
pub use path::value_at;
#[cfg(feature = "resolve")]
pub use regex::check_pattern;
#[cfg(feature = "resolve")]
pub use resolve::{Resolve, Resolver, resolve, unused};
#[cfg(feature = "resolve")]
pub use value::ParameterValue;
pub use version::{ParseVersionError, Version};
