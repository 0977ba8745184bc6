//! What a node description is made of.

mod condition;
mod description;
mod entries;
mod extra;
mod locator;
mod options;
mod port;
mod property;
mod property_type;
mod routing;
mod type_options;

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};

pub use condition::{Comparison, Condition, Conditions, DisplayOptions, Operator};
pub use description::{CredentialUse, Features, NodeDescription, Versions, WebhookDescription};
pub use entries::Entries;
pub use extra::Extra;
pub use locator::{ExtractValue, Mode, ModeValidation, ModeValidationProperties};
pub use options::{Choice, Group, Options};
pub use port::{Port, PortDescription, Ports};
pub use property::{Property, merge_properties};
pub use property_type::PropertyType;
pub use type_options::TypeOptions;

/// Text of a description: borrowed where a node is written in Rust, owned where it comes from JSON.
pub type Text = Cow<'static, str>;

/// Reads a key whose value may be `null`: `null` is `Some(Null)`, only a missing key is `None`.
fn present<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    T::deserialize(deserializer).map(Some)
}
