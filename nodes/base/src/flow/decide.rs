//! `if` and `filter`: whether an item meets conditions says on which of two outputs it goes. What filter discards is on an
//! output that its form does not show.

use std::sync::Arc;

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, Call, Item, Job, Output, Parameters, Result, Value, Version};
use nodewright_luxon::Settings;

use super::{
    comparison,
    conditions::{Conditions, dates},
};
use crate::{node::Planned, read};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    if version < Version::new(2.0) {
        return Ok(Planned::all_items(version, First));
    }
    let read = |parameters: &Parameters, _| -> Result<Box<dyn Job>> {
        Ok(Box::new(Decide(Conditions::read(parameters.get("conditions")))))
    };
    // An item that cannot be compared does not meet the conditions, where the node goes on.
    Ok(Planned::each_item_or(version, read, |item, index, _| Output::at(1, vec![item.clone().paired_with(index)])))
}

struct Decide(Conditions);

#[async_trait]
impl Job for Decide {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        let output = usize::from(!self.0.hold(call)?);
        Ok(Output::at(output, vec![call.item().clone()]))
    }
}

/// Version 1, which fails as a whole.
struct First;

#[async_trait]
impl AllItems for First {
    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        let settings = dates(batch.time_zone());
        let mut outputs = vec![Vec::new(), Vec::new()];
        for (index, item) in batch.items().iter().enumerate() {
            let parameters = batch.parameters(index).await?;
            let output = usize::from(!holds(&parameters, &settings).map_err(|error| error.at_item(index))?);
            outputs[output].push(item.clone());
        }
        Ok(outputs)
    }
}

fn holds(parameters: &Parameters, settings: &Settings) -> Result<bool> {
    let any =
        read::text(parameters, "combineOperation") == "any" || read::text(parameters, "combineConditions") == "OR";
    let groups = parameters.get("conditions").and_then(Value::as_object);
    for kind in ["boolean", "dateTime", "number", "string"] {
        let conditions = groups.and_then(|groups| groups.get(kind)).and_then(Value::as_array);
        for condition in conditions.into_iter().flatten() {
            let operation = condition.get("operation").and_then(Value::as_str).unwrap_or_default();
            let (a, b) = (condition.get("value1"), condition.get("value2"));
            let holds = match kind {
                "dateTime" => {
                    let dates = [comparison::date(a, settings)?, comparison::date(b, settings)?];
                    comparison::holds(operation, Some(&dates[0]), Some(&dates[1]))?
                }
                _ => comparison::holds(operation, a, b)?,
            };
            if holds == any {
                return Ok(any);
            }
        }
    }
    Ok(!any)
}
