//! Calling functions.

use super::{Completion, Evaluation};
use crate::value::{Function, FunctionKind, Kind, Object, Value};
use crate::{builtins, data, functions, luxon, native};

impl<'a> Evaluation<'a> {
    /// `function.call(this, ...arguments)`.
    pub fn call(&self, function: Value<'a>, this: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
        let Value::Object(Object { kind: Kind::Function(function), .. }) = function else {
            return Err(self.type_error(&format!("{} is not a function", function.type_of())));
        };
        self.step()?;
        match &function.kind {
            FunctionKind::Closure { code, scope } => self.deeper(|| native::call(self, code, *scope, arguments)),
            FunctionKind::Native(native) => self.deeper(|| native(self, this, arguments)),
            FunctionKind::Constructor(constructor) => (constructor.call)(self, arguments),
            FunctionKind::Bound { target, this, arguments: first } => {
                let all: Vec<_> = first.iter().chain(arguments).copied().collect();
                self.call(*target, *this, &all)
            }
            FunctionKind::Extension { receiver } => functions::extend(self, *receiver, function.name.get(), arguments),
            FunctionKind::Method { receiver } => self.call_method(*receiver, function.name.get(), arguments),
        }
    }

    /// `new function(...arguments)`.
    #[cfg(feature = "js")]
    pub fn construct(&self, function: Value<'a>, arguments: &[Value<'a>]) -> Completion<'a> {
        match function {
            Value::Object(Object {
                kind: Kind::Function(Function { kind: FunctionKind::Constructor(constructor), .. }),
                ..
            }) if let Some(construct) = constructor.construct => {
                self.step()?;
                construct(self, arguments)
            }
            _ => Err(self.type_error("not a constructor")),
        }
    }

    /// `receiver.name(...arguments)`.
    pub fn call_method(&self, receiver: Value<'a>, name: &'a str, arguments: &[Value<'a>]) -> Completion<'a> {
        if let Value::Object(object) = receiver {
            let own = object.properties.borrow().get(name).copied();
            if let Some(own) = own {
                return self.call(own, receiver, arguments);
            }
            match &object.kind {
                Kind::Luxon(temporal) => return luxon::call(self, receiver, temporal, name, arguments),
                Kind::Host(host) => return data::call(self, *host, receiver, name, arguments),
                Kind::Function(Function { kind: FunctionKind::Constructor(constructor), .. }) => {
                    if luxon::has_static(constructor.name, name) && builtins::is_luxon(constructor) {
                        return luxon::call_static(self, constructor.name, name, arguments);
                    }
                    if let Some(method) = (constructor.method)(name) {
                        return method(self, receiver, arguments);
                    }
                }
                Kind::Namespace(namespace) => {
                    if let Some(method) = builtins::namespace_method(namespace, name) {
                        return method(self, receiver, arguments);
                    }
                }
                _ => {}
            }
        } else if let Value::JsonObject(object) = receiver
            && object.contains_key(name)
        {
            return Err(self.type_error(&format!("{name} is not a function")));
        }
        if let Some(method) = builtins::method(receiver, name) {
            self.step()?;
            return method(self, receiver, arguments);
        }
        let member = self.get(receiver, name)?;
        if !member.is_function() {
            let is_plain = matches!(receiver, Value::JsonObject(_) | Value::Object(Object { kind: Kind::Plain, .. }));
            let error = || self.type_error(&format!("{name} is not a function"));
            // The language may know more methods than this evaluator.
            return Err(if is_plain { error() } else { self.needs_engine("a method", error) });
        }
        self.call(member, receiver, arguments)
    }
}
