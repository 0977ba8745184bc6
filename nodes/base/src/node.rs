//! Nodes whose form is a description and whose behaviour is a function of what it resolves to.
//!
//! The descriptions are data, in `descriptions/`: n8n's base nodes have up to seven versions whose forms differ in a
//! condition here and a default there, which a struct for each would only repeat. The runtime resolves parameters by them;
//! a node reads what is left then.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Context, EachItem, Effect, Job, Node, NodeDescription, Parameters, Plan, Result, Session, Version,
    VersionedNode, serde_json,
};

/// The package in whose name workflows ask for these types.
const PACKAGES: &[&str] = &["n8n-nodes-base"];

/// A node type: its versions, their descriptions, and what it does.
pub struct NodeType {
    /// Name without package.
    pub name: &'static str,
    /// Its versions, lowest first; the last is that of a new node.
    pub versions: &'static [f64],
    /// A JSON list of descriptions, each of some of the versions.
    pub descriptions: &'static str,
    /// What resolved parameters choose.
    pub plan: fn(&Parameters, Version) -> Result<Planned>,
}

/// `node_type!("set", [1.0, 2.0], set::plan)`: a type whose descriptions are in the file of its name.
macro_rules! node_type {
    ($name:literal, $versions:expr, $plan:path) => {
        $crate::node::NodeType {
            name: $name,
            versions: &$versions,
            descriptions: include_str!(concat!("../../descriptions/", $name, ".json")),
            plan: $plan,
        }
    };
}
pub(crate) use node_type;

impl NodeType {
    /// The type with all its versions, for a registry.
    pub fn registered(&'static self) -> VersionedNode {
        let descriptions = Arc::new(Descriptions { of: self, read: OnceLock::new() });
        self.versions.iter().map(|version| Version::new(*version)).fold(
            VersionedNode::new(self.name, PACKAGES),
            |node, version| {
                node.version(version, Arc::new(Base { of: self, version, descriptions: descriptions.clone() }))
            },
        )
    }
}

/// The descriptions of a type, read when one is first asked for.
struct Descriptions {
    of: &'static NodeType,
    read: OnceLock<Vec<Arc<NodeDescription>>>,
}

impl Descriptions {
    fn get(&self, version: Version) -> &Arc<NodeDescription> {
        let all = self.read.get_or_init(|| {
            let all: Vec<NodeDescription> = serde_json::from_str(self.of.descriptions)
                .unwrap_or_else(|error| panic!("descriptions/{}.json: {error}", self.of.name));
            all.into_iter().map(Arc::new).collect()
        });
        let found = all.iter().find(|description| description.version.contains(version));
        found.unwrap_or_else(|| panic!("descriptions/{}.json has no version {version}", self.of.name))
    }
}

/// One version of a type.
struct Base {
    of: &'static NodeType,
    version: Version,
    descriptions: Arc<Descriptions>,
}

#[async_trait]
impl Node for Base {
    fn description(&self) -> &Arc<NodeDescription> {
        self.descriptions.get(self.version)
    }

    fn plan(&self, resolved: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new((self.of.plan)(resolved, self.version)?))
    }
}

/// What the parameters of a node chose: how it works.
pub struct Planned {
    version: Version,
    work: Work,
}

/// Reads the parameters of one item.
type Read = fn(&Parameters, Version) -> Result<Box<dyn Job>>;

/// Opens a node that talks to a service.
type Open = fn(Version, Context) -> Box<dyn EachItem>;

enum Work {
    EachItem(Read),
    Sends(Option<Effect>, Open),
    AllItems(Arc<dyn AllItems>),
}

impl Planned {
    /// Work on one item after the other: `read` makes it of the item's parameters.
    pub fn each_item(version: Version, read: Read) -> Self {
        Self { version, work: Work::EachItem(read) }
    }

    /// The same of a node that sends requests: `open` makes it for one execution. `effect` is what it does to the service.
    pub fn sends(version: Version, effect: Option<Effect>, open: Open) -> Self {
        Self { version, work: Work::Sends(effect, open) }
    }

    /// Work on all items at once.
    pub fn all_items(version: Version, node: impl AllItems + 'static) -> Self {
        Self { version, work: Work::AllItems(Arc::new(node)) }
    }
}

#[async_trait]
impl Plan for Planned {
    /// Most of these nodes have no service that they could change.
    fn effect(&self) -> Option<Effect> {
        match &self.work {
            Work::Sends(effect, _) => *effect,
            Work::EachItem(_) | Work::AllItems(_) => Some(Effect::Read),
        }
    }

    async fn open(&self, context: Context) -> Result<Session> {
        Ok(match &self.work {
            Work::Sends(_, open) => Session::EachItem(open(self.version, context)),
            Work::EachItem(read) => Session::EachItem(Box::new(Each { read: *read, version: self.version })),
            Work::AllItems(node) => Session::AllItems(Box::new(All(node.clone()))),
        })
    }
}

struct Each {
    read: Read,
    version: Version,
}

impl EachItem for Each {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        (self.read)(parameters, self.version)
    }
}

struct All(Arc<dyn AllItems>);

#[async_trait]
impl AllItems for All {
    async fn execute(&self, batch: Arc<dyn nodewright_core::Batch>) -> Result<Vec<Vec<nodewright_core::Item>>> {
        self.0.execute(batch).await
    }
}
