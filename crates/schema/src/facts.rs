//! What is known of parameters where a part of a schema applies.

use nodewright_properties::{
    Condition, Conditions, DisplayOptions, NodeDescription, Version, check_conditions, node_features,
};
use serde_json::Value;

/// What is known: the node's version, whether it is a tool, its features, and the possible values of some parameters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    known: Vec<(String, Vec<Value>)>,
}

impl Facts {
    /// What a version of a node type settles: `@version`, `@tool` and `@feature`.
    pub(crate) fn of(description: &NodeDescription, version: Version) -> Self {
        let number = Value::from(version.number());
        let features = description.features.as_ref().and_then(|features| node_features(features, version).ok());
        let enabled = features.iter().flat_map(|features| features.iter()).filter(|(_, enabled)| **enabled);
        let features = enabled.map(|(name, _)| name.into()).collect();
        Self::default()
            .and("@feature", vec![Value::Array(features)])
            .and("@tool", vec![description.name.ends_with("Tool").into()])
            .and("@version", vec![number])
    }

    /// The same, and that a parameter has one of these values.
    pub(crate) fn and(&self, key: &str, values: Vec<Value>) -> Self {
        let mut more = self.clone();
        more.known.retain(|(known, _)| known != key);
        more.known.push((key.to_owned(), values));
        more
    }

    /// Whether the conditions on a parameter hold, as far as that is known.
    pub(crate) fn decide(&self, key: &str, conditions: &[Condition]) -> Option<bool> {
        let (_, values) = self.known.iter().find(|(known, _)| known == key)?;
        decide(conditions, values)
    }

    /// Whether something with these display options may be shown.
    pub(crate) fn allow(&self, options: Option<&DisplayOptions>) -> bool {
        let Some(options) = options else { return true };
        let known = |conditions: &Option<Conditions>, verdict| {
            let mut all = conditions.iter().flat_map(Conditions::iter);
            all.any(|(key, conditions)| self.decide(key, conditions) == Some(verdict))
        };
        !known(&options.show, false) && !known(&options.hide, true)
    }

    /// The same inside a collection: plain names are those of the collection, `/name` the node's own.
    pub(crate) fn inside(&self) -> Self {
        let at_root = |(key, values): &(String, Vec<Value>)| {
            let key = if key.starts_with(['@', '/']) { key.clone() } else { format!("/{key}") };
            (key, values.clone())
        };
        Self { known: self.known.iter().map(at_root).collect() }
    }
}

fn decide(conditions: &[Condition], values: &[Value]) -> Option<bool> {
    let mut verdicts = values.iter().map(|value| hold(conditions, value));
    let first = verdicts.next()?;
    verdicts.all(|verdict| verdict == first).then_some(first)
}

/// Whether one of the conditions holds of a value. One that cannot be evaluated does not.
pub(crate) fn hold(conditions: &[Condition], value: &Value) -> bool {
    let values: Vec<_> = match value {
        Value::Array(list) => list.iter().map(Some).collect(),
        value => vec![Some(value)],
    };
    check_conditions(conditions, &values).unwrap_or(false)
}
