//! The rules of versions 1 and 2: one value, compared with that of each rule.

use async_trait::async_trait;
use nodewright_core::{Call, Item, Job, Output, Parameters, Result, Value, Version};

use super::{list, output};
use crate::{
    flow::{comparison, conditions::dates},
    read,
};

pub struct Compared {
    value: Option<Value>,
    is_date: bool,
    rules: Vec<Value>,
    fallback: Option<Value>,
    outputs: usize,
    version: Version,
}

impl Compared {
    pub fn read(parameters: &Parameters, outputs: usize, version: Version) -> Self {
        Self {
            value: parameters.get("value1").cloned(),
            is_date: read::text(parameters, "dataType") == "dateTime",
            rules: list(parameters, "rules").to_vec(),
            fallback: parameters.get("fallbackOutput").cloned(),
            outputs,
            version,
        }
    }

    /// The output for an item, if any.
    fn output(&self, zone: &str) -> Result<Option<usize>> {
        let settings = self.is_date.then(|| dates(zone));
        let value = |value: Option<&Value>| match &settings {
            Some(settings) => comparison::date(value, settings).map(Some),
            None => Ok(value.cloned()),
        };
        let first = value(self.value.as_ref())?;
        for (index, rule) in self.rules.iter().enumerate() {
            let operation = rule.get("operation").and_then(Value::as_str).unwrap_or_default();
            if comparison::holds(operation, first.as_ref(), value(rule.get("value2"))?.as_ref())? {
                // Version 1 has the output in the rule, version 2 an output for each rule.
                let by_place = Value::from(index);
                let chosen = if self.version < Version::new(2.0) { rule.get("output") } else { Some(&by_place) };
                return output::index(chosen, self.outputs, self.version).map(Some);
            }
        }
        match &self.fallback {
            Some(fallback) if fallback.as_f64() != Some(-1.0) => {
                output::index(Some(fallback), self.outputs, self.version).map(Some)
            }
            _ => Ok(None),
        }
    }
}

#[async_trait]
impl Job for Compared {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let output = self.output(call.evaluator().time_zone())?;
        Ok(output.map_or_else(Output::default, |output| Output::at(output, vec![Item::clone(call.item())])))
    }
}
