//! Tree and data → value.

use super::functions;
use super::parser::Node;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::functions::is_equal;
use crate::value::{Properties, Value};

pub fn evaluate<'a>(cx: &Evaluation<'a>, node: &Node, value: Value<'a>) -> Completion<'a> {
    cx.step()?;
    cx.deeper(|| here(cx, node, value))
}

fn here<'a>(cx: &Evaluation<'a>, node: &Node, value: Value<'a>) -> Completion<'a> {
    match node {
        Node::Current => Ok(value),
        Node::Field(name) => {
            if !value.is_object() || value.is_function() || !cx.has_own(value, cx.heap.text(name))? {
                return Ok(Value::Null);
            }
            Ok(match cx.get(value, cx.heap.text(name))? {
                Value::Undefined => Value::Null,
                member => member,
            })
        }
        Node::Literal(json) => cx.keep_json(json.clone()),
        Node::Index(index) => {
            if !value.is_array() {
                return Ok(Value::Null);
            }
            let all = cx.list(value)?;
            let at = if *index < 0 { *index + i64::try_from(all.len()).unwrap_or(i64::MAX) } else { *index };
            let found = usize::try_from(at).ok().and_then(|at| all.get(at)).copied();
            Ok(found.filter(|value| !value.is_undefined()).unwrap_or(Value::Null))
        }
        Node::Slice(parts) => slice(cx, value, *parts),
        Node::Then(left, right) => {
            let left = evaluate(cx, left, value)?;
            evaluate(cx, right, left)
        }
        Node::Project(source, each) => {
            let source = evaluate(cx, source, value)?;
            if !source.is_array() {
                return Ok(Value::Null);
            }
            project(cx, cx.list(source)?, each)
        }
        Node::ProjectValues(source, each) => {
            let source = evaluate(cx, source, value)?;
            if !source.is_object() || source.is_array() {
                return Ok(Value::Null);
            }
            let values = cx.entries(source)?.into_iter().map(|(_, value)| value).collect();
            project(cx, values, each)
        }
        Node::Filter { source, condition, each } => {
            let source = evaluate(cx, source, value)?;
            if !source.is_array() {
                return Ok(Value::Null);
            }
            let mut kept = Vec::new();
            for element in cx.list(source)? {
                if is_true(cx, evaluate(cx, condition, element)?)? {
                    kept.push(element);
                }
            }
            project(cx, kept, each)
        }
        Node::Flatten(source) => {
            let source = evaluate(cx, source, value)?;
            if !source.is_array() {
                return Ok(Value::Null);
            }
            let mut flat = Vec::new();
            for element in cx.list(source)? {
                if element.is_array() { flat.extend(cx.list(element)?) } else { flat.push(element) }
            }
            cx.array(flat)
        }
        Node::Compare(operator, left, right) => {
            let (left, right) = (evaluate(cx, left, value)?, evaluate(cx, right, value)?);
            compare(cx, operator, left, right)
        }
        Node::And(left, right) => {
            let left = evaluate(cx, left, value)?;
            if is_true(cx, left)? { evaluate(cx, right, value) } else { Ok(left) }
        }
        Node::Or(left, right) => {
            let left = evaluate(cx, left, value)?;
            if is_true(cx, left)? { Ok(left) } else { evaluate(cx, right, value) }
        }
        Node::Not(inner) => Ok(Value::Bool(!is_true(cx, evaluate(cx, inner, value)?)?)),
        Node::List(all) => {
            if matches!(value, Value::Null) {
                return Ok(Value::Null);
            }
            let all = all.iter().map(|node| evaluate(cx, node, value)).collect::<Result<_, _>>()?;
            cx.array(all)
        }
        Node::Object(all) => {
            if matches!(value, Value::Null) {
                return Ok(Value::Null);
            }
            let mut properties = Properties::default();
            for (name, node) in all {
                properties.insert(cx.heap.text(name), evaluate(cx, node, value)?);
            }
            cx.object(properties)
        }
        Node::Call(name, arguments) => functions::call(cx, name, arguments, value),
        Node::Reference(_) => Err(Throw::Exception(Value::from("an expression reference is no value"))),
    }
}

fn project<'a>(cx: &Evaluation<'a>, all: Vec<Value<'a>>, each: &Node) -> Completion<'a> {
    let mut projected = Vec::new();
    for element in all {
        let value = evaluate(cx, each, element)?;
        if !value.is_nullish() {
            projected.push(value);
        }
    }
    cx.array(projected)
}

/// Everything but false, null and empty values.
pub fn is_true<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Result<bool, Throw<'a>> {
    Ok(match value {
        Value::Undefined | Value::Null | Value::Empty | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        object if object.is_object() && !object.is_function() => !cx.keys(object)?.is_empty(),
        _ => true,
    })
}

fn compare<'a>(cx: &Evaluation<'a>, operator: &str, left: Value<'a>, right: Value<'a>) -> Completion<'a> {
    match operator {
        "==" => return is_equal(cx, left, right).map(Value::Bool),
        "!=" => return is_equal(cx, left, right).map(|equal| Value::Bool(!equal)),
        _ => {}
    }
    let order = cx.compare(left, right)?;
    Ok(Value::Bool(match operator {
        "<" => order.is_some_and(std::cmp::Ordering::is_lt),
        ">" => order.is_some_and(std::cmp::Ordering::is_gt),
        "<=" => order.is_some_and(std::cmp::Ordering::is_le),
        _ => order.is_some_and(std::cmp::Ordering::is_ge),
    }))
}

fn slice<'a>(cx: &Evaluation<'a>, value: Value<'a>, [start, stop, step]: [Option<i64>; 3]) -> Completion<'a> {
    if !value.is_array() {
        return Ok(Value::Null);
    }
    let all = cx.list(value)?;
    let length = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let step = step.unwrap_or(1);
    if step == 0 {
        return Err(cx.throw(crate::value::ErrorName::Error, "Invalid slice, step cannot be 0"));
    }
    let bound = |at: i64| {
        let at = if at < 0 { at + length } else { at };
        if step < 0 { at.clamp(-1, length - 1) } else { at.clamp(0, length) }
    };
    let start = start.map_or(if step < 0 { length - 1 } else { 0 }, bound);
    let stop = stop.map_or(if step < 0 { -1 } else { length }, bound);
    let mut sliced = Vec::new();
    let mut at = start;
    while (step > 0 && at < stop) || (step < 0 && at > stop) {
        sliced.extend(usize::try_from(at).ok().and_then(|at| all.get(at)).copied());
        at += step;
    }
    cx.array(sliced)
}
