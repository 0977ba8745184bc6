//! New values.

use super::{Completion, Evaluation, Throw};
use crate::evaluated::weight;
use crate::value::{Function, FunctionKind, Kind, NativeFn, Object, Properties, Text, Value};
use std::cell::{Cell, RefCell};

impl<'a> Evaluation<'a> {
    /// Text that the expression made.
    pub fn text(&self, text: &str) -> Completion<'a> {
        self.check_memory(text.len())?;
        Ok(Value::from(self.heap.text(text)))
    }

    pub fn units(&self, units: &[u16]) -> Completion<'a> {
        self.check_memory(units.len() * 2)?;
        Ok(Value::String(Text::from_units(self.heap, units)))
    }

    pub fn array(&self, elements: Vec<Value<'a>>) -> Completion<'a> {
        self.array_object(elements).map(Value::Object)
    }

    pub fn array_object(&self, elements: Vec<Value<'a>>) -> Result<&'a Object<'a>, Throw<'a>> {
        self.count(elements.capacity() * std::mem::size_of::<Value<'a>>())?;
        Ok(self.heap.object(Object::new(Kind::Array(RefCell::new(elements)))))
    }

    pub fn object(&self, properties: Properties<'a>) -> Completion<'a> {
        self.plain_object(properties).map(Value::Object)
    }

    pub fn plain_object(&self, properties: Properties<'a>) -> Result<&'a Object<'a>, Throw<'a>> {
        self.count(properties.len() * 64)?;
        let object = Object::new(Kind::Plain);
        *object.properties.borrow_mut() = properties;
        Ok(self.heap.object(object))
    }

    pub fn special(&self, kind: Kind<'a>) -> Value<'a> {
        Value::Object(self.heap.object(Object::new(kind)))
    }

    pub fn function(&self, name: &'a str, length: usize, kind: FunctionKind<'a>) -> Value<'a> {
        self.special(Kind::Function(Function { name: Cell::new(name), length, kind }))
    }

    pub fn native(&self, name: &'a str, function: NativeFn) -> Value<'a> {
        self.function(name, 0, FunctionKind::Native(function))
    }

    /// JSON made for this evaluation, as a value.
    pub fn keep_json(&self, json: serde_json::Value) -> Completion<'a> {
        Ok(match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Bool(value),
            other => {
                self.count(weight(&other))?;
                Value::from_json(self.heap.json(other))
            }
        })
    }
}
