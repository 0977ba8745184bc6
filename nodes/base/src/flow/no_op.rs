//! `noOp`: hands items on as they are.

use async_trait::async_trait;
use nodewright_core::{Call, Job, Output, Parameters, Result, Version};

use crate::node::Planned;

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item(version, |_, _| Ok(Box::new(NoOp))))
}

struct NoOp;

#[async_trait]
impl Job for NoOp {
    async fn run(&self, call: &Call<'_>) -> Result<Output> {
        Ok(call.item().clone().into())
    }
}
