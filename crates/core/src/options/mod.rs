//! Options that a form loads from the service.

mod loader;
mod mapper;

pub use loader::{AnyLoader, Loader, LoaderEntry, LoaderName};
pub use mapper::{MapperField, MapperFields};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::Parameters;

/// What a loader is asked.
#[derive(Clone, Debug, Default)]
pub struct OptionsRequest {
    /// The node's current parameters, for loaders that depend on others; no secrets among them.
    pub parameters: Parameters,
    /// What the user typed; narrows the list.
    pub filter: Option<String>,
    /// Where the last page ended.
    pub cursor: Option<String>,
}

/// A page of options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct OptionsPage {
    /// The options, in the order in which people should see them.
    pub options: Vec<LoadedOption>,
    /// Where the next page starts; none on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

/// One option: n8n's `INodePropertyOptions`, or an entry of a list search, `INodeListSearchItems`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LoadedOption {
    /// What people see.
    pub name: String,
    /// What is stored.
    pub value: Value,
    /// Help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where people find it in the service's own interface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl LoadedOption {
    /// A value under its name.
    pub fn new(name: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { name: name.into(), value: value.into(), ..Self::default() }
    }
}

impl OptionsPage {
    /// A whole list on one page: sorted by name and filtered by the search text.
    pub fn of(options: impl IntoIterator<Item = LoadedOption>, request: &OptionsRequest) -> Self {
        let wanted = request.filter.as_deref().unwrap_or_default().to_lowercase();
        let mut options: Vec<_> = options.into_iter().filter(|o| o.name.to_lowercase().contains(&wanted)).collect();
        options.sort_by_cached_key(|o| o.name.to_lowercase());
        Self { options, cursor: None }
    }
}
