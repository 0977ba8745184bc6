//! A node that gives its parameters back.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright::{
    Call, Context, EachItem, Effect, Job, Node, NodeDescription, Output, Parameters, Registry, Resolved, Result,
    Session, Version, VersionedNode, serde_json::Value,
};

pub fn registry(description: NodeDescription) -> Registry {
    let mut registry = Registry::new();
    registry.register(VersionedNode::new("echo", &[]).version(Version::ONE, Arc::new(Echo(description))));
    registry
}

/// Gives its parameters back.
#[derive(Clone, Default)]
struct Echo(NodeDescription);

#[async_trait]
impl Node for Echo {
    fn description(&self) -> &NodeDescription {
        &self.0
    }

    fn resolve(&self, stored: &Parameters) -> Result<Resolved> {
        Ok(Resolved { parameters: stored.clone(), effect: Effect::Read })
    }

    async fn open(&self, _: Context) -> Result<Session> {
        Ok(Session::EachItem(Box::new(self.clone())))
    }
}

impl EachItem for Echo {
    fn job(&self, parameters: &Parameters) -> Result<Box<dyn Job + '_>> {
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
