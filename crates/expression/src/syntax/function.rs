//! Functions and arrow functions.

use super::SyntaxError;
use super::ast::{Expr, Function, FunctionBody, Name, Param, Span, Statement};
use super::lexer::{Kind, Lexer};
use super::parser::{Parser, Result};

impl Parser<'_> {
    /// An arrow function, if one starts here.
    pub fn arrow_function(&mut self) -> Result<Option<Expr>> {
        let start = self.token.start;
        let is_async = self.at_word("async") && self.async_arrow_follows()?;
        if is_async {
            self.advance()?;
        }
        let is_head = self.at("(") && (is_async || self.is_arrow_head()?);
        let params = match &self.token.kind {
            Kind::Name { name, .. } if !self.is_reserved(name) => {
                let next = self.peek()?;
                if next.kind != Kind::Punctuator("=>") || next.newline_before {
                    return if is_async { Err(SyntaxError) } else { Ok(None) };
                }
                vec![Param { pattern: self.binding()?, rest: false }]
            }
            _ if is_head => self.params()?,
            _ => return Ok(None),
        };
        if self.token.newline_before {
            return Err(SyntaxError);
        }
        self.expect("=>")?;
        let body = self.arrow_body(is_async)?;
        let span = self.span(start);
        let function = Function { name: None, params, body, arrow: true, is_async, generator: false, span };
        Ok(Some(Expr::Function(Box::new(function))))
    }

    fn async_arrow_follows(&mut self) -> Result<bool> {
        let next = self.peek()?;
        if next.newline_before {
            return Ok(false);
        }
        match &next.kind {
            Kind::Name { name, .. } => Ok(**name != *"function" && !self.is_reserved(name) && **name != *"in"),
            Kind::Punctuator("(") => self.arrow_follows(next.start),
            _ => Ok(false),
        }
    }

    fn is_arrow_head(&mut self) -> Result<bool> {
        self.arrow_follows(self.token.start)
    }

    /// Whether `=>` comes after the parenthesis that closes the one at `start`. What is found out about those inside of
    /// it is kept, so that nested ones are not read again for each level.
    fn arrow_follows(&mut self, start: usize) -> Result<bool> {
        if let Some(follows) = self.arrow_heads.get(&start) {
            return Ok(*follows);
        }
        let mut lexer = Lexer { source: self.lexer.source, position: start };
        // What is open, and where: a parenthesis, or the braces of a template's `${`.
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut closed = None;
        let mut last = Kind::End;
        loop {
            let token = lexer.next()?;
            if let Some(start) = closed.take() {
                self.arrow_heads.insert(start, token.kind == Kind::Punctuator("=>"));
                if open.is_empty() {
                    return Ok(token.kind == Kind::Punctuator("=>"));
                }
            }
            match &token.kind {
                Kind::End => {
                    self.arrow_heads.extend(open.into_iter().map(|(_, start)| (start, false)));
                    return Ok(false);
                }
                Kind::Backtick if !lexer.template_part()?.1 => open.push(("`", token.start)),
                Kind::Punctuator(bracket @ ("(" | "[" | "{")) => open.push((bracket, token.start)),
                Kind::Punctuator(")" | "]" | "}") => match open.pop() {
                    Some(("`", start)) if !lexer.template_part()?.1 => open.push(("`", start)),
                    Some(("`", _)) | None => {}
                    Some((_, start)) => closed = Some(start),
                },
                Kind::Punctuator("/" | "/=") if !ends_operand(&last) => {
                    lexer.regex(token.start)?;
                    // A `/` behind it divides.
                    last = Kind::Backtick;
                    continue;
                }
                _ => {}
            }
            last = token.kind;
        }
    }

    fn arrow_body(&mut self, is_async: bool) -> Result<FunctionBody> {
        let outer_async = std::mem::replace(&mut self.in_async, is_async);
        let outer_generator = std::mem::replace(&mut self.in_generator, false);
        let body = if self.at("{") {
            self.with_in(Self::block).map(FunctionBody::Block)
        } else {
            self.assignment().map(|expr| FunctionBody::Expression(Box::new(expr)))
        };
        self.in_async = outer_async;
        self.in_generator = outer_generator;
        body
    }

    pub fn function_expression(&mut self, is_async: bool) -> Result<Expr> {
        let start = self.token.start;
        self.expect_word("function")?;
        let generator = self.eat("*")?;
        let name = if self.at("(") { None } else { Some(self.binding_name()?) };
        Ok(Expr::Function(Box::new(self.function_rest(name, is_async, generator, start)?)))
    }

    pub fn function_declaration(&mut self, is_async: bool) -> Result<Statement> {
        let start = self.token.start;
        self.expect_word("function")?;
        let generator = self.eat("*")?;
        let name = self.binding_name()?;
        Ok(Statement::Function(Box::new(self.function_rest(Some(name), is_async, generator, start)?)))
    }

    /// Parameters and body.
    pub fn function_rest(
        &mut self,
        name: Option<Name>,
        is_async: bool,
        generator: bool,
        start: usize,
    ) -> Result<Function> {
        let outer_async = std::mem::replace(&mut self.in_async, is_async);
        let outer_generator = std::mem::replace(&mut self.in_generator, generator);
        let result = self.nested(|parser| {
            let params = parser.params()?;
            let body = FunctionBody::Block(parser.with_in(Self::block)?);
            Ok((params, body))
        });
        self.in_async = outer_async;
        self.in_generator = outer_generator;
        let (params, body) = result?;
        Ok(Function { name, params, body, arrow: false, is_async, generator, span: self.span(start) })
    }

    fn params(&mut self) -> Result<Vec<Param>> {
        self.expect("(")?;
        let mut params = Vec::new();
        while !self.eat(")")? {
            let rest = self.eat("...")?;
            let pattern = if rest { self.binding()? } else { self.binding_with_default()? };
            params.push(Param { pattern, rest });
            if rest {
                self.expect(")")?;
                break;
            }
            if !self.at(")") {
                self.expect(",")?;
            }
        }
        Ok(params)
    }

    fn span(&self, start: usize) -> Span {
        Span { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(self.last_end).unwrap_or(u32::MAX) }
    }
}

/// Whether a `/` after this token divides.
fn ends_operand(token: &Kind) -> bool {
    match token {
        Kind::Name { name, .. } => !matches!(
            &**name,
            "return" | "typeof" | "in" | "of" | "void" | "case" | "instanceof" | "delete" | "throw" | "await" | "yield"
        ),
        Kind::Number(_) | Kind::BigInt(_) | Kind::String(_) | Kind::Private(_) => true,
        Kind::Punctuator(punctuator) => matches!(*punctuator, ")" | "]" | "}"),
        Kind::Backtick => true,
        Kind::End => false,
    }
}
