//! Expressions, from the comma down to prefix operators.

use super::ast::{AssignOp, BinaryOp, Expr, LogicalOp, UnaryOp};
use super::lexer::Kind;
use super::operator::{binary_op, logical_op, power_of, refuse_mixed};
use super::parser::{Parser, Result};
use super::{SyntaxError, pattern};

impl Parser<'_> {
    /// Expressions with commas between them.
    pub fn expression(&mut self) -> Result<Expr> {
        let first = self.assignment()?;
        if !self.at(",") {
            return Ok(first);
        }
        let mut all = vec![first];
        while self.eat(",")? {
            all.push(self.assignment()?);
        }
        Ok(Expr::Sequence(all))
    }

    /// The same where `in` is an operator again.
    pub fn expression_with_in(&mut self) -> Result<Expr> {
        self.with_in(Self::expression)
    }

    pub fn with_in<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let no_in = std::mem::replace(&mut self.no_in, false);
        let result = read(self);
        self.no_in = no_in;
        result
    }

    pub fn assignment(&mut self) -> Result<Expr> {
        self.nested(Self::assignment_here)
    }

    fn assignment_here(&mut self) -> Result<Expr> {
        if self.in_generator && self.at_word("yield") {
            return self.yield_expression();
        }
        if let Some(arrow) = self.arrow_function()? {
            return Ok(arrow);
        }
        let outer_cover = self.cover_default.take();
        let left = self.conditional()?;
        let Some(op) = self.assign_op() else {
            self.cover_default = outer_cover.or(self.cover_default);
            return Ok(left);
        };
        let target = if op == AssignOp::Plain {
            self.cover_default = None;
            pattern::from_expr(left)?
        } else {
            pattern::simple_target(left)?
        };
        self.advance()?;
        let value = self.assignment()?;
        self.cover_default = outer_cover.or(self.cover_default);
        Ok(Expr::Assign { op, target: Box::new(target), value: Box::new(value) })
    }

    fn assign_op(&self) -> Option<AssignOp> {
        let Kind::Punctuator(punctuator) = self.token.kind else { return None };
        Some(match punctuator {
            "=" => AssignOp::Plain,
            "&&=" => AssignOp::Logical(LogicalOp::And),
            "||=" => AssignOp::Logical(LogicalOp::Or),
            "??=" => AssignOp::Logical(LogicalOp::Coalesce),
            "==" | "===" | "!=" | "!==" | "<=" | ">=" => return None,
            _ => AssignOp::Binary(binary_op(punctuator.strip_suffix('=')?)?.0),
        })
    }

    fn yield_expression(&mut self) -> Result<Expr> {
        self.advance()?;
        let ends = matches!(self.token.kind, Kind::End | Kind::Punctuator(")" | "]" | "}" | "," | ";" | ":"));
        if self.token.newline_before || ends {
            return Ok(Expr::Yield { argument: None, delegate: false });
        }
        let delegate = self.eat("*")?;
        Ok(Expr::Yield { argument: Some(Box::new(self.assignment()?)), delegate })
    }

    fn conditional(&mut self) -> Result<Expr> {
        let test = self.binary(0)?;
        if is_arrow(&test) || !self.eat("?")? {
            return Ok(test);
        }
        let then = self.with_in(Self::assignment)?;
        self.expect(":")?;
        let otherwise = self.assignment()?;
        Ok(Expr::Conditional { test: Box::new(test), then: Box::new(then), otherwise: Box::new(otherwise) })
    }

    /// Operators that bind at least as tight as `least`.
    fn binary(&mut self, least: u8) -> Result<Expr> {
        let mut left = self.unary()?;
        let mut levels = 0;
        loop {
            let operator = match &self.token.kind {
                _ if is_arrow(&left) => return Ok(left),
                Kind::Punctuator(punctuator) => *punctuator,
                Kind::Name { name, escaped: false } if **name == *"instanceof" => "instanceof",
                Kind::Name { name, escaped: false } if **name == *"in" && !self.no_in => "in",
                _ => return Ok(left),
            };
            levels += 1;
            self.fits(levels)?;
            if let Some((op, power)) = logical_op(operator) {
                if power < least {
                    return Ok(left);
                }
                self.advance()?;
                let right = self.nested(|parser| parser.binary(power + 1))?;
                refuse_mixed(op, &left)?;
                refuse_mixed(op, &right)?;
                left = Expr::Logical { op, left: Box::new(left), right: Box::new(right) };
                continue;
            }
            let Some((op, power)) = binary_op(operator) else { return Ok(left) };
            if power < least {
                return Ok(left);
            }
            if op == BinaryOp::Power && matches!(left, Expr::Unary { .. }) {
                return Err(SyntaxError);
            }
            self.advance()?;
            // `**` reads from the right.
            let tighter = if op == BinaryOp::Power { power } else { power + 1 };
            let right = self.nested(|parser| parser.binary(tighter))?;
            match &mut left {
                Expr::Binary { rest, .. } if op != BinaryOp::Power && power_of(rest) == power => {
                    rest.push((op, right));
                    levels -= 1;
                }
                _ => left = Expr::Binary { first: Box::new(left), rest: vec![(op, right)] },
            }
        }
    }

    fn unary(&mut self) -> Result<Expr> {
        let op = match &self.token.kind {
            Kind::Punctuator("-") => UnaryOp::Minus,
            Kind::Punctuator("+") => UnaryOp::Plus,
            Kind::Punctuator("!") => UnaryOp::Not,
            Kind::Punctuator("~") => UnaryOp::BitNot,
            Kind::Punctuator(prefix @ ("++" | "--")) => {
                let increment = *prefix == "++";
                self.advance()?;
                let argument = self.nested(Self::unary)?;
                pattern::simple_target(argument.clone())?;
                return Ok(Expr::Update { increment, prefix: true, argument: Box::new(argument) });
            }
            Kind::Name { name, escaped: false } => match &**name {
                "typeof" => UnaryOp::TypeOf,
                "void" => UnaryOp::Void,
                "delete" => UnaryOp::Delete,
                "await" if self.in_async => {
                    self.advance()?;
                    return Ok(Expr::Await(Box::new(self.nested(Self::unary)?)));
                }
                _ => return self.postfix(),
            },
            Kind::Private(name) => {
                let name = name.clone();
                self.advance()?;
                if !self.eat_word("in")? {
                    return Err(SyntaxError);
                }
                let object = self.nested(|parser| parser.binary(8))?;
                return Ok(Expr::PrivateIn { name, object: Box::new(object) });
            }
            _ => return self.postfix(),
        };
        self.advance()?;
        let argument = self.nested(Self::unary)?;
        // Deleting a plain name is refused in modules.
        if op == UnaryOp::Delete && matches!(argument, Expr::Identifier(_)) {
            return Err(SyntaxError);
        }
        Ok(Expr::Unary { op, argument: Box::new(argument) })
    }
}

pub fn is_arrow(expr: &Expr) -> bool {
    matches!(expr, Expr::Function(function) if function.arrow)
}
