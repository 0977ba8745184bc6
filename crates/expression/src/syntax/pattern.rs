//! Patterns: read as such in declarations, made from expressions in assignments and arrow functions.

use super::SyntaxError;
use super::ast::{Element, Expr, Pattern, PatternProperty, Property, PropertyKey};
use super::lexer::Kind;
use super::parser::{Parser, Result};

/// What an assignment's left side or an arrow's parameter binds.
pub fn from_expr(expr: Expr) -> Result<Pattern> {
    Ok(match expr {
        Expr::Identifier(name) => Pattern::Identifier(name),
        Expr::Member { .. } => Pattern::Member(expr),
        Expr::Paren(inner) => return simple_target(*inner),
        Expr::Assign { op: super::ast::AssignOp::Plain, target, value } => Pattern::Default { target, value: *value },
        Expr::Array(elements) => {
            let mut pattern = Vec::new();
            let mut rest = None;
            for element in elements {
                if rest.is_some() {
                    return Err(SyntaxError);
                }
                match element {
                    Element::Hole => pattern.push(None),
                    Element::Item(item) => pattern.push(Some(from_expr(item)?)),
                    Element::Spread(item) => rest = Some(Box::new(from_expr(item)?)),
                }
            }
            Pattern::Array { elements: pattern, rest }
        }
        Expr::Object(properties) => from_object(properties)?,
        _ => return Err(SyntaxError),
    })
}

fn from_object(all: Vec<Property>) -> Result<Pattern> {
    let mut properties = Vec::new();
    let mut rest = None;
    for property in all {
        if rest.is_some() {
            return Err(SyntaxError);
        }
        match property {
            Property::Init { key, value, .. } => properties.push(PatternProperty { key, value: from_expr(value)? }),
            Property::CoverDefault { name, value } => {
                let target = Box::new(Pattern::Identifier(name.clone()));
                let value = Pattern::Default { target, value };
                properties.push(PatternProperty { key: PropertyKey::Name(name), value });
            }
            Property::Spread(expr) => rest = Some(Box::new(from_expr(expr)?)),
            Property::Method { .. } | Property::Getter { .. } | Property::Setter { .. } => return Err(SyntaxError),
        }
    }
    Ok(Pattern::Object { properties, rest })
}

/// A name or a member.
pub fn simple_target(expr: Expr) -> Result<Pattern> {
    match expr {
        Expr::Identifier(name) => Ok(Pattern::Identifier(name)),
        Expr::Member { .. } => Ok(Pattern::Member(expr)),
        Expr::Paren(inner) => simple_target(*inner),
        _ => Err(SyntaxError),
    }
}

/// Whether every leaf is a name: what a declaration and a parameter need.
pub fn binds_names_only(pattern: &Pattern) -> bool {
    match pattern {
        Pattern::Identifier(_) => true,
        Pattern::Member(_) => false,
        Pattern::Array { elements, rest } => {
            elements.iter().flatten().all(binds_names_only) && rest.as_deref().is_none_or(binds_names_only)
        }
        Pattern::Object { properties, rest } => {
            properties.iter().all(|property| binds_names_only(&property.value))
                && rest.as_deref().is_none_or(binds_names_only)
        }
        Pattern::Default { target, .. } => binds_names_only(target),
    }
}

impl Parser<'_> {
    /// A name, `[…]` or `{…}`, without a default.
    pub fn binding(&mut self) -> Result<Pattern> {
        match self.token.kind {
            Kind::Punctuator("[" | "{") => {
                let outer_cover = self.cover_default.take();
                let expr = self.nested(Self::binding_literal)?;
                self.cover_default = outer_cover;
                let pattern = from_expr(expr)?;
                if binds_names_only(&pattern) { Ok(pattern) } else { Err(SyntaxError) }
            }
            _ => Ok(Pattern::Identifier(self.binding_name()?)),
        }
    }

    /// The same, with a default allowed.
    pub fn binding_with_default(&mut self) -> Result<Pattern> {
        let target = self.binding()?;
        if !self.eat("=")? {
            return Ok(target);
        }
        let value = self.with_in(Self::assignment)?;
        Ok(Pattern::Default { target: Box::new(target), value })
    }
}
