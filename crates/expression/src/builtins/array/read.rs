//! Methods that read an array or make another.

use super::super::{argument, relative};
use super::elements;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{NativeFn, Value, number};

pub fn method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "at" => at,
        "concat" => concat,
        "entries" => entries,
        "flat" => flat,
        "includes" => includes,
        "indexOf" => index_of,
        "join" => join,
        "keys" => keys,
        "lastIndexOf" => last_index_of,
        "slice" => slice,
        "toReversed" => to_reversed,
        "toString" => |cx, this, _| join_with(cx, this, ","),
        "toLocaleString" => to_locale_string,
        "values" => values,
        _ => return None,
    })
}

fn at<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let all = elements(cx, this)?;
    #[allow(clippy::cast_precision_loss)] // no array is that long
    let length = all.len() as f64;
    let index = cx.to_integer(argument(arguments, 0))?;
    let index = if index < 0.0 { index + length } else { index };
    Ok(number::exact_index(index).and_then(|index| all.get(index).copied()).unwrap_or(Value::Undefined).or_undefined())
}

fn concat<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let mut all = elements(cx, this)?;
    for argument in arguments {
        if argument.is_array() { all.extend(elements(cx, *argument)?) } else { all.push(*argument) }
    }
    cx.array(all)
}

fn entries<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let pairs = elements(cx, this)?
        .into_iter()
        .enumerate()
        .map(|(index, value)| cx.array(vec![Value::from(index), value.or_undefined()]));
    let pairs = pairs.collect::<Result<_, _>>()?;
    Ok(cx.iterator(pairs))
}

fn keys<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let length = elements(cx, this)?.len();
    Ok(cx.iterator((0..length).map(Value::from).collect()))
}

fn values<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    let all = elements(cx, this)?.into_iter().map(Value::or_undefined).collect();
    Ok(cx.iterator(all))
}

fn flat<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let depth = match argument(arguments, 0) {
        Value::Undefined => 1.0,
        depth => cx.to_integer(depth)?,
    };
    let mut all = Vec::new();
    flatten(cx, this, depth, &mut all)?;
    cx.array(all)
}

pub fn flatten<'a>(
    cx: &Evaluation<'a>,
    array: Value<'a>,
    depth: f64,
    into: &mut Vec<Value<'a>>,
) -> Result<(), Throw<'a>> {
    cx.deeper(|| {
        for element in elements(cx, array)? {
            match element {
                Value::Empty => {}
                inner if inner.is_array() && depth >= 1.0 => flatten(cx, inner, depth - 1.0, into)?,
                other => into.push(other),
            }
        }
        Ok(())
    })
}

fn includes<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let wanted = argument(arguments, 0);
    let all = elements(cx, this)?;
    let from = relative(cx, argument(arguments, 1), all.len(), 0)?;
    for value in &all[from..] {
        cx.step()?;
        if cx.same_value_zero(value.or_undefined(), wanted) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn index_of<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let wanted = argument(arguments, 0);
    let all = elements(cx, this)?;
    let from = relative(cx, argument(arguments, 1), all.len(), 0)?;
    for (index, value) in all.iter().enumerate().skip(from) {
        cx.step()?;
        if !matches!(value, Value::Empty) && cx.strict_equal(*value, wanted) {
            return Ok(Value::from(index));
        }
    }
    Ok(Value::Number(-1.0))
}

fn last_index_of<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let wanted = argument(arguments, 0);
    let all = elements(cx, this)?;
    let until = match argument(arguments, 1) {
        Value::Undefined => all.len(),
        from if cx.to_integer(from)? < 0.0 => (relative(cx, from, all.len(), 0)? + 1).min(all.len()),
        from => (relative(cx, from, all.len(), 0)? + 1).min(all.len()),
    };
    for (index, value) in all[..until].iter().enumerate().rev() {
        cx.step()?;
        if !matches!(value, Value::Empty) && cx.strict_equal(*value, wanted) {
            return Ok(Value::from(index));
        }
    }
    Ok(Value::Number(-1.0))
}

fn join<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    match argument(arguments, 0) {
        Value::Undefined => join_with(cx, this, ","),
        separator => join_with(cx, this, cx.to_str(separator)?),
    }
}

fn join_with<'a>(cx: &Evaluation<'a>, this: Value<'a>, separator: &'a str) -> Completion<'a> {
    let address = match this {
        Value::Object(object) => std::ptr::from_ref(object) as usize,
        _ => 0,
    };
    // An array inside of itself is empty text.
    if address != 0 && cx.visiting.borrow().contains(&address) {
        return Ok(Value::from(""));
    }
    cx.visiting.borrow_mut().push(address);
    let result = join_elements(cx, this, separator);
    cx.visiting.borrow_mut().pop();
    result
}

fn join_elements<'a>(cx: &Evaluation<'a>, this: Value<'a>, separator: &'a str) -> Completion<'a> {
    cx.deeper(|| {
        let all = elements(cx, this)?;
        let mut texts = Vec::with_capacity(all.len());
        for element in all {
            texts.push(if element.is_nullish() { crate::value::Text::from("") } else { cx.to_text(element)? });
        }
        cx.check_memory(texts.iter().map(|text| text.size() + separator.len()).sum())?;
        let plain: Option<Vec<&str>> = texts.iter().map(|text| text.as_str()).collect();
        match plain {
            Some(plain) => cx.text(&plain.join(separator)),
            None => {
                let separator: Vec<u16> = separator.encode_utf16().collect();
                let units: Vec<Vec<u16>> = texts.into_iter().map(crate::value::Text::to_units).collect();
                cx.units(&units.join(&separator[..]))
            }
        }
    })
}

fn to_locale_string<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let texts = elements(cx, this)?
        .into_iter()
        .map(|element| match element {
            nothing if nothing.is_nullish() => Ok(Value::from("")),
            other => cx.call_method(other, "toLocaleString", arguments),
        })
        .collect::<Result<Vec<_>, _>>()?;
    join_with(cx, cx.array(texts)?, ",")
}

fn slice<'a>(cx: &Evaluation<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let all = elements(cx, this)?;
    let start = relative(cx, argument(arguments, 0), all.len(), 0)?;
    let end = relative(cx, argument(arguments, 1), all.len(), all.len())?;
    cx.array(all.get(start..end).unwrap_or_default().to_vec())
}

fn to_reversed<'a>(cx: &Evaluation<'a>, this: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    cx.array(elements(cx, this)?.into_iter().rev().map(Value::or_undefined).collect())
}
