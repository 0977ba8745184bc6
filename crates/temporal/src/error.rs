//! Errors across the border to Temporal.

use std::time::Duration;

use nodewright::{ErrorKind, NodeError};
use temporalio_client::errors::ActivityResultError;
use temporalio_common::{
    ActivityError,
    error::{ApplicationFailure, IncomingError},
};

use crate::Payload;

/// The error of a node as a failure that Temporal does not try again: its message, its kind as the type, and n8n's JSON of
/// the error, whole, as the details.
#[must_use]
pub fn failure(error: &NodeError) -> ActivityError {
    let failure = ApplicationFailure::builder(error.message().to_owned())
        .type_name(format!("{:?}", error.kind()))
        .non_retryable(true)
        .details(Payload(error.to_record()));
    ActivityError::Application(Box::new(failure.build()))
}

/// A failure behind which the server hands out the execution again, after a while.
pub(crate) fn again(error: &NodeError, after: Option<Duration>) -> ActivityError {
    let failure = ApplicationFailure::builder(error.message().to_owned()).maybe_next_retry_delay(after);
    ActivityError::Application(Box::new(failure.build()))
}

/// The error that [`failure`] made of a node's; of anything else that ended an execution its text.
#[must_use]
pub fn node_error(error: &ActivityResultError) -> NodeError {
    match error {
        ActivityResultError::ActivityFailed(why) => {
            let record = application(why).and_then(|failure| failure.details::<Payload>().ok().flatten());
            let known = record.and_then(|Payload(record)| NodeError::from_record(record));
            known.unwrap_or_else(|| NodeError::new(ErrorKind::Operation, why.to_string()))
        }
        ActivityResultError::Cancelled { .. } => NodeError::new(ErrorKind::Cancelled, "The execution was cancelled"),
        why => NodeError::new(ErrorKind::Network, why.to_string()),
    }
}

fn application(error: &IncomingError) -> Option<&ApplicationFailure> {
    match error {
        IncomingError::Application(failure) => Some(failure),
        _ => None,
    }
}
