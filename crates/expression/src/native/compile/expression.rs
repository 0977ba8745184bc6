//! Expressions.

use super::super::NotNative;
use super::super::code::{Code, Item, Key, Optional, Property};
use super::{Compiler, Result};
use crate::syntax::ast::{Element, Expr, MemberKey, PropertyKey, Template, Text, UnaryOp};
use crate::{builtins, functions, syntax::ast};
use nodewright_regex::Regex;
use std::sync::Arc;

impl Compiler<'_> {
    pub fn expression(&mut self, expr: &Expr) -> Result<Code> {
        Ok(match expr {
            Expr::Null => Code::Null,
            Expr::Bool(value) => Code::Bool(*value),
            Expr::Number(number) => Code::Number(*number),
            Expr::String(Text::Utf8(text)) => Code::Text(text.clone()),
            Expr::String(Text::Utf16(units)) => Code::Units(units.clone()),
            Expr::Regex { pattern, flags } => {
                let regex = Regex::new(pattern, flags).map_err(|_| NotNative("a regular expression"))?;
                let flags = regex.flags().to_string().into();
                Code::Regex { regex: Arc::new(regex), source: pattern.clone(), flags }
            }
            Expr::Template(template) => self.template(template)?,
            Expr::Identifier(name) => self.name(name)?,
            Expr::This => Self::this(),
            Expr::Array(elements) => Code::Array(self.items(elements)?),
            Expr::Object(properties) => Code::Object(self.properties(properties)?),
            Expr::Function(function) if function.arrow => Code::Function(Box::new(self.closure(function, "")?)),
            Expr::Function(_) => return Err(NotNative("a function with statements")),
            Expr::Unary { op, argument } => self.unary(*op, argument)?,
            Expr::Binary { first, rest } => self.operators(first, rest)?,
            Expr::Logical { op, left, right } => {
                Code::Logical { op: *op, left: self.boxed(left)?, right: self.boxed(right)? }
            }
            Expr::Update { .. } | Expr::Assign { .. } => return Err(NotNative("an assignment")),
            Expr::Conditional { test, then, otherwise } => Code::Conditional {
                test: self.boxed(test)?,
                then: self.boxed(then)?,
                otherwise: self.boxed(otherwise)?,
            },
            Expr::Call { callee, arguments, optional } => self.call(callee, arguments, *optional)?,
            Expr::New { callee, arguments } => match strip(callee) {
                Expr::Identifier(name) if **name == *"Date" && self.resolve(name).is_none() => {
                    Code::NewDate(self.items(arguments)?)
                }
                _ => return Err(NotNative("a class other than Date")),
            },
            Expr::Member { object, property, optional } => {
                let object = self.boxed(object)?;
                match self.key(property)? {
                    Key::Named(name) => Code::Member { object, name, optional: *optional },
                    Key::Computed(key) => Code::Index { object, key, optional: *optional },
                }
            }
            Expr::Chain(inner) => Code::Chain(self.boxed(inner)?),
            Expr::Sequence(_) => return Err(NotNative("a sequence")),
            Expr::Paren(inner) => self.expression(inner)?,
            Expr::BigInt(_) => return Err(NotNative("a big integer")),
            Expr::Tagged { .. } => return Err(NotNative("a tagged template")),
            Expr::Class(_) | Expr::Super | Expr::NewTarget | Expr::PrivateIn { .. } => {
                return Err(NotNative("a class"));
            }
            Expr::Yield { .. } => return Err(NotNative("a generator")),
            Expr::Await(_) => return Err(NotNative("an asynchronous function")),
            Expr::Import(_) => return Err(NotNative("an import")),
        })
    }

    pub fn boxed(&mut self, expr: &Expr) -> Result<Box<Code>> {
        self.expression(expr).map(Box::new)
    }

    pub fn items(&mut self, elements: &[Element]) -> Result<Vec<Item>> {
        elements
            .iter()
            .map(|element| {
                Ok(match element {
                    Element::Hole => Item::Hole,
                    Element::Item(expr) => Item::One(self.expression(expr)?),
                    Element::Spread(expr) => Item::Spread(self.expression(expr)?),
                })
            })
            .collect()
    }

    fn template(&mut self, template: &Template) -> Result<Code> {
        let text = |quasi: &ast::Quasi| {
            quasi.cooked.as_ref().and_then(Text::as_str).map(Box::from).ok_or(NotNative("half a surrogate pair"))
        };
        Ok(Code::Template {
            texts: template.quasis.iter().map(text).collect::<Result<_>>()?,
            values: template.expressions.iter().map(|expr| self.expression(expr)).collect::<Result<_>>()?,
        })
    }

    fn properties(&mut self, properties: &[ast::Property]) -> Result<Vec<Property>> {
        properties
            .iter()
            .map(|property| {
                let (key, value) = match property {
                    ast::Property::Spread(expr) => return Ok(Property::Spread(self.expression(expr)?)),
                    ast::Property::Init { key, value, shorthand } => {
                        // `__proto__: x` sets the prototype.
                        if !shorthand && key_name(key).as_deref() == Some("__proto__") {
                            return Err(NotNative("a prototype"));
                        }
                        let name = key_name(key).unwrap_or_default();
                        (key, self.value_named(value, &name)?)
                    }
                    _ => return Err(NotNative("a method or an accessor")),
                };
                Ok(match key_name(key) {
                    Some(name) => Property::Named(name, value),
                    None => match key {
                        PropertyKey::Computed(key) => Property::Computed(self.expression(key)?, value),
                        _ => return Err(NotNative("a private name")),
                    },
                })
            })
            .collect()
    }

    /// The value; a function without a name takes this one.
    pub fn value_named(&mut self, value: &Expr, name: &str) -> Result<Code> {
        match value {
            Expr::Function(function) if function.arrow => Ok(Code::Function(Box::new(self.closure(function, name)?))),
            other => self.expression(other),
        }
    }

    fn unary(&mut self, op: UnaryOp, argument: &Expr) -> Result<Code> {
        if op == UnaryOp::Delete {
            return Err(NotNative("delete"));
        }
        let argument = self.boxed(argument)?;
        Ok(match op {
            UnaryOp::Minus => match *argument {
                Code::Number(number) => Code::Number(-number),
                _ => Code::Minus(argument),
            },
            UnaryOp::Plus => Code::Plus(argument),
            UnaryOp::Not => Code::Not(argument),
            UnaryOp::BitNot => Code::BitNot(argument),
            UnaryOp::TypeOf => Code::TypeOf(argument),
            UnaryOp::Void | UnaryOp::Delete => Code::Void(argument),
        })
    }

    fn operators(&mut self, first: &Expr, rest: &[(ast::BinaryOp, Expr)]) -> Result<Code> {
        let first = self.boxed(first)?;
        if let [(op, right)] = rest {
            return Ok(Code::Binary { op: *op, left: first, right: self.boxed(right)? });
        }
        let rest = rest.iter().map(|(op, right)| Ok((*op, self.expression(right)?))).collect::<Result<_>>()?;
        Ok(Code::Operators { first, rest })
    }

    pub fn key(&mut self, property: &MemberKey) -> Result<Key> {
        Ok(match property {
            MemberKey::Static(name) => Key::Named(name.clone()),
            MemberKey::Private(_) => return Err(NotNative("a private name")),
            MemberKey::Computed(key) => match &**key {
                Expr::String(Text::Utf8(text)) => Key::Named(text.clone()),
                key => Key::Computed(self.boxed(key)?),
            },
        })
    }

    fn call(&mut self, callee: &Expr, arguments: &[Element], optional: bool) -> Result<Code> {
        let inner = strip(callee);
        if let Expr::Identifier(name) = inner
            && self.resolve(name).is_none()
            && let Some(code) = self.call_global(name, arguments)?
        {
            return Ok(code);
        }
        let Expr::Member { object, property, optional: before_name } = inner else {
            if matches!(inner, Expr::Super) {
                return Err(NotNative("a class"));
            }
            return Ok(Code::Call { callee: self.boxed(callee)?, arguments: self.items(arguments)?, optional });
        };
        if matches!(property, MemberKey::Static(name) if super::names::is_engine_member(name)) {
            return Err(NotNative("a method of a JavaScript engine"));
        }
        let marks = Optional { object: *before_name, call: optional };
        if let (Expr::Identifier(class), MemberKey::Static(name)) = (strip(object), property)
            && self.resolve(class).is_none()
            && !marks.object
            && let Some(function) = builtins::static_method(class, name)
        {
            return Ok(Code::CallNative { function, arguments: self.items(arguments)? });
        }
        // n8n extends only calls by a plain name.
        let extended = matches!(property, MemberKey::Static(name) if functions::is_extension(name));
        let object = self.boxed(object)?;
        Ok(match self.key(property)? {
            Key::Named(name) => {
                Code::CallMethod { object, name, arguments: self.items(arguments)?, extended, optional: marks }
            }
            Key::Computed(key) => Code::CallIndex { object, key, arguments: self.items(arguments)?, optional: marks },
        })
    }

    /// A call of one of n8n's functions by its name.
    fn call_global(&mut self, name: &str, arguments: &[Element]) -> Result<Option<Code>> {
        if name == "$if"
            && let [Element::Item(test), Element::Item(then), rest @ ..] = arguments
        {
            let otherwise = match rest.first() {
                None => Code::Bool(false),
                Some(Element::Item(otherwise)) => self.expression(otherwise)?,
                Some(_) => return Err(NotNative("$if with spread arguments")),
            };
            return Ok(Some(Code::Conditional {
                test: self.boxed(test)?,
                then: self.boxed(then)?,
                otherwise: Box::new(otherwise),
            }));
        }
        let Some(function) = builtins::global_function(name) else { return Ok(None) };
        Ok(Some(Code::CallNative { function, arguments: self.items(arguments)? }))
    }
}

/// The key, where it is known beforehand.
pub fn key_name(key: &PropertyKey) -> Option<Box<str>> {
    match key {
        PropertyKey::Name(name) => Some(name.clone()),
        PropertyKey::String(text) => text.as_str().map(Box::from),
        PropertyKey::Number(number) => Some(ryu_js::Buffer::new().format(*number).into()),
        PropertyKey::Computed(key) => match &**key {
            Expr::String(Text::Utf8(text)) => Some(text.clone()),
            _ => None,
        },
        PropertyKey::Private(_) => None,
    }
}

/// Without the parentheses around it.
pub fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inner) => strip(inner),
        other => other,
    }
}
