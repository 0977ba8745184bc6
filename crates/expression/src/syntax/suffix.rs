//! What follows an expression: members, calls, templates, `++`.

use super::ast::{Element, Expr, MemberKey};
use super::expression::is_arrow;
use super::lexer::Kind;
use super::parser::{Parser, Result};
use super::{SyntaxError, pattern};

impl Parser<'_> {
    pub fn postfix(&mut self) -> Result<Expr> {
        let expr = self.call_or_member()?;
        let increment = self.at("++");
        if (increment || self.at("--")) && !self.token.newline_before {
            self.advance()?;
            pattern::simple_target(expr.clone())?;
            return Ok(Expr::Update { increment, prefix: false, argument: Box::new(expr) });
        }
        Ok(expr)
    }

    fn call_or_member(&mut self) -> Result<Expr> {
        let base = if self.at_word("new") { self.new_expression()? } else { self.primary()? };
        if is_arrow(&base) {
            return Ok(base);
        }
        self.suffixes(base, true)
    }

    /// What a class extends.
    pub fn left_hand_side(&mut self) -> Result<Expr> {
        self.call_or_member()
    }

    /// `.a`, `[a]`, `(a)`, `?.a` and templates after `base`.
    fn suffixes(&mut self, base: Expr, calls: bool) -> Result<Expr> {
        let mut expr = base;
        let mut in_chain = false;
        let mut levels = 0;
        loop {
            levels += 1;
            self.fits(levels)?;
            let optional = calls && self.at("?.");
            if optional {
                self.advance()?;
                in_chain = true;
            }
            if calls && self.at("(") {
                let arguments = self.arguments()?;
                expr = Expr::Call { callee: Box::new(expr), arguments, optional };
            } else if self.at("[") {
                self.advance()?;
                let key = self.expression_with_in()?;
                self.expect("]")?;
                let property = MemberKey::Computed(Box::new(key));
                expr = Expr::Member { object: Box::new(expr), property, optional };
            } else if optional || self.at(".") {
                if !optional {
                    self.advance()?;
                }
                let property = match self.advance()?.kind {
                    Kind::Name { name, .. } => MemberKey::Static(name),
                    Kind::Private(name) => MemberKey::Private(name),
                    _ => return Err(SyntaxError),
                };
                expr = Expr::Member { object: Box::new(expr), property, optional };
            } else if self.token.kind == Kind::Backtick && !in_chain {
                let template = self.template()?;
                expr = Expr::Tagged { tag: Box::new(expr), template: Box::new(template) };
            } else {
                return Ok(if in_chain { Expr::Chain(Box::new(expr)) } else { expr });
            }
        }
    }

    fn new_expression(&mut self) -> Result<Expr> {
        self.expect_word("new")?;
        if self.eat(".")? {
            self.expect_word("target")?;
            return Ok(Expr::NewTarget);
        }
        let base = if self.at_word("new") { self.nested(Self::new_expression)? } else { self.primary()? };
        if matches!(base, Expr::Import(_)) || is_arrow(&base) {
            return Err(SyntaxError);
        }
        let callee = self.suffixes(base, false)?;
        let arguments = if self.at("(") { self.arguments()? } else { Vec::new() };
        Ok(Expr::New { callee: Box::new(callee), arguments })
    }

    pub fn arguments(&mut self) -> Result<Vec<Element>> {
        self.expect("(")?;
        self.with_in(|parser| {
            let mut arguments = Vec::new();
            while !parser.eat(")")? {
                arguments.push(parser.element()?);
                if !parser.at(")") {
                    parser.expect(",")?;
                }
            }
            Ok(arguments)
        })
    }

    pub fn element(&mut self) -> Result<Element> {
        if self.eat("...")? { Ok(Element::Spread(self.assignment()?)) } else { Ok(Element::Item(self.assignment()?)) }
    }
}
