//! A node that gives its parameters back.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright::{
    Effect, Node, NodeDescription, Parameters, Property, Registry, Result, Version, VersionedNode,
    core::{Call, Context, EachItem, Job, Output, Plan, Session},
    properties::PropertyType,
    serde_json::Value,
};

pub fn registry(description: NodeDescription) -> Registry {
    let parameter = |name: &'static str| Property::new(name, name, PropertyType::Json, Value::Null);
    let description = NodeDescription { properties: vec![parameter("say"), parameter("unit")], ..description };
    let mut registry = Registry::new();
    registry.register(VersionedNode::new("echo", &[]).version(Version::ONE, Arc::new(Echo(Arc::new(description)))));
    registry
}

/// Gives its parameters back.
struct Echo(Arc<NodeDescription>);

/// What it does, whatever its parameters are.
struct Say;

#[async_trait]
impl Node for Echo {
    fn description(&self) -> &Arc<NodeDescription> {
        &self.0
    }

    fn plan(&self, _: &Parameters) -> Result<Arc<dyn Plan>> {
        Ok(Arc::new(Say))
    }
}

#[async_trait]
impl Plan for Say {
    fn effect(&self) -> Option<Effect> {
        Some(Effect::Read)
    }

    async fn open(&self, _: Context) -> Result<Session> {
        Ok(Session::EachItem(Box::new(Self)))
    }
}

impl EachItem for Say {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job>> {
        Ok(Box::new(Said(parameters.clone())))
    }
}

struct Said(Parameters);

#[async_trait]
impl Job for Said {
    async fn run(&self, _: &Call<'_>) -> Result<Output> {
        Ok(Output::one(Value::Object(self.0.clone())))
    }
}
