//! A compiled expression.

use crate::check;
use crate::error::{Error, ErrorClass};
use crate::evaluation::{Completion, Evaluation, Throw};
use crate::functions;
use crate::native::{self, Code};
use crate::split::{Segment, split};
use crate::syntax::ast::{Expr, Statement};
use crate::syntax::{self, is_name_part};
use crate::value::Value;

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
    program: Program,
    /// What it throws is undefined, unless it is an error of n8n's own.
    swallows: bool,
}

#[derive(Debug)]
enum Program {
    Native(Code),
    #[cfg(feature = "js")]
    Script(crate::script::Script),
    /// Why it needs a JavaScript engine, which is not built in.
    #[cfg(not(feature = "js"))]
    Script(&'static str),
}

const INVALID: &str = "invalid syntax";

impl Template {
    /// Compiles the text of a parameter. Text that is no expression stands for itself.
    /// `scripts_only` leaves all of it to the JavaScript engine.
    pub(crate) fn compile(text: &str, scripts_only: bool) -> Result<Self, Error> {
        let Some(source) = text.strip_prefix('=') else {
            return Ok(Self { whole: Whole::Text(text.into()) });
        };
        check::text(source)?;
        let segments = split(source);
        // What n8n rewrites before it compiles fails in its own way.
        let is_extended =
            segments.iter().any(|segment| matches!(segment, Segment::Code(code) if mentions_extension(code)));
        let invalid = || Error::new(if is_extended { ErrorClass::Extension } else { ErrorClass::Expression }, INVALID);
        let mut parsed = Vec::new();
        for segment in &segments {
            parsed.push(match segment {
                Segment::Text(_) => None,
                Segment::Code(code) => Some(parse(code).ok_or_else(invalid)?),
            });
        }
        let mut pieces = Vec::new();
        for (segment, program) in segments.into_iter().zip(parsed) {
            pieces.push(match (segment, program) {
                (Segment::Text(text), _) => Piece::Text(text.into()),
                (Segment::Code(_), Some((source, program))) => {
                    Piece::Code(segment_code(&source, &program, scripts_only)?)
                }
                (Segment::Code(_), None) => return Err(invalid()),
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
        let is_native = |compiled: &Compiled| matches!(compiled.program, Program::Native(_));
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

/// A value between texts: what is false is nothing, but for 0 and false themselves.
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
        let result = match &self.program {
            Program::Native(code) => native::eval(cx, None, code),
            #[cfg(feature = "js")]
            Program::Script(script) => script.run(cx),
            #[cfg(not(feature = "js"))]
            Program::Script(reason) => {
                return Err(Error::expression(format!(
                    "This expression needs a JavaScript engine, which is not built in (it uses {reason})"
                ))
                .into());
            }
        };
        match result {
            Err(Throw::Exception(_)) if self.swallows => Ok(Value::Undefined),
            Err(throw) => Err(failed(cx, throw)),
            Ok(value) => Ok(value.or_undefined()),
        }
    }
}

/// The source as n8n hands it to its parser, and the program in it.
fn parse(code: &str) -> Option<(String, Vec<Statement>)> {
    // An object literal would be a block.
    let source = if code.trim_start_matches(crate::value::number::is_space).starts_with('{') {
        format!("({code})")
    } else {
        code.to_owned()
    };
    let program = syntax::parse(&source).ok()?;
    Some((source, program))
}

fn segment_code(source: &str, program: &[Statement], scripts_only: bool) -> Result<Compiled, Error> {
    check::program(program)?;
    let Some(Statement::Expression(expr)) = program.first() else { return Err(Error::expression(INVALID)) };
    refuse_incomplete_if(expr)?;
    let native = match scripts_only {
        true => Err(native::NotNative("a setting")),
        false => native::compile(expr, source),
    };
    let program = match native {
        Ok(code) => Program::Native(code),
        #[cfg(feature = "js")]
        Err(_) => Program::Script(crate::script::Script::compile(expr).ok_or_else(|| Error::expression(INVALID))?),
        #[cfg(not(feature = "js"))]
        Err(reason) => Program::Script(reason.0),
    };
    Ok(Compiled { program, swallows: check::swallows_errors(expr) })
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
