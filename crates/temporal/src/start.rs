//! Beginning an execution.

use std::time::Duration;

use temporalio_client::{
    ActivityHandle, ActivityIdReusePolicy, ActivityStartOptions, Client, errors::StartActivityError,
};
use temporalio_common::ActivityDefinition;

use crate::Payload;

/// The type of the activity that executes a node.
pub const ACTIVITY: &str = "nodewright.execute";

/// A worker that says nothing for so long is gone, and another one goes on.
const SILENCE: Duration = Duration::from_secs(10);

/// How long a worker may have an execution; then it is handed out again, and goes on behind what was done.
const ATTEMPT: Duration = Duration::from_secs(60 * 60);

/// The activity `nodewright.execute`: takes a [`Call`](crate::Call), gives `{"outputs": [[item]]}`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Execute;

impl ActivityDefinition for Execute {
    type Input = Payload;
    type Output = Payload;

    fn name(&self) -> &str {
        ACTIVITY
    }
}

/// Begins the execution of a call, without a workflow around it. An `id` stands for one execution for good: another call with
/// it is refused, also when the first one has ended.
///
/// # Errors
/// There was one of that `id`; the server is not there, or refuses the call.
pub async fn start(
    client: &Client,
    queue: &str,
    id: &str,
    call: Payload,
) -> Result<ActivityHandle<Client, Execute>, StartActivityError> {
    let options = ActivityStartOptions::with_start_to_close_timeout(queue, id, ATTEMPT)
        .heartbeat_timeout(SILENCE)
        .id_reuse_policy(ActivityIdReusePolicy::RejectDuplicate);
    client.start_activity(Execute, call, options.build()).await
}
