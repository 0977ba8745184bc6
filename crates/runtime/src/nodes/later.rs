//! A node whose description is read when somebody asks for it.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use async_trait::async_trait;
use nodewright_core::{
    Effect, ErrorKind, Node, NodeDescription, NodeError, Parameters, Plan, Result, Version,
    json::from_value,
    serde_json::{self, Value, value::RawValue},
};
use nodewright_declarative::Declarative;
use nodewright_properties::Versions;
use serde::Deserialize;

/// A description, read or not yet.
pub struct Later {
    name: String,
    versions: Versions,
    default: Option<Version>,
    text: Arc<Described>,
}

/// What is known of a description without reading all of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Head<'t> {
    #[serde(borrow)]
    name: Cow<'t, str>,
    #[serde(default)]
    version: Versions,
    default_version: Option<Version>,
}

/// A description and where it comes from.
struct Described {
    /// The file, and which part of it this is; nothing where it has been read from elsewhere.
    text: Option<(Arc<str>, std::ops::Range<usize>)>,
    read: OnceLock<Read>,
}

struct Read {
    description: Arc<NodeDescription>,
    /// Why it is empty.
    error: Option<NodeError>,
}

impl Later {
    /// One that has been read.
    pub fn read(description: NodeDescription) -> Self {
        let (name, versions) = (description.name.to_string(), description.version.clone());
        let default = description.default_version;
        let read = OnceLock::from(Read { description: Arc::new(description), error: None });
        Self { name, versions, default, text: Arc::new(Described { text: None, read }) }
    }

    /// Those of a file that is a list of descriptions; nothing where it is anything else.
    pub fn list(text: &Arc<str>) -> Option<Vec<Self>> {
        let list: Vec<&RawValue> = serde_json::from_str(text).ok()?;
        let one = |raw: &RawValue| {
            let head: Head<'_> = serde_json::from_str(raw.get()).ok()?;
            let from = raw.get().as_ptr() as usize - text.as_ptr() as usize;
            let text = Some((Arc::clone(text), from..from + raw.get().len()));
            Some(Self {
                name: head.name.into_owned(),
                versions: head.version,
                default: head.default_version,
                text: Arc::new(Described { text, read: OnceLock::new() }),
            })
        };
        list.into_iter().map(one).collect()
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn default_version(&self) -> Option<Version> {
        self.default
    }

    /// A node for each version.
    pub fn in_versions(&self) -> impl Iterator<Item = (Version, Arc<dyn Node>)> {
        self.versions.as_slice().iter().map(|version| {
            let node = DescribedNode { version: *version, text: Arc::clone(&self.text), node: OnceLock::new() };
            (*version, Arc::new(node) as Arc<dyn Node>)
        })
    }
}

impl Described {
    fn read(&self) -> &Read {
        self.read.get_or_init(|| {
            let text = self.text.as_ref().and_then(|(text, range)| text.get(range.clone())).unwrap_or("null");
            let value = serde_json::from_str::<Value>(text).unwrap_or_default();
            match from_value(value) {
                Ok(description) => Read { description: Arc::new(description), error: None },
                Err(error) => {
                    let message = format!("The description of the node is malformed: {error}");
                    let error = Some(NodeError::new(ErrorKind::Input, message));
                    Read { description: Arc::default(), error }
                }
            }
        })
    }
}

/// A version of it.
struct DescribedNode {
    version: Version,
    text: Arc<Described>,
    node: OnceLock<Declarative>,
}

impl DescribedNode {
    fn node(&self) -> Result<&Declarative> {
        let read = self.text.read();
        match &read.error {
            Some(error) => Err(error.clone()),
            None => {
                Ok(self.node.get_or_init(|| Declarative::new(Arc::clone(&read.description)).in_version(self.version)))
            }
        }
    }
}

#[async_trait]
impl Node for DescribedNode {
    fn description(&self) -> &Arc<NodeDescription> {
        let plain = &self.text.read().description;
        // A node that sends requests has the options of all such.
        match self.node() {
            Ok(node) if plain.request_defaults.is_some() => node.description(),
            _ => plain,
        }
    }

    fn effect(&self, resource: &str, operation: &str) -> Option<Effect> {
        self.node().ok()?.effect(resource, operation)
    }

    fn plan(&self, resolved: &Parameters) -> Result<Arc<dyn Plan>> {
        self.node()?.plan(resolved)
    }

    fn options_plan(&self, load_options: &Value, parameters: &Parameters) -> Result<Arc<dyn Plan>> {
        self.node()?.options_plan(load_options, parameters)
    }
}
