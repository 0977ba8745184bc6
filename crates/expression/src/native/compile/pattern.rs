//! Patterns of parameters.

use super::super::NotNative;
use super::super::code::Bind;
use super::expression::key_name;
use super::{Compiler, Result};
use crate::syntax::ast::Pattern;

impl Compiler<'_> {
    /// A pattern whose names are declared already.
    pub fn bind(&mut self, pattern: &Pattern) -> Result<Bind> {
        Ok(match pattern {
            Pattern::Identifier(name) => {
                Bind::Local(self.resolve(name).ok_or(NotNative("a name that is not declared"))?)
            }
            Pattern::Member(_) => return Err(NotNative("an assignment")),
            Pattern::Array { elements, rest } => Bind::Array {
                elements: elements
                    .iter()
                    .map(|element| element.as_ref().map(|element| self.bind(element)).transpose())
                    .collect::<Result<_>>()?,
                rest: self.rest(rest.as_deref())?,
            },
            Pattern::Object { properties, rest } => Bind::Object {
                properties: properties
                    .iter()
                    .map(|property| {
                        let name = key_name(&property.key).ok_or(NotNative("a computed name in a pattern"))?;
                        Ok((name, self.bind(&property.value)?))
                    })
                    .collect::<Result<_>>()?,
                rest: self.rest(rest.as_deref())?,
            },
            Pattern::Default { target, value } => {
                let value = match &**target {
                    Pattern::Identifier(name) => self.value_named(value, name)?,
                    _ => self.expression(value)?,
                };
                Bind::Default { target: Box::new(self.bind(target)?), value }
            }
        })
    }

    fn rest(&mut self, rest: Option<&Pattern>) -> Result<Option<Box<Bind>>> {
        rest.map(|rest| self.bind(rest).map(Box::new)).transpose()
    }
}
