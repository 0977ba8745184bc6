//! A compiled expression.

use crate::check;
use crate::error::{Error, ErrorClass};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::functions;
use crate::native::{self, Code};
use crate::split::{Segment, split};
use crate::syntax::ast::{Expr, Statement};
use crate::syntax::{self, ParseError, is_name_part};
use crate::value::Value;
#[cfg(feature = "js")]
use {crate::script::Script, std::sync::OnceLock};

/// Whether a parameter's text is an expression: it starts with `=`.
#[must_use]
pub fn is_expression(text: &str) -> bool {
    text.starts_with('=')
}

/// What evaluates an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Backend {
    /// No code in it at all.
    Text,
    /// The evaluator of this crate.
    Native,
    /// A JavaScript engine.
    Script,
}

/// An expression, compiled. It may be evaluated by many threads at once.
#[derive(Debug)]
pub struct Template {
    whole: Whole,
}

#[derive(Debug)]
enum Whole {
    Text(Box<str>),
    /// One segment alone: its value keeps its type.
    Typed(Compiled),
    Joined(Vec<Piece>),
}

#[derive(Debug)]
enum Piece {
    Text(Box<str>),
    Code(Compiled),
}

#[derive(Debug)]
struct Compiled {
    /// As it was written.
    #[cfg_attr(not(feature = "js"), expect(dead_code))]
    source: Box<str>,
    /// Unless it needs the JavaScript engine.
    native: Option<Code>,
    /// Levels of the tree.
    depth: usize,
    /// For the JavaScript engine; made when it is first needed there.
    #[cfg(feature = "js")]
    script: OnceLock<Result<Script, Error>>,
    /// Why it needs a JavaScript engine, which is not built in.
    #[cfg(not(feature = "js"))]
    reason: &'static str,
    /// What it throws is undefined, unless it is an error of n8n's own.
    swallows: bool,
}

const INVALID: &str = "invalid syntax";
/// Bytes of code that an expression may have: its tree takes a hundred times as much.
const MAX_CODE: usize = 1024 * 1024;
/// Levels that the stack of any call has room for.
const SHALLOW: usize = 100;
/// What a level of the tree may take of the stack while it is checked, compiled, evaluated or printed; debug builds have
/// far larger frames.
const STACK_PER_LEVEL: usize = if cfg!(debug_assertions) { 24 } else { 6 } * 1024;

impl Template {
    /// Compiles the text of a parameter. Text that is not an expression is taken literally.
    /// `scripts_only` leaves all of it to the JavaScript engine.
    pub(crate) fn compile(text: &str, scripts_only: bool) -> Result<Self, Error> {
        let Some(source) = text.strip_prefix('=') else {
            return Ok(Self { whole: Whole::Text(text.into()) });
        };
        check::text(source)?;
        let segments = split(source);
        let code_size = |segment: &Segment| if let Segment::Code(code) = segment { code.len() } else { 0 };
        let size: usize = segments.iter().map(code_size).sum();
        if size > MAX_CODE {
            return Err(Error::expression(format!(
                "The expression has {size} bytes of code, and at most {MAX_CODE} are taken; put data into an item"
            )));
        }
        // What n8n rewrites before it compiles fails in its own way.
        let is_extended =
            segments.iter().any(|segment| matches!(segment, Segment::Code(code) if mentions_extension(code)));
        let class = if is_extended { ErrorClass::Extension } else { ErrorClass::Expression };
        let refused = |error| match error {
            ParseError::Syntax => Error::new(class, INVALID),
            ParseError::TooDeep => {
                Error::new(class, format!("The expression nests deeper than {} levels", syntax::MAX_DEPTH))
            }
        };
        let mut parsed = Vec::new();
        for segment in &segments {
            parsed.push(match segment {
                Segment::Text(_) => None,
                Segment::Code(code) => Some(parse(code).map_err(refused)?),
            });
        }
        if parsed.iter().flatten().any(|(_, program)| check::loses_names(&program.statements)) {
            return Self::compile("={{ null }}", scripts_only);
        }
        let mut pieces = Vec::new();
        for (segment, program) in segments.into_iter().zip(parsed) {
            pieces.push(match (segment, program) {
                (Segment::Text(text), _) => Piece::Text(text.into()),
                (Segment::Code(code), Some((source, program))) => {
                    Piece::Code(with_stack(program.depth, || segment_code(&code, &source, &program, scripts_only))?)
                }
                (Segment::Code(_), None) => return Err(refused(ParseError::Syntax)),
            });
        }
        let whole = match pieces.as_mut_slice() {
            [] => Whole::Text("".into()),
            [Piece::Code(_)] => match pieces.pop() {
                Some(Piece::Code(code)) => Whole::Typed(code),
                _ => Whole::Text("".into()),
            },
            [Piece::Text(text)] => Whole::Text(text.clone()),
            _ => Whole::Joined(pieces),
        };
        Ok(Self { whole })
    }

    /// What evaluates it.
    #[must_use]
    pub fn backend(&self) -> Backend {
        let is_native = |compiled: &Compiled| compiled.native.is_some();
        let native = match &self.whole {
            Whole::Text(_) => return Backend::Text,
            Whole::Typed(compiled) => is_native(compiled),
            Whole::Joined(pieces) => pieces.iter().all(|piece| match piece {
                Piece::Text(_) => true,
                Piece::Code(compiled) => is_native(compiled),
            }),
        };
        if native { Backend::Native } else { Backend::Script }
    }

    /// Evaluates it with everything that the evaluation knows.
    pub(crate) fn run<'a>(&'a self, cx: &Evaluation<'a>) -> Completion<'a> {
        match &self.whole {
            Whole::Text(text) => Ok(Value::from(&**text)),
            Whole::Typed(compiled) => compiled.run(cx),
            Whole::Joined(pieces) => {
                let mut result = Value::from("");
                for piece in pieces {
                    let text = match piece {
                        Piece::Text(text) => crate::value::Text::from(&**text),
                        Piece::Code(compiled) => joined(cx, compiled.run(cx)?)?,
                    };
                    if let Value::String(left) = result {
                        result = cx.concat(left, text)?;
                    }
                }
                Ok(result)
            }
        }
    }
}

/// A value between texts: falsy values are empty, except 0 and false.
fn joined<'a>(cx: &Evaluation<'a>, value: Value<'a>) -> Result<crate::value::Text<'a>, Throw<'a>> {
    match value {
        Value::Number(0.0) => Ok(crate::value::Text::from("0")),
        Value::Bool(false) => Ok(crate::value::Text::from("false")),
        value if !value.truthy() => Ok(crate::value::Text::from("")),
        value => cx.to_text(value).map_err(|throw| failed(cx, throw)),
    }
}

fn failed<'a>(cx: &Evaluation<'a>, throw: Throw<'a>) -> Throw<'a> {
    match throw {
        Throw::Exception(value) => {
            Error::other(format!("Expression evaluation failed: {}", cx.thrown_text(value))).into()
        }
        other => other,
    }
}

impl Compiled {
    fn run<'a>(&'a self, cx: &Evaluation<'a>) -> Completion<'a> {
        let native = self.native.as_ref().map(|code| match self.depth {
            ..SHALLOW => native::eval(cx, None, code),
            depth => with_stack(depth, || native::eval(cx, None, code)),
        });
        let result = match native {
            None | Some(Err(Throw::Engine(_))) => self.in_engine(cx),
            // A text that found no room is shorter than it should be.
            Some(Ok(value)) => match cx.check_memory(0) {
                Err(Throw::Engine(_)) => self.in_engine(cx),
                checked => checked.map(|()| value),
            },
            Some(error) => error,
        };
        match result {
            Err(Throw::Exception(_)) if self.swallows => Ok(Value::Undefined),
            Err(throw) => Err(failed(cx, throw)),
            Ok(value) => Ok(value.or_undefined()),
        }
    }
}

#[cfg(feature = "js")]
impl Compiled {
    fn in_engine<'a>(&'a self, cx: &Evaluation<'a>) -> Completion<'a> {
        if cx.is_brief() {
            return Err(Throw::Unfinished);
        }
        let script = self.script.get_or_init(|| {
            let invalid = || Error::expression(INVALID);
            let (_, program) = parse(&self.source).map_err(|_| invalid())?;
            let Some(Statement::Expression(expr)) = program.statements.first() else { return Err(invalid()) };
            Ok(with_stack(self.depth, || Script::compile(expr)))
        });
        let script = script.as_ref().map_err(Error::clone)?;
        cx.start_in_engine();
        let result = script.run(cx);
        cx.leave_engine();
        result
    }
}

#[cfg(not(feature = "js"))]
impl Compiled {
    fn in_engine<'a>(&'a self, _: &Evaluation<'a>) -> Completion<'a> {
        Err(Error::needs_engine(self.reason).into())
    }
}

/// The source as n8n hands it to its parser, and the program in it.
fn parse(code: &str) -> Result<(String, syntax::Program), ParseError> {
    // An object literal would be a block.
    let source = if code.trim_start_matches(crate::value::number::is_space).starts_with('{') {
        format!("({code})")
    } else {
        code.to_owned()
    };
    let program = syntax::parse(&source)?;
    Ok((source, program))
}

/// Runs `work` with room for a tree of so many levels on the stack.
fn with_stack<T>(depth: usize, work: impl FnOnce() -> T) -> T {
    let needed = (depth + SHALLOW) * STACK_PER_LEVEL;
    stacker::maybe_grow(needed, needed * 2, work)
}

fn segment_code(
    original: &str,
    source: &str,
    program: &syntax::Program,
    scripts_only: bool,
) -> Result<Compiled, Error> {
    check::program(&program.statements)?;
    let Some(Statement::Expression(expr)) = program.statements.first() else { return Err(Error::expression(INVALID)) };
    refuse_incomplete_if(expr)?;
    let native = match scripts_only {
        true => Err(native::NotNative("a setting")),
        false => native::compile(expr, source),
    };
    #[cfg(feature = "js")]
    let script = match native {
        Ok(_) => OnceLock::new(),
        Err(_) => Ok(Script::compile(expr)).into(),
    };
    Ok(Compiled {
        source: original.into(),
        #[cfg(feature = "js")]
        script,
        #[cfg(not(feature = "js"))]
        reason: native.as_ref().err().map_or("", |reason| reason.0),
        native: native.ok(),
        depth: program.depth,
        swallows: check::swallows_errors(expr),
    })
}

/// n8n turns `$if` into a condition, which needs two parts at least.
fn refuse_incomplete_if(expr: &Expr) -> Result<(), Error> {
    use crate::syntax::ast::Element;
    use crate::syntax::walk::{self, Node};
    let mut refused = false;
    walk::expr(expr, &mut |node| {
        if let Node::Expr(Expr::Call { callee, arguments, .. }) = node {
            let is_if = matches!(&**callee, Expr::Identifier(name) if **name == *"$if");
            let spreads = arguments.iter().any(|argument| matches!(argument, Element::Spread(_)));
            refused |= is_if && !spreads && arguments.len() < 2;
        }
    });
    if refused { Err(Error::extension(INVALID)) } else { Ok(()) }
}

/// Whether n8n would rewrite the code: it calls something by the name of one of n8n's functions.
fn mentions_extension(code: &str) -> bool {
    let called = |rest: &str| {
        let rest = rest.trim_start();
        rest.strip_prefix("?.").unwrap_or(rest).trim_start().starts_with('(')
    };
    let mut rest = code;
    while let Some(at) = rest.find(['.', '$']) {
        let dollar = rest[at..].starts_with('$');
        rest = &rest[at + 1..];
        let name = &rest[..rest.find(|c| !is_name_part(c)).unwrap_or(rest.len())];
        let after = &rest[name.len()..];
        if dollar && name == "if" && after.trim_start().starts_with('(') {
            return true;
        }
        if !dollar && functions::is_extension(name) && called(after) {
            return true;
        }
    }
    false
}
