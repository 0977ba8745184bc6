//! What the steps give for one item: its request, and what becomes of the answer.

use std::{borrow::Cow, sync::Arc};

use nodewright_core::{
    Batch, Locals, ReadParameter, Result,
    javascript::{self, is_truthy},
    path,
};
use serde_json::{Map, Value};

use super::{Parameter, Step, Steps, build};
use crate::{
    holes, merge,
    model::{FunctionPath, Pagination, PostReceive, Routing, Send, SendTo, Text},
};

/// What was gathered for an item.
#[derive(Default)]
pub struct Gathered<'p> {
    /// The request, in n8n's form: `baseURL`, `url`, `method`, `qs`, `body`, `headers` …
    pub options: Map<String, Value>,
    pub pre_send: Vec<&'p FunctionPath>,
    pub post_receive: Vec<Received<'p>>,
    pub pagination: Option<&'p Pagination>,
    pub paginate: Option<bool>,
    pub max_results: Option<Value>,
    /// Whether the body has members that are `undefined`: it is sent then, if only as `{}`.
    pub has_undefined: bool,
}

/// A step of `postReceive` that is taken, with the value of its parameter.
pub struct Received<'p> {
    pub step: &'p PostReceive,
    pub value: Option<Arc<Value>>,
}

/// Evaluates texts of a description for an item.
pub struct Evaluator<'a> {
    pub batch: &'a dyn Batch,
    pub index: usize,
    pub locals: Locals,
}

impl Evaluator<'_> {
    /// The value of a text; `None` is `undefined`.
    pub async fn value<'t>(&self, text: &'t Text) -> Result<Option<Cow<'t, Value>>> {
        match text.has_expression {
            false => Ok(Some(Cow::Borrowed(&text.value))),
            true => Ok(self.batch.evaluate(self.index, &text.value, &self.locals).await?.map(Cow::Owned)),
        }
    }

    /// Whether a text is true.
    pub async fn holds(&self, text: &Text) -> Result<bool> {
        Ok(self.value(text).await?.is_some_and(|value| is_truthy(&value)))
    }

    fn set(&mut self, name: &str, value: Option<Value>) {
        match value {
            Some(value) => drop(self.locals.insert(name.to_owned(), value)),
            None => drop(self.locals.shift_remove(name)),
        }
    }
}

impl Steps {
    /// Goes through the steps for an item.
    ///
    /// # Errors
    /// Expressions that fail, parameters that cannot be read.
    pub async fn gather(&self, batch: &dyn Batch, index: usize, locals: &Locals) -> Result<Gathered<'_>> {
        let mut evaluator = Evaluator { batch, index, locals: locals.clone() };
        let mut whole = Gathered { pagination: self.model.pagination.as_ref(), ..Gathered::default() };
        for (key, text) in &self.model.defaults {
            // A header that is `undefined` is none, and so is a base URL.
            if let Some(value) = evaluator.value(text).await? {
                whole.options.insert(key.clone(), value.into_owned());
            }
        }
        let (mut around, mut rows) = (Vec::new(), Vec::new());
        for step in &self.steps {
            match step {
                Step::Check(value) => drop(batch.evaluate(index, value, &evaluator.locals).await?),
                Step::Enter => around.push(std::mem::take(&mut whole)),
                Step::Exit => {
                    let outer = around.pop().unwrap_or_default();
                    let inner = std::mem::replace(&mut whole, outer);
                    whole.merge(inner);
                }
                Step::Empty => merge::requests(&mut whole.options, Map::new()),
                Step::Row { index: row, value } => {
                    let parent = evaluator.value(value).await?.map(Cow::into_owned);
                    rows.push((evaluator.locals.get("$index").cloned(), evaluator.locals.get("$parent").cloned()));
                    evaluator.set("$index", Some((*row).into()));
                    evaluator.set("$parent", parent);
                }
                Step::RowEnd => {
                    let (index, parent) = rows.pop().unwrap_or_default();
                    evaluator.set("$index", index);
                    evaluator.set("$parent", parent);
                }
                Step::Routing { at, value } => {
                    let Some(routing) = build::routing(&self.model.properties, at) else { continue };
                    let value = match value {
                        Parameter::None => None,
                        Parameter::Fixed(value) => Some(value.clone()),
                        Parameter::Read { path, extract_value } => {
                            let read = ReadParameter { extract_value: *extract_value, ..ReadParameter::default() };
                            batch.parameter(index, path, &read).await?
                        }
                    };
                    evaluator.set("$value", value);
                    whole.take(routing, &evaluator).await?;
                }
            }
        }
        holes::fill(&mut whole.options);
        Ok(whole)
    }
}

impl<'p> Gathered<'p> {
    /// What one routing says.
    async fn take(&mut self, routing: &'p Routing, evaluator: &Evaluator<'_>) -> Result<()> {
        self.pagination = routing.pagination.as_ref().or(self.pagination);
        for (key, text) in &routing.request {
            if let Some(value) = evaluator.value(text).await? {
                self.options.insert(key.clone(), value.into_owned());
            }
        }
        if let Some(send) = &routing.send {
            self.send(send, evaluator).await?;
        }
        let Some(output) = &routing.output else { return Ok(()) };
        if let Some(most) = &output.max_results {
            self.max_results = evaluator.value(most).await?.map(Cow::into_owned);
        }
        let mut value = None;
        for step in &output.post_receive {
            let is_taken = match &step.enabled {
                None => true,
                Some(enabled) if enabled.value.as_str().is_some_and(|text| text.starts_with('=')) => {
                    evaluator.holds(enabled).await?
                }
                Some(enabled) => enabled.value != Value::Bool(false),
            };
            if is_taken {
                let value = value.get_or_insert_with(|| evaluator.locals.get("$value").cloned().map(Arc::new)).clone();
                self.post_receive.push(Received { step, value });
            }
        }
        Ok(())
    }

    async fn send(&mut self, send: &'p Send, evaluator: &Evaluator<'_>) -> Result<()> {
        if let Some(property) = &send.property {
            let name = evaluator.value(property).await?;
            let name = name.as_deref().map_or(Cow::Borrowed("undefined"), javascript::text);
            let value = match &send.value {
                Some(value) => evaluator.value(value).await?.map(Cow::into_owned),
                None => evaluator.locals.get("$value").cloned(),
            };
            self.put(send, &name, value)?;
        }
        if let Some(paginate) = &send.paginate {
            let is_expression = paginate.value.as_str().is_some_and(|text| text.starts_with('='));
            self.paginate = Some(match is_expression {
                true => evaluator.holds(paginate).await?,
                false => is_truthy(&paginate.value),
            });
        }
        self.pre_send.extend(&send.pre_send);
        Ok(())
    }

    /// Puts a value into the body or the query; `undefined` makes the way to it only.
    fn put(&mut self, send: &Send, name: &str, value: Option<Value>) -> Result<()> {
        let part = if send.to == SendTo::Body { "body" } else { "qs" };
        let place = self.options.entry(part).or_insert_with(|| Value::Object(Map::new()));
        // As in n8n, nothing can be put into what is not an object.
        let Value::Object(map) = place else { return Ok(()) };
        match value {
            Some(value) if send.is_path => path::set_beside(map, name, value, &holes::hole()),
            Some(value) => path::put(map, name, value, false),
            None => {
                self.has_undefined |= send.to == SendTo::Body;
                path::put(map, name, Value::Null, send.is_path)?;
                path::take(map, name, send.is_path);
                Ok(())
            }
        }
    }

    /// Merges what is inside of a property, or a property into the whole.
    fn merge(&mut self, inner: Self) {
        self.paginate = self.paginate.or(inner.paginate);
        self.max_results = inner.max_results.filter(is_truthy).or(self.max_results.take());
        merge::requests(&mut self.options, inner.options);
        self.pre_send.extend(inner.pre_send);
        self.post_receive.extend(inner.post_receive);
        self.pagination = inner.pagination.or(self.pagination);
        self.has_undefined |= inner.has_undefined;
    }
}
