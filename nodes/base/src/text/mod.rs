//! Texts, dates and files.

mod date_time;

use async_trait::async_trait;
use nodewright_core::{Call, Job, Output, Parameters, Result};

use crate::node::{NodeType, node_type};

/// The types of this group.
pub const TYPES: &[NodeType] = &[node_type!("dateTime", [1.0, 2.0], date_time::plan)];

/// What a node does with one item, by its parameters.
type Work = fn(&Parameters, &Call<'_>) -> Result<Output>;

/// A job that is a function.
struct PerItem {
    parameters: Parameters,
    work: Work,
}

#[async_trait]
impl Job for PerItem {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        (self.work)(&self.parameters, call)
    }
}

/// The job of a function.
fn per_item(parameters: &Parameters, work: Work) -> Result<Box<dyn Job>> {
    Ok(Box::new(PerItem { parameters: parameters.clone(), work }))
}
