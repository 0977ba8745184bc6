//! Expressions in QuickJS: what the native evaluator does not know.
//!
//! A thread keeps a [`Realm`]: a runtime with one context, in which an expression is compiled once and called for each
//! item. Nothing of one evaluation is left for the next:
//!
//! - Every object of the language itself is frozen ([`freeze.js`](./freeze.js)), so there is nothing to write to that
//!   outlives the call. Names that the expression assigns live in a scope of the call.
//! - Items are handed in as copies, level by level as they are touched ([`lazy.js`](./lazy.js)).
//! - Loops of the engine's own, which it does not interrupt, are bounded ([`bounded.js`](./bounded.js)).
//! - A realm that ran out of time, memory or stack, or in which promises wait, is thrown away.
//!
//! The outside is reached through one function.

mod bridge;
mod give;
mod realm;
mod take;

use crate::evaluation::{Completion, Evaluation, Throw};
use crate::functions;
use crate::syntax::ast::Expr;
use crate::syntax::print::print;
use bridge::Bridge;
use realm::{Failure, Realm};
use std::sync::atomic::{AtomicU64, Ordering};

/// An expression as the engine takes it.
#[derive(Debug)]
pub struct Script {
    /// Unique in the process, so that realms can keep it compiled.
    id: u64,
    source: String,
}

static NEXT_ID: AtomicU64 = AtomicU64::new(0);

impl Script {
    /// Prints the expression for the engine.
    pub fn compile(expr: &Expr) -> Self {
        Self { id: NEXT_ID.fetch_add(1, Ordering::Relaxed), source: print(expr, functions::is_extension) }
    }

    /// Runs it.
    pub fn run<'a>(&self, cx: &Evaluation<'a>) -> Completion<'a> {
        let mut realm = Realm::take(cx.settings.limits.memory).map_err(|_| Throw::out_of_memory())?;
        let bridge = Bridge::new(cx);
        match realm.run(self, &bridge) {
            Ok(result) => {
                realm.put_back();
                result
            }
            Err(Failure::Syntax) => Err(Throw::expression("invalid syntax")),
            Err(Failure::TooDeep) => Err(Throw::expression("The expression nests too deep")),
            Err(Failure::Limit) if cx.check_time().is_err() => Err(Throw::timeout()),
            Err(Failure::Limit) => Err(Throw::out_of_memory()),
        }
    }
}
