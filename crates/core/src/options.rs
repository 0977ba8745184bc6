//! Options that a form loads from the service.

use std::future::Future;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{LoaderInfo, Parameters, Result};

/// What a loader is asked.
#[derive(Clone, Debug, Default)]
pub struct OptionsRequest {
    /// The node's parameters as they stand, for loaders that depend on others.
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

/// One option: n8n's `INodePropertyOptions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct LoadedOption {
    /// What people see.
    pub name: String,
    /// What is stored.
    pub value: Value,
    /// Help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

impl OptionsPage {
    /// All of a list at once: sorted for people, narrowed by what was typed.
    pub fn of(options: impl IntoIterator<Item = LoadedOption>, request: &OptionsRequest) -> Self {
        let wanted = request.filter.as_deref().unwrap_or_default().to_lowercase();
        let mut options: Vec<_> = options.into_iter().filter(|o| o.name.to_lowercase().contains(&wanted)).collect();
        options.sort_by_cached_key(|o| o.name.to_lowercase());
        Self { options, cursor: None }
    }
}

/// The name of a loader, so that a form can point at it.
pub trait LoaderName: 'static {
    /// Method name and the parameters it depends on.
    const INFO: &'static LoaderInfo;
}

/// A loader of options; a node lists its loaders with [`loaders!`](crate::loaders).
pub trait Loader: LoaderName + Send + Sync {
    /// The client of the node it belongs to.
    type Client: Send + Sync + 'static;

    /// Gives a page of options.
    fn load(client: &Self::Client, request: &OptionsRequest) -> impl Future<Output = Result<OptionsPage>> + Send;
}

/// A loader of any type, for a node's table.
#[async_trait]
pub trait AnyLoader<C>: Send + Sync {
    /// Method name and the parameters it depends on.
    fn info(&self) -> &'static LoaderInfo;

    /// Gives a page of options.
    async fn load(&self, client: &C, request: &OptionsRequest) -> Result<OptionsPage>;
}

/// The table entry of a loader.
pub struct LoaderEntry<L>(std::marker::PhantomData<fn() -> L>);

impl<L> LoaderEntry<L> {
    /// The entry of `L`.
    #[allow(clippy::new_without_default)] // There is nothing to default: it is written by `loaders!` only.
    pub const fn new() -> Self {
        Self(std::marker::PhantomData)
    }
}

#[async_trait]
impl<L: Loader> AnyLoader<L::Client> for LoaderEntry<L> {
    fn info(&self) -> &'static LoaderInfo {
        L::INFO
    }

    async fn load(&self, client: &L::Client, request: &OptionsRequest) -> Result<OptionsPage> {
        L::load(client, request).await
    }
}

/// The loaders of a node, as a table.
///
/// `loaders![Collections, Roles]` is a `&'static [&'static dyn AnyLoader<Client>]`.
#[macro_export]
macro_rules! loaders {
    ($($loader:ty),* $(,)?) => { &[$(&$crate::LoaderEntry::<$loader>::new()),*] };
}
