//! `Map`, `Set` and iterators.

use super::callback::callback;
use super::{Constructor, argument};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{Kind, MapKey, NativeFn, Object, Properties, Value};
use std::cell::RefCell;

pub const MAP: Constructor = Constructor {
    name: "Map",
    call: |cx, _| Err(cx.type_error("Constructor Map requires 'new'")),
    construct: Some(new_map),
    method: |_| None,
    constant: |_, _| None,
    is_instance: |value| matches!(value, Value::Object(Object { kind: Kind::Map(_), .. })),
};

pub const SET: Constructor = Constructor {
    name: "Set",
    call: |cx, _| Err(cx.type_error("Constructor Set requires 'new'")),
    construct: Some(new_set),
    method: |_| None,
    constant: |_, _| None,
    is_instance: |value| matches!(value, Value::Object(Object { kind: Kind::Set(_), .. })),
};

type Entries<'a> = RefCell<indexmap::IndexMap<MapKey<'a>, (Value<'a>, Value<'a>), rustc_hash::FxBuildHasher>>;
type Members<'a> = RefCell<indexmap::IndexMap<MapKey<'a>, Value<'a>, rustc_hash::FxBuildHasher>>;

fn new_map<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let map = Entries::default();
    if !argument(arguments, 0).is_nullish() {
        for entry in cx.list(argument(arguments, 0))? {
            let (key, value) = (cx.get(entry, "0")?, cx.get(entry, "1")?);
            map.borrow_mut().insert(MapKey::of(key), (key, value));
        }
    }
    Ok(cx.special(Kind::Map(map)))
}

fn new_set<'a>(cx: &Evaluation<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
    let set = Members::default();
    if !argument(arguments, 0).is_nullish() {
        for value in cx.list(argument(arguments, 0))? {
            set.borrow_mut().entry(MapKey::of(cx.resolve(value))).or_insert(value);
        }
    }
    Ok(cx.special(Kind::Set(set)))
}

fn map_of<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<&'a Entries<'a>, Throw<'a>> {
    match this {
        Value::Object(Object { kind: Kind::Map(map), .. }) => Ok(map),
        _ => Err(cx.type_error("not a Map")),
    }
}

fn set_of<'a>(cx: &Evaluation<'a>, this: Value<'a>) -> Result<&'a Members<'a>, Throw<'a>> {
    match this {
        Value::Object(Object { kind: Kind::Set(set), .. }) => Ok(set),
        _ => Err(cx.type_error("not a Set")),
    }
}

pub fn map_method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "clear" => |cx, this, _| {
            map_of(cx, this)?.borrow_mut().clear();
            Ok(Value::Undefined)
        },
        "delete" => |cx, this, arguments| {
            let key = MapKey::of(argument(arguments, 0));
            Ok(Value::Bool(map_of(cx, this)?.borrow_mut().shift_remove(&key).is_some()))
        },
        "entries" => |cx, this, _| {
            let entries = cx.list(this)?;
            Ok(cx.iterator(entries))
        },
        "forEach" => |cx, this, arguments| {
            let function = callback(cx, arguments)?;
            let entries: Vec<_> = map_of(cx, this)?.borrow().values().copied().collect();
            for (key, value) in entries {
                cx.call(function, Value::Undefined, &[value, key, this])?;
            }
            Ok(Value::Undefined)
        },
        "get" => |cx, this, arguments| {
            let key = MapKey::of(argument(arguments, 0));
            Ok(map_of(cx, this)?.borrow().get(&key).map_or(Value::Undefined, |(_, value)| *value))
        },
        "has" => |cx, this, arguments| {
            let key = MapKey::of(argument(arguments, 0));
            Ok(Value::Bool(map_of(cx, this)?.borrow().contains_key(&key)))
        },
        "keys" => |cx, this, _| {
            let keys = map_of(cx, this)?.borrow().values().map(|(key, _)| *key).collect();
            Ok(cx.iterator(keys))
        },
        "set" => |cx, this, arguments| {
            let (key, value) = (argument(arguments, 0), argument(arguments, 1));
            cx.count(96)?;
            map_of(cx, this)?.borrow_mut().insert(MapKey::of(key), (key, value));
            Ok(this)
        },
        "values" => |cx, this, _| {
            let values = map_of(cx, this)?.borrow().values().map(|(_, value)| *value).collect();
            Ok(cx.iterator(values))
        },
        _ => return None,
    })
}

pub fn set_method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "add" => |cx, this, arguments| {
            let value = argument(arguments, 0);
            cx.count(64)?;
            set_of(cx, this)?.borrow_mut().entry(MapKey::of(value)).or_insert(value);
            Ok(this)
        },
        "clear" => |cx, this, _| {
            set_of(cx, this)?.borrow_mut().clear();
            Ok(Value::Undefined)
        },
        "delete" => |cx, this, arguments| {
            let key = MapKey::of(argument(arguments, 0));
            Ok(Value::Bool(set_of(cx, this)?.borrow_mut().shift_remove(&key).is_some()))
        },
        "entries" => |cx, this, _| {
            let pairs = cx.list(this)?.into_iter().map(|value| cx.array(vec![value, value]));
            let pairs = pairs.collect::<Result<_, _>>()?;
            Ok(cx.iterator(pairs))
        },
        "forEach" => |cx, this, arguments| {
            let function = callback(cx, arguments)?;
            for value in cx.list(this)? {
                cx.call(function, Value::Undefined, &[value, value, this])?;
            }
            Ok(Value::Undefined)
        },
        "has" => |cx, this, arguments| {
            let key = MapKey::of(argument(arguments, 0));
            Ok(Value::Bool(set_of(cx, this)?.borrow().contains_key(&key)))
        },
        "keys" | "values" => |cx, this, _| {
            let values = cx.list(this)?;
            Ok(cx.iterator(values))
        },
        _ => return None,
    })
}

pub fn iterator_method(name: &str) -> Option<NativeFn> {
    Some(match name {
        "next" => |cx, this, _| {
            let Value::Object(Object { kind: Kind::Iterator(rest), .. }) = this else {
                return Err(cx.type_error("not an iterator"));
            };
            let next = rest.borrow_mut().next();
            let mut properties = Properties::default();
            properties.insert("value", next.unwrap_or(Value::Undefined));
            properties.insert("done", Value::Bool(next.is_none()));
            cx.object(properties)
        },
        "toArray" => |cx, this, _| {
            let list = cx.list(this)?;
            cx.array(list)
        },
        // The helpers of iterators do to what is left what the methods of arrays do.
        "map" | "filter" | "take" | "drop" | "flatMap" => return lazily(name),
        "reduce" => |cx, this, arguments| on_list(cx, this, "reduce", arguments),
        "forEach" => |cx, this, arguments| on_list(cx, this, "forEach", arguments),
        "some" => |cx, this, arguments| on_list(cx, this, "some", arguments),
        "every" => |cx, this, arguments| on_list(cx, this, "every", arguments),
        "find" => |cx, this, arguments| on_list(cx, this, "find", arguments),
        _ => return None,
    })
}

fn on_list<'a>(cx: &Evaluation<'a>, this: Value<'a>, name: &'a str, arguments: &[Value<'a>]) -> Completion<'a> {
    let list = cx.array(cx.list(this)?)?;
    cx.call_method(list, name, arguments)
}

fn lazily(name: &str) -> Option<NativeFn> {
    Some(match name {
        "map" => |cx, this, arguments| again(cx, on_list(cx, this, "map", arguments)?),
        "filter" => |cx, this, arguments| again(cx, on_list(cx, this, "filter", arguments)?),
        "flatMap" => |cx, this, arguments| again(cx, on_list(cx, this, "flatMap", arguments)?),
        "take" => {
            |cx, this, arguments| again(cx, on_list(cx, this, "slice", &[Value::Number(0.0), argument(arguments, 0)])?)
        }
        "drop" => |cx, this, arguments| again(cx, on_list(cx, this, "slice", &[argument(arguments, 0)])?),
        _ => return None,
    })
}

fn again<'a>(cx: &Evaluation<'a>, array: Value<'a>) -> Completion<'a> {
    let list = cx.list(array)?;
    Ok(cx.iterator(list))
}
