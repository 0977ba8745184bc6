//! Values of the engine for this side.

use super::bridge::Bridge;
use super::realm::Tool;
use crate::builtins::{date_kind, make_regex};
use crate::error::Error;
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::value::{ErrorName, FunctionKind, Kind, Properties, Value, number};
use nodewright_quickjs::js::{Array, Error as JsError, Object as JsObject, Value as JsValue};
use nodewright_quickjs::{Js, has_stack};

/// Why there is no value.
pub enum Fault<'a> {
    /// The engine threw, or failed.
    Engine(JsError),
    /// This side threw.
    Throw(Throw<'a>),
}

impl From<JsError> for Fault<'_> {
    fn from(error: JsError) -> Self {
        Self::Engine(error)
    }
}

impl<'a> From<Throw<'a>> for Fault<'a> {
    fn from(throw: Throw<'a>) -> Self {
        Self::Throw(throw)
    }
}

type Taken<'a> = Result<Value<'a>, Fault<'a>>;

impl<'a> Bridge<'_, 'a> {
    /// A value from the engine.
    pub fn take<'js>(&self, js: &Js<'js>, value: JsValue<'js>) -> Taken<'a> {
        Taker { bridge: self, js, around: Vec::new() }.value(value)
    }
}

struct Taker<'t, 'b, 'a, 'js> {
    bridge: &'t Bridge<'b, 'a>,
    js: &'t Js<'js>,
    /// The objects that the one at hand is inside of.
    around: Vec<JsValue<'js>>,
}

impl<'a, 'js> Taker<'_, '_, 'a, 'js> {
    fn value(&mut self, value: JsValue<'js>) -> Taken<'a> {
        let cx = self.bridge.cx;
        cx.step()?;
        if let Some(number) = value.as_number() {
            return Ok(Value::Number(number));
        }
        if value.is_string() {
            return Ok(cx.text(&self.text(&value)?)?);
        }
        if let Some(value) = value.as_bool() {
            return Ok(Value::Bool(value));
        }
        if value.is_undefined() {
            return Ok(Value::Undefined);
        }
        if value.is_null() {
            return Ok(Value::Null);
        }
        if value.is_symbol() {
            return Err(Throw::from(Error::other("Expression evaluation failed: Unsupported type")).into());
        }
        if value.is_array() {
            return self.inside(value, Self::list);
        }
        let class: JsValue<'js> = Tool::Classify.of(self.js)?.call((value.clone(),))?;
        match class.into_array() {
            None => self.inside(value, Self::members),
            Some(class) => self.inside(value, |taker, _| taker.special(&class)),
        }
    }

    /// Text; half surrogates become replacement characters.
    fn text(&self, value: &JsValue<'js>) -> Result<String, Fault<'a>> {
        match value.get::<String>() {
            Err(JsError::Utf8(_)) => Ok(Tool::WellFormed.of(self.js)?.call((value.clone(),))?),
            text => Ok(text?),
        }
    }

    /// Refuses what contains itself, or is nested too deep.
    fn inside(&mut self, value: JsValue<'js>, take: impl FnOnce(&mut Self, JsValue<'js>) -> Taken<'a>) -> Taken<'a> {
        if self.around.contains(&value) {
            return Err(Throw::from(Error::other("The result of the expression contains itself")).into());
        }
        if !has_stack() {
            return Err(Throw::expression(super::TOO_DEEP).into());
        }
        self.around.push(value.clone());
        let taken = take(self, value);
        self.around.pop();
        taken
    }

    fn list(&mut self, value: JsValue<'js>) -> Taken<'a> {
        let array: Array<'js> = value.get()?;
        // `Array::len` takes no length beyond 2^31.
        let length: f64 = array.as_object().get("length")?;
        let length = number::exact_index(length).unwrap_or(usize::MAX);
        self.bridge.cx.room(length)?;
        let elements = (0..length).map(|index| self.value(array.get(index)?));
        let elements = elements.collect::<Result<Vec<_>, _>>()?;
        Ok(self.bridge.cx.array(elements)?)
    }

    fn members(&mut self, value: JsValue<'js>) -> Taken<'a> {
        let cx = self.bridge.cx;
        let object: JsObject<'js> = value.get()?;
        let mut properties = Properties::default();
        for property in object.props::<JsValue<'js>, JsValue<'js>>() {
            let (key, member) = property?;
            properties.insert(cx.heap.text(&self.text(&key)?), self.value(member)?);
        }
        Ok(cx.object(properties)?)
    }

    /// What is neither an array nor a plain object: its kind, and what it is made of.
    fn special(&mut self, class: &Array<'js>) -> Taken<'a> {
        let cx = self.bridge.cx;
        let kind: String = class.get(0)?;
        let first: JsValue<'js> = class.get(1)?;
        Ok(match kind.as_str() {
            "array" => return self.list(first),
            "bigint" => cx.special(Kind::BigInt(cx.heap.text(&self.text(&first)?))),
            "date" => cx.special(date_kind(first.as_number().unwrap_or(f64::NAN))),
            "regexp" => {
                let (source, flags) = (self.text(&first)?, self.text(&class.get(2)?)?);
                make_regex(cx, cx.heap.text(&source), cx.heap.text(&flags))?
            }
            "remote" => self.bridge.kept(&first),
            "piece" => self.bridge.piece(&first),
            "function" => cx.function(cx.heap.text(&self.text(&first)?), 0, FunctionKind::Native(uncallable)),
            "error" => {
                let (name, message) = (self.text(&first)?, self.text(&class.get(2)?)?);
                let error = cx.error_value(ErrorName::Error, &message);
                if let Value::Object(object) = error {
                    cx.define(object, "name", cx.text(&name)?)?;
                }
                error
            }
            "map" => {
                let pairs = first.get::<Array<'js>>()?;
                cx.room(pairs.len().saturating_mul(2))?;
                let pairs = pairs.iter::<Array<'js>>().map(|pair| {
                    let pair = pair?;
                    Ok((self.value(pair.get(0)?)?, self.value(pair.get(1)?)?))
                });
                let pairs = pairs.collect::<Result<_, Fault<'a>>>()?;
                cx.special(Kind::Map(pairs))
            }
            "set" => {
                let members = first.get::<Array<'js>>()?;
                cx.room(members.len())?;
                let members = members.iter::<JsValue<'js>>().map(|member| self.value(member?));
                let members = members.collect::<Result<_, Fault<'a>>>()?;
                cx.special(Kind::Set(members))
            }
            _ => {
                let message = "Expression evaluation failed: #<Promise> could not be cloned.";
                return Err(Throw::from(Error::other(message)).into());
            }
        })
    }
}

/// The engine's functions stay inside of it.
fn uncallable<'a>(_: &Evaluation<'a>, _: Value<'a>, _: &[Value<'a>]) -> Completion<'a> {
    Err(Throw::expression("A function of the JavaScript engine cannot be called outside of it"))
}
