//! Expressions → values.

use super::chain::{call, chain};
use super::code::{Code, Item, Property};
use super::scope::{ScopeRef, cell};
use crate::check;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::syntax::ast::LogicalOp;
use crate::value::{FunctionKind, Kind, Properties, RegexObject, Text, Value, number};
use crate::{builtins, data};
use smallvec::SmallVec;
use std::cell::Cell;

pub type Arguments<'a> = SmallVec<[Value<'a>; 4]>;

/// Evaluates `code`.
pub fn eval<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, code: &'a Code) -> Completion<'a> {
    match code {
        Code::Undefined => Ok(Value::Undefined),
        Code::Null => Ok(Value::Null),
        Code::Bool(value) => Ok(Value::Bool(*value)),
        Code::Number(number) => Ok(Value::Number(*number)),
        Code::Text(text) => Ok(Value::from(&**text)),
        Code::Local(local) => match cell(scope, *local).map(Cell::get) {
            Some(Value::Empty) | None => {
                Err(cx.throw(crate::value::ErrorName::Reference, "Cannot access a variable before initialization"))
            }
            Some(value) => Ok(value),
        },
        Code::Json => data::json(cx),
        Code::Member { object, name, .. } => {
            let object = eval(cx, scope, object)?;
            cx.get(object, name)
        }
        Code::Index { object, key, .. } => {
            let object = eval(cx, scope, object)?;
            index(cx, object, eval(cx, scope, key)?)
        }
        Code::Binary { op, left, right } => {
            let left = eval(cx, scope, left)?;
            cx.binary(*op, left, eval(cx, scope, right)?)
        }
        Code::Conditional { test, then, otherwise } => {
            let branch = if eval(cx, scope, test)?.truthy() { then } else { otherwise };
            eval(cx, scope, branch)
        }
        Code::Logical { op, left, right } => {
            let left = eval(cx, scope, left)?;
            if is_decided(*op, left) { Ok(left) } else { eval(cx, scope, right) }
        }
        Code::Not(argument) => Ok(Value::Bool(!eval(cx, scope, argument)?.truthy())),
        Code::CallMethod { .. } | Code::CallIndex { .. } | Code::Call { .. } => call(cx, scope, code),
        Code::CallNative { function, arguments } => {
            let arguments = eval_arguments(cx, scope, arguments)?;
            cx.step()?;
            function(cx, Value::Undefined, &arguments)
        }
        Code::Chain(inner) => Ok(chain(cx, scope, inner)?.unwrap_or(Value::Undefined)),
        _ => rare(cx, scope, code),
    }
}

/// Rare cases, kept out of the frame of every evaluation.
#[inline(never)]
fn rare<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, code: &'a Code) -> Completion<'a> {
    match code {
        Code::Units(units) => Ok(Value::String(Text::Utf16(units))),
        Code::Regex { regex, source, flags } => {
            Ok(cx.special(Kind::Regex(RegexObject { regex: regex.clone(), source, flags, last_index: Cell::new(0) })))
        }
        Code::Template { texts, values } => template(cx, scope, texts, values),
        Code::Free(name) => Ok(data::extra(cx, name)),
        Code::Data(name) => data::variable(cx, name),
        Code::Global(name) => Ok(builtins::global(cx, name)),
        Code::Surrogate(names) => {
            let mut properties = Properties::default();
            for name in *names {
                properties.insert(name, cx.object(Properties::default())?);
            }
            cx.object(properties)
        }
        Code::Array(items) => array(cx, scope, items),
        Code::Object(properties) => object(cx, scope, properties),
        Code::Function(closure) => {
            Ok(cx.function(&closure.name, closure.length, FunctionKind::Closure { code: closure, scope }))
        }
        Code::Minus(argument) => Ok(Value::Number(-cx.to_number(eval(cx, scope, argument)?)?)),
        Code::Plus(argument) => Ok(Value::Number(cx.to_number(eval(cx, scope, argument)?)?)),
        Code::BitNot(argument) => Ok(Value::Number(f64::from(!cx.to_int32(eval(cx, scope, argument)?)?))),
        Code::TypeOf(argument) => {
            let value = eval(cx, scope, argument)?;
            Ok(Value::from(value.type_of()))
        }
        Code::Void(argument) => eval(cx, scope, argument).map(|_| Value::Undefined),
        Code::Operators { first, rest } => {
            let mut left = eval(cx, scope, first)?;
            for (op, right) in rest {
                left = cx.binary(*op, left, eval(cx, scope, right)?)?;
            }
            Ok(left)
        }
        Code::NewDate(arguments) => builtins::new_date(cx, &eval_arguments(cx, scope, arguments)?),
        _ => Ok(Value::Undefined),
    }
}

/// Whether the left side is the result already.
pub fn is_decided(op: LogicalOp, left: Value<'_>) -> bool {
    match op {
        LogicalOp::And => !left.truthy(),
        LogicalOp::Or => left.truthy(),
        LogicalOp::Coalesce => !left.is_nullish(),
    }
}

/// `object[key]`, where the key is checked as it comes.
pub fn index<'a>(cx: &Evaluation<'a>, object: Value<'a>, key: Value<'a>) -> Completion<'a> {
    if let Value::Number(number) = key
        && let Some(index) = number::exact_index(number)
    {
        return cx.get_index(object, index);
    }
    let name = safe_key(cx, key)?;
    cx.get(object, name)
}

pub fn safe_key<'a>(cx: &Evaluation<'a>, key: Value<'a>) -> Result<&'a str, Throw<'a>> {
    let name = cx.to_key(key)?;
    if check::is_safe_property(name) { Ok(name) } else { Err(check::refused_property(name).into()) }
}

pub fn eval_arguments<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    items: &'a [Item],
) -> Result<Arguments<'a>, Throw<'a>> {
    let mut arguments = Arguments::new();
    for item in items {
        match item {
            Item::One(code) => arguments.push(eval(cx, scope, code)?),
            Item::Hole => arguments.push(Value::Empty),
            Item::Spread(code) => {
                let list = cx.list(eval(cx, scope, code)?)?;
                arguments.extend(list);
            }
        }
    }
    Ok(arguments)
}

fn array<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, items: &'a [Item]) -> Completion<'a> {
    cx.step()?;
    cx.array(eval_arguments(cx, scope, items)?.into_vec())
}

fn object<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, properties: &'a [Property]) -> Completion<'a> {
    cx.step()?;
    let mut all = Properties::default();
    for property in properties {
        match property {
            Property::Named(name, value) => {
                all.insert(name, eval(cx, scope, value)?);
            }
            Property::Computed(key, value) => {
                let name = cx.to_key(eval(cx, scope, key)?)?;
                all.insert(name, eval(cx, scope, value)?);
            }
            Property::Spread(value) => {
                let value = eval(cx, scope, value)?;
                all.extend(cx.copy_properties(value)?);
            }
        }
    }
    cx.object(all)
}

fn template<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, texts: &'a [Box<str>], values: &'a [Code]) -> Completion<'a> {
    let mut pieces: SmallVec<[Text<'a>; 8]> = SmallVec::new();
    for (at, text) in texts.iter().enumerate() {
        pieces.push(Text::Utf8(text));
        if let Some(value) = values.get(at) {
            let value = eval(cx, scope, value)?;
            pieces.push(cx.to_text(value)?);
        }
    }
    cx.step()?;
    let plain: Option<SmallVec<[&str; 8]>> = pieces.iter().map(|piece| piece.as_str()).collect();
    if let Some(plain) = plain {
        cx.check_memory(plain.iter().map(|piece| piece.len()).sum())?;
        return Ok(Value::from(cx.heap.join(&plain)));
    }
    pieces.into_iter().try_fold(Value::from(""), |left, piece| match left {
        Value::String(left) => cx.concat(left, piece),
        other => Ok(other),
    })
}
