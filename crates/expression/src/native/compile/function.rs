//! Functions.

use super::super::NotNative;
use super::super::code::{Block, Body, Closure, Frame, Params};
use super::{Compiler, FrameState, Lexical, Result};
use crate::syntax::ast::{Function, FunctionBody, Pattern};

impl Compiler<'_> {
    pub fn closure(&mut self, function: &Function, name: &str) -> Result<Closure> {
        if function.is_async || function.generator {
            return Err(NotNative("a generator or an asynchronous function"));
        }
        let captured = holds_function(function);
        self.frames.push(FrameState { slots: 0, captured });
        self.lexical.push(Lexical { frame: self.frames.len() - 1, names: Vec::new() });
        let result = self.closure_inside(function, name, captured);
        self.lexical.pop();
        self.frames.pop();
        result
    }

    fn closure_inside(&mut self, function: &Function, name: &str, captured: bool) -> Result<Closure> {
        let params = self.params(function)?;
        let own_name = match &function.name {
            Some(own) if !function.arrow && self.resolve_here(own).is_none() => Some(self.declare(own, false)?.slot),
            _ => None,
        };
        let mut vars = Vec::new();
        let body = match &function.body {
            FunctionBody::Expression(expr) => Body::Expression(self.expression(expr)?),
            FunctionBody::Block(statements) => {
                for var in super::statement::vars(statements) {
                    if self.resolve_here(var).is_none() {
                        vars.push(self.declare(var, false)?.slot);
                    }
                }
                let (functions, statements) = self.block_contents(statements)?;
                Body::Block(Block { frame: Frame::Shared { from: 0, to: 0 }, functions, statements })
            }
        };
        let slots = usize::from(self.frames.last().map_or(0, |frame| frame.slots));
        let (start, end) = (function.span.start as usize, function.span.end as usize);
        let length =
            function.params.iter().take_while(|param| !param.rest && !matches!(param.pattern, Pattern::Default { .. }));
        Ok(Closure {
            name: function.name.as_deref().unwrap_or(name).into(),
            source: self.source.get(start..end).unwrap_or_default().into(),
            length: length.count(),
            params,
            slots,
            own_name,
            vars,
            body,
            captured,
        })
    }

    fn resolve_here(&self, name: &str) -> Option<u16> {
        let lexical = self.lexical.last()?;
        lexical.names.iter().find(|(other, ..)| **other == *name).map(|(_, slot, _)| *slot)
    }

    fn params(&mut self, function: &Function) -> Result<Params> {
        let names: Option<Vec<&str>> = function
            .params
            .iter()
            .map(|param| match &param.pattern {
                Pattern::Identifier(name) if !param.rest => Some(&**name),
                _ => None,
            })
            .collect();
        if let Some(names) = names {
            for name in &names {
                self.declare(name, false)?;
            }
            let distinct = usize::from(self.frames.last().map_or(0, |frame| frame.slots));
            if distinct != names.len() {
                return Err(NotNative("a parameter twice"));
            }
            return Ok(Params::Simple(names.len()));
        }
        for param in &function.params {
            self.declare_names(&param.pattern, false)?;
        }
        let mut params = Vec::new();
        let mut rest = None;
        for param in &function.params {
            let bind = self.bind_declared(&param.pattern)?;
            if param.rest { rest = Some(bind) } else { params.push(bind) }
        }
        Ok(Params::Patterns { params, rest })
    }

    /// Declares every name of a pattern in the innermost block.
    pub fn declare_names(&mut self, pattern: &Pattern, constant: bool) -> Result<()> {
        let mut names = Vec::new();
        pattern_names(pattern, &mut names);
        names.into_iter().try_for_each(|name| self.declare(name, constant).map(|_| ()))
    }
}

/// The names that a pattern binds.
pub fn pattern_names<'p>(pattern: &'p Pattern, names: &mut Vec<&'p str>) {
    match pattern {
        Pattern::Identifier(name) => names.push(name),
        Pattern::Member(_) => {}
        Pattern::Default { target, .. } => pattern_names(target, names),
        Pattern::Array { elements, rest } => {
            elements.iter().flatten().for_each(|element| pattern_names(element, names));
            rest.iter().for_each(|rest| pattern_names(rest, names));
        }
        Pattern::Object { properties, rest } => {
            properties.iter().for_each(|property| pattern_names(&property.value, names));
            rest.iter().for_each(|rest| pattern_names(rest, names));
        }
    }
}

/// Whether another function stands inside this one.
fn holds_function(function: &Function) -> bool {
    let mut found = 0;
    crate::syntax::walk::function(function, &mut |node| {
        found += usize::from(matches!(node, crate::syntax::walk::Node::Function(_)));
    });
    found > 1
}
