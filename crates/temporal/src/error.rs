//! Errors across the border to Temporal.

use std::time::Duration;

use nodewright::{ErrorKind, NodeError};
use temporalio_client::errors::ActivityResultError;
use temporalio_common::{
    ActivityError,
    error::{ApplicationFailure, IncomingError},
};

use crate::Payload;

/// Bytes of JSON that an error may have. A server takes 2 MB at once, with the message in it twice.
const LARGE: usize = 256 * 1024;

/// Bytes of each text that a larger one keeps.
const TEXT: usize = 8 * 1024;

/// The error of a node as a failure that Temporal does not try again: its message, its kind as the type, and n8n's JSON of
/// the error as the details. That is whole up to 256 kB; of a larger one the texts are cut, and data of the service left out.
#[must_use]
pub fn failure(error: &NodeError) -> ActivityError {
    let shorter = (error.to_record().to_string().len() > LARGE).then(|| shorter(error));
    let error = shorter.as_ref().unwrap_or(error);
    let failure = ApplicationFailure::builder(error.message().to_owned())
        .type_name(format!("{:?}", error.kind()))
        .non_retryable(true)
        .details(Payload(error.to_record()));
    ActivityError::Application(Box::new(failure.build()))
}

/// What a caller decides by, with the beginning of its texts.
fn shorter(error: &NodeError) -> NodeError {
    let mut short = NodeError::new(error.kind(), cut(error.message()));
    if let Some(description) = error.description() {
        short = short.with_description(cut(description));
    }
    if let Some(code) = error.http_code() {
        short = short.with_http_code(cut(code));
    }
    if let Some(status) = error.status() {
        short = short.with_status(status);
    }
    if let Some(code) = error.code() {
        short = short.with_code(cut(code));
    }
    if let Some(parameter) = error.parameter() {
        short = short.at_parameter(&cut(parameter));
    }
    if let Some(index) = error.item_index() {
        short = short.at_item(index);
    }
    match error.to_record()["node"]["name"].as_str() {
        Some(node) => short.in_node(&cut(node)),
        None => short,
    }
}

fn cut(text: &str) -> String {
    match text.len() > TEXT {
        true => format!("{}…", &text[..text.floor_char_boundary(TEXT)]),
        false => text.to_owned(),
    }
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
