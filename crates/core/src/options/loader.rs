//! Loaders of options, as a node's author writes them.

use std::future::Future;

use async_trait::async_trait;

use super::{OptionsPage, OptionsRequest};
use crate::{LoaderInfo, Result};

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
    ///
    /// # Errors
    /// The service refuses it, or does not answer.
    fn load(client: &Self::Client, request: &OptionsRequest) -> impl Future<Output = Result<OptionsPage>> + Send;
}

/// A loader of any type, for a node's table.
#[async_trait]
pub trait AnyLoader<C>: Send + Sync {
    /// Method name and the parameters it depends on.
    fn info(&self) -> &'static LoaderInfo;

    /// Gives a page of options.
    ///
    /// # Errors
    /// The service refuses it, or does not answer.
    async fn load(&self, client: &C, request: &OptionsRequest) -> Result<OptionsPage>;
}

/// The table entry of a loader.
pub struct LoaderEntry<L>(std::marker::PhantomData<fn() -> L>);

impl<L> LoaderEntry<L> {
    /// The entry of `L`.
    #[allow(clippy::new_without_default)] // There is nothing to default: it is written by `loaders!` only.
    #[must_use]
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
