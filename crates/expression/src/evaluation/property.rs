//! Reading and writing properties.

use super::{Completion, Evaluation, Throw};
use crate::value::{Kind, Object, Value, number};
use crate::{builtins, data, luxon, native};

/// Objects with at most so many keys are looked through, which takes less time than a hash.
const FEW_KEYS: usize = 8;

fn field<'v>(object: &'v serde_json::Map<String, serde_json::Value>, name: &str) -> Option<&'v serde_json::Value> {
    if object.len() > FEW_KEYS {
        return object.get(name);
    }
    object.iter().find(|(key, _)| key.as_str() == name).map(|(_, value)| value)
}

impl<'a> Evaluation<'a> {
    /// `value.name`.
    pub fn get(&self, value: Value<'a>, name: &'a str) -> Completion<'a> {
        match value {
            Value::JsonObject(object) => match field(object, name) {
                Some(value) => Ok(Value::from_json(value)),
                None => self.inherited(value, name),
            },
            Value::JsonArray(array) => match number::index(name) {
                Some(index) => Ok(Value::from_option(array.get(index))),
                None if name == "length" => Ok(Value::from(array.len())),
                None => self.inherited(value, name),
            },
            Value::String(text) => match number::index(name) {
                Some(index) => Ok(self.character(text, index)),
                None if name == "length" => Ok(Value::from(text.length(self.heap))),
                None => self.inherited(value, name),
            },
            Value::Object(object) => self.get_of_object(object, name),
            Value::Undefined | Value::Empty => {
                Err(self.type_error(&format!("Cannot read properties of undefined (reading '{name}')")))
            }
            Value::Null => Err(self.type_error(&format!("Cannot read properties of null (reading '{name}')"))),
            primitive @ (Value::Bool(_) | Value::Number(_)) => self.inherited(primitive, name),
        }
    }

    /// `value[index]`.
    pub fn get_index(&self, value: Value<'a>, index: usize) -> Completion<'a> {
        match value {
            Value::JsonArray(array) => Ok(Value::from_option(array.get(index))),
            Value::String(text) => Ok(self.character(text, index)),
            Value::Object(object) if object.elements().is_some() => Ok(element(object, index)),
            other => {
                let name = self.heap.text(&index.to_string());
                self.get(other, name)
            }
        }
    }

    fn get_of_object(&self, object: &'a Object<'a>, name: &'a str) -> Completion<'a> {
        if let Some(value) = object.properties.borrow().get(name) {
            return Ok(*value);
        }
        match &object.kind {
            Kind::Array(elements) => {
                if name == "length" {
                    return Ok(Value::from(elements.borrow().len()));
                }
                if let Some(index) = number::index(name) {
                    return Ok(element(object, index));
                }
            }
            Kind::Luxon(temporal) => return luxon::get(self, Value::Object(object), temporal, name),
            Kind::Host(host) => return data::get(self, *host, Value::Object(object), name),
            _ => {
                if let Some(value) = builtins::member(self, object, name)? {
                    return Ok(value);
                }
            }
        }
        self.inherited(Value::Object(object), name)
    }

    /// A method that the value's type has.
    fn inherited(&self, value: Value<'a>, name: &'a str) -> Completion<'a> {
        if let Some(method) = builtins::method(value, name) {
            return Ok(self.native(name, method));
        }
        let is_plain = matches!(value, Value::JsonObject(_) | Value::Object(Object { kind: Kind::Plain, .. }));
        let is_engines =
            matches!(value, Value::Object(Object { kind: Kind::Iterator(_) | Kind::Map(_) | Kind::Set(_), .. }));
        if is_engines || (!is_plain && native::is_engine_member(name)) {
            return Err(self.needs_engine("a method", || self.type_error(&format!("{name} is not built in"))));
        }
        Ok(Value::Undefined)
    }

    fn character(&self, text: crate::value::Text<'a>, index: usize) -> Value<'a> {
        match text.slice(self.heap, index, index + 1) {
            none if none.is_empty() => Value::Undefined,
            unit => Value::String(unit),
        }
    }

    /// `object.name = value`, for an object that this evaluation made.
    pub fn define(&self, object: &'a Object<'a>, name: &'a str, value: Value<'a>) -> Result<(), Throw<'a>> {
        if object.properties.borrow_mut().insert(name, value).is_none() {
            self.count(64)?;
        }
        Ok(())
    }

    /// `name in value`.
    pub fn has(&self, value: Value<'a>, name: &'a str) -> Result<bool, Throw<'a>> {
        if self.has_own(value, name)? {
            return Ok(true);
        }
        match value {
            Value::Object(Object { kind: Kind::Host(_), .. }) => Ok(true),
            other => Ok(!self.get(other, name)?.is_undefined()),
        }
    }

    /// Whether the value itself has the property.
    pub fn has_own(&self, value: Value<'a>, name: &'a str) -> Result<bool, Throw<'a>> {
        Ok(match value {
            Value::JsonObject(object) => object.contains_key(name),
            Value::JsonArray(array) => name == "length" || number::index(name).is_some_and(|i| i < array.len()),
            Value::String(text) => name == "length" || number::index(name).is_some_and(|i| i < text.length(self.heap)),
            Value::Object(object) => {
                if object.properties.borrow().contains_key(name) {
                    return Ok(true);
                }
                match &object.kind {
                    Kind::Array(elements) => {
                        name == "length"
                            || number::index(name).is_some_and(|index| {
                                elements.borrow().get(index).is_some_and(|value| !matches!(value, Value::Empty))
                            })
                    }
                    Kind::Host(host) => data::keys(self, *host)?.contains(&name),
                    _ => false,
                }
            }
            Value::Undefined | Value::Null | Value::Empty => {
                return Err(self.type_error("Cannot convert undefined or null to object"));
            }
            Value::Bool(_) | Value::Number(_) => false,
        })
    }
}

fn element<'a>(object: &Object<'a>, index: usize) -> Value<'a> {
    object
        .elements()
        .and_then(|elements| elements.borrow().get(index).copied())
        .unwrap_or(Value::Undefined)
        .or_undefined()
}
