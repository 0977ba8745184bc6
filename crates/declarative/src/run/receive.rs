//! What becomes of an answer: `output.postReceive`.

use std::borrow::Cow;

use bytes::Bytes;
use indexmap::IndexMap;
use nodewright_core::{
    Binary, ErrorKind, Item, Locals, NodeError, Result,
    javascript::{self, is_truthy},
    path,
};
use serde_json::{Map, Value};

use super::{
    answer::{Content, Got},
    pages::Work,
};
use crate::{
    FunctionCall,
    model::{Action, Text},
    number,
    plan::Received,
};

/// An item on its way. `None` is `undefined`.
#[derive(Default)]
pub struct Made {
    pub json: Option<Value>,
    pub binary: Option<IndexMap<String, Binary>>,
    /// What else a function has given.
    pub item: Item,
}

impl Made {
    fn new(json: Option<Value>) -> Self {
        Self { json, ..Self::default() }
    }

    /// Of what a function gave, which may have no data.
    pub fn of_item(mut item: Item) -> Self {
        Self { json: Some(item.json.take()).filter(|json| !json.is_null()), binary: item.binary.take(), item }
    }

    /// As functions get it.
    pub fn into_item(self) -> Item {
        Item { json: self.json.unwrap_or_default(), binary: self.binary, ..self.item }
    }
}

/// What the expressions of a step see.
#[derive(Clone, Copy)]
struct Seen<'s> {
    got: &'s Got,
    value: Option<&'s Value>,
    credentials: Option<&'s Value>,
}

impl Seen<'_> {
    fn locals(self, item: Option<&Made>) -> Locals {
        let mut locals = Locals::new();
        locals.insert("$response".into(), self.got.shown().clone());
        if let Some(json) = item.and_then(|item| item.json.as_ref()) {
            locals.insert("$responseItem".into(), json.clone());
        }
        for (name, value) in [("$value", self.value), ("$credentials", self.credentials)] {
            if let Some(value) = value {
                locals.insert(name.into(), value.clone());
            }
        }
        locals
    }
}

impl Work<'_> {
    /// The items of an answer.
    ///
    /// # Errors
    /// A step that fails.
    pub async fn receive(&self, mut got: Got, steps: &[Received<'_>]) -> Result<(Vec<Made>, Got)> {
        if steps.is_empty() {
            let made = match &got.body {
                Content::Value(Value::Array(list)) => list.iter().cloned().map(|json| Made::new(Some(json))).collect(),
                body => vec![Made::new(Some(body.to_value()))],
            };
            return Ok((made, got));
        }
        let mut made = vec![Made::new(Some(got.body.to_value()))];
        for Received { step, value } in steps {
            made = self.step(&step.action, made, &mut got, value.as_deref()).await?;
        }
        Ok((made, got))
    }

    async fn step(
        &self,
        action: &Action,
        mut made: Vec<Made>,
        got: &mut Got,
        value: Option<&Value>,
    ) -> Result<Vec<Made>> {
        let version = self.evaluator.locals.get("$version");
        let seen = Seen { got, value, credentials: None };
        Ok(match action {
            Action::RootProperty(property) => made.into_iter().flat_map(|item| at_root(item, property)).collect(),
            Action::Filter(pass) => {
                let seen = Seen { credentials: self.evaluator.locals.get("$credentials"), ..seen };
                let mut kept = Vec::with_capacity(made.len());
                for item in made {
                    if self.text(pass, seen, Some(&item), version).await?.is_some_and(|value| is_truthy(&value)) {
                        kept.push(item);
                    }
                }
                kept
            }
            Action::Limit(most) => {
                let most = self.text(most, seen, None, version).await?;
                made.truncate(number::slice_index(number::whole(most.as_deref()), made.len()));
                made
            }
            Action::Set(value) => vec![Made::new(self.text(value, seen, None, version).await?.map(Cow::into_owned))],
            Action::SetKeyValue(entries) => {
                for item in &mut made {
                    let mut json = Map::new();
                    for (key, text) in entries {
                        if let Some(value) = self.text(text, seen, Some(item), version).await? {
                            json.insert(key.clone(), value.into_owned());
                        }
                    }
                    *item = Made::new(Some(json.into()));
                }
                made
            }
            Action::Sort(key) => sorted(made, key)?,
            Action::BinaryData(destination) => {
                let bytes = buffer(&got.body)?;
                got.set_body(Content::Bytes(bytes.clone()));
                let seen = Seen { got, value, credentials: None };
                let name = self.text(destination, seen, None, version).await?;
                let name = name.as_deref().map_or(Cow::Borrowed("undefined"), javascript::text).into_owned();
                let file = self.batch.files().prepare(Some(bytes), None, None).await?;
                for item in &mut made {
                    if matches!(item.json, Some(Value::String(_))) {
                        item.json = Some(Map::new().into());
                    }
                    item.binary = Some(IndexMap::from_iter([(name.clone(), file.clone())]));
                }
                made
            }
            Action::Function(at) => {
                let Some(functions) = &self.open.functions else {
                    return Err(self.open.steps.unavailable("postReceive", at));
                };
                let call = FunctionCall { batch: self.batch, index: self.evaluator.index, context: &self.open.context };
                let items = made.into_iter().map(Made::into_item).collect();
                let mut answer = got.for_function();
                let items = functions.post_receive(at, &call, items, &mut answer).await?;
                got.change(answer);
                items.into_iter().map(Made::of_item).collect()
            }
            Action::Unknown => Vec::new(),
        })
    }

    /// The value of a text, for which the answer is only made ready where it is an expression.
    async fn text<'t>(
        &self,
        text: &'t Text,
        seen: Seen<'_>,
        item: Option<&Made>,
        version: Option<&Value>,
    ) -> Result<Option<Cow<'t, Value>>> {
        if !text.has_expression {
            return Ok(Some(Cow::Borrowed(&text.value)));
        }
        let mut locals = seen.locals(item);
        if let Some(version) = version {
            locals.insert("$version".into(), version.clone());
        }
        let found = self.batch.evaluate(self.evaluator.index, &text.value, &locals).await?;
        Ok(found.map(Cow::Owned))
    }
}

/// An item for each element of the list inside of an item, or one for what is there instead.
fn at_root(item: Made, property: &str) -> Vec<Made> {
    match item.json.as_ref().and_then(|json| path::get(json, property)).cloned() {
        Some(Value::Array(list)) => list.into_iter().map(|json| Made::new(Some(json))).collect(),
        one => vec![Made::new(one)],
    }
}

/// By the lower-cased text of a key.
fn sorted(made: Vec<Made>, key: &str) -> Result<Vec<Made>> {
    let text = |item: &Made| -> Result<Vec<u16>> {
        match &item.json {
            None | Some(Value::Null) => {
                let what = if item.json.is_some() { "null" } else { "undefined" };
                let message = format!("Cannot read properties of {what} (reading '{key}')");
                Err(NodeError::new(ErrorKind::Operation, message).named("TypeError"))
            }
            Some(json) => Ok(match json.get(key).filter(|value| !value.is_null()) {
                Some(value) => javascript::text(value).to_lowercase().encode_utf16().collect(),
                None => Vec::new(),
            }),
        }
    };
    if made.len() < 2 {
        return Ok(made);
    }
    let mut keyed = made.into_iter().map(|item| Ok((text(&item)?, item))).collect::<Result<Vec<_>>>()?;
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(keyed.into_iter().map(|(_, item)| item).collect())
}

/// What `Buffer.from(body)` gives.
fn buffer(body: &Content) -> Result<Bytes> {
    let refuse = |what: String| {
        let message = format!(
            "The first argument must be of type string or an instance of Buffer, ArrayBuffer, or Array or an Array-like \
             Object. Received {what}"
        );
        Err(NodeError::new(ErrorKind::Operation, message)
            .named("TypeError")
            .with_code("ERR_INVALID_ARG_TYPE")
            .with_description("The answer is JSON; a file needs `encoding: arraybuffer` in the request"))
    };
    match body {
        Content::Bytes(bytes) => Ok(bytes.clone()),
        Content::Value(Value::String(text)) => Ok(text.clone().into()),
        Content::Value(Value::Array(list)) => {
            Ok(list.iter().map(|element| javascript::number(element) as i64 as u8).collect::<Vec<_>>().into())
        }
        Content::Value(Value::Object(_)) => refuse("an instance of Object".to_owned()),
        Content::Value(Value::Null) => refuse("null".to_owned()),
        Content::Value(value @ Value::Bool(_)) => refuse(format!("type boolean ({value})")),
        Content::Value(value @ Value::Number(_)) => refuse(format!("type number ({})", javascript::text(value))),
    }
}
