//! Arrow functions.

use super::super::NotNative;
use super::super::code::{Closure, Params};
use super::{Compiler, Frame, Result};
use crate::syntax::ast::{Function, FunctionBody, Pattern};

impl Compiler<'_> {
    /// An arrow function of one expression; what has statements is left to the JavaScript engine.
    pub fn closure(&mut self, function: &Function, name: &str) -> Result<Closure> {
        if function.is_async || function.generator {
            return Err(NotNative("a generator or an asynchronous function"));
        }
        let FunctionBody::Expression(body) = &function.body else { return Err(NotNative("statements")) };
        let captured = holds_function(function);
        self.frames.push(Frame::default());
        let inside = self.params(function).and_then(|params| Ok((params, self.expression(body)?)));
        let slots = self.frames.pop().map_or(0, |frame| frame.names.len());
        let (params, body) = inside?;
        let (start, end) = (function.span.start as usize, function.span.end as usize);
        let length =
            function.params.iter().take_while(|param| !param.rest && !matches!(param.pattern, Pattern::Default { .. }));
        Ok(Closure {
            name: name.into(),
            source: self.source.get(start..end).unwrap_or_default().into(),
            length: length.count(),
            params,
            slots,
            body,
            captured,
        })
    }

    fn params(&mut self, function: &Function) -> Result<Params> {
        let simple = |param: &crate::syntax::ast::Param| matches!(param.pattern, Pattern::Identifier(_)) && !param.rest;
        let is_simple = function.params.iter().all(simple);
        for param in &function.params {
            let mut names = Vec::new();
            pattern_names(&param.pattern, &mut names);
            names.into_iter().try_for_each(|name| self.declare(name))?;
        }
        if is_simple {
            return Ok(Params::Simple(function.params.len()));
        }
        let mut params = Vec::new();
        let mut rest = None;
        for param in &function.params {
            let bind = self.bind(&param.pattern)?;
            if param.rest { rest = Some(bind) } else { params.push(bind) }
        }
        Ok(Params::Patterns { params, rest })
    }
}

/// The names that a pattern binds.
fn pattern_names<'p>(pattern: &'p Pattern, names: &mut Vec<&'p str>) {
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
