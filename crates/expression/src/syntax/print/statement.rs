//! Statements of the printed code.

use super::operator::declare_text;
use super::{Printer, Tool};
use crate::syntax::ast::{Expr, ForBinding, Handler, Pattern, Statement};

/// The printed code's own name for what was thrown, where the clause has none.
const THROWN: &str = "thrown";

impl Printer<'_> {
    pub(super) fn block(&mut self, statements: &[Statement]) {
        self.put("{");
        statements.iter().for_each(|statement| self.statement(statement));
        self.put("}");
    }

    pub(super) fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Empty | Statement::Debugger | Statement::With => self.put(";"),
            Statement::Expression(expr) => {
                self.put("(");
                self.expr(expr);
                self.put(");");
            }
            Statement::Declare { kind, declarations } => {
                self.put(declare_text(*kind));
                for (at, declaration) in declarations.iter().enumerate() {
                    if at > 0 {
                        self.put(",");
                    }
                    self.pattern(&declaration.target);
                    if let Some(value) = &declaration.value {
                        self.put("=");
                        self.value(value, &declaration.target);
                    }
                }
                self.put(";");
            }
            Statement::Function(function) => self.function_expression(function),
            Statement::Class(class) => self.class(class),
            Statement::Return(None) => self.put("return;"),
            Statement::Return(Some(value)) => {
                self.put("return (");
                self.expr(value);
                self.put(");");
            }
            Statement::Throw(value) => {
                self.put("throw (");
                self.expr(value);
                self.put(");");
            }
            Statement::If { test, then, otherwise } => {
                self.put("if(");
                self.expr(test);
                self.put("){");
                self.statement(then);
                self.put("}");
                if let Some(otherwise) = otherwise {
                    self.put("else{");
                    self.statement(otherwise);
                    self.put("}");
                }
            }
            Statement::For { init, test, update, body } => {
                self.put("for(");
                match init.as_deref() {
                    Some(init) => self.statement(init),
                    None => self.put(";"),
                }
                test.iter().for_each(|test| self.expr(test));
                self.put(";");
                update.iter().for_each(|update| self.expr(update));
                self.put("){");
                self.statement(body);
                self.put("}");
            }
            Statement::ForIn { binding, object, body } => {
                self.put("for(");
                self.for_each(binding, " in ", object, body);
            }
            Statement::ForOf { binding, iterable, body, is_await } => {
                self.put(if *is_await { "for await(" } else { "for(" });
                self.for_each(binding, " of ", iterable, body);
            }
            Statement::While { test, body } => {
                self.put("while(");
                self.expr(test);
                self.put("){");
                self.statement(body);
                self.put("}");
            }
            Statement::DoWhile { body, test } => {
                self.put("do{");
                self.statement(body);
                self.put("}while(");
                self.expr(test);
                self.put(");");
            }
            Statement::Switch { value, cases } => {
                self.put("switch(");
                self.expr(value);
                self.put("){");
                for case in cases {
                    match &case.test {
                        Some(test) => {
                            self.put("case (");
                            self.expr(test);
                            self.put("):");
                        }
                        None => self.put("default:"),
                    }
                    case.body.iter().for_each(|inner| self.statement(inner));
                }
                self.put("}");
            }
            Statement::Try { block, handler, finalizer } => {
                self.put("try");
                self.block(block);
                if let Some(handler) = handler {
                    self.catch(handler);
                }
                if let Some(finalizer) = finalizer {
                    self.put("finally");
                    self.block(finalizer);
                }
            }
            Statement::Block(statements) => self.block(statements),
            Statement::Break(label) | Statement::Continue(label) => {
                self.put(if matches!(statement, Statement::Break(_)) { "break " } else { "continue " });
                self.put(label.as_deref().unwrap_or_default());
                self.put(";");
            }
            Statement::Labeled { label, body } => {
                self.put(label);
                self.put(":");
                self.statement(body);
            }
        }
    }

    /// The clause looks at what it caught before its own code does.
    fn catch(&mut self, Handler { param, body }: &Handler) {
        let thrown = |printer: &mut Self| match param {
            Some(Pattern::Identifier(name)) => printer.put(name),
            _ => printer.own(THROWN),
        };
        self.put("catch(");
        thrown(self);
        self.put("){");
        self.tool(Tool::Caught);
        self.put("(");
        thrown(self);
        self.put(");");
        if let Some(pattern @ (Pattern::Array { .. } | Pattern::Object { .. })) = param {
            self.put("let ");
            self.pattern(pattern);
            self.put("=");
            self.own(THROWN);
            self.put(";");
        }
        body.iter().for_each(|statement| self.statement(statement));
        self.put("}");
    }

    fn for_each(&mut self, binding: &ForBinding, between: &str, source: &Expr, body: &Statement) {
        if let Some(kind) = binding.declare {
            self.put(declare_text(kind));
        }
        self.pattern(&binding.target);
        self.put(between);
        self.put("(");
        self.expr(source);
        self.put(")){");
        self.statement(body);
        self.put("}");
    }
}
