//! Patterns and targets of assignments.

use super::super::NotNative;
use super::super::code::{Bind, Target};
use super::expression::{key_name, strip};
use super::{Compiler, Result};
use crate::syntax::ast::{Expr, Pattern};

impl Compiler<'_> {
    /// A pattern that assigns to what exists.
    pub fn bind(&mut self, pattern: &Pattern) -> Result<Bind> {
        self.bind_with(pattern, &mut |compiler, pattern| compiler.target(pattern))
    }

    /// A pattern whose names are declared here already.
    pub fn bind_declared(&mut self, pattern: &Pattern) -> Result<Bind> {
        self.bind_with(pattern, &mut |compiler, pattern| match pattern {
            Pattern::Identifier(name) => {
                let (local, _) = compiler.resolve(name).ok_or(NotNative("an undeclared name"))?;
                Ok(Target::Local(local))
            }
            _ => Err(NotNative("a member in a declaration")),
        })
    }

    fn bind_with(
        &mut self,
        pattern: &Pattern,
        leaf: &mut dyn FnMut(&mut Self, &Pattern) -> Result<Target>,
    ) -> Result<Bind> {
        Ok(match pattern {
            Pattern::Identifier(_) | Pattern::Member(_) => Bind::Target(leaf(self, pattern)?),
            Pattern::Array { elements, rest } => Bind::Array {
                elements: elements
                    .iter()
                    .map(|element| element.as_ref().map(|element| self.bind_with(element, leaf)).transpose())
                    .collect::<Result<_>>()?,
                rest: self.rest(rest.as_deref(), leaf)?,
            },
            Pattern::Object { properties, rest } => Bind::Object {
                properties: properties
                    .iter()
                    .map(|property| {
                        let name = key_name(&property.key).ok_or(NotNative("a computed name in a pattern"))?;
                        Ok((name, self.bind_with(&property.value, leaf)?))
                    })
                    .collect::<Result<_>>()?,
                rest: self.rest(rest.as_deref(), leaf)?,
            },
            Pattern::Default { target, value } => {
                let value = match &**target {
                    Pattern::Identifier(name) => self.value_named(value, name)?,
                    _ => self.expression(value)?,
                };
                Bind::Default { target: Box::new(self.bind_with(target, leaf)?), value }
            }
        })
    }

    fn rest(
        &mut self,
        rest: Option<&Pattern>,
        leaf: &mut dyn FnMut(&mut Self, &Pattern) -> Result<Target>,
    ) -> Result<Option<Box<Bind>>> {
        rest.map(|rest| self.bind_with(rest, leaf).map(Box::new)).transpose()
    }

    /// A name or a member.
    pub fn target(&mut self, pattern: &Pattern) -> Result<Target> {
        match pattern {
            Pattern::Identifier(name) => self.target_name(name),
            Pattern::Member(expr) => self.target_of_expr(expr),
            _ => Err(NotNative("a pattern")),
        }
    }

    pub fn target_of_expr(&mut self, expr: &Expr) -> Result<Target> {
        match strip(expr) {
            Expr::Identifier(name) => self.target_name(name),
            Expr::Member { object, property, optional: false } => {
                Ok(Target::Member { object: self.expression(object)?, key: self.key(property)? })
            }
            _ => Err(NotNative("an assignment to a call")),
        }
    }

    fn target_name(&self, name: &str) -> Result<Target> {
        Ok(match self.resolve(name) {
            Some((_, true)) => Target::Constant,
            Some((local, false)) => Target::Local(local),
            None => match self.name(name)? {
                super::super::code::Code::Free(name) => Target::Free(name),
                _ => return Err(NotNative("an assignment to a name of n8n")),
            },
        })
    }
}
