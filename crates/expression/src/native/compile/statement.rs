//! Statements of a function's body.

use super::super::NotNative;
use super::super::code::{Bind, Block, Closure, Code, Frame, Handler, Local, Step};
use super::function::pattern_names;
use super::{Compiler, FrameState, Lexical, Result};
use crate::syntax::ast::{Case, DeclareKind, Expr, ForBinding, Statement};

/// The functions that a block declares, and its statements.
type Contents = (Vec<(Local, Closure)>, Vec<Step>);

impl Compiler<'_> {
    fn block(&mut self, statements: &[Statement]) -> Result<Block> {
        let (frame, (functions, statements)) = self.framed(|compiler| compiler.block_contents(statements))?;
        Ok(Block { frame, functions, statements })
    }

    /// Compiles inside of a new block.
    fn framed<T>(&mut self, inside: impl FnOnce(&mut Self) -> Result<T>) -> Result<(Frame, T)> {
        let captured = self.frames.last().is_some_and(|frame| frame.captured);
        if captured {
            self.frames.push(FrameState { slots: 0, captured });
        }
        let frame = self.frames.len() - 1;
        let from = self.frames[frame].slots;
        self.lexical.push(Lexical { frame, names: Vec::new() });
        let result = inside(self);
        self.lexical.pop();
        let slots = self.frames[frame].slots;
        if captured {
            self.frames.pop();
            return Ok((Frame::Own { slots }, result?));
        }
        Ok((Frame::Shared { from, to: slots }, result?))
    }

    /// The statements of a block whose scope is open, and the functions it declares.
    pub fn block_contents(&mut self, statements: &[Statement]) -> Result<Contents> {
        for statement in statements {
            match statement {
                Statement::Declare { kind, declarations } if *kind != DeclareKind::Var => {
                    for declaration in declarations {
                        self.declare_names(&declaration.target, *kind == DeclareKind::Const)?;
                    }
                }
                Statement::Function(function) => {
                    self.declare(function.name.as_deref().unwrap_or_default(), false)?;
                }
                Statement::Class(_) => return Err(NotNative("a class")),
                _ => {}
            }
        }
        let mut functions = Vec::new();
        for statement in statements {
            if let Statement::Function(function) = statement {
                let name = function.name.as_deref().unwrap_or_default();
                let (local, _) = self.resolve(name).ok_or(NotNative("an undeclared function"))?;
                functions.push((local, self.closure(function, name)?));
            }
        }
        let steps = statements.iter().map(|statement| self.step(statement)).collect::<Result<_>>()?;
        Ok((functions, steps))
    }

    fn step(&mut self, statement: &Statement) -> Result<Step> {
        Ok(match statement {
            Statement::Empty | Statement::Debugger | Statement::Function(_) => Step::Nothing,
            Statement::Expression(expr) => Step::Run(self.expression(expr)?),
            Statement::Declare { kind, declarations } => {
                let mut steps = Vec::new();
                for declaration in declarations {
                    let value = match &declaration.value {
                        Some(value) => match &declaration.target {
                            crate::syntax::ast::Pattern::Identifier(name) => self.value_named(value, name)?,
                            _ => self.expression(value)?,
                        },
                        None if *kind == DeclareKind::Var => continue,
                        None => Code::Undefined,
                    };
                    steps.push(Step::Declare { target: self.bind_declared(&declaration.target)?, value });
                }
                match steps.len() {
                    1 => steps.remove(0),
                    _ => Step::Block(Block {
                        frame: Frame::Shared { from: 0, to: 0 },
                        functions: Vec::new(),
                        statements: steps,
                    }),
                }
            }
            Statement::Return(value) => Step::Return(self.optional(value.as_ref())?),
            Statement::If { test, then, otherwise } => Step::If {
                test: self.expression(test)?,
                then: Box::new(self.step(then)?),
                otherwise: match otherwise {
                    Some(otherwise) => Some(Box::new(self.step(otherwise)?)),
                    None => None,
                },
            },
            Statement::For { init, test, update, body } => {
                let (frame, (init, test, update, body)) = self.framed(|compiler| {
                    if let Some(Statement::Declare { kind, declarations }) = init.as_deref()
                        && *kind != DeclareKind::Var
                    {
                        for declaration in declarations {
                            compiler.declare_names(&declaration.target, *kind == DeclareKind::Const)?;
                        }
                    }
                    let init = match init {
                        Some(init) => compiler.step(init)?,
                        None => Step::Nothing,
                    };
                    let test = compiler.optional(test.as_ref())?;
                    let update = compiler.optional(update.as_ref())?;
                    Ok((init, test, update, compiler.step(body)?))
                })?;
                Step::For { frame, init: Box::new(init), test, update, body: Box::new(body) }
            }
            Statement::ForIn { binding, object, body } => self.for_each(binding, object, body, true)?,
            Statement::ForOf { is_await: true, .. } => return Err(NotNative("an asynchronous loop")),
            Statement::ForOf { binding, iterable, body, .. } => self.for_each(binding, iterable, body, false)?,
            Statement::While { test, body } => {
                Step::While { test: self.expression(test)?, body: Box::new(self.step(body)?) }
            }
            Statement::DoWhile { body, test } => {
                Step::DoWhile { body: Box::new(self.step(body)?), test: self.expression(test)? }
            }
            Statement::Switch { value, cases } => self.switch(value, cases)?,
            Statement::Try { block, handler, finalizer } => {
                let block = self.block(block)?;
                let handler = match handler {
                    None => None,
                    Some(handler) => {
                        let (frame, (param, body)) = self.framed(|compiler| {
                            let param = match &handler.param {
                                Some(param) => {
                                    compiler.declare_names(param, false)?;
                                    Some(compiler.bind_declared(param)?)
                                }
                                None => None,
                            };
                            Ok((param, compiler.block(&handler.body)?))
                        })?;
                        Some(Box::new(Handler { frame, param, body }))
                    }
                };
                let finalizer = finalizer.as_ref().map(|finalizer| self.block(finalizer)).transpose()?;
                Step::Try { block, handler, finalizer }
            }
            Statement::Throw(value) => Step::Throw(self.expression(value)?),
            Statement::Block(statements) => Step::Block(self.block(statements)?),
            Statement::Break(None) => Step::Break,
            Statement::Continue(None) => Step::Continue,
            Statement::Break(Some(_)) | Statement::Continue(Some(_)) | Statement::Labeled { .. } => {
                return Err(NotNative("a label"));
            }
            Statement::Class(_) => return Err(NotNative("a class")),
            Statement::With => return Err(NotNative("with")),
        })
    }

    fn optional(&mut self, expr: Option<&Expr>) -> Result<Option<Code>> {
        expr.map(|expr| self.expression(expr)).transpose()
    }

    fn for_each(&mut self, binding: &ForBinding, source: &Expr, body: &Statement, keys: bool) -> Result<Step> {
        let source = self.expression(source)?;
        let (frame, (target, body)) = self.framed(|compiler| {
            let target: Bind = match binding.declare {
                Some(DeclareKind::Var) => compiler.bind_declared(&binding.target)?,
                Some(kind) => {
                    compiler.declare_names(&binding.target, kind == DeclareKind::Const)?;
                    compiler.bind_declared(&binding.target)?
                }
                None => compiler.bind(&binding.target)?,
            };
            Ok((target, compiler.step(body)?))
        })?;
        Ok(Step::ForEach { frame, target, source, keys, body: Box::new(body) })
    }

    fn switch(&mut self, value: &Expr, cases: &[Case]) -> Result<Step> {
        let value = self.expression(value)?;
        let (frame, (tests, bodies)) = self.framed(|compiler| {
            let mut tests = Vec::new();
            let mut bodies = Vec::new();
            for case in cases {
                tests.push(compiler.optional(case.test.as_ref())?);
                let (functions, steps) = compiler.block_contents(&case.body)?;
                if !functions.is_empty() {
                    return Err(NotNative("a function in a case"));
                }
                bodies.push(steps);
            }
            Ok((tests, bodies))
        })?;
        Ok(Step::Switch { value, frame, tests, bodies })
    }
}

/// The names that `var` declares in these statements, functions inside left out.
pub fn vars(statements: &[Statement]) -> Vec<&str> {
    let mut names = Vec::new();
    statements.iter().for_each(|statement| vars_of(statement, &mut names));
    names
}

fn vars_of<'s>(statement: &'s Statement, names: &mut Vec<&'s str>) {
    match statement {
        Statement::Declare { kind: DeclareKind::Var, declarations } => {
            declarations.iter().for_each(|declaration| pattern_names(&declaration.target, names));
        }
        Statement::If { then, otherwise, .. } => {
            vars_of(then, names);
            otherwise.iter().for_each(|otherwise| vars_of(otherwise, names));
        }
        Statement::For { init, body, .. } => {
            init.iter().for_each(|init| vars_of(init, names));
            vars_of(body, names);
        }
        Statement::ForIn { binding, body, .. } | Statement::ForOf { binding, body, .. } => {
            if binding.declare == Some(DeclareKind::Var) {
                pattern_names(&binding.target, names);
            }
            vars_of(body, names);
        }
        Statement::While { body, .. } | Statement::DoWhile { body, .. } | Statement::Labeled { body, .. } => {
            vars_of(body, names);
        }
        Statement::Switch { cases, .. } => {
            cases.iter().flat_map(|case| &case.body).for_each(|statement| vars_of(statement, names));
        }
        Statement::Try { block, handler, finalizer } => {
            block.iter().for_each(|statement| vars_of(statement, names));
            let handler = handler.iter().flat_map(|handler| &handler.body);
            handler.chain(finalizer.iter().flatten()).for_each(|statement| vars_of(statement, names));
        }
        Statement::Block(statements) => statements.iter().for_each(|statement| vars_of(statement, names)),
        _ => {}
    }
}
