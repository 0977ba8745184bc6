//! `wait`: hands its items on after a while, or at a moment.

use std::{
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use async_trait::async_trait;
use nodewright_core::{AllItems, Batch, ErrorKind, Item, NodeError, Parameters, Result, Version};
use nodewright_properties::javascript::to_number;

use super::{comparison, conditions::dates};
use crate::{node::Planned, read};

pub fn plan(parameters: &Parameters, version: Version) -> Result<Planned> {
    for (resume, name) in [("webhook", "On Webhook Call"), ("form", "On Form Submitted")] {
        if read::text(parameters, "resume") == resume {
            let message = format!("Resuming \"{name}\" is not supported by wait");
            let advice = "Nothing here receives requests. Wait for an interval or until a time, and let the host start \
                          the rest of the workflow when it is called.";
            return Err(refused(message).with_description(advice).at_parameter("resume"));
        }
    }
    Ok(Planned::all_items(version, Wait))
}

struct Wait;

#[async_trait]
impl AllItems for Wait {
    async fn delay(&self, batch: &Arc<dyn Batch>) -> Result<Duration> {
        let parameters = batch.parameters(0).await?;
        match read::text(&parameters, "resume") {
            "timeInterval" => interval(&parameters),
            "specificTime" => until(&parameters, batch.time_zone()),
            other => Err(refused(format!("Unknown way to resume '{other}'")).at_parameter("resume")),
        }
    }

    async fn execute(&self, batch: Arc<dyn Batch>) -> Result<Vec<Vec<Item>>> {
        Ok(vec![batch.items().to_vec()])
    }
}

fn interval(parameters: &Parameters) -> Result<Duration> {
    let seconds = match read::text(parameters, "unit") {
        "minutes" => 60.0,
        "hours" => 60.0 * 60.0,
        "days" => 24.0 * 60.0 * 60.0,
        _ => 1.0,
    };
    let amount = to_number(parameters.get("amount"));
    if amount.is_nan() || amount < 0.0 {
        let message = "Invalid wait amount. Please enter a number that is 0 or greater.";
        return Err(refused(message.to_owned()).at_parameter("amount"));
    }
    Duration::try_from_secs_f64(amount * seconds)
        .map_err(|_| refused("The wait amount is too large".to_owned()).at_parameter("amount"))
}

fn until(parameters: &Parameters, zone: &str) -> Result<Duration> {
    let moment = comparison::date(parameters.get("dateTime"), &dates(zone)).map_err(|_| {
        let message = "Cannot put execution to wait because `dateTime` parameter is not a valid date. Please pick a \
                       specific date and time to wait until.";
        refused(message.to_owned()).at_parameter("dateTime")
    })?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let moment = moment.as_f64().unwrap_or_default().max(0.0) / 1000.0;
    Ok(Duration::try_from_secs_f64(moment).unwrap_or(Duration::MAX).saturating_sub(now))
}

fn refused(message: String) -> NodeError {
    NodeError::new(ErrorKind::Operation, message)
}
