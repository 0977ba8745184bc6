//! The tree of a JavaScript expression.

mod operator;
mod statement;

pub use operator::{AssignOp, BinaryOp, LogicalOp, UnaryOp};
pub use statement::{Case, Declaration, DeclareKind, ForBinding, Handler, Statement};

/// Bytes of the source, from `start` up to `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

/// JavaScript text: UTF-16 only where it holds half of a surrogate pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    Utf8(Box<str>),
    Utf16(Box<[u16]>),
}

impl Text {
    pub fn from_units(units: Vec<u16>) -> Self {
        match String::from_utf16(&units) {
            Ok(text) => Self::Utf8(text.into()),
            Err(_) => Self::Utf16(units.into()),
        }
    }

    /// The text, if it is well-formed.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Utf8(text) => Some(text),
            Self::Utf16(_) => None,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Utf8(text.into())
    }
}

pub type Name = Box<str>;

#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    Null,
    Bool(bool),
    Number(f64),
    BigInt(Box<str>),
    String(Text),
    Regex {
        pattern: Box<str>,
        flags: Box<str>,
    },
    Template(Box<Template>),
    Tagged {
        tag: Box<Expr>,
        template: Box<Template>,
    },
    Identifier(Name),
    This,
    Super,
    NewTarget,
    Array(Vec<Element>),
    Object(Vec<Property>),
    Function(Box<Function>),
    Class(Box<Class>),
    Unary {
        op: UnaryOp,
        argument: Box<Expr>,
    },
    Update {
        increment: bool,
        prefix: bool,
        argument: Box<Expr>,
    },
    /// Operators of one precedence, read from the left; `**` always has one.
    Binary {
        first: Box<Expr>,
        rest: Vec<(BinaryOp, Expr)>,
    },
    Logical {
        op: LogicalOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    Assign {
        op: AssignOp,
        target: Box<Pattern>,
        value: Box<Expr>,
    },
    Conditional {
        test: Box<Expr>,
        then: Box<Expr>,
        otherwise: Box<Expr>,
    },
    Call {
        callee: Box<Expr>,
        arguments: Vec<Element>,
        optional: bool,
    },
    New {
        callee: Box<Expr>,
        arguments: Vec<Element>,
    },
    Member {
        object: Box<Expr>,
        property: MemberKey,
        optional: bool,
    },
    /// The whole of `a?.b.c`: what a short circuit leaves.
    Chain(Box<Expr>),
    Sequence(Vec<Expr>),
    Paren(Box<Expr>),
    Yield {
        argument: Option<Box<Expr>>,
        delegate: bool,
    },
    Await(Box<Expr>),
    Import(Box<Expr>),
    PrivateIn {
        name: Name,
        object: Box<Expr>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum MemberKey {
    Static(Name),
    Computed(Box<Expr>),
    Private(Name),
}

/// One place of an array literal or an argument list.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    Hole,
    Item(Expr),
    Spread(Expr),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// One more than `expressions`.
    pub quasis: Vec<Quasi>,
    pub expressions: Vec<Expr>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Quasi {
    /// None where an escape is invalid, which only a tagged template may hold.
    pub cooked: Option<Text>,
    pub raw: Box<str>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Property {
    Init {
        key: PropertyKey,
        value: Expr,
        shorthand: bool,
    },
    Method {
        key: PropertyKey,
        function: Box<Function>,
    },
    Getter {
        key: PropertyKey,
        function: Box<Function>,
    },
    Setter {
        key: PropertyKey,
        function: Box<Function>,
    },
    Spread(Expr),
    /// `{ a = 1 }`, valid only where the object turns out to be a pattern.
    CoverDefault {
        name: Name,
        value: Expr,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub enum PropertyKey {
    Name(Name),
    String(Text),
    Number(f64),
    Computed(Box<Expr>),
    Private(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    pub name: Option<Name>,
    pub params: Vec<Param>,
    pub body: FunctionBody,
    pub arrow: bool,
    pub is_async: bool,
    pub generator: bool,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum FunctionBody {
    Expression(Box<Expr>),
    Block(Vec<Statement>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    pub pattern: Pattern,
    pub rest: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    pub name: Option<Name>,
    pub superclass: Option<Expr>,
    pub members: Vec<ClassMember>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ClassMember {
    Method { key: PropertyKey, function: Box<Function>, kind: MethodKind, is_static: bool },
    Field { key: PropertyKey, value: Option<Expr>, is_static: bool },
    StaticBlock(Vec<Statement>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodKind {
    Method,
    Getter,
    Setter,
}

/// What a declaration, parameter or assignment binds.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    Identifier(Name),
    /// A member, as the target of an assignment.
    Member(Expr),
    Array {
        elements: Vec<Option<Pattern>>,
        rest: Option<Box<Pattern>>,
    },
    Object {
        properties: Vec<PatternProperty>,
        rest: Option<Box<Pattern>>,
    },
    Default {
        target: Box<Pattern>,
        value: Expr,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct PatternProperty {
    pub key: PropertyKey,
    pub value: Pattern,
}
