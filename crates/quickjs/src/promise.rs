//! Promises of a call that may be async.

use crate::Limit;
use crate::failure::Failure;
use crate::host::Js;
use rquickjs::{Persistent, Promise, Value};
use serde_json::Value as Json;

/// How far an async call has come.
pub enum Step {
    Done(Option<Json>),
    Waits(Persistent<Promise<'static>>),
}

/// The value as a promise: itself where it is one.
pub fn promised<'js>(js: &Js<'js>, value: Value<'js>) -> rquickjs::Result<Promise<'js>> {
    if let Some(promise) = value.as_promise() {
        return Ok(promise.clone());
    }
    let (promise, resolve, _) = js.ctx.promise()?;
    resolve.call::<_, ()>((value,))?;
    Ok(promise)
}

/// Jobs add jobs: between two of them the engine does not look whether it has to stop.
pub fn run_jobs(js: &Js<'_>, limit: &Limit) -> Result<(), Failure> {
    while js.ctx.execute_pending_job() {
        if limit.is_over() {
            return Err(Failure::OutOfTime);
        }
    }
    Ok(())
}

/// What the promise has come to, if it has.
pub fn settled<'js>(js: &Js<'js>, promise: &Promise<'js>) -> Result<Option<Value<'js>>, Failure> {
    promise.result::<Value<'js>>().transpose().map_err(|error| js.failure(error))
}
