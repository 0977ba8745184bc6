//! Nodes whose form is a description and whose behaviour is a function of what it resolves to.
//!
//! The descriptions are data, in `descriptions/`: n8n's base nodes have up to seven versions whose forms differ in a
//! condition here and a default there, which a struct for each would only repeat. The runtime resolves parameters by them;
//! a node reads what is left then.

use std::{
    num::NonZeroUsize,
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_trait::async_trait;
use nodewright_core::{
    AllItems, Batch, Context, EachItem, Effect, ErrorKind, Item, Job, LoadedOption, Node, NodeDescription, NodeError,
    OptionsPage, OptionsRequest, Output, Parameters, Plan, Result, Session, Version, VersionedNode, serde_json,
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
    /// Options that depend on other parameters, by the method that the form names; `None` if there is no such method.
    pub options: fn(&str, &Parameters) -> Option<Vec<LoadedOption>>,
}

/// `node_type!("set", [1.0, 2.0], set::plan)`: a type whose descriptions are in the file of its name. A function behind
/// the plan gives options that depend on other parameters.
macro_rules! node_type {
    ($name:literal, $versions:expr, $plan:path) => {
        $crate::node::node_type!($name, $versions, $plan, |_, _| None)
    };
    ($name:literal, $versions:expr, $plan:path, $options:expr) => {
        $crate::node::NodeType {
            name: $name,
            versions: &$versions,
            descriptions: include_str!(concat!("../../descriptions/", $name, ".json")),
            plan: $plan,
            options: $options,
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

    async fn load_options(&self, _: Context, method: &str, request: &OptionsRequest) -> Result<OptionsPage> {
        let options = (self.of.options)(method, &request.parameters)
            .ok_or_else(|| NodeError::new(ErrorKind::Unknown, format!("The node has no options method '{method}'")))?;
        Ok(OptionsPage { options, cursor: None })
    }
}

/// What the parameters of a node chose: how it works.
pub struct Planned {
    version: Version,
    work: Work,
    outputs: Option<usize>,
    portion: Option<NonZeroUsize>,
}

/// Reads the parameters of one item.
type Read = fn(&Parameters, Version) -> Result<Box<dyn Job>>;

/// What an item gives that failed, where the node goes on.
type Failed = fn(&Item, usize, NodeError) -> Output;

/// An item that failed as `{error: message}`, which has no error of its own.
pub fn as_json(_: &Item, index: usize, error: NodeError) -> Output {
    let json = serde_json::json!({ "error": error.at_item(index).message() });
    Item::new(json).paired_with(index).into()
}

enum Work {
    EachItem(Read, Option<Failed>),
    AllItems(Arc<dyn AllItems>),
    Opened(Open),
    Sends(Option<Effect>, Connect),
}

/// Makes a node of what it may use.
type Open = Box<dyn Fn(Context) -> Box<dyn AllItems> + Send + Sync>;

/// A portion of one item.
const ONE: NonZeroUsize = NonZeroUsize::MIN;

impl Planned {
    fn of(version: Version, work: Work) -> Self {
        Self { version, work, outputs: None, portion: None }
    }

    /// Where the items come as a stream, so many at once. For what gives each item the same result whatever the others are.
    pub fn by_portions(self, items: NonZeroUsize) -> Self {
        Self { portion: Some(items), ..self }
    }

    /// Work on one item after the other: `read` makes it of the item's parameters.
    pub fn each_item(version: Version, read: Read) -> Self {
        Self::of(version, Work::EachItem(read, None)).by_portions(ONE)
    }

    /// The same, with something else than an item with the error for an item that failed where the node goes on.
    pub fn each_item_or(version: Version, read: Read, failed: Failed) -> Self {
        Self::of(version, Work::EachItem(read, Some(failed))).by_portions(ONE)
    }

    /// Work on all items at once.
    pub fn all_items(version: Version, node: impl AllItems + 'static) -> Self {
        Self::of(version, Work::AllItems(Arc::new(node)))
    }

    /// With so many outputs, where that depends on the parameters.
    pub fn with_outputs(self, outputs: usize) -> Self {
        Self { outputs: Some(outputs), ..self }
    }
}

/// Makes a node that sends requests of what it may use.
type Connect = fn(Version, Context) -> Box<dyn EachItem>;

impl Planned {
    /// Work on one item after the other that sends requests; `effect` is what it does to the service.
    pub fn sends(version: Version, effect: Option<Effect>, open: Connect) -> Self {
        Self::of(version, Work::Sends(effect, open)).by_portions(ONE)
    }

    /// Work on all items at once that uses what a node may use while it is open, such as the client.
    pub fn opened<N: AllItems + 'static>(
        version: Version,
        open: impl Fn(Context) -> N + Send + Sync + 'static,
    ) -> Self {
        Self::of(version, Work::Opened(Box::new(move |context| Box::new(open(context)))))
    }
}

#[async_trait]
impl Plan for Planned {
    /// These nodes have no service that they could change; what uses the client may change anything.
    fn effect(&self) -> Option<Effect> {
        match &self.work {
            Work::Opened(_) => None,
            Work::Sends(effect, _) => *effect,
            _ => Some(Effect::Read),
        }
    }

    fn outputs(&self) -> Option<usize> {
        self.outputs
    }

    /// What stays in this process costs less than keeping it.
    fn is_by_item(&self) -> bool {
        matches!(self.work, Work::Sends(..))
    }

    fn portion(&self) -> Option<NonZeroUsize> {
        self.portion
    }

    async fn open(&self, context: Context) -> Result<Session> {
        Ok(match &self.work {
            Work::EachItem(read, failed) => {
                Session::EachItem(Box::new(Each { read: *read, failed: *failed, version: self.version }))
            }
            Work::AllItems(node) => Session::AllItems(Box::new(All(node.clone()))),
            Work::Opened(open) => Session::AllItems(open(context)),
            Work::Sends(_, open) => Session::EachItem(open(self.version, context)),
        })
    }
}

struct Each {
    read: Read,
    failed: Option<Failed>,
    version: Version,
}

impl EachItem for Each {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        (self.read)(parameters, self.version)
    }

    fn failed(&self, item: &Item, index: usize, error: NodeError) -> Output {
        match self.failed {
            Some(failed) => failed(item, index, error),
            None => Item::failed(error.at_item(index)).paired_with(index).into(),
        }
    }
}

struct All(Arc<dyn AllItems>);

#[async_trait]
impl AllItems for All {
    async fn delay(&self, batch: &Arc<dyn Batch>) -> Result<Duration> {
        self.0.delay(batch).await
    }

    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        self.0.execute(batch).await
    }
}
