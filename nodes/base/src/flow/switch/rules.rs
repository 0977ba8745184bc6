//! The rules of version 3: conditions for each output.

use async_trait::async_trait;
use nodewright_core::{Call, Item, Job, Output, Parameters, Result, Value, Version, javascript::is_truthy};

use super::{list, output};
use crate::flow::conditions::Conditions;

pub struct Rules {
    rules: Vec<Conditions>,
    /// Whether an item goes on every output whose conditions it meets.
    all: bool,
    fallback: Option<Value>,
    outputs: usize,
    version: Version,
}

/// Whether there is an output for what meets no conditions.
pub fn has_extra(parameters: &Parameters) -> bool {
    fallback(parameters).is_some_and(|fallback| fallback == "extra")
}

fn fallback(parameters: &Parameters) -> Option<&Value> {
    parameters.get("options")?.get("fallbackOutput")
}

impl Rules {
    pub fn read(parameters: &Parameters, outputs: usize, version: Version) -> Self {
        let rules = list(parameters, "values").iter().map(|rule| Conditions::read(rule.get("conditions")));
        let all = parameters.get("options").and_then(|options| options.get("allMatchingOutputs"));
        Self {
            rules: rules.collect(),
            all: all.is_some_and(is_truthy),
            fallback: fallback(parameters).cloned(),
            outputs,
            version,
        }
    }

    /// The outputs for an item.
    fn outputs(&self, call: &Call<'_>) -> Result<Vec<usize>> {
        let mut found = Vec::new();
        for (output, rule) in self.rules.iter().enumerate() {
            if rule.hold(call)? {
                found.push(output);
                if !self.all {
                    break;
                }
            }
        }
        if found.is_empty() && !self.rules.is_empty() {
            match &self.fallback {
                None => {}
                Some(Value::String(name)) if name == "none" => {}
                Some(Value::String(name)) if name == "extra" => found.push(self.rules.len()),
                Some(index) => found.push(output::index(Some(index), self.outputs, self.version)?),
            }
        }
        Ok(found)
    }
}

#[async_trait]
impl Job for Rules {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let outputs = self.outputs(call)?;
        let mut result = Output::default();
        for output in outputs {
            result.push(output, Item::clone(call.item()));
        }
        Ok(result)
    }
}
