//! What JavaScript asks while a job runs, answered by this side.

mod later;
mod said;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::Thread;
use std::time::Duration;

use nodewright_core::{Batch, Locals, ReadParameter};
use nodewright_http::error::{api_error, operation_error};
use nodewright_quickjs::js::{Result as JsResult, Value as JsValue};
use nodewright_quickjs::{Host, Js, Pending, node};
use serde_json::{Value, json};
use tokio::sync::{Notify, oneshot};
use tokio_util::task::AbortOnDropHandle;

use crate::files::Files;
use crate::outside::Outside;
use crate::{compress, crypto, dates};

use self::{
    later::later,
    said::{given, said_of},
};

/// What stands before the text of a file.
const BEFORE: &str = "(function (exports, require, module, __filename, __dirname) {";

/// A call of what the realm's setup has left, and what it may use.
pub struct Job {
    name: &'static str,
    input: Value,
    files: Arc<Files>,
    outside: Option<Outside>,
    batch: Option<Arc<dyn Batch>>,
    timers: RefCell<HashMap<u32, Arc<Notify>>>,
    next_timer: Cell<u32>,
    /// Told when the last request has been started.
    started: RefCell<Option<oneshot::Receiver<()>>>,
}

impl Job {
    pub fn new(name: &'static str, input: Value, files: Arc<Files>) -> Self {
        let (timers, next_timer, started) = (RefCell::default(), Cell::new(0), RefCell::default());
        Self { name, input, files, outside: None, batch: None, timers, next_timer, started }
    }

    pub fn with_outside(mut self, outside: Outside) -> Self {
        self.outside = Some(outside);
        self
    }

    pub fn with_batch(mut self, batch: Arc<dyn Batch>) -> Self {
        self.batch = Some(batch);
        self
    }

    /// What is called.
    pub fn call(&self) -> &'static str {
        self.name
    }

    /// With what.
    pub fn input(&self) -> &Value {
        &self.input
    }

    /// The memory that its input takes in a realm, about: it does not count as the package's.
    pub fn weight(&self) -> usize {
        fn weigh(json: &Value) -> usize {
            match json {
                Value::String(text) => 48 + text.len(),
                Value::Array(list) => 96 + list.iter().map(|element| 16 + weigh(element)).sum::<usize>(),
                Value::Object(members) => 128 + members.values().map(|member| 32 + weigh(member)).sum::<usize>(),
                _ => 0,
            }
        }
        let inputs = self.batch.as_ref().map(|batch| batch.inputs()).unwrap_or_default();
        let files = |item: &nodewright_core::Item| {
            item.binary.iter().flatten().map(|(_, file)| 512 + file.data.len()).sum::<usize>()
        };
        inputs.iter().flatten().map(|item| 512 + weigh(&item.json) + files(item)).sum::<usize>() * 2
    }

    fn compile<'js>(&self, js: &Js<'js>, file: &str) -> JsResult<JsValue<'js>> {
        if self.files.is_module(file) {
            return js.module(file);
        }
        let text = self.files.text(file).unwrap_or_default();
        let script = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let comment = if script.starts_with("#!") { "//" } else { "" };
        js.evaluate(&format!("{BEFORE}{comment}{script}\n}})"), file)
    }

    fn parameter(&self, name: &str, index: usize, options: Option<Value>) -> Value {
        let Some(batch) = &self.batch else { return json!({}) };
        let options = options.unwrap_or_default();
        let is_set = |name: &str| options.get(name).is_some_and(nodewright_core::javascript::is_truthy);
        let read = ReadParameter {
            fallback: options.get("fallback").cloned(),
            raw_expressions: is_set("rawExpressions"),
            extract_value: is_set("extractValue"),
            ensure_type: options.get("ensureType").and_then(|kind| kind.as_str()?.parse().ok()),
        };
        let mut answer = given(self.wait(batch.parameter(index, name, &read)));
        if !read.raw_expressions
            && let Some(value) = answer.get("value")
        {
            let dates = self.wait(dates::dates_in(batch.as_ref(), index, name, value));
            if !dates.is_empty() {
                answer["dates"] = dates.into();
            }
        }
        answer
    }

    fn evaluate(&self, text: &str, index: usize) -> Value {
        let Some(batch) = &self.batch else { return json!({}) };
        let mut answer = given(self.wait(batch.evaluate(index, &text.into(), &Locals::new())));
        if let Some(date) =
            answer.get("value").and_then(|value| self.wait(dates::date_of(batch.as_ref(), index, text, value)))
        {
            answer["dates"] = json!([[[], date]]);
        }
        answer
    }

    /// Waits for what is mostly there at once. Its timers and tasks are those of the host's runtime, which goes on meanwhile.
    fn wait<T>(&self, work: impl Future<Output = T>) -> T {
        struct Unpark(Thread);
        impl Wake for Unpark {
            fn wake(self: Arc<Self>) {
                self.0.unpark();
            }
        }
        let _entered = self.outside.as_ref().map(|outside| outside.handle.enter());
        let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
        let (mut cx, mut work) = (TaskContext::from_waker(&waker), pin!(work));
        loop {
            match work.as_mut().poll(&mut cx) {
                Poll::Ready(value) => return value,
                Poll::Pending => std::thread::park(),
            }
        }
    }

    fn print(&self, level: &str, text: String) {
        let text = match &self.outside {
            Some(outside) => outside.redacted(text, |redactor, text| redactor.text(&text)),
            None => text,
        };
        match level {
            "error" => tracing::error!(target: "nodewright::package", "{text}"),
            "warn" => tracing::warn!(target: "nodewright::package", "{text}"),
            "debug" => tracing::debug!(target: "nodewright::package", "{text}"),
            _ => tracing::info!(target: "nodewright::package", "{text}"),
        }
    }

    fn ask<'js>(&self, js: &Js<'js>, operation: &str, request: &[JsValue<'js>; 3]) -> JsResult<JsValue<'js>> {
        let [a, b, c] = request;
        let text = |value: &JsValue<'js>| value.get::<String>();
        let json_of = |value: &JsValue<'js>| js.to_json(value.clone()).ok().flatten();
        let index = |value: &JsValue<'js>| value.as_number().map_or(0, |number| number as usize);
        let found = match operation {
            "resolve" => self.files.resolve(&text(a)?, &text(b)?).map(Value::from),
            "text" => self.files.text(&text(a)?).map(|text| Value::from(&*text)),
            "loaded" => self.files.text(&text(a)?).map(|_| BEFORE.encode_utf16().count().into()),
            "isModule" => Some(self.files.is_module(&text(a)?).into()),
            "compile" => return self.compile(js, &text(a)?),
            "parameter" => Some(self.parameter(&text(a)?, index(b), json_of(c))),
            "evaluate" => Some(self.evaluate(&text(a)?, index(b))),
            "items" => {
                let inputs = self.batch.as_ref().map(|batch| batch.inputs()).unwrap_or_default();
                inputs
                    .get(index(a))
                    .and_then(|items| serde_json::to_value(items).ok())
                    .or_else(|| (index(a) == 0).then(|| json!([])))
            }
            "source" => {
                let source = self.batch.as_ref().and_then(|batch| batch.source(index(a)));
                source.and_then(|source| serde_json::to_value(source).ok())
            }
            "kept" => Some(self.batch.as_ref().map(|batch| batch.kept()).unwrap_or_default().into()),
            "keep" => {
                if let (Some(batch), Some(Value::Object(kept))) = (&self.batch, json_of(a)) {
                    batch.keep(kept);
                }
                None
            }
            "apiError" => {
                let thrown = nodewright_json::parse(&text(a)?).unwrap_or_default();
                Some(said_of(json_of(b), |said| api_error(&thrown, said)))
            }
            "operationError" => {
                let message = text(a)?;
                Some(said_of(json_of(b), |said| operation_error(&message, said)))
            }
            "jsonError" => nodewright_json::parse(&text(a)?).err().map(|error| error.javascript().into()),
            "print" => {
                self.print(&text(a)?, text(b)?);
                None
            }
            "timer" => {
                let id = self.next_timer.get();
                self.next_timer.set(id + 1);
                self.timers.borrow_mut().insert(id, Arc::default());
                Some(id.into())
            }
            "crypto" => {
                let request = nodewright_json::parse(&text(b)?).unwrap_or_default();
                Some(crypto::answer(&text(a)?, &request))
            }
            "dates" => {
                let request = nodewright_json::parse(&text(b)?).unwrap_or_default();
                let zone = self.input.get("timezone").and_then(Value::as_str).unwrap_or("UTC");
                Some(dates::answer(&text(a)?, &request, zone))
            }
            "compress" => Some(compress::answer(&text(a)?, &text(b)?, index(c))),
            "stopTimer" => {
                let timer = self.timers.borrow_mut().remove(&u32::try_from(index(a)).unwrap_or_default());
                timer.inspect(|timer| timer.notify_one());
                None
            }
            _ => {
                return Ok(
                    node::answer(js, operation, request)?.unwrap_or_else(|| JsValue::new_undefined(js.ctx.clone()))
                );
            }
        };
        match found {
            Some(value) => js.json(&value),
            None => Ok(JsValue::new_undefined(js.ctx.clone())),
        }
    }

    fn timer(&self, request: &Value) -> Pending {
        let id = request.get(0).and_then(Value::as_u64).and_then(|id| u32::try_from(id).ok()).unwrap_or_default();
        let wait =
            Duration::from_secs_f64(request.get(1).and_then(Value::as_f64).unwrap_or(1.0).clamp(0.0, 1e12) / 1000.0);
        let stopped = self.timers.borrow().get(&id).cloned();
        Box::pin(async move {
            let Some(stopped) = stopped else { return Ok(false.into()) };
            tokio::select! {
                () = tokio::time::sleep(wait) => Ok(true.into()),
                () = stopped.notified() => Ok(false.into()),
            }
        })
    }
}

impl Host for Job {
    fn answer<'js>(&self, js: &Js<'js>, operation: &str, request: [JsValue<'js>; 3]) -> JsResult<JsValue<'js>> {
        self.ask(js, operation, &request)
    }

    fn begin<'js>(&self, js: &Js<'js>, operation: &str, request: JsValue<'js>) -> JsResult<Pending> {
        let request = js.to_json(request).ok().flatten().unwrap_or_default();
        if operation == "timer" {
            return Ok(self.timer(&request));
        }
        let Some(outside) = self.outside.clone() else {
            return Ok(Box::pin(async { Err("Nothing is sent while a package is loaded".to_owned()) }));
        };
        let (operation, batch, handle) = (operation.to_owned(), self.batch.clone(), outside.handle.clone());
        let is_request = matches!(operation.as_str(), "request" | "fetch");
        let (told, started) = oneshot::channel();
        let before = is_request.then(|| self.started.replace(Some(started))).flatten();
        // Gone with the package's code, if that ends before.
        let work = AbortOnDropHandle::new(handle.spawn(async move {
            // Requests leave in the order in which they are made, as from a single thread.
            if let Some(before) = before {
                let _ = before.await;
            }
            let mut work = pin!(later(&operation, request, &outside, batch));
            let first = std::future::poll_fn(|cx| Poll::Ready(work.as_mut().poll(cx))).await;
            drop(told);
            match first {
                Poll::Ready(done) => done,
                Poll::Pending => work.await,
            }
        }));
        Ok(Box::pin(async move { work.await.map_err(|error| error.to_string()) }))
    }
}
