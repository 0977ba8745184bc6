//! Statements, which only the bodies of functions and classes hold.

use super::{Class, Expr, Function, Name, Pattern};

#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    Empty,
    Expression(Expr),
    Declare { kind: DeclareKind, declarations: Vec<Declaration> },
    Function(Box<Function>),
    Class(Box<Class>),
    Return(Option<Expr>),
    If { test: Expr, then: Box<Statement>, otherwise: Option<Box<Statement>> },
    For { init: Option<Box<Statement>>, test: Option<Expr>, update: Option<Expr>, body: Box<Statement> },
    ForIn { binding: ForBinding, object: Expr, body: Box<Statement> },
    ForOf { binding: ForBinding, iterable: Expr, body: Box<Statement>, is_await: bool },
    While { test: Expr, body: Box<Statement> },
    DoWhile { body: Box<Statement>, test: Expr },
    Switch { value: Expr, cases: Vec<Case> },
    Try { block: Vec<Statement>, handler: Option<Handler>, finalizer: Option<Vec<Statement>> },
    Throw(Expr),
    Block(Vec<Statement>),
    Break(Option<Name>),
    Continue(Option<Name>),
    Labeled { label: Name, body: Box<Statement> },
    Debugger,
    With,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclareKind {
    Var,
    Let,
    Const,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    pub target: Pattern,
    pub value: Option<Expr>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ForBinding {
    /// None assigns to what exists.
    pub declare: Option<DeclareKind>,
    pub target: Pattern,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    pub test: Option<Expr>,
    pub body: Vec<Statement>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Handler {
    pub param: Option<Pattern>,
    pub body: Vec<Statement>,
}
