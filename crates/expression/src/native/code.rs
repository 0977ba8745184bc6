//! What the evaluator walks: a tree with its names resolved.

use crate::syntax::ast::{BinaryOp, LogicalOp};
use crate::value::NativeFn;
use nodewright_regex::Regex;
use std::sync::Arc;

pub type Name = Box<str>;

#[derive(Debug)]
pub enum Code {
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Text(Name),
    Units(Box<[u16]>),
    Regex {
        regex: Arc<Regex>,
        source: Name,
        flags: Name,
    },
    /// One more text than values.
    Template {
        texts: Vec<Name>,
        values: Vec<Code>,
    },
    Local(Local),
    /// A name that nobody declared: what n8n or the host gives, or what the expression assigned to it.
    Free(Name),
    /// `$json`.
    Json,
    /// A data variable.
    Data(Name),
    /// A function or class of the library.
    Global(Name),
    /// What `this` and `process`-like names are: an object with empty objects.
    Surrogate(&'static [&'static str]),
    Array(Vec<Item>),
    Object(Vec<Property>),
    Function(Box<Closure>),
    Minus(Box<Code>),
    Plus(Box<Code>),
    Not(Box<Code>),
    BitNot(Box<Code>),
    TypeOf(Box<Code>),
    Void(Box<Code>),
    Delete {
        object: Box<Code>,
        key: Key,
    },
    Update {
        target: Box<Target>,
        by: f64,
        prefix: bool,
    },
    Binary {
        op: BinaryOp,
        left: Box<Code>,
        right: Box<Code>,
    },
    /// Operators of one precedence, from the left.
    Operators {
        first: Box<Code>,
        rest: Vec<(BinaryOp, Code)>,
    },
    Logical {
        op: LogicalOp,
        left: Box<Code>,
        right: Box<Code>,
    },
    Assign {
        target: Box<Bind>,
        value: Box<Code>,
    },
    AssignOperator {
        target: Box<Target>,
        op: BinaryOp,
        value: Box<Code>,
    },
    AssignLogical {
        target: Box<Target>,
        op: LogicalOp,
        value: Box<Code>,
    },
    Conditional {
        test: Box<Code>,
        then: Box<Code>,
        otherwise: Box<Code>,
    },
    Member {
        object: Box<Code>,
        name: Name,
        optional: bool,
    },
    Index {
        object: Box<Code>,
        key: Box<Code>,
        optional: bool,
    },
    Call {
        callee: Box<Code>,
        arguments: Vec<Item>,
        optional: bool,
    },
    /// `object.name(…)`; `extended` where n8n may answer with a data-transformation function.
    CallMethod {
        object: Box<Code>,
        name: Name,
        arguments: Vec<Item>,
        extended: bool,
        optional: Optional,
    },
    /// `object[key](…)`.
    CallIndex {
        object: Box<Code>,
        key: Box<Code>,
        arguments: Vec<Item>,
        optional: Optional,
    },
    CallNative {
        function: NativeFn,
        arguments: Vec<Item>,
    },
    New {
        callee: Box<Code>,
        arguments: Vec<Item>,
    },
    Sequence(Vec<Code>),
    /// Where a short circuit of `?.` ends.
    Chain(Box<Code>),
}

/// Where `?.` stands in a call of a method.
#[derive(Debug, Clone, Copy, Default)]
pub struct Optional {
    /// Before the name.
    pub object: bool,
    /// Before the parenthesis.
    pub call: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    /// Scopes outward.
    pub depth: u16,
    pub slot: u16,
}

#[derive(Debug)]
pub enum Item {
    Hole,
    One(Code),
    Spread(Code),
}

#[derive(Debug)]
pub enum Property {
    Named(Name, Code),
    Computed(Code, Code),
    Spread(Code),
}

#[derive(Debug)]
pub enum Key {
    Named(Name),
    Computed(Box<Code>),
}

/// One thing that can be assigned.
#[derive(Debug)]
pub enum Target {
    Local(Local),
    Constant,
    Free(Name),
    Member { object: Code, key: Key },
}

/// A pattern.
#[derive(Debug)]
pub enum Bind {
    Target(Target),
    Array { elements: Vec<Option<Bind>>, rest: Option<Box<Bind>> },
    Object { properties: Vec<(Name, Bind)>, rest: Option<Box<Bind>> },
    Default { target: Box<Bind>, value: Code },
}

#[derive(Debug)]
pub struct Closure {
    pub name: Name,
    /// As it was written: what `String(f)` gives.
    pub source: Name,
    /// How many parameters come before the first with a default.
    pub length: usize,
    pub params: Params,
    pub slots: usize,
    /// Slot of the function's own name.
    pub own_name: Option<u16>,
    /// Slots of `var`, which start undefined.
    pub vars: Vec<u16>,
    pub body: Body,
    /// Whether a function inside may outlive the call.
    pub captured: bool,
}

#[derive(Debug)]
pub enum Params {
    /// Names only, in the first slots.
    Simple(usize),
    Patterns {
        params: Vec<Bind>,
        rest: Option<Bind>,
    },
}

#[derive(Debug)]
pub enum Body {
    Expression(Code),
    Block(Block),
}

#[derive(Debug)]
pub struct Block {
    pub frame: Frame,
    /// Functions declared here, set before anything runs.
    pub functions: Vec<(Local, Closure)>,
    pub statements: Vec<Step>,
}

/// Where the names of a block live.
#[derive(Debug, Clone, Copy)]
pub enum Frame {
    /// In the function's scope, from the first slot to the second.
    Shared { from: u16, to: u16 },
    /// In a scope of its own, since a function may keep it.
    Own { slots: u16 },
}

#[derive(Debug)]
pub enum Step {
    Nothing,
    Run(Code),
    Declare {
        target: Bind,
        value: Code,
    },
    Return(Option<Code>),
    If {
        test: Code,
        then: Box<Step>,
        otherwise: Option<Box<Step>>,
    },
    For {
        frame: Frame,
        init: Box<Step>,
        test: Option<Code>,
        update: Option<Code>,
        body: Box<Step>,
    },
    /// `keys` for `in`, otherwise the values of `of`.
    ForEach {
        frame: Frame,
        target: Bind,
        source: Code,
        keys: bool,
        body: Box<Step>,
    },
    While {
        test: Code,
        body: Box<Step>,
    },
    DoWhile {
        body: Box<Step>,
        test: Code,
    },
    Switch {
        value: Code,
        frame: Frame,
        tests: Vec<Option<Code>>,
        bodies: Vec<Vec<Step>>,
    },
    Try {
        block: Block,
        handler: Option<Box<Handler>>,
        finalizer: Option<Block>,
    },
    Throw(Code),
    Block(Block),
    Break,
    Continue,
}

#[derive(Debug)]
pub struct Handler {
    pub frame: Frame,
    pub param: Option<Bind>,
    pub body: Block,
}
