//! `set`: sets, changes or removes fields of an item.

mod assign;
mod include;
mod json;
mod values;

use nodewright_core::{Job, Parameters, Result, Version};

use crate::node::{Planned, as_json};

pub fn plan(_: &Parameters, version: Version) -> Result<Planned> {
    Ok(Planned::each_item_or(version, read, as_json))
}

fn read(parameters: &Parameters, version: Version) -> Result<Box<dyn Job>> {
    match version.number() < 3.0 {
        true => Ok(Box::new(values::Values::read(parameters, version))),
        false => assign::Assign::read(parameters, version).map(|job| Box::new(job) as Box<dyn Job>),
    }
}
