//! Objects that an evaluation makes.

use super::Value;
use crate::data::Host;
use crate::evaluation::{Completion, Evaluation};
use indexmap::IndexMap;
use nodewright_regex::Regex;
use rustc_hash::FxBuildHasher;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

pub type Properties<'a> = IndexMap<&'a str, Value<'a>, FxBuildHasher>;

/// A function of the library: receiver and arguments to result.
pub type NativeFn = for<'a> fn(&Evaluation<'a>, Value<'a>, &[Value<'a>]) -> Completion<'a>;

pub struct Object<'a> {
    pub kind: Kind<'a>,
    /// Own named properties; an array's elements are in its kind.
    pub properties: RefCell<Properties<'a>>,
}

pub enum Kind<'a> {
    Plain,
    /// Only as a result: its digits.
    #[cfg_attr(not(feature = "js"), expect(dead_code))]
    BigInt(&'a str),
    Array(RefCell<Vec<Value<'a>>>),
    Function(Function<'a>),
    /// Milliseconds since 1970, or NaN.
    Date(Cell<f64>),
    Regex(RegexObject<'a>),
    /// Only as a result, as are sets.
    #[cfg_attr(not(feature = "js"), expect(dead_code))]
    Map(Vec<(Value<'a>, Value<'a>)>),
    #[cfg_attr(not(feature = "js"), expect(dead_code))]
    Set(Vec<Value<'a>>),
    Error(ErrorName),
    /// A luxon `DateTime`, `Duration` or `Interval`.
    Luxon(crate::luxon::Temporal),
    /// What is still to come of an iteration, and how far it is.
    Iterator(RefCell<std::vec::IntoIter<Value<'a>>>),
    /// `Math`, `JSON`: members but no data.
    Namespace(&'static str),
    /// A view on the execution, such as `$input`.
    Host(Host<'a>),
}

pub struct RegexObject<'a> {
    pub regex: Arc<Regex>,
    pub source: &'a str,
    pub flags: &'a str,
    pub last_index: Cell<usize>,
}

pub struct Function<'a> {
    pub name: Cell<&'a str>,
    pub length: usize,
    pub kind: FunctionKind<'a>,
}

pub enum FunctionKind<'a> {
    /// Written in the expression.
    Closure {
        code: &'a crate::native::Closure,
        scope: Option<&'a crate::native::Scope<'a>>,
    },
    Native(NativeFn),
    /// `Date`, `Array`: also has members, and can be called with `new`.
    Constructor(&'static crate::builtins::Constructor),
    Bound {
        target: Value<'a>,
        this: Value<'a>,
        arguments: &'a [Value<'a>],
    },
    /// A data-transformation function bound to what it is for.
    Extension {
        receiver: Value<'a>,
    },
    /// A method of a host object.
    Method {
        receiver: Value<'a>,
    },
}

/// The class of an error that JavaScript throws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorName {
    Error,
    Type,
    Syntax,
    Range,
    Reference,
    Uri,
}

impl ErrorName {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "Error",
            Self::Type => "TypeError",
            Self::Syntax => "SyntaxError",
            Self::Range => "RangeError",
            Self::Reference => "ReferenceError",
            Self::Uri => "URIError",
        }
    }
}

impl<'a> Object<'a> {
    pub fn new(kind: Kind<'a>) -> Self {
        Self { kind, properties: RefCell::new(Properties::default()) }
    }

    pub const fn is_function(&self) -> bool {
        matches!(self.kind, Kind::Function(_))
    }

    /// The elements, if it is an array.
    pub const fn elements(&self) -> Option<&RefCell<Vec<Value<'a>>>> {
        match &self.kind {
            Kind::Array(elements) => Some(elements),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[object]")
    }
}
