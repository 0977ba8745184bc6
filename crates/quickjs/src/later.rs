//! Answers that come later: a future of the host settles a promise of the realm.

use crate::failure::Failure;
use crate::host::{Host, Js, Pending};
use futures_util::stream::{FuturesUnordered, Stream};
use rquickjs::{Exception, Function, Persistent, Value};
use serde_json::Value as Json;
use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// Answers that a call may wait for at once.
const MOST: usize = 10_000;

/// The answers that a call waits for.
#[derive(Default)]
pub(crate) struct Waiting(FuturesUnordered<Answer>);

/// An answer on its way, and the two functions of its promise.
struct Answer {
    pending: Pending,
    settle: Option<Settle>,
}

struct Settle {
    resolve: Persistent<Function<'static>>,
    reject: Persistent<Function<'static>>,
}

impl Future for Answer {
    type Output = (Settle, Result<Json, String>);

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let Poll::Ready(answer) = self.pending.as_mut().poll(cx) else { return Poll::Pending };
        match self.settle.take() {
            Some(settle) => Poll::Ready((settle, answer)),
            None => Poll::Pending,
        }
    }
}

/// An answer that has come.
pub(crate) struct Settled(Settle, Result<Json, String>);

impl Waiting {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answers that have come since the last look.
    pub fn ready(&mut self, cx: &mut Context<'_>) -> Vec<Settled> {
        let mut ready = Vec::new();
        while let Poll::Ready(Some((settle, answer))) = Pin::new(&mut self.0).poll_next(cx) {
            ready.push(Settled(settle, answer));
        }
        ready
    }
}

impl Settled {
    /// Settles the promise in its realm.
    pub fn settle(self, js: &Js<'_>) -> Result<(), Failure> {
        let Self(Settle { resolve, reject }, answer) = self;
        let settled = match answer {
            Ok(json) => resolve.restore(&js.ctx)?.call::<_, ()>((js.json(&json).map_err(|error| js.failure(error))?,)),
            Err(message) => {
                reject.restore(&js.ctx)?.call::<_, ()>((Exception::from_message(js.ctx.clone(), &message)?,))
            }
        };
        settled.map_err(|error| js.failure(error))
    }
}

/// Starts an answer; gives its promise.
pub(crate) fn begin<'js>(
    js: &Js<'js>,
    host: &dyn Host,
    waiting: &RefCell<Waiting>,
    operation: &str,
    request: Value<'js>,
) -> rquickjs::Result<Value<'js>> {
    if waiting.borrow().0.len() >= MOST {
        return Err(Exception::throw_range(&js.ctx, &format!("More than {MOST} answers are waited for at once")));
    }
    let pending = host.begin(js, operation, request)?;
    let (promise, resolve, reject) = js.ctx.promise()?;
    let settle = Settle { resolve: Persistent::save(&js.ctx, resolve), reject: Persistent::save(&js.ctx, reject) };
    waiting.borrow_mut().0.push(Answer { pending, settle: Some(settle) });
    Ok(promise.into_value())
}
