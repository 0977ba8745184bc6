//! Expressions in QuickJS: what the native evaluator does not know.
//!
//! A thread keeps a [`Realm`](nodewright_quickjs::Realm), in which an expression is compiled once and called for each item.
//! Nothing of one evaluation is left for the next:
//!
//! - Every object of the language itself is frozen, so there is nothing to write to that outlives the call. Names that the
//!   expression assigns live in a scope of the call.
//! - Items are handed in as copies, level by level as they are touched ([`lazy.js`](./lazy.js)).
//! - Loops of the engine's own, which it does not interrupt, are bounded.
//! - A realm that ran out of time or memory, or in which promises wait, is thrown away.
//!
//! The outside is reached through one function.

mod bridge;
mod give;
mod realm;
mod take;

use crate::evaluation::{Completion, Evaluation, Throw};
use crate::functions;
use crate::syntax::ast::Expr;
use crate::syntax::print::{Known, print};
pub use bridge::Bridge;
pub use give::Giver;
use nodewright_quickjs::js::{Result as JsResult, Value as JsValue};
use nodewright_quickjs::{Failure, Js, Limit, NO_STACK, Script as Source, Scripts, is_deep, with_deep_stack};
pub use realm::{Tool, prepare};
use std::sync::Arc;
pub use take::Fault;

/// What a result or a source that needs too much of the stack is refused with.
const TOO_DEEP: &str = "The expression, or its result, nests too deep";

fn is_out_of_stack<'a>(cx: &Evaluation<'a>, throw: &Throw<'a>) -> bool {
    match throw {
        Throw::Exception(value) => cx.thrown_text(*value) == NO_STACK,
        Throw::Error(error) => error.message == TOO_DEEP,
        _ => false,
    }
}

/// An expression as the engine takes it.
#[derive(Debug)]
pub struct Script(Source);

impl Script {
    /// Prints the expression for the engine.
    pub fn compile(expr: &Expr) -> Self {
        Self(Source::new(print(expr, Known { is_extension: functions::is_extension, is_own: realm::is_own })))
    }

    /// Runs it. Where the stack is too small for it, it runs again on a larger one.
    pub fn run<'a>(&self, cx: &Evaluation<'a>) -> Completion<'a> {
        if is_deep() {
            return self.run_here(cx);
        }
        match self.run_here(cx) {
            Err(throw) if is_out_of_stack(cx, &throw) => with_deep_stack(|| self.run_here(cx)),
            result => result,
        }
    }

    fn run_here<'a>(&self, cx: &Evaluation<'a>) -> Completion<'a> {
        let mut realm = realm::take(cx.settings.limits.memory).map_err(|_| Throw::out_of_memory())?;
        let bridge = Bridge::new(cx);
        let limit = Limit { until: cx.deadline(), stop: cx.stop().map(Arc::clone).unwrap_or_default() };
        let result = realm.enter(&limit, &bridge, |js, scripts| self.call(js, scripts, &bridge));
        match result {
            Ok(result) => {
                realm::put_back(realm);
                result
            }
            Err(Failure::Syntax(_)) => Err(Throw::expression("invalid syntax")),
            Err(Failure::TooDeep) => Err(Throw::expression(TOO_DEEP)),
            Err(Failure::OutOfTime) => Err(Throw::timeout()),
            Err(_) => Err(Throw::out_of_memory()),
        }
    }

    fn call<'a>(&self, js: &Js<'_>, scripts: &mut Scripts, bridge: &Bridge<'_, 'a>) -> Result<Completion<'a>, Failure> {
        let function = scripts.function(js, &self.0)?;
        let value: JsResult<JsValue<'_>> = Tool::Run.of(js)?.call((function,));
        match value.map_err(Fault::Engine).and_then(|value| bridge.take(js, value)) {
            Ok(value) => Ok(bridge.finish(Ok(value))),
            Err(Fault::Throw(throw)) => Ok(bridge.finish(Err(throw))),
            Err(Fault::Engine(error)) => bridge.explain(js, error).map(|throw| bridge.finish(Err(throw))),
        }
    }
}
