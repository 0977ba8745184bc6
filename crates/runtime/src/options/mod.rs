//! Options of a parameter, loaded live: one way for every form, whatever asks for them.

mod cache;
mod known;
mod request;
mod source;
mod visible;

use std::sync::Arc;

use nodewright_core::{MapperFields, OptionsPage, OptionsRequest, Result, Version};
use serde::Serialize;

use crate::{NodeJson, Runtime, node_credentials};
use cache::Key;
use source::OptionsSource;

pub(crate) use cache::{Cache, TIME_TO_LIVE};

/// What a parameter can be set to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Loaded {
    /// Options to choose from: those of a list, of a loader, of a resource locator's list search.
    Options(OptionsPage),
    /// The fields of a resource mapper.
    Fields(MapperFields),
}

/// What gives the options.
enum How<'d> {
    Options,
    Fields,
    Request(&'d serde_json::Value),
}

/// Options that are about to be loaded; made by [`Runtime::options`].
#[must_use = "options are loaded by `load`"]
pub struct LoadOptions<'a> {
    runtime: &'a Runtime,
    node: &'a NodeJson,
    of: &'a str,
    filter: Option<String>,
    cursor: Option<String>,
    tenant: Option<&'a str>,
    fresh: bool,
}

impl Runtime {
    /// Options for a parameter of `node`, with the current parameters of the form. `of` is the parameter's path
    /// (`collection`, `options.rows[0].field`) or the method that its form names (`getCollections`).
    ///
    /// Loading them changes nothing and decides nothing: a loader that fails gives its error, and a parameter takes any
    /// other value too.
    ///
    /// ```no_run
    /// # async fn load(runtime: nodewright::Runtime, node: nodewright::NodeJson) -> nodewright::Result<()> {
    /// use nodewright::Loaded;
    ///
    /// let loaded = runtime.options(&node, "collection").filter("art").load().await?;
    /// if let Loaded::Options(page) = loaded {
    ///     println!("{} options, more: {}", page.options.len(), page.cursor.is_some());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn options<'a>(&'a self, node: &'a NodeJson, of: &'a str) -> LoadOptions<'a> {
        LoadOptions { runtime: self, node, of, filter: None, cursor: None, tenant: None, fresh: false }
    }
}

impl<'a> LoadOptions<'a> {
    /// Only those that fit what the user typed.
    pub fn filter(mut self, text: impl Into<Option<&'a str>>) -> Self {
        self.filter = text.into().filter(|text| !text.is_empty()).map(str::to_owned);
        self
    }

    /// The page that starts where another ended.
    pub fn cursor(mut self, cursor: impl Into<Option<&'a str>>) -> Self {
        self.cursor = cursor.into().map(str::to_owned);
        self
    }

    /// On whose behalf; what is kept for one tenant is never given to another.
    pub fn tenant(mut self, name: &'a str) -> Self {
        self.tenant = Some(name);
        self
    }

    /// Asks the service even where an answer is kept, and keeps the new one.
    pub fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// Loads them.
    ///
    /// # Errors
    /// The parameter has no options, the node has no such method, its credential is missing, the service refuses.
    pub async fn load(self) -> Result<Loaded> {
        self.loaded().await.map_err(|e| e.in_node(&self.node.name))
    }

    async fn loaded(&self) -> Result<Loaded> {
        let inner = &self.runtime.0;
        let node = inner.registry.node(&self.node.node_type, self.node.type_version)?;
        let type_of = inner.registry.find(&self.node.node_type)?;
        let version = self.node.type_version.or(type_of.default()).unwrap_or(Version::ONE);
        let parameters = visible::parameters(node.description(), version, &self.node.parameters)?;
        let source = source::find(node.description(), version, &parameters, self.of)?;
        // What is no path is taken for a method, and where it is none of those either, it was misspelt.
        if matches!(source, OptionsSource::Options(method) if method == self.of)
            && !node.has_options_method(self.of)
            && let Some(unknown) = known::unknown(
                node.description(),
                version,
                &parameters,
                self.of.strip_prefix("parameters.").unwrap_or(self.of),
            )
        {
            return Err(unknown);
        }
        let (method, how) = match source {
            OptionsSource::Choices(choices) => {
                return Ok(Loaded::Options(source::page(choices, self.filter.as_deref())));
            }
            OptionsSource::Options(method) => (method, How::Options),
            OptionsSource::Fields(method) => (method, How::Fields),
            OptionsSource::Request(request) => (self.of, How::Request(request)),
        };
        let used = node_credentials::used(&**node, self.node, &parameters)?;
        let used: Vec<_> = used.into_iter().map(str::to_owned).collect();
        let (json, form) = (Box::new(self.node.clone()), parameters.clone());
        let of = node_credentials::Of::Form { node: Arc::clone(node), json, parameters: form };
        let context = node_credentials::context(inner, of);
        // What is kept of an answer depends on them, so they are loaded before it is asked for.
        let mut credentials = Vec::new();
        for type_name in &used {
            credentials.extend(context.find_credential(type_name).await?);
        }
        // Code reads what it likes, also what this choice of an operation hides; nothing is kept of its answer.
        let parameters = match node.keeps_options() {
            true => visible::narrowed(parameters, node.options_depend_on(method)),
            false => visible::with_hidden(parameters, node.description(), &self.node.parameters),
        };
        let request = OptionsRequest { parameters, filter: self.filter.clone(), cursor: self.cursor.clone() };
        let key = Key::new(self.tenant, (type_of.name(), version), method, &credentials, &request);
        let load = async {
            match how {
                How::Fields => node.load_fields(context, method, &request).await.map(Loaded::Fields),
                How::Options => node.load_options(context, method, &request).await.map(Loaded::Options),
                How::Request(stated) => {
                    let asked = request::load(inner, node, self.node, stated, &request).await;
                    asked.map(Loaded::Options)
                }
            }
        };
        if !node.keeps_options() {
            return load.await;
        }
        inner.options.get_or_load(key, self.fresh, load).await
    }
}
