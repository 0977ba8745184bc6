//! Statements.

use super::assign;
use super::code::{Block, Closure, Code, Frame, Handler, Local, Step};
use super::eval::eval;
use super::scope::{Scope, ScopeRef, cell, enter};
use crate::evaluation::{Evaluation, Throw};
use crate::value::{FunctionKind, Value};

/// How a statement ends.
pub enum Flow<'a> {
    Next,
    Return(Value<'a>),
    Break,
    Continue,
}

type Result<'a> = std::result::Result<Flow<'a>, Throw<'a>>;

pub fn declare_functions<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, functions: &'a [(Local, Closure)]) {
    for (local, closure) in functions {
        let kind = FunctionKind::Closure { code: closure, scope };
        if let Some(cell) = cell(scope, *local) {
            cell.set(cx.function(&closure.name, closure.length, kind));
        }
    }
}

pub fn run_all<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, steps: &'a [Step]) -> Result<'a> {
    for step in steps {
        match run(cx, scope, step)? {
            Flow::Next => {}
            other => return Ok(other),
        }
    }
    Ok(Flow::Next)
}

fn block<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, block: &'a Block) -> Result<'a> {
    let scope = enter(cx, scope, block.frame);
    declare_functions(cx, scope, &block.functions);
    run_all(cx, scope, &block.statements)
}

fn run<'a>(cx: &Evaluation<'a>, scope: ScopeRef<'a>, step: &'a Step) -> Result<'a> {
    match step {
        Step::Nothing => Ok(Flow::Next),
        Step::Run(code) => eval(cx, scope, code).map(|_| Flow::Next),
        Step::Declare { target, value } => {
            let value = eval(cx, scope, value)?;
            assign::bind(cx, scope, target, value)?;
            Ok(Flow::Next)
        }
        Step::Return(None) => Ok(Flow::Return(Value::Undefined)),
        Step::Return(Some(value)) => eval(cx, scope, value).map(Flow::Return),
        Step::If { test, then, otherwise } => match (eval(cx, scope, test)?.truthy(), otherwise) {
            (true, _) => run(cx, scope, then),
            (false, Some(otherwise)) => run(cx, scope, otherwise),
            (false, None) => Ok(Flow::Next),
        },
        Step::For { frame, init, test, update, body } => {
            for_loop(cx, scope, *frame, init, test.as_ref(), update.as_ref(), body)
        }
        Step::ForEach { .. } => for_each(cx, scope, step),
        Step::While { test, body } => {
            while eval(cx, scope, test)?.truthy() {
                cx.step()?;
                if let Some(end) = ends(run(cx, scope, body)?) {
                    return Ok(end);
                }
            }
            Ok(Flow::Next)
        }
        Step::DoWhile { body, test } => loop {
            cx.step()?;
            if let Some(end) = ends(run(cx, scope, body)?) {
                return Ok(end);
            }
            if !eval(cx, scope, test)?.truthy() {
                return Ok(Flow::Next);
            }
        },
        Step::Switch { value, frame, tests, bodies } => switch(cx, scope, value, *frame, tests, bodies),
        Step::Try { block, handler, finalizer } => try_catch(cx, scope, block, handler.as_deref(), finalizer.as_ref()),
        Step::Throw(value) => Err(Throw::Exception(eval(cx, scope, value)?)),
        Step::Block(inner) => block(cx, scope, inner),
        Step::Break => Ok(Flow::Break),
        Step::Continue => Ok(Flow::Continue),
    }
}

/// What a loop gives if its body ends it.
fn ends(flow: Flow<'_>) -> Option<Flow<'_>> {
    match flow {
        Flow::Next | Flow::Continue => None,
        Flow::Break => Some(Flow::Next),
        Flow::Return(value) => Some(Flow::Return(value)),
    }
}

fn for_loop<'a>(
    cx: &Evaluation<'a>,
    outer: ScopeRef<'a>,
    frame: Frame,
    init: &'a Step,
    test: Option<&'a Code>,
    update: Option<&'a Code>,
    body: &'a Step,
) -> Result<'a> {
    let mut scope = enter(cx, outer, frame);
    run(cx, scope, init)?;
    loop {
        cx.step()?;
        if let Some(test) = test
            && !eval(cx, scope, test)?.truthy()
        {
            return Ok(Flow::Next);
        }
        if let Some(end) = ends(run(cx, scope, body)?) {
            return Ok(end);
        }
        // Each turn has variables of its own where a function may keep them.
        if let (Frame::Own { slots }, Some(last)) = (frame, scope) {
            cx.check_memory(0)?;
            let next = Scope::new(cx, usize::from(slots), outer);
            for (new, old) in next.slots().iter().zip(last.slots()) {
                new.set(old.get());
            }
            scope = Some(next);
        }
        if let Some(update) = update {
            eval(cx, scope, update)?;
        }
    }
}

fn for_each<'a>(cx: &Evaluation<'a>, outer: ScopeRef<'a>, step: &'a Step) -> Result<'a> {
    let Step::ForEach { frame, target, source, keys, body } = step else { return Ok(Flow::Next) };
    let source = eval(cx, outer, source)?;
    let values: Vec<Value<'a>> = match (keys, source.is_nullish()) {
        (true, true) => Vec::new(),
        (true, false) => cx.keys(source)?.into_iter().map(Value::from).collect(),
        (false, _) => cx.list(source)?,
    };
    for value in values {
        cx.step()?;
        let scope = enter(cx, outer, *frame);
        assign::bind(cx, scope, target, value)?;
        if let Some(end) = ends(run(cx, scope, body)?) {
            return Ok(end);
        }
    }
    Ok(Flow::Next)
}

fn switch<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    value: &'a Code,
    frame: Frame,
    tests: &'a [Option<Code>],
    bodies: &'a [Vec<Step>],
) -> Result<'a> {
    let value = eval(cx, scope, value)?;
    let scope = enter(cx, scope, frame);
    let mut start = None;
    for (at, test) in tests.iter().enumerate() {
        if let Some(test) = test {
            let test = eval(cx, scope, test)?;
            if cx.strict_equal(value, test) {
                start = Some(at);
                break;
            }
        }
    }
    let Some(start) = start.or_else(|| tests.iter().position(Option::is_none)) else { return Ok(Flow::Next) };
    for body in &bodies[start..] {
        match run_all(cx, scope, body)? {
            Flow::Next => {}
            Flow::Break => return Ok(Flow::Next),
            other => return Ok(other),
        }
    }
    Ok(Flow::Next)
}

fn try_catch<'a>(
    cx: &Evaluation<'a>,
    scope: ScopeRef<'a>,
    tried: &'a Block,
    handler: Option<&'a Handler>,
    finalizer: Option<&'a Block>,
) -> Result<'a> {
    let mut result = block(cx, scope, tried);
    if let (Err(throw), Some(handler)) = (&mut result, handler) {
        let throw = std::mem::replace(throw, Throw::Exception(Value::Undefined));
        result = cx.caught(throw).and_then(|value| {
            let scope = enter(cx, scope, handler.frame);
            if let Some(param) = &handler.param {
                assign::bind(cx, scope, param, value)?;
            }
            block(cx, scope, &handler.body)
        });
    }
    if matches!(result, Err(Throw::Stop(_))) {
        return result;
    }
    match finalizer.map(|finalizer| block(cx, scope, finalizer)) {
        None | Some(Ok(Flow::Next)) => result,
        Some(other) => other,
    }
}
