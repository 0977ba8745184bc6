//! Results as JSON and back, without loss.

use std::time::Duration;

use nodewright_core::{ErrorKind, Item, NodeError, Output, Result, json};
use serde_json::{Map, Value, json};

use crate::Outcome;

/// What an item gave.
pub(crate) struct ItemResult {
    /// The items of every output.
    pub result: Result<Vec<Vec<Item>>>,
    /// What stands for a failure where the node goes on.
    pub instead: Option<Vec<Vec<Item>>>,
}

impl From<Result<Vec<Vec<Item>>>> for ItemResult {
    fn from(result: Result<Vec<Vec<Item>>>) -> Self {
        Self { result, instead: None }
    }
}

/// What the items of a step gave: `{"atOnce": whether the node takes all it is given at once, "items": [item]}`, each item
/// `{"outputs": [[item]]}` or `{"error": error, "instead"?: [[item]]}`.
pub(crate) fn of_results(at_once: bool, results: impl IntoIterator<Item = ItemResult>) -> Value {
    let items: Vec<_> = results.into_iter().map(|one| of_result(&one)).collect();
    json!({ "atOnce": at_once, "items": items })
}

fn of_result(ItemResult { result, instead }: &ItemResult) -> Value {
    match (result, instead) {
        (Ok(outputs), _) => json!({ "outputs": of_outputs(outputs) }),
        (Err(error), None) => json!({ "error": error.to_record() }),
        (Err(error), Some(instead)) => json!({ "error": error.to_record(), "instead": of_outputs(instead) }),
    }
}

/// Reads what [`of_results`] wrote of so many items.
///
/// # Errors
/// It is not such a record. The errors of items are within the result.
pub(crate) fn results(mut record: Value, count: usize) -> Result<(bool, Vec<ItemResult>)> {
    let at_once = record.get("atOnce").and_then(Value::as_bool).ok_or_else(unreadable)?;
    let Some(Value::Array(items)) = record.get_mut("items").map(Value::take) else { return Err(unreadable()) };
    if items.len() != count {
        return Err(unreadable());
    }
    Ok((at_once, items.into_iter().map(result).collect::<Result<_>>()?))
}

fn result(mut record: Value) -> Result<ItemResult> {
    let mut member = |name: &str| record.get_mut(name).map(Value::take);
    if let Some(error) = member("error") {
        let error = NodeError::from_record(error).ok_or_else(unreadable)?;
        return Ok(ItemResult { result: Err(error), instead: member("instead").map(outputs).transpose()? });
    }
    Ok(Ok(outputs(member("outputs").ok_or_else(unreadable)?)?).into())
}

/// The outputs of an item that a node worked on.
pub(crate) fn outputs_of(output: Output) -> Vec<Vec<Item>> {
    std::iter::once(output.items).chain(output.others).collect()
}

/// What a whole execution gave: `{"outputs": [[item]], "error"?, "kept"?}`, or `{"failed": error}`.
pub(crate) fn of_outcome(outcome: &Result<Outcome>) -> Value {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return json!({ "failed": error.to_record() }),
    };
    let mut record = Map::from_iter([("outputs".to_owned(), of_outputs(&outcome.outputs))]);
    record.extend(outcome.error.as_ref().map(|error| ("error".to_owned(), error.to_record())));
    record.extend(outcome.kept.clone().map(|kept| ("kept".to_owned(), kept.into())));
    record.into()
}

/// Reads what [`of_outcome`] wrote.
///
/// # Errors
/// As of [`results`].
pub(crate) fn outcome(mut record: Value) -> Result<Result<Outcome>> {
    let error = |error: Value| NodeError::from_record(error).ok_or_else(unreadable);
    if let Some(failed) = record.get_mut("failed").map(Value::take) {
        return error(failed).map(Err);
    }
    let kept = match record.get_mut("kept").map(Value::take) {
        Some(Value::Object(kept)) => Some(kept),
        _ => None,
    };
    Ok(Ok(Outcome {
        outputs: outputs(record.get_mut("outputs").map(Value::take).ok_or_else(unreadable)?)?,
        error: record.get_mut("error").map(Value::take).map(error).transpose()?,
        kept,
    }))
}

/// How long to wait before all is executed: `{"wait": milliseconds}`.
pub(crate) fn of_wait(milliseconds: u128) -> Value {
    json!({ "wait": u64::try_from(milliseconds).unwrap_or(u64::MAX) })
}

/// Reads what [`of_wait`] wrote; nothing where it is anything else.
pub(crate) fn wait(record: &Value) -> Option<Duration> {
    record.get("wait")?.as_u64().map(Duration::from_millis)
}

fn of_outputs(outputs: &[Vec<Item>]) -> Value {
    outputs.iter().map(|items| Value::Array(items.iter().map(of_item).collect())).collect()
}

fn of_item(item: &Item) -> Value {
    let mut record = serde_json::to_value(item).unwrap_or_default();
    if let (Some(error), Value::Object(record)) = (&item.error, &mut record) {
        record.insert("error".into(), error.to_record());
    }
    record
}

fn outputs(record: Value) -> Result<Vec<Vec<Item>>> {
    let Value::Array(outputs) = record else { return Err(unreadable()) };
    let items = |items| match items {
        Value::Array(items) => items.into_iter().map(item).collect(),
        _ => Err(unreadable()),
    };
    outputs.into_iter().map(items).collect()
}

fn item(mut record: Value) -> Result<Item> {
    let error = record.as_object_mut().and_then(|record| record.remove("error"));
    let item: Item = json::from_value(record).map_err(|_| unreadable())?;
    let error = error.map(|error| NodeError::from_record(error).ok_or_else(unreadable)).transpose()?;
    Ok(Item { error, ..item })
}

fn unreadable() -> NodeError {
    let message = "What was kept of a step is not the result of one; was it written by another version of nodewright?";
    NodeError::new(ErrorKind::Input, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost() {
        let error = NodeError::new(ErrorKind::Network, "no answer").with_retry_after(Duration::from_secs(1));
        let mut extra = Item::new(json!({ "n": 1.5, "z": null })).paired_with(2);
        extra.extra.insert("hint".into(), "kept".into());
        let outputs = vec![vec![extra, Item::failed(error.clone())], vec![]];
        let kept = Some(Map::from_iter([("cursor".to_owned(), json!(7))]));
        let outcomes = [
            Ok(Outcome { outputs: outputs.clone(), error: None, kept }),
            Ok(Outcome { outputs: outputs.clone(), error: Some(error.clone()), kept: None }),
            Err(error.clone()),
        ];
        let again = |record: Value| serde_json::from_str::<Value>(&record.to_string()).unwrap();
        for expected in outcomes {
            assert_eq!(outcome(again(of_outcome(&expected))).unwrap(), expected);
        }
        let one = |result, instead| ItemResult { result, instead };
        let given = || {
            [
                one(Ok(outputs.clone()), None),
                one(Err(error.clone()), None),
                one(Err(error.clone()), Some(outputs.clone())),
            ]
        };
        let (at_once, read) = results(again(of_results(true, given())), 3).unwrap();
        assert!(at_once);
        for (read, given) in read.into_iter().zip(given()) {
            assert_eq!((read.result, read.instead), (given.result, given.instead));
        }
    }

    #[test]
    fn something_else_is_refused() {
        for record in [json!(1), json!({}), json!({ "outputs": 1 }), json!({ "outputs": [[1]] }), json!({ "error": 1 })]
        {
            let step = json!({ "atOnce": false, "items": [record] });
            assert_eq!(results(step, 1).err(), Some(unreadable()), "{record}");
            assert_eq!(outcome(record.clone()).unwrap_err(), unreadable(), "{record}");
        }
        assert_eq!(results(json!({ "atOnce": false, "items": [] }), 1).err(), Some(unreadable()));
    }
}
