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
    /// A name that the expression does not declare: what n8n or the host gives.
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
    /// `new Date(…)`, the only class that is made here.
    NewDate(Vec<Item>),
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

/// A pattern of a parameter.
#[derive(Debug)]
pub enum Bind {
    Local(Local),
    Array { elements: Vec<Option<Bind>>, rest: Option<Box<Bind>> },
    Object { properties: Vec<(Name, Bind)>, rest: Option<Box<Bind>> },
    Default { target: Box<Bind>, value: Code },
}

/// An arrow function whose body is an expression.
#[derive(Debug)]
pub struct Closure {
    pub name: Name,
    /// As it was written: what `String(f)` gives.
    pub source: Name,
    /// How many parameters come before the first with a default.
    pub length: usize,
    pub params: Params,
    pub slots: usize,
    pub body: Code,
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
