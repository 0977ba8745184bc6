//! Statements: what a function's body holds.

use super::ast::{Case, Declaration, DeclareKind, Expr, ForBinding, Handler, Pattern, Statement};
use super::lexer::Kind;
use super::parser::{Parser, Result};
use super::{SyntaxError, pattern};

impl Parser<'_> {
    pub fn statement(&mut self) -> Result<Statement> {
        self.nested(Self::statement_here)
    }

    fn statement_here(&mut self) -> Result<Statement> {
        if self.at("{") {
            return Ok(Statement::Block(self.block()?));
        }
        if self.eat(";")? {
            return Ok(Statement::Empty);
        }
        let Kind::Name { name, escaped: false } = &self.token.kind else { return self.expression_statement() };
        match &**name {
            "var" | "let" | "const" => {
                let declaration = self.declaration(true)?;
                self.semicolon()?;
                Ok(declaration)
            }
            "function" => self.function_declaration(false),
            "async" => {
                let next = self.peek()?;
                let is_function = matches!(&next.kind, Kind::Name { name, .. } if **name == *"function");
                if next.newline_before || !is_function {
                    return self.expression_statement();
                }
                self.advance()?;
                self.function_declaration(true)
            }
            "class" => self.class_declaration(),
            "return" => {
                self.advance()?;
                let value = if self.statement_ends() { None } else { Some(self.expression()?) };
                self.semicolon()?;
                Ok(Statement::Return(value))
            }
            "if" => self.if_statement(),
            "for" => self.for_statement(),
            "while" => {
                self.advance()?;
                let test = self.head()?;
                Ok(Statement::While { test, body: Box::new(self.statement()?) })
            }
            "do" => {
                self.advance()?;
                let body = Box::new(self.statement()?);
                self.expect_word("while")?;
                let test = self.head()?;
                self.eat(";")?;
                Ok(Statement::DoWhile { body, test })
            }
            "switch" => self.switch_statement(),
            "try" => self.try_statement(),
            "throw" => {
                self.advance()?;
                if self.token.newline_before {
                    return Err(SyntaxError);
                }
                let value = self.expression()?;
                self.semicolon()?;
                Ok(Statement::Throw(value))
            }
            "break" | "continue" => self.jump(),
            "debugger" => {
                self.advance()?;
                self.semicolon()?;
                Ok(Statement::Debugger)
            }
            "with" => {
                self.advance()?;
                self.head()?;
                self.statement()?;
                Ok(Statement::With)
            }
            _ => {
                if !self.is_reserved(name) && self.peek()?.kind == Kind::Punctuator(":") {
                    let label = self.binding_name()?;
                    self.advance()?;
                    return Ok(Statement::Labeled { label, body: Box::new(self.statement()?) });
                }
                self.expression_statement()
            }
        }
    }

    fn expression_statement(&mut self) -> Result<Statement> {
        let expr = self.expression()?;
        self.semicolon()?;
        Ok(Statement::Expression(expr))
    }

    fn statement_ends(&self) -> bool {
        self.token.newline_before || self.at(";") || self.at("}") || self.token.kind == Kind::End
    }

    /// `( … )` after `if`, `while`, `switch`.
    fn head(&mut self) -> Result<Expr> {
        self.expect("(")?;
        let test = self.expression_with_in()?;
        self.expect(")")?;
        Ok(test)
    }

    pub fn block(&mut self) -> Result<Vec<Statement>> {
        self.expect("{")?;
        let mut statements = Vec::new();
        while !self.eat("}")? {
            statements.push(self.statement()?);
        }
        Ok(statements)
    }

    /// `let a = 1, b`. In the head of `for … of` a constant needs no value.
    fn declaration(&mut self, complete: bool) -> Result<Statement> {
        let kind = if self.eat_word("var")? {
            DeclareKind::Var
        } else if self.eat_word("let")? {
            DeclareKind::Let
        } else {
            self.expect_word("const")?;
            DeclareKind::Const
        };
        let mut declarations = Vec::new();
        loop {
            let target = self.binding()?;
            let value = if self.eat("=")? { Some(self.assignment()?) } else { None };
            if complete && value.is_none() && (kind == DeclareKind::Const || !matches!(target, Pattern::Identifier(_)))
            {
                return Err(SyntaxError);
            }
            declarations.push(Declaration { target, value });
            if !self.eat(",")? {
                return Ok(Statement::Declare { kind, declarations });
            }
        }
    }

    fn if_statement(&mut self) -> Result<Statement> {
        self.advance()?;
        let test = self.head()?;
        let then = Box::new(self.statement()?);
        let otherwise = if self.eat_word("else")? { Some(Box::new(self.statement()?)) } else { None };
        Ok(Statement::If { test, then, otherwise })
    }

    fn for_statement(&mut self) -> Result<Statement> {
        self.advance()?;
        let is_await = self.in_async && self.eat_word("await")?;
        self.expect("(")?;
        self.no_in = true;
        let init = self.for_init();
        self.no_in = false;
        let init = init?;
        if self.at_word("of") || self.at_word("in") {
            let of = self.at_word("of");
            self.advance()?;
            let binding = for_binding(init.ok_or(SyntaxError)?)?;
            let object = if of { self.assignment()? } else { self.expression()? };
            self.expect(")")?;
            let body = Box::new(self.statement()?);
            return Ok(match of {
                true => Statement::ForOf { binding, iterable: object, body, is_await },
                false => Statement::ForIn { binding, object, body },
            });
        }
        if let Some(Statement::Declare { kind, declarations }) = &init {
            let incomplete = |declaration: &Declaration| {
                declaration.value.is_none()
                    && (*kind == DeclareKind::Const || !matches!(declaration.target, Pattern::Identifier(_)))
            };
            if declarations.iter().any(incomplete) {
                return Err(SyntaxError);
            }
        }
        self.expect(";")?;
        let test = if self.at(";") { None } else { Some(self.expression()?) };
        self.expect(";")?;
        let update = if self.at(")") { None } else { Some(self.expression()?) };
        self.expect(")")?;
        Ok(Statement::For { init: init.map(Box::new), test, update, body: Box::new(self.statement()?) })
    }

    fn for_init(&mut self) -> Result<Option<Statement>> {
        if self.at(";") {
            return Ok(None);
        }
        if self.at_word("var") || self.at_word("let") || self.at_word("const") {
            return self.declaration(false).map(Some);
        }
        Ok(Some(Statement::Expression(self.expression()?)))
    }

    fn switch_statement(&mut self) -> Result<Statement> {
        self.advance()?;
        let value = self.head()?;
        self.expect("{")?;
        let mut cases: Vec<Case> = Vec::new();
        while !self.eat("}")? {
            let test = if self.eat_word("default")? {
                if cases.iter().any(|case| case.test.is_none()) {
                    return Err(SyntaxError);
                }
                None
            } else {
                self.expect_word("case")?;
                Some(self.expression()?)
            };
            self.expect(":")?;
            let mut body = Vec::new();
            while !(self.at("}") || self.at_word("case") || self.at_word("default")) {
                body.push(self.statement()?);
            }
            cases.push(Case { test, body });
        }
        Ok(Statement::Switch { value, cases })
    }

    fn try_statement(&mut self) -> Result<Statement> {
        self.advance()?;
        let block = self.block()?;
        let handler = if self.eat_word("catch")? {
            let param = if self.eat("(")? {
                let param = self.binding()?;
                self.expect(")")?;
                Some(param)
            } else {
                None
            };
            Some(Handler { param, body: self.block()? })
        } else {
            None
        };
        let finalizer = if self.eat_word("finally")? { Some(self.block()?) } else { None };
        if handler.is_none() && finalizer.is_none() {
            return Err(SyntaxError);
        }
        Ok(Statement::Try { block, handler, finalizer })
    }

    fn jump(&mut self) -> Result<Statement> {
        let breaks = self.at_word("break");
        self.advance()?;
        let label = if self.statement_ends() { None } else { Some(self.binding_name()?) };
        self.semicolon()?;
        Ok(if breaks { Statement::Break(label) } else { Statement::Continue(label) })
    }
}

fn for_binding(init: Statement) -> Result<ForBinding> {
    match init {
        Statement::Declare { kind, mut declarations } => match (declarations.pop(), declarations.is_empty()) {
            (Some(Declaration { target, value: None }), true) => Ok(ForBinding { declare: Some(kind), target }),
            _ => Err(SyntaxError),
        },
        Statement::Expression(expr) => Ok(ForBinding { declare: None, target: pattern::from_expr(expr)? }),
        _ => Err(SyntaxError),
    }
}
