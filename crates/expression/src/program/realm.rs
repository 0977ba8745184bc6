//! Where a program runs: a realm with the language and n8n's names in it.

use crate::script::{Tool, prepare};
use nodewright_quickjs::js::{Ctx, Function, Object, Result, Value as JsValue};
use nodewright_quickjs::{Asks, Failure, Js, Options, Realm, node};

const SETUP: &str = include_str!("setup.js");
/// Files that a program reads when it first needs what they make.
const LATER: &[(&str, &str)] = &[
    ("buffer", node::BUFFER),
    ("errors", node::ERRORS),
    ("iterable", node::ITERABLE),
    ("modules", node::MODULES),
    ("url", node::URLS),
];

/// A realm for one run.
pub fn new(memory: usize) -> std::result::Result<Realm, Failure> {
    let options = Options { memory, bounded: true, search: Some("method"), frozen: false, imports: false };
    Realm::new(&options, set_up)
}

fn set_up<'js>(js: &Js<'js>, asks: &Asks<'js>) -> Result<()> {
    let program = js.ctx.eval::<Function<'js>, _>(SETUP)?;
    let kit: Object<'js> = prepare(js, asks, true)?;
    let load = Function::new(js.ctx.clone(), |ctx: Ctx<'js>, name: String| {
        let source = LATER.iter().find(|(known, _)| *known == name).map_or("undefined", |(_, source)| *source);
        ctx.eval::<JsValue<'js>, _>(source)
    })?;
    program.call((asks.now.clone(), asks.later.clone(), js.tools.clone(), kit, load))
}

/// What tells the realm the code that errors will be about: `({ file, before, lines })`.
pub fn start<'js>(js: &Js<'js>) -> Result<Function<'js>> {
    js.tools.get(Tool::COUNT)
}

/// What runs a program: `(program, { count, mode, each, continues })`.
pub fn run<'js>(js: &Js<'js>) -> Result<Function<'js>> {
    js.tools.get(Tool::COUNT + 1)
}
